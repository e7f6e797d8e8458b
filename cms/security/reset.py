"""Superusers take away the second factor of somebody who has lost it, so that a new one can be set up."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, log

from cms.models import User
from cms.security.second_factor import has_second_factor, reset


class ResetSecondFactorView(WagtailAdminTemplateMixin, View):
    template_name = "cms/security/reset_second_factor.html"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.is_superuser:
            raise Http404
        self.account = get_object_or_404(User, pk=pk)
        return super().dispatch(request, pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(account=self.account))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        reset(self.account)
        log(self.account, "cms.reset_second_factor")
        messages.success(request, _("%(name)s sets up a new second factor when signing in next.") % {"name": self.account})
        return redirect("wagtailusers_users:index")


@hooks.register("register_admin_urls")
def reset_urls() -> list[URLPattern]:
    return [path("users/<int:pk>/reset-second-factor/", ResetSecondFactorView.as_view(), name="reset_second_factor")]


@hooks.register("register_user_listing_buttons")
def reset_button(user: User, request_user: User) -> Iterator[Button]:
    if request_user.is_superuser and has_second_factor(user):
        yield Button(
            _("Reset the second factor"), url=reverse("reset_second_factor", args=[user.pk]), icon_name="key", priority=30
        )


@hooks.register("register_log_actions")
def name_the_reset(actions: LogActionRegistry) -> Any:
    actions.register_action("cms.reset_second_factor", gettext_lazy("Reset second factor"), gettext_lazy("Second factor reset"))
