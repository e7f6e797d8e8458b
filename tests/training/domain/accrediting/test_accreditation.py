from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from plugins.models import PluginActivation
from tests import factories
from training.domain.accrediting import accreditation
from training.domain.accrediting.accreditation import AccreditationError
from training.enums import AccreditationStatus
from training.models import Accreditation

pytestmark = pytest.mark.django_db
NOW = datetime(2019, 2, 1, 23, 30, tzinfo=UTC)
"""After midnight already where the events are."""


@pytest.fixture
def event(region):
    return factories.event(region)


def test_a_grant_is_recorded_and_changed(event):
    made = accreditation.record(
        event, now=NOW, body="Landesärztekammer Hessen", status="applied", reference="276 060 2019 000001 00 3"
    )
    assert made.reference == "2760602019000001003"
    granted = {"status": "granted", "granted": Decimal(6), "granted_on": date(2019, 3, 1)}
    accreditation.record(event, now=NOW, accreditation=made, body="LÄK Hessen", **granted)
    kept = Accreditation.objects.get()
    assert (kept.body, kept.status, kept.granted, kept.unit) == ("LÄK Hessen", "granted", Decimal(6), "points")


def test_a_grant_needs_an_amount_and_an_amount_a_grant(event):
    with pytest.raises(AccreditationError, match="Enter what the body granted"):
        accreditation.record(event, now=NOW, body="Kammer", status="granted")
    with pytest.raises(AccreditationError, match="status is not “granted”"):
        accreditation.record(event, now=NOW, body="Kammer", status="applied", granted=Decimal(3))


def test_a_body_has_one_record_per_event(event):
    accreditation.record(event, now=NOW, body="Kammer")
    with pytest.raises(AccreditationError, match="already has a record"):
        accreditation.record(event, now=NOW, body="Kammer")


def test_a_scheme_must_be_active_in_the_region_and_the_category_its_own(event, region):
    with pytest.raises(AccreditationError, match="not active in this region"):
        accreditation.record(event, now=NOW, body="Kammer", scheme="de_mfbo2024", category="A")
    PluginActivation.objects.create(region=region, plugin="de")
    with pytest.raises(AccreditationError, match="no category “X”"):
        accreditation.record(event, now=NOW, body="Kammer", scheme="de_mfbo2024", category="X")
    assert accreditation.record(event, now=NOW, body="Kammer", scheme="de_mfbo2024", category="A").unit == "points"


def test_each_status_gets_its_day_by_the_clock_of_the_event_and_a_given_day_stays(event):
    made = accreditation.record(event, now=NOW, body="Kammer")
    assert made.applied_on is None
    made = accreditation.record(event, accreditation=made, now=NOW, status="applied")
    made = accreditation.record(
        event, accreditation=made, now=NOW, status="refused", refused_on=date(2019, 2, 9), reason="Late."
    )
    assert (made.applied_on, made.refused_on, made.granted_on) == (date(2019, 2, 2), date(2019, 2, 9), None)


ALLOWED = {
    ("planned", "applied"),
    ("planned", "granted"),
    ("planned", "refused"),
    ("planned", "withdrawn"),
    ("applied", "planned"),
    ("applied", "granted"),
    ("applied", "refused"),
    ("applied", "withdrawn"),
    ("granted", "withdrawn"),
    ("refused", "applied"),
    ("refused", "granted"),
    ("withdrawn", "planned"),
    ("withdrawn", "applied"),
}


@pytest.mark.parametrize(("was", "wanted"), list(product(AccreditationStatus.values, repeat=2)))
def test_a_status_follows_only_as_the_table_says(event, was, wanted):
    made = Accreditation.objects.create(
        event=event, body="Kammer", status=was, granted=Decimal(4) if was == "granted" else None
    )
    amount = Decimal(4) if wanted == "granted" else None
    change = {"status": wanted, "reason": "Said so.", "granted": amount}
    if was == wanted or (was, wanted) in ALLOWED:
        assert accreditation.record(event, accreditation=made, now=NOW, **change).status == wanted
    else:
        with pytest.raises(AccreditationError, match="cannot become"):
            accreditation.record(event, accreditation=made, now=NOW, **change)
        assert Accreditation.objects.get().status == was


@pytest.mark.parametrize("status", ["refused", "withdrawn"])
def test_who_refuses_or_withdraws_says_why(event, status):
    with pytest.raises(AccreditationError, match="Enter the reason"):
        accreditation.record(event, now=NOW, body="Kammer", status=status, reason="  ")


def test_a_withdrawn_grant_keeps_what_it_said_and_no_longer_holds(event):
    made = accreditation.record(event, now=NOW, body="Kammer", status="granted", granted=Decimal(4), granted_speaker=Decimal(1))
    assert accreditation.grants_of(event) == [made]
    made = accreditation.record(event, accreditation=made, now=NOW, status="withdrawn", reason="The lead fell ill.")
    assert (made.granted, made.granted_speaker, made.withdrawn_on) == (4, 1, date(2019, 2, 2))
    assert accreditation.grants_of(event) == []


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ({"valid_from": date(2019, 3, 2), "valid_to": date(2019, 3, 1)}, "end before it begins"),
        ({"applied_on": date(2019, 3, 2), "granted_on": date(2019, 3, 1)}, "dated before the application"),
    ],
)
def test_dates_that_contradict_each_other_are_refused(event, dates, sentence):
    with pytest.raises(AccreditationError, match=sentence):
        accreditation.record(event, now=NOW, body="Kammer", status="granted", granted=Decimal(4), **dates)


@pytest.mark.parametrize(
    ("first", "last", "covers"), [(0, 0, True), (-9, None, True), (None, 9, True), (1, None, False), (None, -1, False)]
)
def test_a_grant_holds_on_the_days_of_its_period(event, first, last, covers):
    day = event.start.astimezone(ZoneInfo(event.time_zone)).date()
    period = {
        name: None if by is None else day + timedelta(days=by) for name, by in (("valid_from", first), ("valid_to", last))
    }
    made = accreditation.record(event, now=NOW, body="Kammer", status="granted", granted=Decimal(4), granted_on=day, **period)
    assert (made.holds, bool(accreditation.period_warning(made)), accreditation.grants_of(event)) == (
        covers,
        not covers,
        [made] if covers else [],
    )


def test_a_record_keeps_its_scheme_when_the_plugin_is_gone(event):
    made = Accreditation.objects.create(event=event, body="Kammer", scheme="gone_scheme")
    assert (
        accreditation.record(event, now=NOW, accreditation=made, body="Kammer", scheme="gone_scheme", status="applied").status
        == "applied"
    )


@pytest.mark.parametrize(
    ("reference", "scheme", "warning"),
    [
        ("", "de_mfbo2024", ""),
        ("12345", "se_lipus", ""),
        ("12345", "de_mfbo2024", "A VNR has 19 digits. Compare “12345” with the chamber's notice."),
        (
            "2760602019000001000",
            "de_mfbo2024",
            "“2760602019000001000” does not look like a VNR. Compare it digit by digit with the chamber's notice.",
        ),
        ("2760602019000001007", "de_mfbo2024", ""),
    ],
)
def test_a_reference_that_is_no_vnr_gives_a_warning(reference, scheme, warning):
    assert accreditation.reference_warning(reference, scheme=scheme) == warning
