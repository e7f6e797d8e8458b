"""All that is kept about one person, for the person."""

import json
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.translation import gettext as _

from plugins.api import PersonalData
from plugins.isolation import PluginBroke, blaming
from plugins.loader import discover
from plugins.runtime import all_hooks
from training.domain.calendar.entry import absolute
from training.models import (
    Attendance,
    AttendanceCorrection,
    CreditEntry,
    Evaluation,
    ExternalCredit,
    Message,
    Person,
    Registration,
    RegistrationNumber,
    ReportReceipt,
)

REGISTRATION = (
    "event__code",
    "event__title",
    "event__start",
    "state",
    "email",
    "answers",
    "created_at",
    "confirmed_at",
    "cancelled_at",
    "completed_at",
)
BOOKING = ("event__code", "bookings__slot__label", "bookings__session__title")
ATTENDANCE = ("registration__event__code", "session__title", "minutes", "method", "recorded_at")
CHECK = ("event__code", *(f"learning_checks__{name}" for name in ("attempt", "questions", "options", "correct", "taken_at")))
CONTRIBUTION = ("event__code", *(f"contributions__{name}" for name in ("role", "title", "session__title", "entered_at")))
EVALUATION = ("registration__event__code", "entered_at")
CORRECTION = ("registration__event__code", "session__title", "was", "became", "corrected_at")
CREDIT = ("registration__event__code", "body", "scheme", "status", "amount", "unit", "facts", "lines", "reason", "created_at")
REPORT = ("line__report__accreditation__body", "act", "date", "basis", "learning_check", "speaker", "receipt", "note", "at")
WINDOW = ("scheme", "end")
OWN_CREDIT = ("scheme", "date", "amount", "kind", "is_medical", "title", "body")
MAIL = ("recipient", "subject", "text", "created_at", "sent_at")


def account_data(user: AbstractUser) -> dict[str, Any]:
    """Plain values under English headings, plugins' data with them. Secrets that open something are left out.

    A plugin that fails leaves its part out, which ``incomplete`` then says.
    """
    data: dict[str, Any] = {
        "account": {
            "email": user.email,
            "name": user.get_full_name(),
            "joined": user.date_joined,
            "last_login": user.last_login,
        },
        "addresses": list(EmailAddress.objects.filter(user_id=user.pk).values("email", "verified", "primary")),
    }
    person = getattr(user, "person", None)
    return data | _person_data(person) if person else data


def _person_data(person: Person) -> dict[str, Any]:
    own = Registration.objects.filter(person=person).order_by("pk")
    plugins, missing = of_plugins(person)
    return {
        "profile": Person.objects.values("name", "email", "profession", "organisation", "district", "language").get(
            pk=person.pk
        ),
        "registrations": list(own.values(*REGISTRATION)),
        "sessions": list(own.filter(bookings__isnull=False).values(*BOOKING)),
        "attendance": list(Attendance.objects.filter(registration__person=person).order_by("pk").values(*ATTENDANCE)),
        "learning_checks": list(own.filter(learning_checks__isnull=False).values(*CHECK)),
        "contributions": list(own.filter(contributions__isnull=False).values(*CONTRIBUTION)),
        "attendance_corrections": list(
            AttendanceCorrection.objects.filter(registration__person=person).order_by("pk").values(*CORRECTION)
        ),
        "evaluations": list(Evaluation.objects.filter(registration__person=person).order_by("pk").values(*EVALUATION)),
        "numbers": _numbers(person),
        "credits": list(CreditEntry.objects.filter(registration__person=person).order_by("pk").values(*CREDIT)),
        "reports": list(ReportReceipt.objects.filter(line__registration__person=person).order_by("pk").values(*REPORT)),
        "credit_windows": list(person.credit_windows.order_by("pk").values(*WINDOW)),
        "credits_from_elsewhere": [_own_credit(entry) for entry in person.external_credits.order_by("pk")],
        "mails": list(Message.objects.filter(registration__person=person).order_by("pk").values(*MAIL)),
        "plugins": plugins,
    } | (_incomplete(missing) if missing else {})


def _numbers(person: Person) -> list[dict[str, Any]]:
    """The person's own numbers in full, by the event they were given for; without one, those of the profile."""
    given = RegistrationNumber.objects.filter(registration__person=person).select_related("registration__event")
    kept = [(row, None) for row in person.numbers.order_by("key")]
    rows = [*kept, *((row, row.registration.event.code) for row in given.order_by("registration", "key"))]
    return [{"key": row.key, "number": row.reveal() or row.masked, "event": code} for row, code in rows]


def _own_credit(entry: ExternalCredit) -> dict[str, Any]:
    """The proof by the address at which its owner, signed in, gets the file."""
    proof = absolute(reverse("training:credit_proof", args=[entry.pk])) if entry.proof else None
    return {field: getattr(entry, field) for field in OWN_CREDIT} | {"proof": proof}


def of_plugins(person: Person) -> tuple[list[dict[str, Any]], list[str]]:
    """What each plugin keeps about the person, and the names of those that could not say it."""
    sections, missing = [], [plugin.name for plugin in discover() if not plugin.is_active]
    for answer in all_hooks().each("personal_data_export", person=person.ref):
        try:
            sections += [_section(answer.plugin, one) for one in answer.value]
        except PluginBroke:
            missing.append(answer.plugin)
        else:
            missing += [answer.plugin] if answer.error else []
    return sections, missing


def _section(plugin: str, data: PersonalData) -> dict[str, Any]:
    with blaming(plugin):
        text = json.dumps([dict(row) for row in data.rows], cls=DjangoJSONEncoder, ensure_ascii=False, allow_nan=False)
        rows = json.loads(text.encode())  # half a character, or a number that is none, would break the whole file
        return {"plugin": plugin, "section": str(data.section), "rows": rows}


def _incomplete(missing: list[str]) -> dict[str, Any]:
    sentence = _(
        "This file is incomplete: some parts of the site could not say what they keep about you. Please try again later, or "
        "write to your coordination office."
    )
    return {"incomplete": {"sentence": sentence, "plugins": sorted(set(missing))}}
