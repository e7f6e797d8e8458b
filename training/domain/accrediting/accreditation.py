"""What accrediting bodies were asked and what they answered for an event, from the plan to the grant and its end."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plugins.api import CreditScheme
from plugins.identifiers import vnr_error, vnr_warning
from plugins.registry import credit_schemes
from plugins.runtime import active_plugins
from training.domain.errors import DomainError
from training.domain.reporting.in_step import look_again
from training.enums import AccreditationStatus
from training.models import Accreditation, Event

AMOUNTS = ("granted", "granted_learning_check", "granted_speaker")
DATED = {"applied": "applied_on", "granted": "granted_on", "refused": "refused_on", "withdrawn": "withdrawn_on"}
"""The date that belongs to a status; a plan has none."""


class AccreditationError(DomainError):
    """The accreditation cannot be recorded like this."""


class Facts(TypedDict, total=False):
    """What is recorded of one body. What is left out stays as it is; ``status`` says what has become of it."""

    body: str
    scheme: str
    category: str
    reference: str
    status: str
    reason: str
    granted: Decimal | None
    granted_learning_check: Decimal | None
    granted_speaker: Decimal | None
    applied_on: date | None
    granted_on: date | None
    refused_on: date | None
    withdrawn_on: date | None
    valid_from: date | None
    valid_to: date | None
    reported_on: date | None


@transaction.atomic
def record(event: Event, *, accreditation: Accreditation | None = None, now: datetime, **facts: Unpack[Facts]) -> Accreditation:
    """Record what a body was asked for or answered; with ``accreditation`` the existing record changes.

    Its status changes by ``AccreditationStatus.next``; the day of the change is today's, by the event's clock, where none is
    given. The unit is the scheme's, points without one. Raises AccreditationError when the status cannot follow, when a grant
    has no amount, an amount no grant, a refusal or withdrawal no reason, when dates contradict each other, when the category
    is not the scheme's, or when the body has a record for this event already.
    """
    kept = _current(accreditation) if accreditation else Accreditation(event=event)
    was, old_scheme = kept.status, kept.scheme
    for name, value in facts.items():
        setattr(kept, name, value)
    if accreditation:
        _check_transition(was, kept.status)
    _set_scheme(kept, event, keep=old_scheme)
    kept.reference = "".join(kept.reference.split())
    if (accreditation is None or was != kept.status) and (dated := DATED.get(kept.status)) and getattr(kept, dated) is None:
        setattr(kept, dated, event.day_of(now))
    _check_answer(kept)
    _check_dates(kept)
    _save(kept)
    look_again(kept)
    return kept


def grants_of(event: Event) -> list[Accreditation]:
    """The grants that hold for the event, body by body: all that may be named to the public. One query."""
    granted = event.accreditations.filter(status=AccreditationStatus.GRANTED).select_related("event")
    return [accreditation for accreditation in granted.order_by("body") if accreditation.covers_event]


def _current(accreditation: Accreditation) -> Accreditation:
    """The record as it is stored, locked: of two people who answer at once the second is held to what the first wrote."""
    return Accreditation.objects.select_for_update(of=("self",)).select_related("event").get(pk=accreditation.pk)


def _check_transition(was: str, status: str) -> None:
    if status != was and status not in AccreditationStatus.next[was]:
        sentence = _("This accreditation is “{was}” and cannot become “{wanted}”.")
        labels = {"was": AccreditationStatus(was).label, "wanted": AccreditationStatus(status).label}
        raise AccreditationError(sentence.format(**labels))


def _set_scheme(kept: Accreditation, event: Event, *, keep: str) -> None:
    known = _scheme(event, kept.scheme, keep=keep)
    if known and kept.category and kept.category not in known.categories:
        sentence = _("“{scheme}” has no category “{category}”.")
        raise AccreditationError(sentence.format(scheme=known.label, category=kept.category))
    kept.unit = known.unit if known else kept.unit


def _scheme(event: Event, key: str, *, keep: str) -> CreditScheme | None:
    if not key:
        return None
    provided = credit_schemes().get(key)
    if provided is None and key == keep:
        return None
    if provided is None or (key != keep and provided.plugin not in active_plugins(event.region)):
        raise AccreditationError(_("The credit scheme “{key}” is not active in this region.").format(key=key))
    return provided.value


def _check_answer(kept: Accreditation) -> None:
    """A grant that was withdrawn keeps what it said, for the record."""
    status = kept.status
    if status == AccreditationStatus.GRANTED and kept.granted is None:
        raise AccreditationError(_("Enter what the body granted, or choose another status."))
    named = any(getattr(kept, name) is not None for name in AMOUNTS)
    if named and status not in {AccreditationStatus.GRANTED, AccreditationStatus.WITHDRAWN}:
        raise AccreditationError(_("An amount was entered, but the status is not “granted”. Change one of the two."))
    if status in AccreditationStatus.ended and not kept.reason.strip():
        raise AccreditationError(_("Enter the reason, so that everybody who comes later knows why there are no credits."))


def _check_dates(kept: Accreditation) -> None:
    if kept.valid_from and kept.valid_to and kept.valid_to < kept.valid_from:
        raise AccreditationError(_("The grant would end before it begins. Correct one of the two dates."))
    answered = getattr(kept, DATED.get(kept.status, "applied_on"))
    if answered and kept.applied_on and answered < kept.applied_on:
        raise AccreditationError(_("The answer is dated before the application. Correct one of the two dates."))


def _save(accreditation: Accreditation) -> None:
    try:
        with transaction.atomic():
            accreditation.save()
    except IntegrityError:
        raise AccreditationError(
            _("“{body}” already has a record for this event. Change that one.").format(body=accreditation.body)
        ) from None


def reference_warning(reference: str, *, scheme: str) -> str:
    """A sentence when a reference does not look like the VNR that German chambers give, else nothing. It is kept either way."""
    if not reference or not (scheme == "de" or scheme.startswith("de_")):
        return ""
    return vnr_error(reference) or vnr_warning(reference)


def period_warning(accreditation: Accreditation) -> str:
    """A sentence when a grant does not cover the event's days, so that it awards nothing, else nothing."""
    if accreditation.status != AccreditationStatus.GRANTED or accreditation.covers_event:
        return ""
    return _("The grant by {body} is not valid on the days of the event. No credits are shown or awarded from it.").format(
        body=accreditation.body
    )
