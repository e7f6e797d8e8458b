"""Refuses in words what the database would refuse with an error: losing pages that events, or a whole region, stand on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from plugins.models import Region
from plugins.scope import region_of
from training.models import Event


def reason_to_keep(page: Page) -> str:
    """Why the page cannot be deleted, in a sentence; empty if it can."""
    region = Region.objects.filter(root_page__path__startswith=page.path).first()
    if region:
        return _("“%(page)s” holds the home page of the region %(region)s. A region stays; unpublish its pages instead.") % {
            "page": page.get_admin_display_title(),
            "region": region,
        }
    if Event.objects.filter(page__path__startswith=page.path).exists():
        return _("“%(page)s” or a page below it has events, with participants and certificates. Unpublish it instead.") % {
            "page": page.get_admin_display_title()
        }
    return ""


def reason_to_stay(page: Page, destination: Page) -> str:
    """Why the page cannot be moved there, in a sentence; empty if it can."""
    names = {"page": page.get_admin_display_title()}
    if Region.objects.filter(root_page__path__startswith=page.path).exists():
        return _("“%(page)s” holds the home page of a region and stays where it is.") % names
    region = region_of(page)
    if region and region_of(destination) != region:
        return _("“%(page)s” belongs to the region %(region)s. Choose a place within it, or copy the page.") % {
            **names,
            "region": region,
        }
    return ""


def _refuse(request: HttpRequest, page: Page, reasons: list[str]) -> HttpResponse | None:
    if not any(reasons):
        return None
    for reason in filter(None, reasons):
        messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_delete_page")
def keep_needed_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refuse(request, page, [reason_to_keep(page)])


@hooks.register("before_move_page")
def keep_page_in_region(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return _refuse(request, page, [reason_to_stay(page, destination)])


@hooks.register("before_bulk_action")
def keep_needed_pages(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """All or none: nothing happens to any of the chosen pages if one of them has to stay."""
    pages = [item for item in objects if isinstance(item, Page)]
    if not pages or action_type not in {"delete", "move"}:
        return None
    if action_type == "delete":
        return _refuse(request, pages[0], [reason_to_keep(page) for page in pages])
    destination = action.cleaned_form.cleaned_data["chooser"]
    return _refuse(request, pages[0], [reason_to_stay(page, destination) for page in pages])
