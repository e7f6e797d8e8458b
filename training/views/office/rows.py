"""What the office's screens say of one registration."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from training.audience import profession_label
from training.domain import queries
from training.domain.questions import answers_of, in_words
from training.enums import RegistrationState
from training.models import Registration, RegistrationNumber

SHORT = 60
"""How many characters of an answer the list shows."""


def detail(registration: Registration, name: str) -> str:
    """What is known of the person, else what was answered while nobody's address was verified yet."""
    return getattr(registration.person, name) if registration.person else registration.answers.get(name, "")


def profession_of(registration: Registration) -> str:
    return profession_label(queries.profession_of(registration))


def name_of(registration: Registration) -> str:
    return registration.person.name if registration.person else registration.answers.get("name") or registration.email


def chosen_titles(registration: Registration) -> str:
    return ", ".join(booking.session.title for booking in registration.bookings.all())


def answer_to(registration: Registration, key: str) -> str:
    answers = answers_of(registration)
    return in_words(key, answers[key]) if key in answers else ""


def in_short(key: str) -> Callable[[Registration], str]:
    """A column of the list, in which a long answer only begins; all of it is on the registration's own screen."""
    return lambda registration: Truncator(answer_to(registration, key)).chars(SHORT)


def question_column(key: str) -> str:
    return f"question_{key}"


def number_column(key: str) -> str:
    return f"number_{key}"


def given(key: str) -> Callable[[Registration], str]:
    """A column that tells whether a professional number was given, and nothing more."""
    return lambda row: _("given") if any(is_there(number, key) for number in row.numbers.all()) else _("missing")


def is_there(number: RegistrationNumber, key: str) -> bool:
    """Whether it is the number of that kind, and was not deleted without a report."""
    return number.key == key and number.forgotten_at is None


def number_state(registration: Registration, key: str) -> str:
    """What became of a professional number, without a digit of it."""
    number = next((row for row in registration.numbers.all() if row.key == key), None)
    if number is None:
        return _("missing")
    if number.forgotten_at:
        day = date_format(timezone.localtime(number.forgotten_at), "SHORT_DATE_FORMAT")
        return _("deleted on {day}, because {reason}").format(day=day, reason=number.get_forgotten_because_display())
    return _("reported") if number.reported_at else _("given")


def registered_on(registration: Registration) -> str:
    return date_format(timezone.localtime(registration.created_at), "SHORT_DATETIME_FORMAT")


def is_confirmed(registration: Registration) -> bool:
    return registration.state == RegistrationState.CONFIRMED
