"""Where editors choose what certificates look like, for a region or one event, with a preview that nobody can take for one."""

import base64
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.designs.choosing import (
    Choice,
    DesignError,
    choice_of_event,
    choice_of_region,
    choose_for_event,
    choose_for_region,
    design_choices,
)
from certificates.designs.forms import DesignForm
from certificates.designs.preview import preview
from certificates.designs.sample_form import SampleForm
from certificates.purposes import kinds
from certificates.rendering import RenderingError
from plugins.models import Region
from plugins.runtime import hooks_for
from plugins.scope import regions_for, sees_all_regions
from training.views.office.base import DomainForm, EventForm, EventScreen

CHANGE = "certificates.change_designchoice"


class ChooseRegion(WagtailAdminTemplateMixin, TemplateView):
    """The regions whose certificates the user may design; whoever works in one only is led on."""

    template_name = "certificates/office/design_regions.html"
    page_title = gettext_lazy("Design of certificates")
    header_icon = "doc-full-inverse"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        regions = list(regions_for(request.user, CHANGE).order_by("name"))
        if not regions and not sees_all_regions(request.user):
            raise Http404
        if len(regions) == 1:
            return redirect("certificate_designs:region", regions[0].pk)
        return self.render_to_response(self.get_context_data(regions=regions))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class RegionScreen(WagtailAdminTemplateMixin, View):
    """A screen of one region whose certificates the user may design; another region is not found."""

    page_title = gettext_lazy("Design of certificates")
    header_icon = "doc-full-inverse"
    region: Region

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = regions_for(request.user, CHANGE).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.region = found

    def get_page_subtitle(self) -> str:
        return self.region.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        start = {"url": reverse("certificate_designs:index"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), start, {"url": "", "label": self.region.name}]

    @cached_property
    def current(self) -> Choice:
        return choice_of_region(self.region)

    @cached_property
    def below(self) -> Choice | None:
        return None

    @property
    def preview_url(self) -> str:
        return reverse("certificate_designs:region_preview", args=[self.region.pk])


class OfEvent(EventScreen):
    """A screen of one event whose certificates the user may design."""

    permission = CHANGE
    screen = "certificates"
    page_title = gettext_lazy("Design of certificates")

    @property
    def region(self) -> Region:
        return self.event.region

    @cached_property
    def current(self) -> Choice:
        return choice_of_event(self.event)

    @cached_property
    def below(self) -> Choice | None:
        return choice_of_region(self.event.region)

    @property
    def preview_url(self) -> str:
        return reverse("certificates_office:design_preview", args=[self.event.pk])


class Designing:
    """What the screens for a region and for an event have in common: the form with what is chosen now."""

    form_class = DesignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        known: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return known | {"designs": design_choices(self.region), "current": self.current, "below": self.below}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(  # type: ignore[misc]
            sample_form=SampleForm(kinds=kinds(hooks_for(self.region))),
            preview_url=self.preview_url,
            below=self.below,
            **kwargs,
        )


class OfRegion(Designing, RegionScreen, DomainForm):
    template_name = "certificates/office/design.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        return response.render() if hasattr(response, "render") else response

    def save(self, form: DesignForm) -> str:
        choose_for_region(self.region, form.choice, by=self.request.user, now=timezone.now())
        return _("Certificates issued in {region} from now on look like this.").format(region=self.region)

    def get_success_url(self) -> str:
        return reverse("certificate_designs:region", args=[self.region.pk])


class OfOneEvent(Designing, OfEvent, EventForm):
    template_name = "certificates/office/event_design.html"

    def save(self, form: DesignForm) -> str:
        choose_for_event(self.event, form.choice, by=self.request.user, now=timezone.now())
        return _("Certificates issued for the event from now on look like this.")

    def get_success_url(self) -> str:
        return reverse("certificates_office:design", args=[self.event.pk])


class Preview(View):
    """A made-up certificate with what is chosen: stored by GET, in the form by POST, which stores nothing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self.current)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DesignForm(
            request.POST, request.FILES, designs=design_choices(self.region), current=self.current, below=self.below
        )
        if not form.is_valid():
            problems = [f"{form[name].label}: {error}" for name in form.errors for error in form.errors[name]]
            return self._page(problems=problems)
        return self._show(form.choice)

    def _show(self, choice: Choice) -> HttpResponse:
        choice = choice.over(self.below) if self.below else choice
        try:
            shown = preview(choice, SampleForm(self.request.POST, kinds=kinds(hooks_for(self.region))).sample())
        except DesignError as exc:
            return self._page(problems=[str(exc)])
        except RenderingError as exc:
            return self._page(problems=[_("The design cannot be drawn: {problem}").format(problem=exc)])
        if "pdf" in self.request.POST:
            name = f'inline; filename="{choice.template}-sample.pdf"'
            return HttpResponse(shown.pdf, content_type="application/pdf", headers={"Content-Disposition": name})
        pages = [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in shown.pages]
        return self._page(pages=pages, remarks=shown.remarks)

    def _page(self, **context: Any) -> HttpResponse:
        return TemplateResponse(self.request, "certificates/office/design_preview.html", context)


class PreviewOfRegion(Preview, RegionScreen):
    pass


class PreviewOfEvent(Preview, OfEvent):
    pass
