"""Joins the certificates' screens to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from certificates.designs import screens as designs
from certificates.designs.models import DesignChoice
from certificates.domain.issuer_keys import ROTATED
from certificates.domain.seal_trial import CHOSEN
from certificates.dossier import office as dossiers
from certificates.dossier.history import DOSSIER_ACTIONS
from certificates.export.writing import EXPORTED
from certificates.models import Certificate, Dossier, IssuerKey
from certificates.office import certificate, corrections, downloads, overview, run, terms
from certificates.trust.screens import base as trust
from certificates.trust.screens.seal import KEY_IMPORTED
from plugins.scope import grants_of, register_region_policy, sees_all_regions

register_region_policy(Certificate, "region")
register_region_policy(DesignChoice, "region")
register_region_policy(IssuerKey, "region")
register_region_policy(Dossier, "accreditation__event__region")

screens = (
    [
        path("", overview.Overview.as_view(), name="overview"),
        path("terms/", terms.Terms.as_view(), name="terms"),
        path("release/", terms.Release.as_view(), name="release"),
        path("tell/", terms.Tell.as_view(), name="tell"),
        path("evaluations/", corrections.Evaluations.as_view(), name="evaluations"),
        path("corrections/", corrections.Corrections.as_view(), name="corrections"),
        path("design/", designs.OfOneEvent.as_view(), name="design"),
        path("design/preview/", designs.PreviewOfEvent.as_view(), name="design_preview"),
        path("runs/<int:run_pk>/", run.Run.as_view(), name="run"),
        path("all.zip", downloads.Archive.as_view(), name="all"),
        path("all.pdf", downloads.PrintFile.as_view(), name="print"),
        path("<str:serial>/", certificate.Show.as_view(), name="certificate"),
        path("<str:serial>/download/", certificate.Download.as_view(), name="download"),
        path("<str:serial>/revoke/", certificate.Revoke.as_view(), name="revoke"),
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
    return [
        path("certificates/<int:pk>/", include(screens)),
        path("certificate-designs/", include("certificates.designs.urls")),
        path("certificate-trust/", include("certificates.trust.urls")),
        path("dossiers/<int:pk>/", include(dossier_screens)),
    ]


class DesignsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_all_regions(request.user) or designs.CHANGE in grants_of(request.user)


@hooks.register("register_settings_menu_item")
def designs_in_the_menu() -> MenuItem:
    url, label = reverse_lazy("certificate_designs:index"), _("Design of certificates")
    return DesignsMenuItem(label, url, name="certificate-designs", icon_name="doc-full-inverse", order=310)


class TrustMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_all_regions(request.user) or trust.VIEW in grants_of(request.user)


@hooks.register("register_settings_menu_item")
def trust_in_the_menu() -> MenuItem:
    return TrustMenuItem(
        trust.TITLE, reverse_lazy("certificate_trust:index"), name="certificate-trust", icon_name="key", order=311
    )


class Archived(LogFormatter):
    label = _("Export certificates for an archive")

    def format_message(self, entry: Any) -> str:
        number = entry.data.get("certificates", 0)
        return ngettext("{n} certificate exported for an archive", "{n} certificates exported for an archive", number).format(
            n=number
        )


class Designed(LogFormatter):
    label = _("Choose the design of certificates")

    def format_message(self, entry: Any) -> str:
        key = entry.data.get("design")
        return gettext("Design of certificates: {key}").format(key=key) if key else gettext("Design of certificates changed")


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    actions.register_action(
        "certificates.address", _("Change the address of verification"), _("Address of verification changed")
    )
    actions.register_action("certificates.issue", _("Issue certificates"), _("Certificates issued"))
    actions.register_action("certificates.revoke", _("Revoke a certificate"), _("Certificate revoked"))
    actions.register_action(EXPORTED)(Archived)
    actions.register_action(CHOSEN, _("Choose the signature of files"), _("Signature of certificates' files chosen"))
    actions.register_action(KEY_IMPORTED, _("Import a signature key"), _("Key for the signature of files imported"))
    actions.register_action(ROTATED, _("Make a new key for credentials"), _("New key for credentials made"))
    actions.register_action("certificates.design")(Designed)
    actions.register_action("certificates.terms", _("Choose what certificates ask"), _("What certificates ask was chosen"))
    actions.register_action("certificates.release", _("Release certificates"), _("Certificates released"))
    actions.register_action("certificates.hold", _("Take back a release"), _("Release of certificates taken back"))
    actions.register_action("certificates.tell", _("Tell holders of certificates"), _("Holders of certificates told by mail"))
    actions.register_action("certificates.evaluations", _("Note evaluations"), _("Evaluations handed in noted"))
    actions.register_action("certificates.export", _("Export certificates"), _("Certificates exported"))
    for name, formatter in DOSSIER_ACTIONS.items():
        actions.register_action(name)(formatter)
