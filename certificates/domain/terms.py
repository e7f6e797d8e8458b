"""What is asked before certificates are issued: chosen per event and purpose, and the organiser's release."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from certificates.errors import CertificateError
from certificates.models import IssueTerms, Purpose
from training.models import Event, TrainingPage

NOT_ASKED_OF_SPEAKERS = frozenset({Purpose.SPEAKER.value})
"""Who gave a talk need not have heard the others, unless the organiser says so."""


def terms_of(event: Event, purpose: str) -> IssueTerms:
    """The terms of the event's certificates of that purpose; its usual ones, unsaved, where nobody chose any. One query."""
    chosen = event.issue_terms.filter(purpose=purpose).first()
    return chosen or IssueTerms(event=event, purpose=purpose, mandatory_sessions=purpose not in NOT_ASKED_OF_SPEAKERS)


@transaction.atomic
def set_terms(terms: IssueTerms, *, trainings: list[TrainingPage]) -> IssueTerms:
    """Keep the terms as they are now. Certificates issued before stay as they are.

    Raises CertificateError, with nothing changed, when a programme is named that has no trainings.
    """
    if terms.purpose == Purpose.COMPLETION and terms.programme and not trainings:
        raise CertificateError(_("Choose the trainings that the programme “%(name)s” consists of.") % {"name": terms.programme})
    known = IssueTerms.objects.select_for_update().filter(event=terms.event, purpose=terms.purpose).first()
    if known:
        terms.pk, terms._state.adding = known.pk, False
        terms.released_at, terms.released_by, terms.issued_for = known.released_at, known.released_by, known.issued_for
    if not terms.needs_release:
        terms.released_at = terms.released_by = None
    terms.save()
    terms.trainings.set(trainings)
    return terms


@transaction.atomic
def release(event: Event, purpose: str, *, by: AbstractBaseUser | None, now: datetime) -> IssueTerms:
    """Let certificates of that purpose be issued. Raises CertificateError when they wait for no release."""
    changed = event.issue_terms.filter(purpose=purpose, needs_release=True, released_at=None)
    if not changed.update(released_at=now, released_by=by):
        raise CertificateError(_("These certificates wait for no release."))
    return terms_of(event, purpose)


@transaction.atomic
def take_release_back(event: Event, purpose: str) -> IssueTerms:
    """Issue nothing further until it is released again; what was issued stays. Raises CertificateError without a release."""
    changed = event.issue_terms.filter(purpose=purpose, needs_release=True, released_at__isnull=False)
    if not changed.update(released_at=None, released_by=None):
        raise CertificateError(_("Nothing was released that could be taken back."))
    return terms_of(event, purpose)
