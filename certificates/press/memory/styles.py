"""The styles of a page's elements, worked out once for all pages of a design.

WeasyPrint 70 gives elements of one page a common style when they have the same parent style and match the same rules
(``css.StyleFor``), and works out a value when it is first asked for (``css.ComputedStyle``). Here the same goes for
elements of different pages: they share a pattern. Layout changes styles now and then, so it is never given the pattern
itself, but a style of the page's own that reads from it what layout has not set.

A value follows from the rules that matched, the element's own attributes and its parent; a pattern's place in the tree of
patterns says all that. It may also follow from the size of the page (``vw`` and the like): those are left to each page.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from functools import cached_property
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.css import (
    AnonymousStyle,
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)

from certificates.press.memory.memory import Memory, memory_of

WEIGHT = 12
"""Of a pattern, a dictionary of some 250 values, against a line."""


def style_for(html: Any, sheets: list, presentational_hints: bool, fonts: Any, target_collector: Any) -> StyleFor:
    """Stands for ``css.StyleFor``. A page that brings style sheets, and perhaps fonts, of its own is drawn without memory."""
    memory = memory_of(fonts)
    if memory and (presentational_hints or any(origin == "author" for _sheet, origin, _specificity in sheets)):
        memory.close()
        memory = None
    if memory is None:
        return StyleFor(html, sheets, presentational_hints, fonts, target_collector)
    return RememberedStyles(html, sheets, fonts, target_collector, memory)


class _OnThePage(BaseException):
    """A value follows from the page's size. No Exception, because WeasyPrint takes any for a mistake in a formula."""


class _NoSize(dict):
    def __missing__(self, key: str) -> None:
        raise _OnThePage


class Pattern(ComputedStyle):
    """A style as all pages have it. Nothing but its own values is ever written to it."""

    def __init__(self, parent: "Pattern | None", cascaded: dict, pseudo_type: str | None, root: Any, of: StyleFor) -> None:
        super().__init__(parent, cascaded, pseudo_type, root, of.base_url, of.font_config, _NoSize())
        self.below: dict = {}


class Patterned(ComputedStyle):
    """The style of one page's element: what layout set, and otherwise what the pattern says."""

    def __init__(self, pattern: Pattern, parent: "Patterned | None", root: Any, page_sizes: dict) -> None:
        cascaded, kind = pattern.cascaded, pattern.pseudo_type
        super().__init__(parent, cascaded, kind, root, pattern.base_url, pattern.font_config, page_sizes)
        self.pattern, self.specified, self.is_copy = pattern, pattern.specified, False
        self.update(pattern)

    def __missing__(self, key: str) -> Any:
        try:
            value = self[key] = self.pattern[key]
        except _OnThePage:
            value = super().__missing__(key)
        return value

    @cached_property
    def anonymous_style(self) -> AnonymousStyle:
        """Of the boxes without an element. On styles that are no copies layout changes nothing that is inherited."""
        return AnonymousStyle(self) if self.is_copy else PatternedAnonymous(self)

    def copy(self) -> "Patterned":
        """As with WeasyPrint's own: what was set goes along."""
        copy = Patterned(self.pattern, self.parent_style, self.root_style, self.initial_page_sizes)
        copy.update(self)
        copy.is_copy = True
        return copy


class PatternedAnonymous(AnonymousStyle):
    """The same for boxes without an element."""

    def __init__(self, parent: Patterned) -> None:
        super().__init__(parent)
        self.pattern = parent.pattern.anonymous_style
        self.update(self.pattern)

    def __missing__(self, key: str) -> Any:
        try:
            value = self[key] = self.pattern[key]
        except _OnThePage:
            value = super().__missing__(key)
        return value

    def copy(self) -> "PatternedAnonymous":
        """As with WeasyPrint's own: what was set goes along."""
        copy = PatternedAnonymous(self.parent_style)
        copy.update(self)
        return copy


class RememberedStyles(StyleFor):
    """The styles of one page's elements and of the page itself. Pseudo-elements are few and left to WeasyPrint."""

    OWN = frozenset({"style", "lang", "id", "name", "width", "height"})
    """Attributes that ``find_style_attributes`` makes rules of, whatever the element."""

    def __init__(self, html: Any, sheets: list, fonts: Any, target_collector: Any, memory: Memory) -> None:
        # Not the parent's, which would work out everything at once.
        self._cascaded_styles: dict = {}
        self._computed_styles: dict = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self.font_config, self.base_url = fonts, html.base_url
        self._sheets, self._memory, self._root = sheets, memory, html.etree_element
        self._collect_anchor = target_collector.collect_anchor
        self._shared: dict[tuple[int, int], Patterned] = {}
        for element in html.wrapper_element.iter_subtree():
            self._style(element)
        for element, pseudo_type in self._cascaded_styles:
            super().set_computed_styles(element, element, self._root, pseudo_type, self.base_url, target_collector)
        self._cascaded_styles.clear()

    def set_computed_styles(
        self, page: Any, parent: Any, root: Element, pseudo_type: str | None = None, base_url: str = ""
    ) -> None:
        """Called later by WeasyPrint for a page and its margins, once their rules are in ``_cascaded_styles``."""
        above, cascaded = self._computed_styles[parent, None], self._cascaded_styles.get((page, pseudo_type), {})
        pattern = self._pattern(above, (page, pseudo_type), lambda: cascaded, pseudo_type)
        self._computed_styles[page, pseudo_type] = self._patterned(pattern, above)

    def _style(self, wrapper: Any) -> None:
        element, matched = wrapper.etree_element, self._matched(wrapper)
        parent = self._computed_styles[wrapper.parent.etree_element, None] if wrapper.parent else None
        self._computed_styles[element, None] = self._style_of(element, parent, matched.pop(None, []))
        for pseudo_type, rules in matched.items():
            self._cascaded_styles[element, pseudo_type] = self._cascade({}, rules)

    def _style_of(self, element: Element, parent: Patterned | None, rules: list[tuple]) -> Patterned:
        """Within a page, only elements without rules of their own share a style, as WeasyPrint has it."""
        own = tuple([item for item in element.attrib.items() if item[0] in self.OWN])
        # Within a sheet, the second part of a rule tells it from all others.
        key = own, tuple([(number, rule[1]) for number, rule in rules]), self.base_url
        pattern = self._pattern(parent, key, lambda: self._cascade(self._own_rules(element) if own else {}, rules))
        place = id(parent), id(pattern)
        if own or place not in self._shared:
            self._shared[place] = made = self._patterned(pattern, parent)
            if made["anchor"]:
                self._collect_anchor(made["anchor"])
        return self._shared[place]

    def _matched(self, wrapper: Any) -> dict[str | None, list[tuple]]:
        """The rules for the element itself and for its pseudo-elements, each with the number of its sheet."""
        matched = defaultdict(list)
        for number, (sheet, _origin, _specificity) in enumerate(self._sheets):
            for rule in sheet.matcher.match(wrapper):
                matched[rule[2]].append((number, rule))
        return matched

    def _pattern(
        self, parent: Patterned | None, key: Hashable, cascade: Callable[[], dict], pseudo_type: str | None = None
    ) -> Pattern:
        if parent is None:
            beside, above, root = self._memory.styles, None, InitialStyle(self.font_config)
        else:
            beside, above, root = parent.pattern.below, parent.pattern, self._computed_styles[self._root, None].pattern
        if key not in beside:
            self._memory.keep(beside, key, Pattern(above, cascade(), pseudo_type, root, self), weight=WEIGHT)
        return beside[key]

    def _patterned(self, pattern: Pattern, parent: Patterned | None) -> Patterned:
        root = InitialStyle(self.font_config) if parent is None else self._computed_styles[self._root, None]
        return Patterned(pattern, parent, root, self.initial_page_sizes)

    def _own_rules(self, element: Element) -> dict:
        style: dict = {}
        alone = Element(element.tag, element.attrib)
        for specificity, _element, declarations, base_url in find_style_attributes(alone, base_url=self.base_url):
            _merge(style, preprocess_declarations(base_url, declarations), "author", inf, specificity)
        return style

    def _cascade(self, style: dict, rules: list[tuple]) -> dict:
        for number, (specificity, _order, _pseudo_type, (declarations, layer)) in rules:
            sheet, origin, sheet_specificity = self._sheets[number]
            depth = inf if layer is None else sheet.layers.index(layer)
            _merge(style, declarations, origin, depth, sheet_specificity or specificity)
        return style


def _merge(style: dict, declarations: Any, origin: str, depth: float, specificity: tuple) -> None:
    """What weighs more, or as much and comes later, wins (CSS Cascading and Inheritance, 6)."""
    for name, value, importance in declarations:
        weight = declaration_precedence(origin, importance), depth, specificity
        if name not in style or style[name][1] <= weight:
            style[name] = value, weight
