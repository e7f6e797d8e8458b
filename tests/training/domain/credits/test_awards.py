from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from plugins.credit_rules import ask
from plugins.models import PluginActivation
from plugins.registry import credit_schemes
from tests import factories
from tests.training.domain.awarding import award, credits_of, facts_for
from training.domain.credits.facts import read_facts, write_facts
from training.domain.credits.proposal import propose
from training.enums import AccreditationStatus
from training.models import Accreditation, Attendance, CreditEntry, SessionBooking

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    """A plenary of 90 minutes, then two parallel forums of 90 and 60 minutes."""
    event = factories.event(region)
    slot = factories.slot(event, "First run")
    factories.session(slot, title="Long forum")
    factories.session(slot, title="Short forum", minutes=60)
    return event


@pytest.fixture
def registration(event):
    registration = factories.registration(event)
    slot = event.slots.get(label="First run")
    SessionBooking.objects.create(registration=registration, slot=slot, session=slot.sessions.get(title="Long forum"))
    return registration


def attend(registration, now, *, plenary=90, forum=90):
    for title, minutes in (("Einführung", plenary), ("Long forum", forum)):
        session = registration.event.sessions.get(title=title)
        Attendance.objects.update_or_create(
            registration=registration, session=session, defaults={"minutes": minutes, "recorded_at": now}
        )


def grant(event, **fields):
    defaults = {"body": "Chamber", "scheme": "de_mfbo2024", "category": "A", "status": AccreditationStatus.GRANTED}
    return Accreditation.objects.create(event=event, **defaults | {"granted": Decimal("6.00")} | fields)


def test_facts_hold_the_plenary_and_the_booked_forum_in_local_time(registration, now):
    attend(registration, now, forum=80)
    facts = facts_for(registration, None)
    assert [(session.minutes, session.attended) for session in facts.sessions] == [(90, 90), (90, 80)]
    assert facts.sessions[0].start.tzname() in {"CET", "CEST"}
    assert facts.date == facts.sessions[0].start.date()


def test_facts_survive_storage(registration, now):
    attend(registration, now)
    facts = facts_for(registration, grant(registration.event))
    assert read_facts(write_facts(facts)) == facts


def test_a_proposal_counts_the_whole_programme_with_the_shortest_of_each_choice(event):
    assert propose(grant(event, status="planned", granted=None)).amount == 2 + 1  # 90 + 60 minutes are 150: 3 units


def test_a_proposal_without_a_known_scheme_is_undetermined(event):
    for scheme in ("", "de_sn_2025"):
        answer = propose(grant(event, body=scheme, scheme=scheme, status="planned", granted=None))
        assert (answer.status, answer.amount) == ("undetermined", None)


def test_without_a_grant_only_hours_are_awarded(registration, now):
    grant(registration.event, status="applied", granted=None)
    attend(registration, now)
    entry = award(registration.event, now=now)[0]
    assert credits_of(registration) == [entry]
    assert (entry.scheme, entry.plugin, entry.amount, entry.unit) == ("hours", "core", 4, "hours")


def test_a_grant_wins_over_the_scheme(registration, now):
    grant(registration.event)
    attend(registration, now)
    award(registration.event, now=now)
    _hours, entry = credits_of(registration)
    assert (entry.status, entry.amount, entry.body) == ("determined", Decimal("6.00"), "Chamber")
    assert (entry.scheme, entry.plugin, entry.facts["grant"]["granted"]) == ("de_mfbo2024", "de", "6.00")
    assert sum(Decimal(line["amount"]) for line in entry.lines) == entry.amount


def test_incomplete_attendance_is_refused_the_grant_and_keeps_its_hours(registration, now):
    grant(registration.event)
    attend(registration, now, forum=89)
    award(registration.event, now=now)
    hours, entry = credits_of(registration)
    assert (hours.amount, entry.status, entry.amount) == (3, "refused", None)


def test_attendance_not_recorded_yet_leaves_the_grant_undetermined(registration, now):
    grant(registration.event)
    attend(registration, now)
    registration.attendances.get(session__title="Long forum").delete()
    award(registration.event, now=now)
    assert [entry.status for entry in credits_of(registration)] == ["determined", "undetermined"]


def test_awarding_again_writes_nothing(registration, now):
    grant(registration.event)
    attend(registration, now)
    award(registration.event, now=now)
    factories.registration(registration.event)
    registration.person.profession = "physician"
    registration.person.save()
    assert award(registration.event, now=now + timedelta(days=1)) == []


def test_nobody_without_recorded_attendance_gets_an_entry(registration, now):
    grant(registration.event)
    assert award(registration.event, now=now) == []


def test_changed_attendance_is_corrected_by_a_new_entry(registration, now):
    attend(registration, now, forum=45)
    award(registration.event, now=now)
    attend(registration, now)
    (corrected,) = award(registration.event, now=now)
    assert (corrected.amount, corrected.corrects.amount) == (4, 3)
    assert credits_of(registration) == [corrected]


def test_attendance_taken_back_is_corrected_too(registration, now):
    attend(registration, now)
    award(registration.event, now=now)
    registration.attendances.all().delete()
    award(registration.event, now=now)
    assert [entry.amount for entry in credits_of(registration)] == [0]


def test_a_changed_or_withdrawn_grant_is_corrected(registration, now):
    accreditation = grant(registration.event)
    attend(registration, now)
    award(registration.event, now=now)
    accreditation.granted = Decimal("5.00")
    accreditation.save()
    award(registration.event, now=now)
    assert credits_of(registration)[1].amount == 5
    accreditation.status = AccreditationStatus.WITHDRAWN
    accreditation.save()
    award(registration.event, now=now)
    assert (credits_of(registration)[1].status, credits_of(registration)[1].amount) == ("refused", None)
    assert CreditEntry.objects.filter(accreditation=accreditation).count() == 3


@pytest.mark.parametrize(("granted", "forum", "awarded"), [("6", 45, "3"), ("2", 45, "2"), ("6", 90, "6")])
def test_a_part_of_a_grant_is_awarded_only_by_a_published_rule_and_never_more_than_granted(
    registration, now, granted, forum, awarded
):
    grant(registration.event, scheme="ch_siwf", category="", unit="credits", granted=Decimal(granted))
    grant(registration.event, body="Other", granted=Decimal(granted))
    attend(registration, now, forum=forum)
    award(registration.event, now=now)
    _hours, part, whole = credits_of(registration)
    assert (part.amount, sum(Decimal(line["amount"]) for line in part.lines)) == (Decimal(awarded), Decimal(awarded))
    assert whole.amount == (Decimal(granted) if forum == 90 else None)


def test_a_grant_that_does_not_cover_the_event_awards_nothing(registration, now):
    grant(registration.event, valid_to=registration.event.start.date() - timedelta(days=3))
    attend(registration, now)
    award(registration.event, now=now)
    assert [(entry.status, entry.amount) for entry in credits_of(registration)[1:]] == [("refused", None)]


def test_an_award_keeps_all_that_the_notice_said_but_awards_the_basis(registration, now):
    grant(registration.event, granted_learning_check=Decimal(1), granted_speaker=Decimal(2), valid_from=date(2000, 1, 1))
    attend(registration, now)
    award(registration.event, now=now)
    (entry,) = credits_of(registration)[1:]
    said = {"granted_learning_check": "1.00", "granted_speaker": "2.00", "valid_from": "2000-01-01"}
    assert (entry.amount, said.items() <= entry.facts["grant"].items()) == (6, True)


def test_a_stored_award_can_be_computed_again(registration, now):
    attend(registration, now)
    (entry,) = award(registration.event, now=now)
    entry.refresh_from_db()
    assert ask(credit_schemes()[entry.scheme].value, read_facts(entry.facts)).amount == entry.amount


def test_the_database_refuses_a_second_first_entry(registration, now):
    grant(registration.event)
    attend(registration, now)
    for entry in award(registration.event, now=now):
        entry.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save(force_insert=True)


def changed_from(day, key, **values):
    return {"credits": {key: [{"from": day.isoformat(), "values": values}]}}


def test_hours_are_counted_with_the_parameters_of_the_events_day_and_the_award_keeps_them(registration, now, settings):
    later = registration.event.sessions.get(title="Long forum").slot
    later.start, later.end = later.start + timedelta(days=1), later.end + timedelta(days=1)
    later.save()
    for session in later.sessions.all():
        session.start, session.end = session.start + timedelta(days=1), session.end + timedelta(days=1)
        session.save()
    attend(registration, now, plenary=80, forum=55)
    (entry,) = award(registration.event, now=now)
    assert (entry.amount, entry.facts["parameters"]) == (2, {"rounding": "day"})
    day = read_facts(entry.facts).date
    settings.PLUGIN_SETTINGS = {"core": changed_from(day + timedelta(days=1), "hours", rounding="event")}
    assert award(registration.event, now=now) == []
    settings.PLUGIN_SETTINGS = {"core": changed_from(day, "hours", rounding="event")}
    (corrected,) = award(registration.event, now=now)
    assert (corrected.amount, corrected.facts["parameters"], corrected.corrects) == (3, {"rounding": "event"}, entry)


def test_a_proposal_is_computed_with_the_parameters_of_the_region_and_settings_that_are_broken_are_told(event, region):
    accreditation = grant(event, scheme="ch_siwf", category="", unit="credits", status="planned", granted=None)
    assert propose(accreditation).amount == 3
    activation = PluginActivation.objects.create(region=region, plugin="ch")
    activation.config = changed_from(date(2000, 1, 1), "ch_siwf", half_day_cap=2)
    activation.save()
    assert propose(accreditation).amount == 2
    activation.config = changed_from(date(2000, 1, 1), "ch_siwf", half_day_cap="two")
    activation.save()
    answer = propose(accreditation)
    assert (answer.status, answer.amount) == ("undetermined", None)
    assert "half_day_cap: a whole number" in answer.reason


def test_a_proposal_takes_for_granted_that_evaluations_come_in(event):
    assert propose(grant(event, scheme="eu_eaccme", category="", status="planned", granted=None)).amount == Decimal("2.5")
