"""What the credential says and who says so: by the official schema, and by a verifier that is not ours."""

import base64
import hmac
import json
from datetime import timedelta

import pytest
from joserfc import jwt
from openbadgeslib.ob3.status import check_credential_status
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from certificates.credentials.tokens import TokenError, header, new_key, read
from certificates.domain import issue, replace, revoke
from certificates.domain.issuer_keys import rotate_key
from certificates.models import IssuerKey
from tests import factories
from tests.certificates.credentials.reading import objections, pem, said, schema

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def encoded(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def forged(certificate, key, algorithm, **changes):
    return jwt.encode(header(certificate.credential) | {"alg": algorithm}, said(certificate) | changes, key, [algorithm])


@pytest.fixture
def granted(attended, now):
    """A certificate with points of two chambers, one of which gave the event a number."""
    factories.awarded(attended, "6", scheme="de_mfbo2024", body="Ärztekammer")
    factories.awarded(attended, "5.5", scheme="de_rbp", body="Pflegekammer")
    return issue(attended, now=now)


def test_it_has_the_official_shape(certificate):
    assert objections(certificate) == []


def test_credits_of_every_body_are_in_it_with_unit_category_and_number(granted):
    assert objections(granted) == []
    subject = said(granted)["credentialSubject"]
    names = {result["id"]: result["name"] for result in subject["achievement"]["resultDescription"]}
    assert sorted((names[result["resultDescription"]], result["value"]) for result in subject["result"]) == [
        ("Pflegekammer: points, category A, 2760512345678901234", "5.5"),
        ("Ärztekammer: points, category A, 2760512345678901234", "6"),
    ]
    assert {"type": "IdentifierEntry", "identifier": "2760512345678901234", "identifierType": "ext:accreditation"} in (
        subject["achievement"]["otherIdentifier"]
    )


def test_another_library_verifies_it(certificate):
    found = OB3Verifier(pubkey_pem=pem(certificate)).verify(certificate.credential)
    assert found.issuer.id == f"{SITE}/verify/issuers/{certificate.region.slug}/"
    assert found.achievement.name == "Certificate of attendance: Frühe Hilfen verstehen"


def test_it_names_the_holder_as_the_paper_does_and_says_nothing_else_of_the_person(certificate):
    person = certificate.registration.person
    subject = said(certificate)["credentialSubject"]
    assert subject["id"] == certificate.snapshot["verification_url"] + "#holder"
    assert subject["identifier"] == [
        {"type": "IdentityObject", "hashed": False, "identityHash": "Kim Beispiel", "identityType": "name"}
    ]
    assert person.email not in json.dumps(said(certificate))


def test_its_claims_repeat_what_it_says_itself(certificate):
    credential = said(certificate)
    assert [credential["iss"], credential["jti"], credential["sub"]] == [
        credential["issuer"]["id"],
        credential["id"],
        credential["credentialSubject"]["id"],
    ]
    assert credential["nbf"] == int(certificate.issued_at.timestamp())
    assert "exp" not in credential


def test_it_names_its_key_by_address_and_carries_none(certificate):
    key = IssuerKey.objects.get()
    assert header(certificate.credential) == {
        "typ": "JWT",
        "alg": "RS256",
        "kid": f"{SITE}/verify/issuers/{certificate.region.slug}/keys/{key.kid}/",
    }


def test_a_changed_word_a_foreign_key_and_no_signature_are_refused(certificate):
    public = [IssuerKey.objects.get().public]
    head, body, seal = certificate.credential.split(".")
    other = encoded(json.dumps(said(certificate) | {"name": "x"}).encode())
    none, secret = (encoded(json.dumps(header(certificate.credential) | {"alg": alg}).encode()) for alg in ("none", "HS256"))
    mac = encoded(hmac.digest(pem(certificate), f"{secret}.{body}".encode(), "sha256"))
    spoilt = {
        "changed": f"{head}.{other}.{seal}",
        "foreign": forged(certificate, new_key(), "RS256"),
        "none": f"{none}.{body}.",
        "public key as a secret": f"{secret}.{body}.{mac}",
        "no token": "x",
    }
    for token in spoilt.values():
        with pytest.raises(TokenError):
            read(token, public)
        with pytest.raises(OB3VerificationError):
            OB3Verifier(pubkey_pem=pem(certificate)).verify(token)
    assert read(certificate.credential, public) == said(certificate)


def test_it_stays_as_it_was_when_everything_else_changes(fresh_keys, certificate, now):
    before = certificate.credential
    certificate.registration.person.name = "Someone Else"
    certificate.registration.person.save()
    certificate.region.organisation = "Another Office"
    certificate.region.save()
    rotate_key(certificate.region, now=now)
    certificate.refresh_from_db()
    assert certificate.credential == before
    assert read(before, IssuerKey.objects.values_list("public", flat=True))["issuer"]["name"] != "Another Office"


def test_a_correction_has_a_credential_of_its_own(certificate, now):
    new = replace(certificate, reason="name", by=None, now=now + timedelta(days=1))
    assert said(new)["id"] != said(certificate)["id"]
    assert (new.status_list, new.status_index) != (certificate.status_list, certificate.status_index)


def test_a_revoked_one_is_found_in_the_list_by_another_library(client, certificate, now):
    def download(address):
        return client.get(address.removeprefix(SITE)).content

    found = OB3Verifier(pubkey_pem=pem(certificate)).verify(certificate.credential)
    check_credential_status(found, download, verify_list=True, list_pubkey_pem=pem(certificate))
    revoke(certificate, reason="x", by=None, now=now)
    with pytest.raises(OB3VerificationError, match="revocation"):
        check_credential_status(found, download, verify_list=True, list_pubkey_pem=pem(certificate))


def test_the_issuer_has_the_official_shape(client, certificate):
    answer = client.get(f"/verify/issuers/{certificate.region.slug}/").json()
    assert [error.message for error in schema("profile").iter_errors(answer)] == []
    assert answer["id"] == said(certificate)["issuer"]["id"]
