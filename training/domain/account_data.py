"""All that is kept about one person, for the person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser

from plugins.runtime import all_hooks
from training.models import Attendance, CreditEntry, Message, Person, Registration

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
CREDIT = ("registration__event__code", "body", "scheme", "status", "amount", "unit", "facts", "lines", "reason", "created_at")
MAIL = ("recipient", "subject", "text", "created_at", "sent_at")


def account_data(user: AbstractUser) -> dict[str, Any]:
    """Plain values under English headings, plugins' data with them. Secrets that open something are left out."""
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
    plugins = all_hooks().collect("personal_data_export", person=person.ref)
    return {
        "profile": Person.objects.values("name", "email", "profession", "organisation", "district", "language").get(
            pk=person.pk
        ),
        "registrations": list(own.values(*REGISTRATION)),
        "sessions": list(own.filter(bookings__isnull=False).values(*BOOKING)),
        "attendance": list(Attendance.objects.filter(registration__person=person).order_by("pk").values(*ATTENDANCE)),
        "credits": list(CreditEntry.objects.filter(registration__person=person).order_by("pk").values(*CREDIT)),
        "mails": list(Message.objects.filter(registration__person=person).order_by("pk").values(*MAIL)),
        "plugins": {section.section: [dict(row) for row in section.rows] for section in plugins},
    }
