"""What a region chooses of a plugin's settings, in the plugin's own form."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from plugins.activation import ActivationError, SettingsRefused, configure
from plugins.models import PluginActivation
from plugins.screens.base import PluginScreen
from plugins.settings import Stored
from plugins.settings_form import SettingsBroken, rendered_fields, stored_form


class Settings(PluginScreen):
    """A form that fails is a sentence in its place; what is stored and no longer valid is shown with its errors."""

    template_name = "plugins/screens/settings.html"
    page_title = gettext_lazy("Settings of a plugin")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = PluginActivation.objects.filter(region=self.region, plugin=self.standing.name).first()
        stored = Stored(row.config, row.config_version) if row else Stored({})
        if self.standing.plugin is None:
            return self._show(sentence=_("“{name}” is not installed any more.").format(name=self.standing.name))
        try:
            form = stored_form(self.standing.plugin, stored)
        except SettingsBroken as broken:
            return self._show(sentence=str(broken))
        return self._show(
            form, sentence=_("What is stored is no longer accepted. Correct what is marked.") if form.errors else ""
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            configure(self.standing.name, region=self.region, values=request.POST, by=self.user)
        except SettingsRefused as refused:
            return self._show(refused.form, sentence=str(refused))
        except ActivationError as error:
            return self._show(sentence=str(error))
        messages.success(request, _("The settings of “{name}” are saved.").format(name=self.standing.label))
        return self.to_overview()

    def _show(self, form: Form | None = None, *, sentence: str = "") -> HttpResponse:
        fields = ""
        if form is not None and self.standing.plugin:
            try:
                fields = rendered_fields(self.standing.plugin, form, get_template("plugins/screens/fields.html"))
            except SettingsBroken as broken:
                sentence = str(broken)
        return self.render_to_response(self.get_context_data(fields=fields, sentence=sentence))
