"""Registrations that an organiser enters: by telephone, on paper, at the door."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from training.domain.admission import Answers
from training.domain.errors import RegistrationError
from training.domain.numbers import GivenNumber
from training.domain.registration import register
from training.enums import RegistrationState
from training.models import Event, Person, Registration, Session


@transaction.atomic
def register_by_hand(
    event: Event,
    *,
    answers: Answers,
    sessions: Iterable[Session],
    numbers: Iterable[GivenNumber] = (),
    by: AbstractBaseUser,
    now: datetime,
) -> Registration:
    """Register somebody who has no account, or none that the organiser knows of.

    A mail address that belongs to a person already known is that person's, whose own name stays; anybody else becomes a
    new person, who can claim the record later by that address. Raises RegistrationError and then keeps nothing.
    """
    person = _known(answers.email) or _create(event, answers)
    return register(event, person=person, answers=answers, sessions=sessions, numbers=numbers, now=now, registered_by=by)


def _known(email: str) -> Person | None:
    """The person with the address; one with an account comes before a record entered by hand."""
    if not email:
        return None
    return Person.objects.filter(email__iexact=email).order_by(F("user").asc(nulls_last=True), "pk").first()


def _create(event: Event, answers: Answers) -> Person:
    if not answers.email:
        _refuse_double_entry(event, answers)
    return Person.objects.create(
        name=answers.name,
        email=answers.email,
        profession=answers.profession,
        organisation=answers.organisation,
        district=answers.district,
        language=answers.language,
    )


def _refuse_double_entry(event: Event, answers: Answers) -> None:
    """Without a mail address only name and organisation tell that a form was sent twice."""
    same = Registration.objects.filter(
        event=event,
        state__in=RegistrationState.active,
        person__email="",
        person__name__iexact=answers.name,
        person__organisation__iexact=answers.organisation,
    )
    if same.exists():
        raise RegistrationError(
            _("“{name}” is registered already. If this is another person, add an organisation that tells them apart.").format(
                name=answers.name
            )
        )
