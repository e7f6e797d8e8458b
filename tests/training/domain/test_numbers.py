from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from plugins.failures import failures_of
from plugins.identifiers import luhn_digit
from plugins.loader import plugin_named
from plugins.models import PluginActivation
from tests import factories
from tests.plugins.packages import info
from training.domain.asked_numbers import asked_for, asked_in_profile, keys_in, numbers_for
from training.domain.numbers import GivenNumber, NumberError, checked, forget_reported, give_numbers
from training.domain.own_data.erasure import erase, preview
from training.domain.own_data.export import account_data
from training.domain.registration import Answers, cancel, confirm_request, register, request_registration
from training.encryption import Secret
from training.models import Accreditation, PersonNumber, RegistrationNumber

pytestmark = pytest.mark.django_db
EFN, OTHER = "802760020090329", "812760000000007"
ANSWERS = Answers(name="Kim Beispiel", email="kim@praxis.example")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def event(region):
    return factories.asks_for_efn(factories.event(region))


def efn(number=EFN, **fields):
    return GivenNumber(key="de_efn", value=Secret.of(number), **fields)


def numbers_of(row):
    return [number.reveal() for number in row.numbers.all()]


def test_a_number_is_asked_where_an_accreditation_has_one_of_its_schemes(event):
    assert list(numbers_for(event)) == ["de_efn"]


@pytest.mark.parametrize("change", [{"status": "refused"}, {"status": "withdrawn"}, {"scheme": "hours"}])
def test_it_is_not_asked_when_no_such_accreditation_is_left(event, change):
    Accreditation.objects.update(**{"granted": None, "status": "planned"} | change)
    assert numbers_for(event) == {}


def test_it_is_not_asked_where_its_plugin_is_off(event):
    PluginActivation.objects.update(enabled=False)
    event.__dict__.pop("hooks", None)
    assert numbers_for(event) == {}


@given(st.text("0123456789", min_size=14, max_size=14), st.sampled_from([" ", "-", ""]))
def test_every_number_with_luhns_digit_is_taken_whatever_stands_between(body, between):
    number = body + luhn_digit(body)
    assert checked("de_efn", between.join(number)).reveal() == number


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(0, 14), st.integers(1, 9))
def test_every_number_with_one_wrong_digit_is_refused(body, place, difference):
    number = body + luhn_digit(body)
    wrong = number[:place] + str((int(number[place]) + difference) % 10) + number[place + 1 :]
    with pytest.raises(NumberError, match="last digit"):
        checked("de_efn", wrong)


def test_two_neighbours_that_changed_places_are_noticed_but_for_09():
    for first in range(10):
        for second in range(10):
            body = f"802760020{first}{second}032"
            swapped = f"802760020{second}{first}032" + luhn_digit(body)
            if first != second and {first, second} != {0, 9}:
                with pytest.raises(NumberError):
                    checked("de_efn", swapped)


NUMBERS = """
from plugins.api import ProfessionalNumber, hookimpl

@hookimpl
def professional_numbers():
    return [ProfessionalNumber(key="acme", label="Badge", schemes=("de_mfbo2024",), normalise={normalise})]
"""


@pytest.mark.parametrize(
    ("normalise", "told"),
    [
        ("lambda typed: 1 / 0", "raised ZeroDivisionError"),
        ("lambda typed: {}[typed]", "raised KeyError"),
        ("lambda typed: 5", "something else"),
        ("lambda typed: ''", "something else"),
        ("lambda typed: typed * 50", "something else"),
        ("lambda typed: typed + '-1'", "something else"),
    ],
)
def test_a_plugin_that_cannot_check_is_blamed_without_the_number(installed, normalise, told, caplog):
    files = {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": NUMBERS.replace("{normalise}", normalise)}
    installed.install("acme", files)
    with pytest.raises(NumberError, match="Leave the field empty") as refusal:
        checked("acme", EFN)
    assert refusal.value.__context__ is None or refusal.value.__suppress_context__
    cause = failures_of(plugin_named("acme"))[0].cause
    assert (told in cause, EFN in cause + caplog.text) == (True, False)


def test_a_number_whose_plugin_is_gone_is_known_by_its_key_and_can_be_deleted(event):
    person = factories.person()
    PersonNumber.objects.create(person=person, key="acme_badge", value=Secret.of("A1234567890"))
    assert [(one.label, one.stored.masked) for one in asked_in_profile(person)] == [("acme_badge", "•••••••7890")]
    with pytest.raises(NumberError, match="You can delete it"):
        checked("acme_badge", "A1")


def test_a_number_is_stored_with_the_registration_and_not_in_the_profile(event, now):
    person = factories.person()
    registration = register(event, person=person, answers=ANSWERS, sessions=[], numbers=[efn()], now=now)
    assert (numbers_of(registration), numbers_of(person)) == ([EFN], [])
    assert EFN not in str(registration.answers)


def test_by_choice_it_is_kept_in_the_profile_and_replaces_the_one_there(event, now):
    person = factories.person()
    PersonNumber.objects.create(person=person, key="de_efn", value=Secret.of(OTHER))
    register(event, person=person, answers=ANSWERS, sessions=[], numbers=[efn(to_keep=True)], now=now)
    assert numbers_of(person) == [EFN]


def test_before_the_code_nothing_reaches_a_profile_and_afterwards_only_what_was_wished(event, now):
    person = factories.person()
    request = request_registration(event, answers=ANSWERS, sessions=[], numbers=[efn(to_keep=True)], now=now)
    assert (numbers_of(request), PersonNumber.objects.count()) == ([EFN], 0)
    confirm_request(request, person=person, now=now)
    assert (numbers_of(request), numbers_of(person)) == ([EFN], [EFN])
    PersonNumber.objects.all().delete()
    confirm_request(request, person=person, now=now)
    assert numbers_of(person) == []


def test_the_same_request_again_replaces_keeps_or_deletes_the_number(event, now):
    def ask(*numbers):
        return numbers_of(request_registration(event, answers=ANSWERS, sessions=[], numbers=numbers, now=now))

    assert [ask(efn()), ask(), ask(efn(OTHER)), ask(GivenNumber(key="de_efn", value=None))] == [[EFN], [EFN], [OTHER], []]


def test_whoever_had_registered_keeps_that_registration_and_the_request_forgets_its_number(event, now):
    person = factories.person()
    factories.registration(event, person)
    request = request_registration(event, answers=ANSWERS, sessions=[], numbers=[efn()], now=now)
    confirm_request(request, person=person, now=now)
    assert numbers_of(request) == [None]


def test_a_cancelled_registration_forgets_its_number_and_keeps_a_receipt(event, now):
    first, second = factories.registration(event), factories.registration(event)
    for registration in (first, second):
        give_numbers(registration, [efn()])
    forget_reported(second.numbers.get(), receipt="R-1", now=now)
    for registration in (first, second):
        cancel(registration, now=now)
    assert (numbers_of(first), first.numbers.get().forgotten_because, second.numbers.get().receipt) == ([None], "ended", "R-1")


def test_after_the_report_the_number_is_gone_and_its_end_and_receipt_stay(event, now):
    registration = factories.registration(event)
    give_numbers(registration, [efn()])
    for receipt in ("R-1", "R-2"):
        forget_reported(registration.numbers.get(), receipt=receipt, now=now)
    number = registration.numbers.get()
    assert (number.value, number.lookup, number.reveal()) == (None, "", None)
    assert (number.masked, number.receipt, number.reported_at) == ("•••••••••••0329", "R-1", now)
    give_numbers(registration, [efn(OTHER), GivenNumber(key="de_efn", value=None)])
    assert registration.numbers.get().masked == "•••••••••••0329"
    assert asked_for(event, registration=registration) == []


def test_a_registration_has_one_number_of_a_kind(event):
    registration = factories.registration(event)
    give_numbers(registration, [efn()])
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationNumber.objects.create(registration=registration, key="de_efn", value=Secret.of(OTHER))


def test_a_number_that_no_key_reads_is_masked_whole_and_not_offered(event, settings):
    person = factories.person()
    PersonNumber.objects.create(person=person, key="de_efn", value=Secret.of(EFN))
    settings.FIELD_KEYS = ["another"]
    assert [one.stored.masked for one in asked_in_profile(person)] == ["••••"]
    assert [one.profile for one in asked_for(event, person=person)] == [None]


@pytest.mark.parametrize("people", [1, 3])
def test_what_is_asked_takes_four_queries_however_many_registered(event, people, django_assert_num_queries):
    rows = [factories.registration(event) for _one in range(people)]
    for row in rows:
        give_numbers(row, [efn()])
    event.__dict__.pop("hooks", None)
    with django_assert_num_queries(4):
        asked_for(event, registration=rows[0], person=rows[0].person)
    event.__dict__.pop("hooks", None)
    with django_assert_num_queries(3):
        assert keys_in(event) == ["de_efn"]


@pytest.fixture
def member(django_user_model, event):
    return factories.person(user=django_user_model.objects.create_user("kim@praxis.example"), email="kim@praxis.example")


def test_the_persons_own_data_name_the_numbers_in_full(event, member):
    give_numbers(factories.registration(event, member), [efn(to_keep=True)])
    assert account_data(member.user)["numbers"] == [
        {"key": "de_efn", "number": EFN, "event": None},
        {"key": "de_efn", "number": EFN, "event": event.code},
    ]


def test_erasure_deletes_every_number_also_where_the_participation_stays_proved(event, member, now):
    registration = factories.attended(factories.registration(event, member))
    type(event).objects.update(start=now - timedelta(days=9), end=now - timedelta(days=8))
    give_numbers(registration, [efn(to_keep=True)])
    section = "Professional numbers, such as an EFN"
    assert [(line.deleted, line.kept) for line in preview(member.user) if line.section == section] == [(2, 0)]
    receipt = erase(member.user, now=now)
    assert [line["deleted"] for line in receipt.lines if line["section"] == section] == [2]
    assert (RegistrationNumber.objects.count(), PersonNumber.objects.count()) == (0, 0)
    assert registration.attendances.count() == 1
