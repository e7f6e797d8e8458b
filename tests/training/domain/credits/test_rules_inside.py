"""Rules of plugins are asked inside the transaction of an award, within limits: docs/decisions/rules-asked-inside.md."""

from datetime import timedelta

import pytest
from django.db import connection

from plugins.isolation import DatabaseBarred, without_database
from plugins.models import PluginActivation, Region
from tests import factories
from tests.plugins.packages import info
from training.domain.credits import chunks
from training.domain.credits.chunks import award_chunk, award_in_chunks
from training.models import CreditEntry

pytestmark = pytest.mark.django_db

HOOKS = """
import sys
import time
from decimal import Decimal
from plugins.api import CreditAnswer, CreditLine, CreditScheme, hookimpl

def points(facts):
    {body}
    line = CreditLine(component="basis", amount=Decimal(1), sentence="A part.")
    return CreditAnswer(status="determined", unit="points", amount=Decimal(1), lines=(line,))

@hookimpl
def credit_schemes():
    return [CreditScheme(key="acme_points", label="Acme", authority="Acme", source="acme", unit="points",
                         compute=points, pro_rata=True)]
"""
QUERY = "from django.db import connection; connection.cursor().execute('SELECT nothing FROM nowhere')"


@pytest.fixture
def event(region):
    """An event that is over, with a grant that the plugin's rule divides, and three people of whom each missed a part."""
    Region.objects.update(language="en")
    event = factories.event(Region.objects.get(pk=region.pk), starts_in=timedelta(days=-2))
    factories.grant(event, body="Acme", scheme="acme_points", category="", granted="4")
    for _ in range(3):
        factories.attended(factories.registration(event), minutes=60)
    return event


@pytest.fixture
def rule(installed, region):
    def install(body):
        files = {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)}
        installed.install("acme", files)
        PluginActivation.objects.create(region=region, plugin="acme")

    return install


def of_acme():
    return list(CreditEntry.objects.filter(body="Acme").order_by("registration"))


def test_the_rule_that_works_divides_the_grant(event, rule, now):
    rule("pass")
    assert award_chunk(event, after=0, now=now).failed == {}
    assert [(entry.status, entry.amount) for entry in of_acme()] == [("determined", 1)] * 3


@pytest.mark.parametrize("body", [QUERY, "sys.exit(1)", "1 / 0"])
def test_a_rule_that_breaks_is_no_answer_and_takes_nothing_else_with_it(event, rule, now, body):
    rule(body)
    chunk = award_chunk(event, after=0, now=now)
    assert (len(chunk.registrations), chunk.failed) == (3, {})
    assert [(entry.status, entry.amount) for entry in of_acme()] == [("undetermined", None)] * 3
    assert all("The credit scheme acme_points failed" in entry.reason for entry in of_acme())
    assert [entry.status for entry in CreditEntry.objects.filter(scheme="hours")] == ["determined"] * 3


def test_a_query_of_a_rule_never_reaches_the_database(region):
    with without_database(), pytest.raises(DatabaseBarred, match="must not ask the database"):
        Region.objects.count()
    assert Region.objects.count() == 1
    assert connection.execute_wrappers == []


def test_a_chunk_of_a_slow_rule_ends_early_and_the_next_goes_on(event, rule, now, monkeypatch):
    rule("time.sleep(0.06)")
    monkeypatch.setattr(chunks, "PATIENCE", 0.1)
    people = [len(chunk.registrations) for chunk in award_in_chunks(event, clock=lambda: now)]
    assert people == [2, 1]
    assert [entry.amount for entry in of_acme()] == [1, 1, 1]


def test_without_patience_there_is_one_at_a_time_and_nobody_is_left_out(event, rule, now, monkeypatch):
    rule("pass")
    monkeypatch.setattr(chunks, "PATIENCE", -1)
    people = [len(chunk.registrations) for chunk in award_in_chunks(event, clock=lambda: now)]
    assert (people, len(of_acme())) == ([1, 1, 1], 3)
