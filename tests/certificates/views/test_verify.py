import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from certificates.domain import replace, revoke
from certificates.models import new_code
from certificates.throttle import MISSES
from tests import factories
from training.domain.credits import award

pytestmark = pytest.mark.django_db


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
    from certificates.domain import issue

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


def test_a_replaced_certificate_names_the_one_that_took_its_place_without_its_code(client, certificate, now):
    new = replace(certificate, reason="Name", by=None, now=now)
    page = client.get(address(certificate.code)).content.decode()
    assert f"It was replaced by certificate {new.serial}." in page
    assert new.code not in page


def test_a_code_is_read_however_it_is_typed(client, certificate):
    typed = " ".join(certificate.code.lower().replace("0", "o").replace("1", "l"))
    assert client.get(address(typed)).status_code == 200


def test_every_unknown_code_gets_the_same_answer(client, certificate):
    answers = [client.get(address(code)) for code in (new_code(), new_code(), "x", certificate.serial, certificate.code[:-1])]
    assert {answer.status_code for answer in answers} == {404}
    # The language switch carries the address asked for and a new token each time.
    assert len({re.sub(rb'<form class="languages".*?</form>', b"", answer.content, flags=re.S) for answer in answers}) == 1
    assert "There is no certificate with this code" in answers[0].content.decode()


def test_answers_are_not_kept_and_not_listed(client, certificate):
    for code in (certificate.code, new_code()):
        answer = client.get(address(code))
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "Accept" in answer["Vary"]


def test_machines_get_the_same_facts_as_json(client, event, certificate):
    answer = client.get(address(certificate.code), headers={"accept": "application/json"}).json()
    assert (answer["status"], answer["revoked_at"], answer["replaced_by"]) == ("valid", None, None)
    assert answer["pdf_sha256"] == certificate.pdf_sha256
    assert sorted(answer["certificate"]) == [
        "credits",
        "event",
        "hours",
        "issued_on",
        "issuer",
        "language",
        "more",
        "person",
        "purpose",
        "serial",
        "sessions",
        "verification_url",
    ]
    assert answer["certificate"]["person"] == {"name": "Kim Beispiel"}


def test_machines_learn_of_a_revocation(client, certificate, now):
    new = replace(certificate, reason="Name", by=None, now=now)
    answer = client.get(address(certificate.code), headers={"accept": "application/json"}).json()
    assert (answer["status"], answer["revoked_at"], answer["replaced_by"]) == ("revoked", now.isoformat(), new.serial)


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
    with django_assert_num_queries(1):
        client.get(address(certificate.code), headers={"accept": "application/json"})
