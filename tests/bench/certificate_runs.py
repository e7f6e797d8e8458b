"""Whole runs of certificates, as an office orders them: facts fixed, pages filled in, drawn on two processes, signed, stored.

``python -m tests.bench 26 260 2600`` measures other sizes, on SQLite unless ``DATABASE_URL`` names another database
(``python .ci/postgres.py python -m tests.bench 26 260``).
"""

import os
from collections.abc import Iterable, Sequence

from tests.bench.site import MEMORY, Site
from tests.bench.table import Figure

TITLE = (
    "Runs on two drawing processes with credential and signature; the ratio is the processor time of one certificate, "
    "all processes and their start included, against the first"
)
COUNTS = (26, 260)
SCRIPT = """
import json
import multiprocessing
import resource
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time
import django
from django.conf import settings
settings.CERTIFICATE_PROCESSES = 2
django.setup()
from django.apps import apps
from django.db import connection
from django.utils import timezone
from certificates.domain import start_run, work_off
from certificates.domain.seals import OWN, choose_seal, make_key
from tests import factories
from training.models import Attendance, Person, Registration

def memory_of(process):
    "The most it had so far, in MiB; ru_maxrss of a child begins with what its parent had."
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024

def seconds():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime

def event_with(count):
    event = factories.event(region, capacity=count, starts_in=timedelta(days=-2), host="Gesundheitsamt")
    for number in range(5):
        factories.session(factories.slot(event, f"Teil {number}"), title=f"Frühe Hilfen im Landkreis, Teil {number}")
    factories.grant(event)
    names = ("Ada", "Bo", "Cem", "Dörte", "Elif", "Françoise", "Güneş", "Halina")
    people = Person.objects.bulk_create(Person(name=f"{names[n % 8]} Beispiel-{n}") for n in range(count))
    known = {"event": event, "seat_class": event.seat_classes.get(), "state": "confirmed", "holds_seat": True}
    registrations = Registration.objects.bulk_create(Registration(person=person, **known) for person in people)
    Attendance.objects.bulk_create(
        Attendance(registration=one, session=session, minutes=session.minutes, recorded_at=timezone.now())
        for session in event.sessions.all() for one in registrations
    )
    return event

def issued(count):
    most = {}
    def clock():
        for child in multiprocessing.active_children():
            most[child.pid] = memory_of(child.pid)
        return timezone.now()
    event = event_with(count)
    begin, used = perf_counter(), seconds()
    run = start_run(event, by=None, now=timezone.now())
    progress = work_off(run, clock=clock)
    assert (progress.done, progress.failed) == (count, 0), progress
    wall, used = perf_counter() - begin, seconds() - used
    return {"wall": wall, "seconds": used, "memory": max(most.values()), "worker": memory_of("self")}

settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)
file = connection.vendor == "sqlite" and settings.CERTIFICATE_ROOT.with_name("bench.sqlite3")
connection.settings_dict["TEST"]["NAME"] = str(file or "samkurs_bench")
connection.creation.create_test_db(verbosity=0, autoclobber=True)
region = factories.region()
make_key(region, now=timezone.now())
choose_seal(region, OWN)
found = {count: issued(count) for count in COUNTS}
connection.creation.destroy_test_db("bench", verbosity=0)
print(json.dumps(found))
"""


def measure(counts: Sequence[int] = COUNTS) -> Iterable[Figure]:
    with Site(0) as site:
        taken = site.run(SCRIPT.replace("COUNTS", repr(tuple(counts))), database=os.environ.get("DATABASE_URL", MEMORY))
    first = taken[str(counts[0])]["seconds"] / counts[0]
    fewer, before = 0, 0.0
    for count in counts:
        used = taken[str(count)]
        each, more = used["seconds"] / count, (used["seconds"] - before) / (count - fewer)
        value = (
            f"{used['wall']:6.1f} s, of processors {used['seconds']:6.1f} s, {more * 1000:4.0f} ms for each more; "
            f"{used['memory']:3.0f} MiB a process, {used['worker']:3.0f} the worker"
        )
        yield Figure(name=f"{count:>5} certificates", value=value, ratio=each / first, limit="130 MiB or less a process")
        fewer, before = count, used["seconds"]
