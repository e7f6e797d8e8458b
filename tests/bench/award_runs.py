"""What it costs to award the credits of an event to everybody, per participant, and whether that stays the same."""

from collections.abc import Iterable

from tests.bench.site import Site
from tests.bench.table import Figure

TITLE = "Awarding an event with three grants: hours and three bodies for each participant, processor time, on SQLite"
COUNTS = (100, 1_000)
SCRIPT = """
import json
from datetime import timedelta
from time import process_time
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)
call_command("migrate", run_syncdb=True, verbosity=0, skip_checks=True)
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import factories
from training.domain.credits.chunks import CHUNK, award_chunk
from training.domain.credits.runs import award_at_once
from training.models import Attendance, CreditEntry, Person, Registration

region = factories.region()

def event_with(count):
    event = factories.event(region, capacity=count, starts_in=timedelta(days=-2))
    factories.session(factories.slot(event, "Afternoon"), title="Workshop")
    for number, scheme in enumerate(("de_mfbo2024", "ch_siwf", "")):
        factories.grant(event, body=f"Body {number}", scheme=scheme, category="")
    people = Person.objects.bulk_create(Person(name=f"Person {n}") for n in range(count))
    known = {"event": event, "seat_class": event.seat_classes.get(), "state": "confirmed"}
    registrations = Registration.objects.bulk_create(Registration(person=person, **known) for person in people)
    Attendance.objects.bulk_create(
        Attendance(registration=one, session=session, minutes=90 if n % 3 else 45, recorded_at=timezone.now())
        for session in event.sessions.all() for n, one in enumerate(registrations)
    )
    return event

def seconds(event):
    begin = process_time()
    run = award_at_once(event, clock=timezone.now)
    return process_time() - begin, run.written

def queries(event):
    with CaptureQueriesContext(connection) as taken:
        award_chunk(event, after=0, now=timezone.now())
    outside = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
    own = [query["sql"] for query in taken if not query["sql"].startswith(outside)]
    return [len(own), sum(sql.startswith("INSERT") for sql in own)]

seconds(event_with(CHUNK))  # warms what is read once
found = {}
for count in COUNTS:
    event = event_with(count)
    taken = queries(event_with(min(count, CHUNK)))
    first, written = seconds(event)
    assert written == 4 * count, (written, count)
    again, nothing = seconds(event)
    assert nothing == 0
    found[count] = {"first": first, "again": again, "queries": taken}
print(json.dumps(found))
"""


def measure() -> Iterable[Figure]:
    with Site(0) as site:
        taken = site.run(SCRIPT.replace("COUNTS", str(COUNTS)))
    few = taken[str(COUNTS[0])]
    for name, key, limit in (("awarded", "first", "near 1.00"), ("again, nothing to write", "again", "near 1.00")):
        for count in COUNTS:
            each = taken[str(count)][key] / count
            value = f"{taken[str(count)][key]:5.2f} s, {each * 1e3:.2f} ms each"
            yield Figure(name=f"{count:>5} participants, {name}", value=value, ratio=each / (few[key] / COUNTS[0]), limit=limit)
    statements, inserts = few["queries"]
    yield Figure(name="a chunk of 100 participants", value=f"{statements - inserts} queries, {inserts} inserts")
