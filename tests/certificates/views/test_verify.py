import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from certificates.designs.choosing import Choice, choose_for_region
from certificates.domain import issue, replace, revoke
from certificates.domain.sharing import hide_name, link_address, share, show_name
from certificates.models import CertificateEvent, new_code
from certificates.throttle import MISSES
from plugins.activation import enable
from tests import factories
from tests.certificates.altering import altered, as_if_issued
from tests.plugins.packages import info
from tests.training.domain.awarding import award

pytestmark = pytest.mark.django_db

Cause = CertificateEvent.Cause


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


def address(code):
    return reverse("certificates:verify", args=[code])


def test_a_valid_certificate_is_called_valid_and_shows_all_that_is_printed(client, event, certificate):
    answer = client.get(address(certificate.code))
    page = answer.content.decode()
    assert answer.status_code == 200
    shown = ["Valid", "Kim Beispiel", event.title, "Kurhaus, Bad Nauheim", "Gesundheitsamt", "Dr. Robin Muster", "Einführung"]
    shown += [certificate.serial, "90 minutes present", "Koordinierungsstelle Hessen"]
    assert [text for text in shown if text not in page] == []


def test_granted_credits_are_shown(client, event, attended, now):
    factories.grant(event, granted="4")
    award(event, now=now)
    page = client.get(address(issue(attended, now=now).code)).content.decode()
    assert [text for text in ("Landesärztekammer", "2760512345678901234", "4 points") if text not in page] == []


def test_a_revoked_certificate_is_called_not_valid_and_its_reason_stays_inside(client, certificate, now):
    revoke(certificate, reason="Verdacht auf Täuschung", by=None, now=now)
    page = client.get(address(certificate.code)).content.decode()
    assert "Not valid" in page
    assert "was revoked on" in page
    assert "is valid." not in page
    assert "Verdacht" not in page


def test_whoever_checks_a_revoked_certificate_reads_the_cause(client, certificate, now):
    revoke(certificate, reason="Verdacht auf Täuschung", cause=Cause.CONDITIONS, by=None, now=now)
    page = client.get(address(certificate.code)).content.decode()
    assert "Reason: Its conditions were not met." in page
    assert "Revoked: Its conditions were not met" in page


def test_the_history_says_what_happened_and_never_who_did_it(client, certificate, now):
    revoke(certificate, reason="Wort des Amts", by=factories.staff(first_name="Robin", last_name="Amtsperson"), now=now)
    page = client.get(address(certificate.code)).content.decode()
    assert [text for text in ("Issued", "File made", "Revoked: Another reason") if f"<dd>{text}</dd>" not in page] == []
    assert [text for text in ("Amtsperson", "Wort des Amts", "staff") if text in page] == []


def test_a_replaced_certificate_leads_to_the_one_that_took_its_place_and_back(client, certificate, now):
    new = replace(certificate, reason="Name", by=None, now=now)
    assert f'<a class="ds-link" href="{address(new.code)}">certificate {new.serial}</a>' in _page(client, certificate)
    assert f'<a class="ds-link" href="{address(certificate.code)}">certificate {certificate.serial}</a>' in _page(client, new)


def _page(client, certificate):
    return client.get(address(certificate.code)).content.decode()


def test_a_hidden_name_is_nowhere_on_the_page_nor_in_json(client, certificate, now):
    hide_name(certificate, now=now)
    page = _page(client, certificate)
    assert "The holder has chosen not to show the name here; compare the paper." in page
    assert "Kim Beispiel" not in page
    answer = client.get(address(certificate.code), headers={"accept": "application/json"})
    assert "Kim Beispiel" not in answer.content.decode()
    assert (answer.json()["name_hidden"], answer.json()["certificate"]["person"]) == (True, {"name": None})
    show_name(certificate, now=now)
    assert "Kim Beispiel" in _page(client, certificate)


def test_the_name_stays_hidden_when_the_certificate_is_replaced(client, certificate, now):
    hide_name(certificate, now=now)
    new = replace(certificate, reason="Titel", by=None, now=now)
    assert "Kim Beispiel" not in _page(client, new)


def test_a_name_hidden_once_is_hidden_on_the_certificate_and_on_those_around_it(client, certificate, now):
    new = replace(certificate, reason="Titel", by=None, now=now)
    hide_name(new, now=now)
    assert [_page(client, one).count("Kim Beispiel") for one in (certificate, new)] == [0, 0]
    show_name(certificate, now=now)
    assert ["Kim Beispiel" in _page(client, one) for one in (certificate, new)] == [True, True]


def test_a_name_is_hidden_for_one_purpose_alone(client, certificate, now):
    other = issue(certificate.registration, purpose="completion", now=now)
    hide_name(other, now=now)
    assert ["Kim Beispiel" in _page(client, one) for one in (certificate, other)] == [True, False]


def test_a_certificate_issued_again_after_a_revocation_hides_the_name_as_before(client, certificate, now):
    hide_name(certificate, now=now)
    revoke(certificate, reason="Irrtum", by=None, now=now)
    assert "Kim Beispiel" not in _page(client, issue(certificate.registration, now=now))


def test_nothing_of_the_person_but_the_name_is_shown(client, certificate):
    person = certificate.registration.person
    page = _page(client, certificate)
    assert [text for text in (person.email, str(person.pk) + "@", "midwife") if text in page] == []


def test_a_code_is_read_however_it_is_typed(client, certificate):
    typed = " ".join(certificate.code.lower().replace("0", "o").replace("1", "l"))
    assert client.get(address(typed)).status_code == 200


def test_every_unknown_code_gets_the_same_answer(client, certificate):
    answers = [client.get(address(code)) for code in (new_code(), new_code(), "x", certificate.serial, certificate.code[:-1])]
    assert {answer.status_code for answer in answers} == {404}
    # The language switch carries the address asked for and a new token each time.
    assert len({re.sub(rb'<form class="languages".*?</form>', b"", answer.content, flags=re.S) for answer in answers}) == 1
    assert "There is no certificate at this address" in answers[0].content.decode()


def test_answers_are_not_kept_and_not_listed(client, certificate):
    for code in (certificate.code, new_code()):
        answer = client.get(address(code))
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "Accept" in answer["Vary"]


def as_json(client, certificate):
    return client.get(address(certificate.code), headers={"accept": "application/json"}).json()


def test_machines_get_the_same_facts_as_json(client, event, certificate):
    printed = {key: value for key, value in certificate.snapshot.items() if key not in {"schema", "code", "template", "look"}}
    printed |= {"texts": dict.fromkeys(("address", "opening", "closing", "legal"), ""), "signatories": [], "options": []}
    assert as_json(client, certificate) == {
        "status": "valid",
        "revoked_at": None,
        "replaced_by": None,
        "replaces": None,
        "history": [
            {"at": certificate.issued_at.isoformat(), "what": "issued", "cause": None},
            {"at": certificate.issued_at.isoformat(), "what": "rendered", "cause": None},
        ],
        "name_hidden": False,
        "certificate": printed,
        "pdf_sha256": certificate.pdf_sha256,
    }
    assert printed["person"] == {"name": "Kim Beispiel"}


def test_the_words_and_signatories_of_the_design_are_shown(client, attended, now):
    certificate = issue(attended, now=now)
    look = certificate.snapshot["look"] | {
        "closing": "Please keep it.",
        "signatories": [{"name": "Dr. Robin Amt", "office": "Head of office", "signature": None}],
    }
    as_if_issued(certificate, certificate.snapshot | {"look": look})
    page = _page(client, certificate)
    assert [text for text in ("Please keep it.", "Dr. Robin Amt, Head of office") if text not in page] == []
    shown = as_json(client, certificate)["certificate"]
    assert shown["signatories"] == [{"name": "Dr. Robin Amt", "office": "Head of office"}]
    assert shown["texts"]["closing"] == "Please keep it."


DESIGN = """
from pathlib import Path
from django.utils.translation import gettext_lazy as _
from plugins.api import CertificateTemplate, DesignOption, hookimpl
OPTIONS = {
    "department": DesignOption(label="Department נ", default="Nursing"),
    "motto": DesignOption(label="Motto"),
    "grade": DesignOption(label=_("Language"), kind="choice", choices={"a": "Advanced", "b": "Basic"}, default="b"),
    "accent": DesignOption(label="Accent", kind="colour", choices={"#102030": "Blue"}, default="#102030"),
    "seal": DesignOption(label="Seal", kind="picture"),
}
@hookimpl
def certificate_templates():
    return [CertificateTemplate(key="acme", label="Acme", folder=Path(__file__).parent / "design", options=OPTIONS)]
"""
PRINTS = (
    "{% extends 'base.html' %}{% block body %}{{ facts.look.options.department }} {{ facts.look.options.grade }}{% endblock %}"
)


def test_texts_and_choices_of_a_design_are_shown_as_they_were_when_it_was_issued(client, event, attended, installed, now):
    package = {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": DESIGN}
    folder = installed.install("acme", package | {"design/template.html": PRINTS, "design/style.css": ""})
    enable("acme", region=event.region)
    choose_for_region(event.region, Choice(template="acme", options={"grade": "a"}), by=None, now=now)
    attended.event.region.refresh_from_db()
    with translation.override("de"):  # that of whoever issues; the certificate is in the region's
        certificate = issue(attended, now=now)
    installed.uninstall(folder)
    assert as_json(client, certificate)["certificate"]["options"] == [
        {"label": "Department נ", "value": "Nursing", "choice": None},
        {"label": "Language", "value": "a", "choice": "Advanced"},
    ]
    page = _page(client, certificate)
    assert "<dt>Department נ</dt><dd>Nursing</dd>" in page
    assert "<dt>Language</dt><dd>Advanced (a)</dd>" in page
    assert [text for text in ("Motto", "Accent", "Seal") if text in page] == []


def test_a_text_of_a_design_from_before_its_label_was_kept_has_its_name(client, attended, now):
    certificate = issue(attended, now=now)
    look = certificate.snapshot["look"] | {"options": {"department": {"kind": "text", "value": "Nursing"}}}
    as_if_issued(certificate, certificate.snapshot | {"look": look, "schema": 5})
    assert "<dt>department</dt><dd>Nursing</dd>" in _page(client, certificate)


def test_machines_learn_of_a_revocation(client, certificate, now):
    new = replace(certificate, reason="Name", by=None, now=now)
    old, newer = as_json(client, certificate), as_json(client, new)
    assert (old["status"], old["revoked_at"]) == ("revoked", now.isoformat())
    assert old["history"][-1] == {"at": now.isoformat(), "what": "replaced", "cause": None}
    assert old["replaced_by"] == {"serial": new.serial, "verification_url": new.snapshot["verification_url"]}
    assert newer["replaces"] == {"serial": certificate.serial, "verification_url": certificate.snapshot["verification_url"]}


def test_machines_get_json_for_unknown_codes_too(client):
    answer = client.get(address(new_code()), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (404, {"status": "unknown"})


def test_many_unknown_codes_are_stopped_and_known_ones_never_count(client, certificate):
    for _time in range(MISSES + 5):
        assert client.get(address(certificate.code)).status_code == 200
    statuses = [client.get(address(new_code())).status_code for _time in range(MISSES + 1)]
    assert statuses == [404] * MISSES + [429]
    assert client.get(address(certificate.code)).status_code == 429


def test_the_page_changes_nothing(client, certificate):
    assert client.post(address(certificate.code)).status_code == 405


def test_a_code_can_be_typed(client, certificate):
    grouped = "-".join(certificate.code[i : i + 4] for i in range(0, 28, 4))
    answer = client.get(reverse("certificates:find"), {"code": grouped})
    assert answer["Location"] == address(certificate.code)


@pytest.mark.parametrize(("typed", "words"), [("", "Please enter the verification code"), ("ABC", "this one has 3")])
def test_a_code_of_the_wrong_length_is_answered_in_words_and_kept(client, typed, words):
    page = client.get(reverse("certificates:find"), {"code": typed}).content.decode()
    assert words in page
    assert not typed or f'value="{typed}"' in page


def test_verifying_takes_a_fixed_number_of_queries(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(3):  # the certificate, what the holder hid, its history
        client.get(address(certificate.code), headers={"accept": "application/json"})


@pytest.fixture
def damaged(certificate):
    return altered(certificate, snapshot=certificate.snapshot | {"person": {"name": "Kim Fälschung"}})


@pytest.mark.parametrize("way", ["code", "link"])
def test_an_altered_record_is_called_damaged_and_nothing_of_it_is_shown(client, damaged, now, way, caplog):
    place = (
        address(damaged.code) if way == "code" else link_address(share(damaged, now=now)).removeprefix("http://localhost:8000")
    )
    answer = client.get(place)
    page = answer.content.decode()
    assert [text for text in ("Its record is damaged", damaged.serial, damaged.region.contact_email) if text not in page] == []
    assert [text for text in ("Fälschung", ">Valid<", "and is valid.") if text in page] == []
    assert client.get(place, headers={"accept": "application/json"}).json() == {"status": "damaged", "serial": damaged.serial}
    logged = [record.getMessage() for record in caplog.records if record.name == "certificates.public"]
    assert logged == [f"The record of certificate {damaged.serial} is damaged: its facts are not those that were issued"] * 2


def test_a_record_that_cannot_even_be_read_is_called_damaged(client, certificate):
    altered(certificate, snapshot={"schema": 0})
    assert "Its record is damaged" in _page(client, certificate)


def test_a_revoked_certificate_whose_record_was_altered_is_called_damaged(client, damaged, now):
    revoke(damaged, reason="x", by=None, now=now)
    assert as_json(client, damaged)["status"] == "damaged"
