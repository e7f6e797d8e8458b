"""All that is kept about one person, for the person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from plugins.api import PersonalData
from plugins.isolation import PluginBroke, blaming
from plugins.loader import discover
from plugins.runtime import all_hooks
from training.domain.calendar.entry import absolute
from training.domain.reporting.lines import PARTS
from training.models import (
    Attendance,
    AttendanceCorrection,
    Contribution,
    CreditEntry,
    CreditFailure,
    CreditReportLine,
    CreditWindow,
    Evaluation,
    ExternalCredit,
    LearningCheckResult,
    Message,
    Person,
    Registration,
    RegistrationNumber,
    ReportReceipt,
    SessionBooking,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Records of one kind: by which way they belong to a person, and what of them is told."""

    model: type[Model]
    owner: str = "registration__person"
    fields: tuple[str, ...]

    def of(self, person: Person) -> list[dict[str, Any]]:
        return list(self.model._default_manager.filter(**{self.owner: person}).order_by("pk").values(*self.fields))


EVENT = "registration__event__code"
SECTIONS: Mapping[str, Rows] = {
    "registrations": Rows(
        model=Registration,
        owner="person",
        fields=(
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
        ),
    ),
    "sessions": Rows(model=SessionBooking, fields=(EVENT, "slot__label", "session__title")),
    "attendance": Rows(model=Attendance, fields=(EVENT, "session__title", "minutes", "method", "recorded_at")),
    "attendance_corrections": Rows(
        model=AttendanceCorrection, fields=(EVENT, "session__title", "was", "became", "corrected_at")
    ),
    "learning_checks": Rows(
        model=LearningCheckResult, fields=(EVENT, "attempt", "questions", "options", "correct", "taken_at")
    ),
    "contributions": Rows(model=Contribution, fields=(EVENT, "role", "title", "session__title", "entered_at")),
    "evaluations": Rows(model=Evaluation, fields=(EVENT, "entered_at")),
    "credits": Rows(
        model=CreditEntry,
        fields=(EVENT, "body", "scheme", "status", "amount", "unit", "facts", "lines", "reason", "created_at"),
    ),
    "credits_not_computed": Rows(model=CreditFailure, fields=(EVENT, "run__started_at", "reason")),
    "reports": Rows(
        model=CreditReportLine,
        fields=(EVENT, "report__accreditation__body", "state", *PARTS, "receipt", "reported_at", "problem", "reason"),
    ),
    "receipts_of_reports": Rows(
        model=ReportReceipt,
        owner="line__registration__person",
        fields=(
            "line__registration__event__code",
            "line__report__accreditation__body",
            "act",
            *PARTS,
            "receipt",
            "note",
            "destination",
            "at",
        ),
    ),
    "credit_windows": Rows(model=CreditWindow, owner="person", fields=("scheme", "end")),
    "mails": Rows(model=Message, fields=("recipient", "subject", "text", "created_at", "sent_at")),
}
"""What is told as it is stored. Numbers and credits from elsewhere are not: they are encrypted, and have files."""

OWN_CREDIT = ("scheme", "date", "amount", "kind", "is_medical", "title", "body")


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
    plugins, missing = of_plugins(person)
    return {
        "profile": Person.objects.values("name", "email", "profession", "organisation", "district", "language").get(
            pk=person.pk
        ),
        **{name: rows.of(person) for name, rows in SECTIONS.items()},
        "numbers": _numbers(person),
        "credits_from_elsewhere": [_own_credit(entry) for entry in person.external_credits.order_by("pk")],
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
