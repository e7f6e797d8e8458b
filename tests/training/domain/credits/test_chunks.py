"""Many are awarded at a time: with a fixed number of queries, and nobody's failure is another's."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.training.domain.awarding import NotAwarded, award, credits_of
from training.domain.credits.chunks import CHUNK, award_chunk, award_in_chunks
from training.models import Attendance, CreditEntry, SessionBooking

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    """An event that is over, with a choice of two forums and the grants of three bodies."""
    event = factories.event(region, starts_in=timedelta(days=-2), capacity=150)
    slot = factories.slot(event, "First run")
    factories.session(slot, title="Long forum")
    factories.session(slot, title="Short forum", minutes=60)
    for number, scheme in enumerate(("de_mfbo2024", "ch_siwf", "")):
        factories.grant(event, body=f"Body {number}", scheme=scheme, category="")
    return event


def attend(event, count, now):
    """So many more people who were there all the time, in the one forum or the other."""
    registrations = [factories.registration(event) for _ in range(count)]
    forums = list(event.sessions.filter(title__endswith="forum").order_by("pk"))
    plenary = event.sessions.get(title="Einführung")
    for number, registration in enumerate(registrations):
        forum = forums[number % 2]
        SessionBooking.objects.create(registration=registration, slot=forum.slot, session=forum)
        for session in (plenary, forum):
            Attendance.objects.create(registration=registration, session=session, minutes=session.minutes, recorded_at=now)
    return registrations


def test_a_chunk_takes_the_same_queries_whether_it_holds_one_registration_or_a_hundred(event, now):
    taken = {}
    after = 0
    for count in (1, 3, CHUNK):
        attend(event, count, now)
        with CaptureQueriesContext(connection) as queries:
            chunk = award_chunk(event, after=after, now=now)
        assert (len(chunk.registrations), len(chunk.entries)) == (count, 4 * count)
        after = chunk.last
        statements = [query["sql"] for query in queries]
        inserts = [sql for sql in statements if sql.startswith("INSERT")]
        taken[count] = len(statements) - len(inserts)
        at_a_time = connection.ops.bulk_batch_size(CreditEntry._meta.concrete_fields[1:], chunk.entries)
        assert len(inserts) == -(-len(chunk.entries) // at_a_time)
    assert taken == dict.fromkeys((1, 3, CHUNK), taken[1])


def test_chunks_follow_each_other_until_nobody_is_left(event, now):
    registrations = attend(event, 5, now)
    first = award_chunk(event, after=0, now=now, most=3)
    second = award_chunk(event, after=first.last, now=now, most=3)
    assert first.registrations + second.registrations == tuple(one.pk for one in registrations)
    assert award_chunk(event, after=second.last, now=now, most=3) is None
    assert [chunk.entries for chunk in award_in_chunks(event, clock=lambda: now)] == [[]]


def test_everybody_gets_what_they_attended_themselves(event, now):
    long, short = attend(event, 2, now)
    award(event, now=now)
    assert [entry.amount for entry in credits_of(long)] == [4, 4, 4, 4]
    assert [entry.facts["sessions"][1]["minutes"] for entry in credits_of(short)] == [60, 60, 60, 60]


def test_somebody_whose_earlier_entry_cannot_be_read_stops_nobody_else(event, now):
    broken, sound = attend(event, 2, now)
    award(event, now=now)
    CreditEntry.objects.filter(registration=broken).update(facts={})
    event.accreditations.update(granted=Decimal(5))
    (chunk,) = award_in_chunks(event, clock=lambda: now)
    assert (list(chunk.failed), len(chunk.entries)) == ([broken.pk], 3)
    assert [entry.amount for entry in credits_of(sound)] == [3, 5, 5, 5]
    with pytest.raises(NotAwarded):
        award(event, now=now)


def test_entries_the_database_refuses_stop_nobody_else_and_complete_nothing(event, now):
    first, second, third = attend(event, 3, now)
    stray = factories.awarded(second, "1", scheme="hours", body="Elsewhere")
    CreditEntry.objects.filter(pk=stray.pk).update(accreditation=None)
    factories.awarded(third, "1", scheme="hours", body="Other", corrects=stray, facts={"sessions": []})
    (chunk,) = award_in_chunks(event, clock=lambda: now)
    assert list(chunk.failed) == [second.pk]
    assert [len(credits_of(one)) for one in (first, second, third)] == [6, 0, 6]
    for registration in (first, second, third):
        registration.refresh_from_db()
    assert [one.completed_at for one in (first, second, third)] == [now, None, now]
