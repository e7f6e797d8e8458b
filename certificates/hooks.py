"""What certificates add to a professional's own area, to an event in the back office and to the data export."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.context import facts_of
from certificates.domain import seals
from certificates.domain.queries import certificates_of
from certificates.domain.sharing import forget_holder, link_address
from certificates.dossier.ordering import forget
from certificates.models import Certificate, Dossier, IssueItem
from certificates.public import is_damaged
from plugins.api import (
    CertificateSeal,
    Erasure,
    EventAction,
    EventRef,
    MySection,
    PersonalData,
    PersonRef,
    hookimpl,
)
from training.models import Event


@hookimpl
def my_sections(person: PersonRef) -> Iterable[MySection]:
    """The person's certificates, newest first; one query."""
    rows = [_row(certificate) for certificate in certificates_of(person.pk)]
    template, context = "certificates/my_section.html", {"certificates": rows}
    return [MySection(key="certificates", title=_("Certificates"), template=template, context=context, order=50)]


@hookimpl
def certificate_seals() -> Iterable[CertificateSeal]:
    """Keys that lie, encrypted, in the database of the site."""
    label = gettext_lazy("Key of the region, kept by this site")
    return [CertificateSeal(key=seals.OWN, label=label, chain=seals.chain_of, sign=seals.sign)]


@hookimpl
def event_actions(event: EventRef) -> Iterable[EventAction]:
    """The ways to the event's certificates and its audit dossiers, for those who may see them; one query."""
    pk = Event.objects.values_list("pk", flat=True).get(code=event.code)
    return [
        EventAction(
            key="certificates",
            label=_("Certificates"),
            url=reverse("certificates_office:overview", args=[pk]),
            permission="certificates.view_certificate",
        ),
        EventAction(
            key="certificates_dossiers",
            label=_("Audit dossiers"),
            url=reverse("dossiers:overview", args=[pk]),
            permission="certificates.view_dossier",
            is_step=False,
        ),
    ]


@hookimpl
def personal_data_export(person: PersonRef) -> Iterable[PersonalData]:
    """Every certificate as it was issued, what became of it, and what its holder decided on who sees it."""
    rows = [
        {
            "issued_at": _iso(certificate.issued_at),
            "revoked_at": _iso(certificate.revoked_at),
            "certificate": certificate.snapshot,
            "links": [
                {"address": link_address(link), "made_at": _iso(link.made_at), "withdrawn_at": _iso(link.withdrawn_at)}
                for link in certificate.links.all()
            ],
            "name_hidden": [
                {"hidden_at": _iso(hidden.hidden_at), "shown_at": _iso(hidden.shown_at)}
                for hidden in certificate.registration.hidden_names.all()
                if hidden.purpose == certificate.purpose
            ],
        }
        for certificate in certificates_of(person.pk)
        .select_related("region", "registration")
        .prefetch_related("links__certificate__region", "registration__hidden_names")
    ]
    return [PersonalData(section=_("Certificates"), rows=tuple(rows))]


@hookimpl
def personal_data_erase(person: PersonRef) -> Iterable[Erasure]:
    """The notes of the runs, the files of dossiers and the holder's links go.

    Certificates stay as issued, or they could no longer be verified. Nobody can ask to hide the name any more, so it is hidden.
    """
    files = forget(Dossier.objects.filter(accreditation__event__registrations__person=person.pk).distinct())
    items, _by_model = IssueItem.objects.filter(registration__person=person.pk).delete()
    links, kept = forget_holder(person.pk, now=timezone.now()), certificates_of(person.pk).count()
    reason = (
        _(
            "They stay valid, and whoever holds one can still have it checked, without your name. "
            "The record, with your name in it, is kept and no end is set for that: certificates are revoked, never deleted."
        )
        if kept
        else ""
    )
    return [
        Erasure(section=_("Certificates"), kept=kept, reason=reason),
        Erasure(section=_("Links to certificates"), deleted=links),
        Erasure(section=_("Notes from issuing certificates"), deleted=items),
        Erasure(section=_("Files made for audits"), deleted=files),
    ]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _row(certificate: Certificate) -> dict[str, object]:
    """What stands in the list; of a damaged record the number alone."""
    if is_damaged(certificate):
        return {"serial": certificate.serial, "is_damaged": True}
    facts, replacement = facts_of(certificate.snapshot), getattr(certificate, "replaced_by", None)
    return {
        "serial": certificate.serial,
        "title": facts.event_title,
        "date": facts.start,
        "zone": facts.zone,
        "issued_on": facts.issued_on,
        "is_valid": certificate.is_valid,
        "replaced_by": replacement.serial if replacement else "",
        "has_file": bool(certificate.pdf),
        "code": certificate.code,
    }
