import pytest
from django.core.files.base import ContentFile

from cms.models import LicensedDocument
from tests.plugins.regions.blocks import refusals, shown

REVIEW = {"occasion": "Discharge", "youth_welfare": ["Youth office"], "health": ["Clinic"], "anonymised": True}


@pytest.mark.parametrize("side", ["youth_welfare", "health"])
def test_a_review_is_held_by_both_sides(side):
    assert set(refusals("de_sn_risk_review", REVIEW | {side: []})) == {side}


def test_a_review_needs_anonymised_cases():
    assert set(refusals("de_sn_risk_review", REVIEW | {"anonymised": False})) == {"anonymised"}


def test_a_measure_says_who_sees_to_it_and_until_when():
    measures = [{"text": "A number to call", "side": "health", "due": "2026-12-31"}, {"text": "A form", "side": "both"}]
    html = shown("de_sn_risk_review", REVIEW | {"measures": measures})
    assert "(Health care, until 31 December 2026)" in html
    assert "(Both together)" in html


def test_a_working_aid_says_for_which_need_it_was_made_and_who_uses_it():
    html = shown("de_sn_working_aid", {"need": "A form for reports", "area": "Leipzig", "users": ["Practices", "Clinics"]})
    assert "<dd>A form for reports</dd>" in html
    assert "<li>Practices</li><li>Clinics</li>" in html
    assert set(refusals("de_sn_working_aid", {"need": "", "users": []})) == {"need", "users"}


@pytest.mark.django_db
def test_a_working_aid_leads_to_its_document():
    document = LicensedDocument.objects.create(title="Form for reports", file=ContentFile(b"x" * 2048, name="form.pdf"))
    html = shown("de_sn_working_aid", {"need": "A form", "users": ["Practices"], "document": document.pk})
    assert f'<a class="ds-link" href="{document.url}">Form for reports</a>' in html
    assert "(PDF, 2.0" in html
