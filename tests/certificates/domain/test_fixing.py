"""What certificates say, written for one person or for many at once."""

import pytest
from django.db import connection, transaction

from certificates.domain import CertificateError, issue, replace, revoke, start_replacing, start_run, work_off
from certificates.domain.fixing import hold_counter
from certificates.domain.run_steps import fix_what_they_say
from certificates.models import Certificate, CertificateEvent, IssuerKey, SerialCounter
from tests import factories
from tests.training.domain.awarding import award

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(event):
    def make(number, **contribution):
        rows = [factories.attended(factories.registration(event, factories.person(f"Kim {n}"))) for n in range(number)]
        for row in rows:
            factories.contribution(row, session=event.sessions.get())
        return rows

    return make


def fixing(run, now):
    """Work off a run but for credits and files."""
    fix_what_they_say(run, clock=lambda: now)


def queries_of(django_assert_max_num_queries, run, now):
    with django_assert_max_num_queries(1000) as captured:
        fixing(run, now)
    assert run.items.filter(certificate=None).count() == 0
    return len(captured)


@pytest.mark.parametrize("purpose", ["attendance", "speaker"])
def test_one_and_three_people_take_as_many_queries(region, people, event, purpose, django_assert_max_num_queries, now):
    counts = []
    factories.grant(event, granted="4")
    issue(*people(1), purpose=purpose, now=now)  # the first one makes key, counter and design ready
    for number in (1, 3):
        people(number)
        award(event, now=now)
        run = start_run(event, purpose=purpose, by=None, now=now)
        counts.append(queries_of(django_assert_max_num_queries, run, now))
    assert counts[0] == counts[1]


def test_replacing_one_and_three_takes_as_many_queries(people, event, django_assert_max_num_queries, now):
    counts = []
    for number in (1, 3):
        made = [issue(row, now=now) for row in people(number)]
        run = start_replacing(made, event=event, purpose="attendance", reason="Titel", by=None, now=now)
        counts.append(queries_of(django_assert_max_num_queries, run, now))
        assert [one.replaced_by.is_valid for one in made] == [True] * number
    assert counts[0] == counts[1]


def test_credits_and_contributions_are_those_of_each_person(people, event, now):
    first, second = people(2)
    factories.grant(event, granted="4")
    award(event, now=now)
    second.contributions.all().delete()
    work_off(start_run(event, by=None, now=now), clock=lambda: now, most=0)
    fixing(start_run(event, purpose="speaker", by=None, now=now), now)
    attendance = [one.snapshot["credits"][0]["amount"] for one in Certificate.objects.filter(purpose="attendance")]
    assert attendance == ["4.00", "4.00"]
    assert [one.registration for one in Certificate.objects.filter(purpose="speaker")] == [first]


def test_whose_facts_cannot_be_frozen_keeps_nobody_else_and_takes_no_number(people, event, now):
    _first, second, _third = people(3)
    factories.grant(event, granted="4")
    award(event, now=now)
    second.credits.filter(corrected_by=None).update(lines=[{"component": "unknown", "amount": "1"}])
    run = start_run(event, by=None, now=now)
    fixing(run, now)
    assert run.items.get(registration=second).error.startswith("An unexpected error happened.")
    serials = sorted(Certificate.objects.values_list("serial", flat=True))
    assert serials == [f"HE-{now.year}-0000{number}" for number in (1, 2)]
    assert SerialCounter.objects.get().last == 2


def test_one_that_was_revoked_before_its_turn_is_said_and_keeps_nobody_else(people, event, now):
    made = [issue(row, now=now) for row in people(3)]
    run = start_replacing(made, event=event, purpose="attendance", reason="Titel", by=None, now=now)
    revoke(made[1], reason="Irrtum", by=None, now=now)
    fixing(run, now)
    assert run.items.get(replaces=made[1]).error == f"The certificate {made[1].serial} is revoked already."
    kinds = [[one.kind for one in certificate.events.order_by("pk")] for certificate in made]
    assert kinds == [["issued", "replaced"], ["issued", "revoked"], ["issued", "replaced"]]
    assert CertificateEvent.objects.get(certificate=made[0], kind="replaced").reason == "Titel"


def test_replacing_without_a_reason_changes_nothing(attended, now):
    certificate = issue(attended, now=now)
    with pytest.raises(CertificateError, match="say why"):
        replace(certificate, reason=" ", by=None, now=now)
    certificate.refresh_from_db()
    assert (certificate.is_valid, Certificate.objects.count(), SerialCounter.objects.get().last) == (True, 1, 1)


def test_a_design_that_cannot_be_used_stops_the_run_with_its_reason(attended, event, region, now):
    run = start_run(event, by=None, now=now)
    region.certificate_template = "gone"
    region.save()
    run = type(run).objects.get(pk=run.pk)
    work_off(run, clock=lambda: now)
    run.refresh_from_db()
    assert "gone" in run.error
    assert run.items.get().error == ""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_keys_are_made_before_the_transaction(fresh_keys, event, attended, now, monkeypatch):
    from certificates.domain import issuer_keys

    made = []
    new_key = issuer_keys.new_key
    monkeypatch.setattr(issuer_keys, "new_key", lambda: made.append(connection.in_atomic_block) or new_key())
    issue(attended, now=now)
    issuer_keys.rotate_key(event.region, now=now)
    assert (made, IssuerKey.objects.count()) == ([False, False], 2)


def test_numbers_follow_the_year_where_the_office_is(region, now):
    in_utc = now.replace(month=12, day=31, hour=23, minute=30)
    with transaction.atomic():
        assert hold_counter(region, now=in_utc).year == now.year + 1
