"""The screen where superusers make a region: its home page, groups, collection and permissions come with it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, DeleteView
from wagtail.models import Locale

from cms.models import HomePage, RegionPage
from plugins.lasting_names import NAMES, names_stay_because
from plugins.models import Region
from plugins.offices import create_region
from plugins.viewsets import RegionModelViewSet


class RegionForm(forms.ModelForm):
    class Meta:
        model = Region
        fields = ["name", "slug", "code", "organisation", "contact_email", "country", "language", "time_zone", "palette"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if reason := names_stay_because(self.instance):
            for name in NAMES:
                self.fields[name].disabled, self.fields[name].help_text = True, reason


class NewRegionForm(RegionForm):
    """Asks besides that the region's language has a home page below which its own can stand."""

    def clean_language(self) -> str:
        language = self.cleaned_data["language"]
        if not _home(language):
            raise forms.ValidationError(_("There is no home page in this language yet. Create it first, below the root."))
        return language

    def save(self, commit: bool = True) -> Region:
        home = _home(self.cleaned_data["language"])
        fields = self.cleaned_data
        page = home.add_child(instance=RegionPage(title=fields["name"], slug=fields["slug"], locale=home.locale, live=False))
        self.instance = create_region(root_page=page, **fields)
        return self.instance


def _home(language: str) -> HomePage | None:
    locale = Locale.objects.filter(language_code=language).first()
    return HomePage.objects.filter(locale=locale, depth=2).first() if locale else None


class AddRegionView(CreateView):
    def save_instance(self) -> Region:
        return self.form.save()


class KeepRegionView(DeleteView):
    """A region stays: its events, certificates and people must remain found. Says so instead of asking for confirmation."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.error(request, _("A region cannot be deleted. Unpublish its pages and take its staff out of its groups."))
        return redirect(self.get_success_url())


class RegionViewSet(RegionModelViewSet):
    """No group of a region holds permissions on regions, so these screens open for superusers only."""

    model = Region
    region_path = ""
    name = "regions"
    icon = "globe"
    add_to_settings_menu = True
    list_display = ["name", "code", "organisation", "language"]
    form_fields = RegionForm.Meta.fields
    copy_view_enabled = False
    add_view_class = AddRegionView
    delete_view_class = KeepRegionView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return RegionForm if for_update else NewRegionForm
