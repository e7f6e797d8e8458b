"""Tags of the public templates: ``{% load site %}``."""

from typing import Any

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from cms.frame import Frame, frame_for
from plugins.api import RegionRef
from plugins.models import Region
from plugins.scope import region_of

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> Frame:
    """The frame of the page at hand. A view that shows no page says whose it is with ``region`` or ``event``.

    A plugin's view knows its region as a RegionRef and gives that.
    """
    page = context.get("page") if isinstance(context.get("page"), Page) else None
    region = context.get("region") or getattr(context.get("event"), "region", None) or (region_of(page) if page else None)
    if isinstance(region, RegionRef):
        region = Region.objects.filter(slug=region.slug).first()
    return frame_for(region=region, page=page, language=get_language() or "")


@register.simple_tag
def breadcrumbs(page: Page) -> list[Page]:
    """The pages above this one, from the front page down."""
    return list(page.get_ancestors().live().filter(depth__gte=2).order_by("depth"))


@register.simple_tag
def translations(page: Any) -> list[Page]:
    """This page in every language it is published in, itself among them; nothing for a view without a page."""
    if not isinstance(page, Page) or not page.pk:
        return []
    return list(page.get_translations(inclusive=True).live().select_related("locale").order_by("locale__language_code"))


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget as an input of the design system."""
    return field.as_widget(attrs={"class": f"{field.field.widget.attrs.get('class', '')} ds-input".strip()})


@register.filter
def choice(option: BoundWidget) -> SafeString:
    """One radio button or checkbox of a group, without its label."""
    option.data["attrs"]["class"] = "ds-input"
    return option.tag()


@register.filter
def is_choice_group(field: BoundField) -> bool:
    return field.use_fieldset and hasattr(field.field.widget, "choices")


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def first_input_id(field: BoundField) -> str:
    """What a link to the field jumps to: its input, or the first one of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def elided(paginator: Any, number: int) -> Any:
    """The numbers of a pagination with gaps, so that ten thousand events fit a phone."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)


@register.filter
def within(page: Any, ancestor: Page) -> bool:
    """Whether the page lies below the other, told from their paths without a query."""
    return isinstance(page, Page) and page.path.startswith(ancestor.path)
