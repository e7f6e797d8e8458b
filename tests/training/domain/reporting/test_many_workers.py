"""Workers at once, and one that is killed: each person is sent once, and nobody is lost."""

import os
import signal
import subprocess
import sys
from collections import Counter
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from plugins.identifiers import luhn_digit
from tests import factories
from tests.concurrency import together
from tests.plugins.regions.eiv_server import PASSWORD
from tests.plugins.test_processes import ROOT, environment, url_of_the_test_database
from tests.training.domain.reporting.conftest import over_and_awarded
from training.domain.reporting import services
from training.domain.reporting.claims import CLAIM
from training.domain.reporting.sending import start
from training.domain.reporting.worker import send_lines
from training.domain.upkeep import tick
from training.models import CreditReport, CreditReportLine, RegistrationNumber, ReportReceipt

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORKER = """
import sys, django
django.setup()
from django.utils import timezone
from training.domain.reporting.worker import send_lines
send_lines(int(sys.argv[1]), clock=timezone.now)
"""


def efns(number):
    bodies = [f"80276002{position:06}" for position in range(number)]
    return [body + luhn_digit(body) for body in bodies]


@pytest.fixture
def report(eiv, now):
    accreditation = over_and_awarded(eiv, now, numbers=efns(12))
    return start(accreditation, secret=PASSWORD, by=factories.staff(), now=now)


def test_many_workers_send_each_person_once(eiv, report, now):
    sent = together([partial(send_lines, report.pk, clock=lambda: now)] * 4, workers=4)
    assert sum(sent) == 12
    assert Counter(efn for _vnr, efn in eiv.pushed) == dict.fromkeys(efns(12), 1)
    assert ReportReceipt.objects.count() == 12
    assert CreditReport.objects.get().state == "done"


def test_without_claims_the_same_crowd_sends_people_twice(eiv, report, now):
    """The negative control: the test above can fail."""

    def naive():
        accreditation = CreditReport.objects.select_related("accreditation__event__region").get().accreditation
        service = services.service_for(accreditation)
        channel = services.connect(service, accreditation, secret=PASSWORD)
        for line in CreditReportLine.objects.filter(state="waiting").select_related("registration__person").order_by("pk"):
            number = RegistrationNumber.objects.get(registration=line.registration).reveal()
            services.send(channel, service, line, number=number)

    together([naive] * 4, workers=4)
    assert len(eiv.pushed) == 48
    assert len(eiv.records) == 12


def test_a_worker_killed_between_the_record_and_its_note_loses_nobody_and_doubles_nobody(eiv, report, now):
    """The body has written the fifth person down when the process is killed by SIGKILL, so that it never learns of it."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(report.pk)], cwd=ROOT, env=environment(url_of_the_test_database())
    )
    eiv.trouble.extend([200] * 4 + [lambda: os.kill(process.pid, signal.SIGKILL)])
    assert process.wait(timeout=60) == -signal.SIGKILL
    connection.close()
    states = Counter(CreditReportLine.objects.values_list("state", flat=True))
    assert (len(eiv.records), states) == (5, {"sent": 4, "waiting": 8})
    assert tick(now=timezone.now()).done["reported"] == 7
    assert CreditReport.objects.get().state == "running"
    assert tick(now=timezone.now() + CLAIM).done["reported"] == 1
    assert set(CreditReportLine.objects.values_list("state", flat=True)) == {"sent"}
    assert sorted(efn for _vnr, efn in eiv.records) == efns(12)
    assert Counter(Counter(efn for _vnr, efn in eiv.pushed).values()) == {1: 11, 2: 1}
    assert (ReportReceipt.objects.count(), CreditReport.objects.get().state) == (12, "done")
