"""Switching a plugin on, and off after saying what is in use of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from plugins.activation import ActivationError, dependents, disable, enable
from plugins.screens.base import PluginScreen
from plugins.usage import in_use


class SwitchOn(PluginScreen):
    """Takes only a POST, and leads to the settings of a plugin that has some."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            enable(self.standing.name, region=self.region, by=self.user)
        except ActivationError as error:
            messages.error(request, str(error))
            return self.to_overview()
        done = _("“{name}” is on in {region}.").format(name=self.standing.label, region=self.region)
        if self.standing.has_settings:
            messages.success(request, _("{done} Look through its settings.").format(done=done))
            return redirect("plugins:settings", self.region.pk, self.standing.name)
        messages.success(request, done)
        return self.to_overview()


class SwitchOff(PluginScreen):
    """Says first what is in use and what depends on the plugin."""

    template_name = "plugins/screens/off.html"
    page_title = gettext_lazy("Switch a plugin off")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = self.standing.name
        return self.render_to_response(
            self.get_context_data(uses=in_use(name, self.region), dependents=dependents(name, region=self.region))
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            switched = disable(self.standing.name, region=self.region, by=self.user)
        except ActivationError as error:
            messages.error(request, str(error))
            return self.to_overview()
        done = _("“{name}” is off in {region}.").format(name=self.standing.label, region=self.region)
        if switched.failure:
            sentence = _("{done} It failed when it was told so: {failure}. Tell whoever installed the plugin.")
            messages.warning(request, sentence.format(done=done, failure=switched.failure))
        else:
            messages.success(request, done)
        return self.to_overview()
