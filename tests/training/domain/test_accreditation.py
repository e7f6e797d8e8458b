from datetime import date
from decimal import Decimal

import pytest

from plugins.models import PluginActivation
from tests import factories
from training.domain import accreditation
from training.domain.accreditation import AccreditationError
from training.models import Accreditation

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(region):
    return factories.event(region)


def test_a_grant_is_recorded_and_changed(event):
    made = accreditation.record(event, body="Landesärztekammer Hessen", status="applied", reference="276 060 2019 000001 00 3")
    assert made.reference == "2760602019000001003"
    granted = {"status": "granted", "granted": Decimal(6), "granted_on": date(2019, 3, 1)}
    accreditation.record(event, accreditation=made, body="LÄK Hessen", **granted)
    kept = Accreditation.objects.get()
    assert (kept.body, kept.status, kept.granted, kept.unit) == ("LÄK Hessen", "granted", Decimal(6), "points")


def test_a_grant_needs_an_amount_and_an_amount_a_grant(event):
    with pytest.raises(AccreditationError, match="Enter what the body granted"):
        accreditation.record(event, body="Kammer", status="granted")
    with pytest.raises(AccreditationError, match="status is not “granted”"):
        accreditation.record(event, body="Kammer", status="applied", granted=Decimal(3))


def test_a_body_has_one_record_per_event(event):
    accreditation.record(event, body="Kammer")
    with pytest.raises(AccreditationError, match="already has a record"):
        accreditation.record(event, body="Kammer")


def test_a_scheme_must_be_active_in_the_region_and_the_category_its_own(event, region):
    with pytest.raises(AccreditationError, match="not active in this region"):
        accreditation.record(event, body="Kammer", scheme="de_mfbo2024", category="A")
    PluginActivation.objects.create(region=region, plugin="de")
    with pytest.raises(AccreditationError, match="no category “X”"):
        accreditation.record(event, body="Kammer", scheme="de_mfbo2024", category="X")
    assert accreditation.record(event, body="Kammer", scheme="de_mfbo2024", category="A").unit == "points"


def test_a_record_keeps_its_scheme_when_the_plugin_is_gone(event):
    made = Accreditation.objects.create(event=event, body="Kammer", scheme="gone_scheme")
    assert (
        accreditation.record(event, accreditation=made, body="Kammer", scheme="gone_scheme", status="applied").status
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
