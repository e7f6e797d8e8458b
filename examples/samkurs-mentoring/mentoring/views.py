from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from plugins.api import RegionRef
from plugins.scope import regions_for

from mentoring.menu import PERMISSION
from mentoring.models import Mentor

View = Callable[..., HttpResponse]


@require_safe
def index(request: HttpRequest, region: RegionRef) -> HttpResponse:
    """The mentors of the region who agreed to be named."""
    named = Mentor.objects.filter(region=region.slug, is_named=True)
    return render(request, "mentoring/index.html", {"region": region, "mentors": named})


def for_staff(view: View) -> View:
    """Only for those who may change people of this region: the site has checked only that they work in it."""

    @wraps(view)
    def checked(request: HttpRequest, region: RegionRef, **kwargs: Any) -> HttpResponse:
        if not regions_for(request.user, PERMISSION).filter(slug=region.slug).exists():
            raise PermissionDenied
        return view(request, region=region, **kwargs)

    return checked


@require_safe
@for_staff
def mentors(request: HttpRequest, region: RegionRef) -> HttpResponse:
    return render(request, "mentoring/admin/mentors.html", {"region": region, "mentors": _mentors(region)})


@require_POST
@for_staff
def name_mentor(request: HttpRequest, region: RegionRef, pk: int) -> HttpResponse:
    """Name a mentor in public, or no longer: whichever is not the case now."""
    mentor = get_object_or_404(_mentors(region), pk=pk)
    mentor.is_named = request.POST.get("is_named") == "yes"
    mentor.save(update_fields=["is_named"])
    said = _("{name} is named on the public page.") if mentor.is_named else _("{name} is no longer named on the public page.")
    messages.success(request, said.format(name=mentor.name))
    return redirect("mentoring_admin:mentors", region=region.slug)


@require_http_methods(["GET", "POST"])
@for_staff
def remove_mentor(request: HttpRequest, region: RegionRef, pk: int) -> HttpResponse:
    """Ask first, then delete."""
    mentor = get_object_or_404(_mentors(region), pk=pk)
    if request.method == "GET":
        return render(request, "mentoring/admin/remove.html", {"region": region, "mentor": mentor})
    mentor.delete()
    messages.success(request, _("{name} is no longer on the list.").format(name=mentor.name))
    return redirect("mentoring_admin:mentors", region=region.slug)


def _mentors(region: RegionRef) -> Any:
    return Mentor.objects.filter(region=region.slug)
