"""Where trainings, events and people store plugins' keys, for ``plugins.usage``."""

from collections.abc import Iterable
from itertools import starmap
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext_lazy

from plugins.keys import BUILT_IN
from plugins.models import Region
from plugins.registry import professions
from plugins.stored_content import CONTENT_HOOKS, rows_of
from plugins.usage import Row, Store
from training.models import Accreditation, CreditEntry, Module, Person, PersonNumber, Registration, RegistrationNumber, Session


def _per_event(rows: QuerySet[Any], key: str, event: str, region: Region | None, *plugin: str) -> Iterable[Row]:
    """The rows counted by key and event; one query. ``event`` is the path to it, ``plugin`` the field that names one."""
    mine = rows.filter(**{f"{event}__region": region}) if region else rows
    grouped = mine.order_by().values(key, f"{event}__region__slug", f"{event}_id", *plugin).annotate(items=Count("pk"))
    return starmap(Row, grouped.values_list(key, f"{event}__region__slug", f"{event}_id", "items", *plugin))


def _sessions(region: Region | None) -> Iterable[Row]:
    return _per_event(Session.objects.all(), "module_type", "event", region)


def _accreditations(region: Region | None) -> Iterable[Row]:
    return _per_event(Accreditation.objects.all(), "scheme", "event", region)


def _credits(region: Region | None) -> Iterable[Row]:
    return _per_event(CreditEntry.objects.all(), "scheme", "registration__event", region, "plugin")


def _numbers(region: Region | None) -> Iterable[Row]:
    return _per_event(RegistrationNumber.objects.all(), "key", "registration__event", region)


def _profile_numbers(region: Region | None) -> Iterable[Row]:
    """Those kept in profiles. A region's are of those who registered there."""
    rows = PersonNumber.objects.all()
    mine = rows.filter(person__registrations__event__region=region) if region else rows
    counted = mine.order_by().values_list("key").annotate(Count("pk", distinct=True))
    return (Row(key, region.slug if region else "", key, count) for key, count in counted)


def _answers(region: Region | None) -> Iterable[Row]:
    answered = Registration.objects.filter(answers__has_key="questions")
    mine = answered.filter(event__region=region) if region else answered
    rows = mine.values_list("answers__questions", "event__region__slug", "event_id")
    return (Row(key, slug, event) for answers, slug, event in rows.iterator() for key in answers)


def _people(region: Region | None) -> Iterable[Row]:
    """People by profession, those of the site's own professions left out. A region's are those who registered there."""
    own = [key for key, item in professions().items() if item.plugin in BUILT_IN]
    people = Person.objects.exclude(profession__in=["", *own])
    mine = people.filter(registrations__event__region=region) if region else people
    counted = mine.order_by().values_list("profession").annotate(Count("pk", distinct=True))
    return (Row(key, region.slug if region else "", key, count) for key, count in counted)


EVENTS = ngettext_lazy("{n} event", "{n} events", "n")

STORES = {
    "modules": Store(
        hooks=CONTENT_HOOKS,
        items=ngettext_lazy("{n} module", "{n} modules", "n"),
        holders=ngettext_lazy("{n} training", "{n} trainings", "n"),
        rows=rows_of(Module),
    ),
    "sessions": Store(
        hooks=("module_types",), items=ngettext_lazy("{n} session", "{n} sessions", "n"), holders=EVENTS, rows=_sessions
    ),
    "accreditations": Store(
        hooks=("credit_schemes",),
        items=ngettext_lazy("{n} accreditation", "{n} accreditations", "n"),
        holders=EVENTS,
        rows=_accreditations,
    ),
    "credits": Store(
        hooks=("credit_schemes",),
        items=ngettext_lazy("{n} credit entry", "{n} credit entries", "n"),
        holders=EVENTS,
        rows=_credits,
    ),
    "answers": Store(
        hooks=("registration_questions",),
        items=ngettext_lazy("{n} answer", "{n} answers", "n"),
        holders=EVENTS,
        rows=_answers,
    ),
    "numbers": Store(
        hooks=("professional_numbers",),
        items=ngettext_lazy("the number of {n} registration", "the numbers of {n} registrations", "n"),
        holders=EVENTS,
        rows=_numbers,
    ),
    "profile_numbers": Store(
        hooks=("professional_numbers",),
        items=ngettext_lazy("the number of {n} profile", "the numbers of {n} profiles", "n"),
        rows=_profile_numbers,
    ),
    "people": Store(
        hooks=("professions",),
        items=ngettext_lazy("the profession of {n} person", "the profession of {n} people", "n"),
        rows=_people,
    ),
}
