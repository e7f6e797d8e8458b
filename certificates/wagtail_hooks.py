"""Joins the certificates' screens to the Wagtail admin."""

from typing import Any

from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from certificates import office
from certificates.models import Certificate
from plugins.scope import register_region_policy

register_region_policy(Certificate, "region")

screens = (
    [
        path("", office.Overview.as_view(), name="overview"),
        path("runs/<int:run_pk>/", office.Run.as_view(), name="run"),
        path("all.zip", office.DownloadAll.as_view(), name="all"),
        path("<str:serial>/", office.Show.as_view(), name="certificate"),
        path("<str:serial>/download/", office.Download.as_view(), name="download"),
        path("<str:serial>/revoke/", office.Revoke.as_view(), name="revoke"),
    ],
    "certificates_office",
)


@hooks.register("register_admin_urls")
def register_screens() -> list[URLResolver]:
    return [path("certificates/<int:pk>/", include(screens))]


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    actions.register_action("certificates.issue", _("Issue certificates"), _("Certificates issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action("certificates.export", _("Export certificates"), _("Certificates exported"))
