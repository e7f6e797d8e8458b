import pytest
from django.core.management import call_command
from django.db import IntegrityError

from certificates.domain.issuer_keys import rotate_key, signing_key
from certificates.models import IssuerKey
from tests import factories
from training.encryption import Secret

pytestmark = pytest.mark.django_db


def test_a_region_has_one_key_that_is_made_when_first_needed(region, now):
    assert signing_key(region, now=now) == signing_key(region, now=now)
    assert signing_key(factories.region("Sachsen"), now=now).region != region
    assert IssuerKey.objects.count() == 2


def test_the_private_part_is_nowhere_in_the_open(region, now):
    key = signing_key(region, now=now)
    key.refresh_from_db()
    assert set(key.public) == {"kty", "n", "e", "kid", "alg", "use"}
    assert "PRIVATE KEY" not in key.value.token
    assert "PRIVATE KEY" in key.value.reveal()


def test_after_a_change_the_old_key_is_published_and_signs_no_more(fresh_keys, region, now):
    old = signing_key(region, now=now)
    new = rotate_key(region, now=now)
    old.refresh_from_db()
    assert (old.retired_at, old.value) == (now, None)
    assert old.public["kid"] == old.kid != new.kid
    assert signing_key(region, now=now) == new


def test_two_keys_cannot_sign_for_one_region(region, now):
    key = signing_key(region, now=now)
    with pytest.raises(IntegrityError):
        IssuerKey.objects.create(region=region, kid="x", public={}, value=key.value, created_at=now)


def test_a_retired_key_with_a_private_part_is_refused(region, now):
    with pytest.raises(IntegrityError):
        IssuerKey.objects.create(region=region, kid="x", public={}, value=Secret.of("x"), created_at=now, retired_at=now)


def test_private_parts_are_encrypted_anew_with_the_other_secrets(region, now, settings):
    key = signing_key(region, now=now)
    private = key.value.reveal()
    settings.FIELD_KEYS = ["newer", *settings.FIELD_KEYS]
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = ["newer"]
    key.refresh_from_db()
    assert key.value.reveal() == private
