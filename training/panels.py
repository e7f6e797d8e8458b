"""What plugins tell the editor of a training, beside the fields of its page."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from plugins.api import PagePanel, PageRef
from plugins.isolation import rendered
from plugins.manager import implementations
from plugins.runtime import hooks_for


class PluginPanels(Panel):
    """The panels of the plugins active in the page's region, to be read. Hidden where no plugin has one; one query."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"heading": _("From the region’s plugins")} | kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "training/office/plugin_panels.html"

        @cached_property
        def answered(self) -> list[tuple[str, PagePanel]]:
            """The panels, each with the plugin it is from, in their own order."""
            region = getattr(self.form, "region", None)
            if region is None or not implementations("page_panels"):
                return []
            page, title = self.instance, self.instance.draft_title or self.instance.title
            kind = page._meta.model_name.removesuffix("page")
            ref = PageRef(pk=page.pk, title=title, kind=kind, region=region.ref)
            answers = hooks_for(region).each("page_panels", region=region.ref, page=ref)
            found = [(answer.plugin, panel) for answer in answers for panel in answer.value]
            return sorted(found, key=lambda pair: pair[1].order)

        @cached_property
        def sections(self) -> list[tuple[str, SafeString]]:
            return [(str(panel.heading), rendered(plugin, panel.template, panel.context)) for plugin, panel in self.answered]

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.answered)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"sections": self.sections}
