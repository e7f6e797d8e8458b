"""Who did what with a plugin in a region."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from plugins.history import history_of, who
from plugins.screens.base import VIEW, PluginScreen

PER_PAGE = 25


class History(PluginScreen):
    permission = VIEW
    template_name = "plugins/screens/history.html"
    page_title = _("History of a plugin")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = Paginator(history_of(self.standing.name, self.region), PER_PAGE).get_page(request.GET.get("p"))
        rows = [(entry.timestamp, who(entry), entry.formatter.format_message(entry), entry.data["version"]) for entry in page]
        return self.render_to_response(self.get_context_data(page_obj=page, rows=rows))
