"""What verifiers find of an issuer."""

import pytest

from certificates.credentials.tokens import header, read
from certificates.domain import issue
from certificates.domain.issuer_keys import rotate_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(attended, now):
    return issue(attended, now=now)


@pytest.fixture
def address(certificate):
    return f"/verify/issuers/{certificate.region.slug}/"


def test_retired_keys_stay_published_under_their_own_addresses(fresh_keys, client, certificate, address, now):
    new = rotate_key(certificate.region, now=now)
    published = client.get(f"{address}keys/").json()["keys"]
    assert published[0]["kid"] == f"http://localhost:8000{address}keys/{new.kid}/"
    assert len(published) == 2
    assert [client.get(key["kid"].removeprefix("http://localhost:8000")).json() for key in published] == published
    assert header(certificate.credential)["kid"] == published[1]["kid"]
    assert read(certificate.credential, published)["id"] == certificate.snapshot["verification_url"]


def test_no_private_part_is_ever_published(client, certificate, address):
    for key in client.get(f"{address}keys/").json()["keys"]:
        assert {"d", "p", "q", "dp", "dq", "qi"} & set(key) == set()


@pytest.mark.parametrize("rest", ["", "keys/", "status/1/"])
def test_anybody_may_read_it_from_any_site_and_it_sets_no_cookie(client, certificate, address, rest):
    answer = client.get(address + rest)
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=300" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("rest", ["keys/x/", "status/2/", "status/0/"])
def test_what_is_not_there_is_not_found(client, certificate, address, rest):
    assert client.get(address + rest).status_code == 404
    assert client.get("/verify/issuers/nowhere/").status_code == 404


def test_asking_makes_no_key(client, region):
    assert client.get(f"/verify/issuers/{region.slug}/status/1/").status_code == 404
    assert client.get(f"/verify/issuers/{region.slug}/keys/").json() == {"keys": []}
