"""Joins the certificates' screens to the Wagtail admin."""

from typing import Any

from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from certificates import office
from certificates.dossier import office as dossiers
from certificates.dossier.history import DOSSIER_ACTIONS
from certificates.models import Certificate, Dossier
from plugins.scope import register_region_policy

register_region_policy(Certificate, "region")
register_region_policy(Dossier, "accreditation__event__region")

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


dossier_screens = (
    [
        path("", dossiers.Overview.as_view(), name="overview"),
        path("<int:accreditation_pk>/", dossiers.OneBody.as_view(), name="body"),
        path("<int:accreditation_pk>/<int:dossier_pk>/", dossiers.Download.as_view(), name="download"),
    ],
    "dossiers",
)


@hooks.register("register_admin_urls")
def register_screens() -> list[URLResolver]:
    return [path("certificates/<int:pk>/", include(screens)), path("dossiers/<int:pk>/", include(dossier_screens))]


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    actions.register_action("certificates.issue", _("Issue certificates"), _("Certificates issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action("certificates.export", _("Export certificates"), _("Certificates exported"))
    for name, formatter in DOSSIER_ACTIONS.items():
        actions.register_action(name)(formatter)
