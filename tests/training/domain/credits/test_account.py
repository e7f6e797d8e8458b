from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from tests import factories
from tests.plugins.packages import info
from training.domain.credits.account import account_of, accounts_of, window_start
from training.domain.credits.bodies import body_choices, credit_bodies
from training.models import CreditWindow

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)

FAILING = """
from plugins.api import CreditAccount, CreditScheme, hookimpl

@hookimpl
def credit_schemes():
    account = CreditAccount(years=1, source="acme", compute=lambda facts: 1 / 0)
    return [CreditScheme(key="acme_points", label="Acme", authority="Acme", source="acme", unit="points",
                         compute=lambda facts: None, account=account)]
"""


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(region):
    return factories.person()


def awarded(region, person, amount, *, scheme="de_mfbo2024", on=date(2026, 3, 1), **fields):
    start = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    event = factories.event(region, start=start, end=start + timedelta(hours=6), state="closed")
    return factories.awarded(factories.registration(event, person), amount, scheme=scheme, **fields)


def only(person, **fields):
    (account,) = accounts_of(person, today=TODAY, **fields)
    return account


def correct(entry, amount, *, status="determined"):
    return entry._meta.model.objects.create(
        registration=entry.registration,
        accreditation=entry.accreditation,
        body=entry.body,
        scheme=entry.scheme,
        plugin="core",
        plugin_version="1",
        status=status,
        amount=amount,
        unit="points",
        facts={},
        reason="" if amount is not None else "Not attended.",
        corrects=entry,
        created_at=timezone.now(),
    )


@pytest.mark.parametrize(
    ("end", "years", "start"),
    [
        (date(2026, 12, 31), 5, date(2022, 1, 1)),
        (date(2024, 2, 28), 1, date(2023, 3, 1)),
        (date(2024, 2, 29), 4, date(2020, 3, 1)),
        (date(2026, 6, 30), 2, date(2024, 7, 1)),
    ],
)
def test_a_window_has_exactly_so_many_years(end, years, start):
    assert window_start(end, years=years) == start


def test_without_entries_and_windows_there_is_no_account(person):
    assert accounts_of(person, today=TODAY) == []


def test_awards_and_own_entries_add_up_in_the_window(region, person):
    CreditWindow.objects.create(person=person, scheme="de_mfbo2024", end=date(2026, 12, 31))
    awarded(region, person, "200")
    factories.external_credit(person, "70", kind="self_study")
    account = only(person)
    assert (account.start, account.end, account.is_own_window) == (date(2022, 1, 1), date(2026, 12, 31), True)
    assert (account.answer.status, account.answer.counted, account.answer.required) == ("met", 250, 250)
    assert [(limit.counted, limit.cap, limit.fulfilled) for limit in account.answer.limits] == [(50, 50, False)]


def test_the_window_decides_what_counts_to_the_day(region, person):
    CreditWindow.objects.create(person=person, scheme="de_mfbo2024", end=date(2026, 12, 31))
    for day in (date(2021, 12, 31), date(2022, 1, 1), date(2026, 11, 1)):
        factories.external_credit(person, "10", date=day)
    account = only(person)
    assert [(booking.date.year, booking.counts) for booking in account.bookings] == [(2026, True), (2022, True), (2021, False)]
    assert account.answer.counted == 20


def test_without_a_window_the_years_up_to_today_are_counted(person):
    factories.external_credit(person, "10", date=date(2021, 11, 22))
    factories.external_credit(person, "7", date=date(2021, 11, 23))
    account = only(person)
    assert (account.start, account.end, account.is_own_window) == (date(2021, 11, 23), TODAY, False)
    assert account.answer.counted == 7


def test_only_the_last_entry_of_a_chain_of_corrections_counts(region, person):
    correct(awarded(region, person, "6"), Decimal("4"))
    assert only(person).answer.counted == 4


def test_what_was_refused_is_no_entry(region, person):
    correct(awarded(region, person, "6"), None, status="refused")
    assert accounts_of(person, today=TODAY) == []


def test_old_and_new_rule_of_one_body_fill_one_account(region, person):
    for scheme, on in (("de_mfbo2013", date(2023, 5, 1)), ("de_mfbo2024", date(2025, 5, 1)), ("de_sn_2013", date(2024, 5, 1))):
        awarded(region, person, "10", scheme=scheme, on=on)
    account = only(person)
    assert (account.key, account.label, account.answer.counted) == ("de_mfbo2024", "Physicians in Germany", 30)


def test_a_window_set_under_an_old_rule_holds_on(person):
    CreditWindow.objects.create(person=person, scheme="de_sn_2013", end=date(2027, 6, 30))
    assert (only(person).key, only(person).end) == ("de_mfbo2024", date(2027, 6, 30))


def test_the_parts_of_an_award_are_kept_apart(region, person):
    lines = [("basis", "3"), ("learning_check", "1"), ("speaker", "1"), ("basis", "2")]
    written = [{"component": component, "amount": amount, "sentence": ""} for component, amount in lines]
    awarded(region, person, "7", lines=written)
    (booking,) = only(person).bookings
    assert booking.components == (("basis", 5), ("learning_check", 1), ("speaker", 1))


def test_the_day_of_an_award_is_the_day_at_its_place(region, person):
    start = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    event = factories.event(region, start=start, end=start + timedelta(hours=1), time_zone="Europe/Berlin")
    factories.awarded(factories.registration(event, person), "2", scheme="de_mfbo2024")
    assert only(person).bookings[0].date == date(2026, 3, 2)


def test_an_amount_in_another_unit_is_shown_and_not_added(region, person):
    awarded(region, person, "6")
    awarded(region, person, "3", unit="hours")
    account = only(person)
    assert (account.answer.counted, sorted(booking.counts for booking in account.bookings)) == (6, [False, True])


def test_hours_are_summed_without_a_goal_and_stand_last(region, person):
    awarded(region, person, "4.5", scheme="hours", unit="hours")
    factories.external_credit(person, "3")
    first, hours = accounts_of(person, today=TODAY)
    assert (first.key, hours.key, hours.start) == ("de_mfbo2024", "hours", None)
    assert (hours.answer.status, hours.answer.counted, hours.answer.required) == ("undetermined", Decimal("4.5"), None)


def test_a_grant_without_a_scheme_is_shown_and_counted_nowhere(region, person):
    awarded(region, person, "6", scheme="")
    account = only(person)
    assert (account.key, account.label, account.counted) == ("not-assigned", "Granted without a rule", ())
    assert (account.answer.status, account.answer.counted) == ("undetermined", None)
    assert "have not said by which rule" in account.answer.missing[0]


def test_a_failing_rule_makes_its_own_account_undetermined_and_no_other(installed, person):
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": FAILING})
    factories.external_credit(person, "5", scheme="acme_points")
    factories.external_credit(person, "250")
    acme, physicians = accounts_of(person, today=TODAY)
    assert (acme.answer.status, acme.answer.counted) == ("undetermined", None)
    assert "ZeroDivisionError" in acme.answer.missing[0]
    assert physicians.answer.status == "met"


def test_what_was_entered_outlives_the_plugin_of_its_rule(installed, person):
    folder = installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": FAILING})
    factories.external_credit(person, "5", scheme="acme_points")
    installed.uninstall(folder)
    account = only(person)
    assert (account.label, account.body, account.answer.status) == ("acme_points", None, "undetermined")
    assert "not installed" in account.answer.missing[0]
    assert [booking.amount for booking in account.bookings] == [5]


def test_an_empty_account_is_there_for_every_known_body_and_no_other_key(person):
    assert account_of(person, key="de_rbp", today=TODAY).bookings == ()
    assert account_of(None, key="de_rbp", today=TODAY).years == 2
    assert account_of(person, key="de_mfbo2013", today=TODAY) is None  # its credits count with de_mfbo2024
    assert account_of(person, key="nonsense", today=TODAY) is None


def test_every_scheme_has_exactly_one_body():
    bodies = credit_bodies()
    assert all(key in body.keys for key, body in bodies.items())
    assert {body.key for body in bodies.values()} < set(bodies)


def test_a_body_may_know_kinds_of_its_own():
    assert list(credit_bodies()["de_rbp"].kinds)[:4] == ["event", "self_study", "external", "speaker"]
    assert list(credit_bodies()["de_sn_midwife"].kinds) == ["event", "self_study", "external"]


def test_the_bodies_of_the_regions_one_registered_in_come_first(region, person, django_assert_num_queries):
    region.activations.create(plugin="de_sn")
    factories.registration(factories.event(region), person)
    with django_assert_num_queries(1):
        (here, near), (others, far) = body_choices(person)
    assert (here, [key for key, _label in near], others) == ("In your regions", ["de_sn_midwife"], "Other bodies")
    assert "de_mfbo2024" in dict(far)


@pytest.mark.parametrize("number", [1, 3])
def test_all_accounts_together_take_three_queries(region, person, number, django_assert_num_queries):
    for scheme in ("de_mfbo2024", "de_rbp", "hours")[:number]:
        CreditWindow.objects.create(person=person, scheme=scheme, end=TODAY)
        awarded(region, person, "2", scheme=scheme)
        factories.external_credit(person, "1", scheme=scheme)
    with django_assert_num_queries(3):
        accounts = accounts_of(person, today=TODAY)
    assert len(accounts) == number
