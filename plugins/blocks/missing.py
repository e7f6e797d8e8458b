"""The place in a stream of content that is kept unread: its plugin is not installed, or cannot read it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.compare import BlockComparison
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

from plugins.blocks.explanation import Item, excerpt, reason
from plugins.registry import Provided

MISSING = "missing_plugin"


def kept(item: Item) -> Item:
    """The stored item in an item that this block holds, unread and unchanged."""
    return {"type": MISSING, "id": item.get("id"), "value": item}


class KeptContent(forms.HiddenInput):
    """The signed content, with the sentences that explain it."""


class MissingPluginBlock(blocks.FieldBlock):
    """Holds an item as it is stored until its plugin can read it again.

    In a form it travels signed, so that nobody can put content into a plugin past the plugin's own form.
    """

    provided: Mapping[str, Provided[Any]] = {}

    def __init__(self, **kwargs: Any):
        self.field = forms.CharField(required=False, widget=KeptContent)
        super().__init__(**kwargs)

    def get_form_state(self, value: Item | None) -> dict[str, str]:
        if not value:
            return {"payload": "", "reason": _("Content that did not arrive as it was sent."), "remedy": "", "excerpt": ""}
        return {
            "payload": signing.dumps(value, salt=MISSING, compress=True),
            "reason": reason(value, self.provided),
            "remedy": _(
                "It stays as it is and can be edited again once the plugin can read it. Delete it if it is not needed."
            ),
            "excerpt": excerpt(value),
        }

    def value_from_form(self, value: Any) -> Any:
        try:
            return signing.loads(value or "", salt=MISSING)
        except signing.BadSignature:
            return None

    def clean(self, value: Item | None) -> Item:
        if not value:
            raise ValidationError(
                _("The content of a plugin was changed on the way. It is shown here as it was stored: check it and save again.")
            )
        return value

    def render(self, value: Any, context: Any = None) -> SafeString:
        return SafeString("")

    def render_basic(self, value: Item | None, context: Any = None) -> SafeString:
        """The text by which two versions of a page are compared."""
        return format_html("<p>{}</p><p>{}</p>", reason(value, self.provided), excerpt(value)) if value else SafeString("")

    def get_comparison_class(self) -> type[BlockComparison]:
        return BlockComparison

    class Meta:
        icon = "warning"
        label = gettext_lazy("Kept content")
        default = None


class KeptContentAdapter(WidgetAdapter):
    js_constructor = "plugins.KeptContent"

    def js_args(self, widget: KeptContent) -> list[Any]:
        return []

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[static("plugins/kept_content.js")])


register(KeptContentAdapter(), KeptContent)
