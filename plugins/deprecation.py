"""What of the hook API is on its way out, and which plugins still use it. ``docs/plugins/upgrade.md`` has the promises.

A hook is deprecated where it is specified, with ``@hookspec(warn_on_impl=Deprecation(...))``, and an argument with
``@hookspec(warn_on_impl_args={"name": Deprecation(...)})``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.manager import plugin_manager
from plugins.specs import HOOKS


class Deprecation(DeprecationWarning):
    """Deprecated in one version of the hook API, removed in a later one, with what to use instead as a sentence."""

    def __init__(self, *, since: str, removed_in: str, instead: str) -> None:
        super().__init__(f"Deprecated since hook API {since}, and removed in {removed_in}. {instead}")
        self.instead = instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A plugin's use of something deprecated: ``what`` is a hook or an argument of one, ``where`` a file and a line."""

    plugin: str
    what: str
    where: str
    warning: Warning


def deprecated_uses() -> Iterator[Use]:
    """Each use of a deprecated hook or argument by a registered plugin."""
    for hook in HOOKS:
        caller = getattr(plugin_manager().hook, hook)
        for implementation in caller.get_hookimpls():
            code = implementation.function.__code__
            where = f"{implementation.function.__module__}, line {code.co_firstlineno}"
            found = {f"the hook {hook}": caller.spec.warn_on_impl} if caller.spec.warn_on_impl else {}
            for argument, warning in (caller.spec.warn_on_impl_args or {}).items():
                if argument in implementation.argnames:
                    found[f"the argument {argument} of {hook}"] = warning
            for what, warning in found.items():
                yield Use(plugin=implementation.plugin_name, what=what, where=where, warning=warning)
