"""Back-office screens for rows that belong to regions: every view of a viewset shows and changes only the user's own."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.views import View
from django.views.generic.edit import FormMixin
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.chooser import BaseChooseView, ChosenMultipleViewMixin, ChosenViewMixin, CreationFormMixin
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from plugins.narrowing import narrow_form
from plugins.scope import ANY_ACTION, RegionPermissionPolicy, register_region_policy


class ScopedView:
    """Any view of one row: a row outside the regions where the user may do what the view does is not found."""

    scope: RegionPermissionPolicy

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.staff = request.user
        pk = kwargs.get(getattr(self, "pk_url_kwarg", "pk"))
        if pk is not None and not self.rows_in_scope().filter(pk=unquote(str(pk))).exists():
            raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def actions_in_scope(self) -> tuple[str, ...]:
        """The permission the view asks for, one of which must hold in the row's own region."""
        required = getattr(self, "permission_required", None)
        return (required,) if required else tuple(getattr(self, "any_permission_required", None) or ANY_ACTION)

    def rows_in_scope(self) -> QuerySet:
        return self.scope.instances_user_has_any_permission_for(self.staff, self.actions_in_scope())


class ScopedListing(ScopedView):
    """A list or export of rows."""

    def get_base_queryset(self) -> QuerySet:
        queryset = super().get_base_queryset()  # type: ignore[misc]
        return queryset.filter(pk__in=self.rows_in_scope().values("pk")) if queryset.model is self.scope.model else queryset


class ScopedForm(ScopedView):
    """A form whose choices are the user's own."""

    def get_form(self, *args: Any, **kwargs: Any) -> BaseForm:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        narrow_form(form, self.staff, policy=self.scope, action=self.actions_in_scope()[0])
        return form


class ScopedChoice(ScopedView):
    """A chooser: its list, the row that was chosen by its id, and the rows chosen together."""

    def get_object_list(self) -> QuerySet:
        return self._in_scope(super().get_object_list())  # type: ignore[misc]

    def get_object(self, pk: Any) -> models.Model:
        return self._in_scope(self.model_class._default_manager.all()).get(pk=pk)  # type: ignore[attr-defined]

    def get_objects(self, pks: list[Any]) -> QuerySet:
        return self._in_scope(super().get_objects(pks))  # type: ignore[misc]

    def get_creation_form(self) -> BaseForm:
        form = super().get_creation_form()  # type: ignore[misc]
        narrow_form(form, self.staff, policy=self.scope, action="add")
        return form

    def _in_scope(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(pk__in=self.rows_in_scope().values("pk"))


def scoped(view_class: type[View], scope: RegionPermissionPolicy) -> type[View]:
    """The view class, narrowed to the regions of whoever asks."""
    choices = (BaseChooseView, ChosenViewMixin, ChosenMultipleViewMixin, CreationFormMixin)
    mixins: list[type] = [
        mixin
        for mixin, bases in ((ScopedListing, BaseListingView), (ScopedForm, FormMixin), (ScopedChoice, choices))
        if issubclass(view_class, bases)
    ]
    return type(view_class.__name__, (*(mixins or [ScopedView]), view_class), {"scope": scope})


class RegionScoped:
    """For viewsets: wraps each view, those that a subclass adds with ``construct_view`` included."""

    region_path = "region"
    """The field path from the model to its region, such as ``event__region``."""

    @cached_property
    def scope(self) -> RegionPermissionPolicy:
        policy = policy_registry.get_by_type(self.model, fallback=False)  # type: ignore[attr-defined]
        return policy or register_region_policy(self.model, self.region_path)  # type: ignore[attr-defined]

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        return super().construct_view(scoped(view_class, self.scope), **kwargs)  # type: ignore[misc]


class RegionModelViewSet(RegionScoped, ModelViewSet):
    """List, export, create, edit, inspect, copy, history, usage and delete of the user's own rows; others answer 404."""

    add_to_reference_index = False

    def __init__(self, name: str | None = None, **kwargs: Any):
        super().__init__(name, **kwargs)
        # Registered before Wagtail looks for a policy: a fallback it made once would be refused a replacement.
        self.scope  # noqa: B018


class RegionChooserViewSet(RegionScoped, ChooserViewSet):
    """A chooser that offers rows of the user's regions, and gives out no other by its id."""
