from datetime import UTC, datetime, timedelta
from itertools import chain, repeat

import pytest
from openbadgeslib.ob3.status import decode_encoded_list, set_indices

from certificates.credentials import status_list
from certificates.credentials.tokens import header, read
from certificates.domain import issue, revoke
from certificates.domain.credentials import signed_status_list
from certificates.domain.issuer_keys import rotate_key
from certificates.models import Certificate
from plugins.models import Region
from tests import factories

NOW = datetime(2026, 5, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize("revoked", [(), (0,), (7, 8, 131_071), range(0, 131_072, 1000)])
def test_another_library_reads_the_same_places(revoked):
    bits = decode_encoded_list(status_list.encoded(revoked))
    assert len(bits) * 8 == 131_072
    assert set_indices(bits) == frozenset(revoked)


def test_the_list_says_how_long_it_may_be_believed():
    made = status_list.status_list(Region(slug="hesse"), 3, revoked=[5], now=NOW)
    assert (made["validFrom"], made["validUntil"]) == ("2026-05-08T12:00:00+00:00", "2026-05-09T12:00:00+00:00")
    assert made["exp"] - made["nbf"] == timedelta(days=1).total_seconds()


def test_places_are_drawn_from_the_whole_list():
    drawn = {status_list.draw() for _number in range(500)}
    assert len(drawn) > 490
    assert max(drawn) < status_list.ENTRIES
    assert max(drawn) - min(drawn) > status_list.ENTRIES / 2


@pytest.mark.django_db
def test_only_the_revoked_stand_in_it(event, attended, now):
    certificate = issue(attended, now=now)
    other = issue(factories.attended(factories.registration(event, factories.person("Alex Muster"))), now=now)
    revoke(other, reason="x", by=None, now=now)
    token = signed_status_list(event.region, 1, now=now)
    encoded = read(token, [event.region.issuer_keys.get().public])["credentialSubject"]["encodedList"]
    assert set_indices(decode_encoded_list(encoded)) == {other.status_index}
    assert certificate.status_list == other.status_list == 1


@pytest.mark.django_db
def test_a_list_that_is_half_full_is_followed_by_another(monkeypatch, event, attended, now):
    monkeypatch.setattr(status_list, "FILLED", 1)
    issue(attended, now=now)
    issue(factories.attended(factories.registration(event, factories.person("Alex Muster"))), now=now)
    assert list(Certificate.objects.order_by("pk").values_list("status_list", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_a_place_that_is_taken_is_drawn_again(monkeypatch, event, attended, now):
    monkeypatch.setattr(status_list, "draw", lambda: 4)
    issue(attended, now=now)
    places = chain([4] * 50, repeat(9))
    monkeypatch.setattr(status_list, "draw", lambda: next(places))
    issue(factories.attended(factories.registration(event, factories.person("Alex Muster"))), now=now)
    assert list(Certificate.objects.order_by("pk").values_list("status_index", flat=True)) == [4, 9]


@pytest.mark.django_db
def test_after_a_change_of_keys_the_list_is_signed_with_the_new_one(fresh_keys, event, attended, now):
    issue(attended, now=now)
    old = event.region.issuer_keys.get()
    new = rotate_key(event.region, now=now)
    kid = header(signed_status_list(event.region, 1, now=now))["kid"]
    assert kid.endswith(f"/{new.kid}/")
    assert old.kid != new.kid
