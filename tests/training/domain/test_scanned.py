from datetime import timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from training.domain.numbers import NumberError, give_numbers
from training.domain.scanned import bare, read, unseal
from training.encryption import Secret

pytestmark = pytest.mark.django_db
EFN, OTHER = "802760020090329", "812760000000007"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def event(region):
    return factories.asks_for_efn(factories.event(region))


def number(scanned):
    return {key: value.reveal() for key, value in scanned.numbers.items()}


@pytest.mark.parametrize(
    "scanned",
    [
        EFN,
        f"*{EFN}*",
        f"]A0{EFN}",
        f"]A0*{EFN}*",
        f"]C1{EFN}\r\n",
        f"]Q3{EFN}\t",
        "80276 0020 090329",
        "802-760-020-090-329\r",
        f"\x02{EFN}\x03",
        f"  {EFN} ",
        "80276\u00a00020\u00a0090329",
    ],
)
def test_whatever_kind_of_barcode_it_is_the_digits_are_read(event, scanned):
    assert number(read(event, scanned)) == {"de_efn": EFN}


@given(st.text("0123456789ABCXYZ", min_size=1, max_size=30), st.sampled_from(["", "]A0", "]C0", "]d2", "]Q1", "]E0"]))
def test_what_stands_around_a_number_goes_and_the_number_stays(digits, symbology):
    assert bare(f"{symbology}*{digits}*\r\n") == digits


@pytest.mark.parametrize(
    "scanned", ["", "*", "]A0", "]A", "Kim Beispiel", f"{EFN}{EFN}", "802760020090328", "https://example.org/1"]
)
def test_what_is_no_number_is_refused_in_words(event, scanned):
    with pytest.raises(NumberError, match="EFN"):
        read(event, scanned)


def test_where_no_number_is_asked_the_way_is_by_name(region):
    with pytest.raises(NumberError, match="Find the person by name"):
        read(factories.event(region), EFN)


def test_a_number_is_found_in_its_own_event_only(event, region):
    mine, same = factories.registration(event), factories.registration(factories.asks_for_efn(factories.event(region)))
    for registration in (mine, same):
        give_numbers(registration, read(event, EFN).given({"de_efn"}))
    assert (read(event, EFN).holders(), read(event, OTHER).holders()) == ([mine], [])


def test_a_sealed_number_comes_back_within_the_hour_and_for_its_event_only(event, region, now):
    sealed = read(event, EFN).seal(now=now)
    assert EFN not in sealed
    assert number(unseal(event, sealed, now=now + timedelta(minutes=59))) == {"de_efn": EFN}
    for other, moment in [(event, now + timedelta(hours=1)), (factories.event(region), now)]:
        with pytest.raises(NumberError, match="scan it again"):
            unseal(other, sealed, now=moment)


@pytest.mark.parametrize("forged", ["", "x", EFN, Secret.of(EFN), Secret.of("{}"), Secret.of("[1]")])
def test_nothing_else_than_a_sealed_number_is_taken(event, now, forged):
    with pytest.raises(NumberError, match="scan it again"):
        unseal(event, forged.token if isinstance(forged, Secret) else forged, now=now)


def test_a_number_is_told_by_its_last_digits_and_in_no_other_way(event):
    scanned = read(event, EFN)
    assert (scanned.in_words(), EFN in repr(scanned)) == ({"de_efn": "EFN •••••••••••0329"}, False)
