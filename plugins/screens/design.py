"""The design of a region's certificates, chosen among those of the plugins that are on."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from plugins.certificate_designs import DesignError, choose_design, design_choices
from plugins.screens.base import RegionScreen


class DesignForm(forms.Form):
    design = forms.ChoiceField(label=gettext_lazy("Design of new certificates"), widget=forms.RadioSelect)


class Design(RegionScreen):
    template_name = "plugins/screens/design.html"
    page_title = gettext_lazy("Certificate design")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self._form(initial={"design": self.region.certificate_template}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            choose_design(self.region, key=form.cleaned_data["design"], by=self.user)
        except DesignError as error:  # its plugin was switched off since the page was shown
            form.add_error("design", str(error))
            return self._show(form)
        messages.success(request, _("New certificates in {region} have the chosen design.").format(region=self.region))
        return self.to_overview()

    def _form(self, *args: Any, **kwargs: Any) -> DesignForm:
        form = DesignForm(*args, **kwargs)
        form.fields["design"].choices = design_choices(self.region)  # type: ignore[attr-defined]
        return form

    def _show(self, form: DesignForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))
