"""Narrows the choices of a form to what its user may see, so that a foreign id posted by hand is refused like a wrong one."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django_filters.filterset import BaseFilterSet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from plugins.models import Region
from plugins.scope import ANY_ACTION, RegionPermissionPolicy, region_path, regions_of, sees_all_regions


def rows_in_regions(queryset: QuerySet, user: Any) -> QuerySet:
    """The rows a member of staff may see or choose: those of the own regions, and those that belong to no region by nature."""
    if sees_all_regions(user):
        return queryset
    model, regions = queryset.model, regions_of(user)
    if issubclass(model, Page):
        return queryset.filter(_below_pages(regions))
    if issubclass(model, get_image_model() | get_document_model()):
        return queryset.filter(collection__in=_collections(regions))
    if issubclass(model, Collection):
        return queryset.filter(pk__in=_collections(regions))
    if issubclass(model, Group):
        return queryset.filter(region_group__region__in=regions)
    if issubclass(model, get_user_model()):
        return queryset.filter(pk__in=model._base_manager.filter(groups__region_group__region__in=regions).values("pk"))
    if model is Region:
        return queryset.filter(pk__in=regions)
    path = region_path(model)
    if path is None:
        return queryset
    policy = RegionPermissionPolicy(model, path)
    return policy.in_regions(queryset, policy.regions(user, ANY_ACTION))


def _below_pages(regions: QuerySet[Region]) -> Q:
    return _below(regions.filter(root_page__isnull=False).values_list("root_page__path", flat=True))


def _collections(regions: QuerySet[Region]) -> QuerySet[Collection]:
    return Collection.objects.filter(
        _below(regions.filter(collection__isnull=False).values_list("collection__path", flat=True))
    )


def _below(paths: Iterable[str]) -> Q:
    """The nodes of a tree at these paths and under them; without a path none."""
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


def narrow_form(form: forms.BaseForm, user: Any, *, policy: RegionPermissionPolicy | None = None, action: str = "") -> None:
    """Narrow every choice among rows, those of inline forms included. The form may be bound; call it before validation.

    With a policy and an action, the choice of a region offers those where the user may do that, chosen already if there is one.
    """
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            field.queryset = rows_in_regions(field.queryset, user)
            if policy and field.queryset.model is Region:
                field.queryset = field.queryset.filter(pk__in=policy.regions(user, [action]))
                field.initial = field.initial or _only(field.queryset)
    for formset in getattr(form, "formsets", {}).values():
        _narrow_formset(formset, user)


def _only(queryset: QuerySet) -> Any:
    first_two = list(queryset[:2])
    return first_two[0] if len(first_two) == 1 else None


def _narrow_formset(formset: forms.BaseFormSet, user: Any) -> None:
    """Narrow each form of the formset, and the empty one it copies for a new row."""
    add_fields = formset.add_fields

    def add_narrowed_fields(form: forms.BaseForm, index: int | None) -> None:
        add_fields(form, index)
        narrow_form(form, user)

    formset.add_fields = add_narrowed_fields  # type: ignore[method-assign]
    for form in formset.__dict__.get("forms", ()):
        narrow_form(form, user)


def narrow_filters() -> None:
    """Narrow the choices of every filter above a list or report, Wagtail's own included. Called once at start."""

    def narrowed(filters: WagtailFilterSet) -> forms.Form:
        is_new = not hasattr(filters, "_form")
        form = BaseFilterSet.form.fget(filters)
        if is_new and filters.request:
            narrow_form(form, filters.request.user)
        return form

    WagtailFilterSet.form = property(narrowed)
