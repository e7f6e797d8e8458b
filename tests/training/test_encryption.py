import json
import logging
import pickle

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from training.checks import check_field_keys
from training.encryption import Secret, UnreadableError, lookup_of, masked
from training.models import PersonNumber

EFN = "802760020090329"


@given(st.text())
def test_whatever_is_encrypted_comes_back(text):
    assert Secret.of(text).reveal() == text


def test_a_secret_tells_nothing_unless_it_is_revealed(caplog):
    secret = Secret.of(EFN)
    logging.getLogger(__name__).error("%s %r", secret, secret)
    assert f"{secret} {secret!r} {[secret]}" == "•••• Secret() [Secret()]"
    assert caplog.messages == ["•••• Secret()"]
    assert EFN not in json.dumps(str(secret)) + str(pickle.dumps(secret))


def test_the_same_text_is_encrypted_differently_each_time():
    assert Secret.of(EFN).token != Secret.of(EFN).token


def test_an_older_key_still_reads_and_the_first_one_writes(settings):
    settings.FIELD_KEYS = ["old"]
    secret = Secret.of(EFN)
    settings.FIELD_KEYS = ["new", "old"]
    assert (secret.reveal(), secret.is_current) == (EFN, False)
    renewed = secret.rotated()
    settings.FIELD_KEYS = ["new"]
    assert (renewed.reveal(), renewed.is_current) == (EFN, True)
    for read in (secret.reveal, secret.rotated):
        with pytest.raises(UnreadableError, match="any key in FIELD_KEYS"):
            read()


def test_a_value_that_was_tampered_with_is_not_read():
    token = Secret.of(EFN).token
    other = "A" if token[30] != "A" else "B"
    with pytest.raises(UnreadableError):
        Secret(token[:30] + other + token[31:]).reveal()


def test_a_lookup_value_depends_on_number_purpose_and_key(settings):
    found = {lookup_of("de_efn", EFN), lookup_of("de_efn", EFN), lookup_of("dk_id", EFN), lookup_of("de_efn", EFN[::-1])}
    settings.LOOKUP_KEY = "another"
    assert len(found | {lookup_of("de_efn", EFN)}) == 4


@pytest.mark.parametrize(("text", "shown"), [(EFN, "•••••••••••0329"), ("12345678", "••••••••"), ("", "")])
def test_a_masked_text_shows_its_last_characters(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(("name", "empty"), [("FIELD_KEYS", []), ("LOOKUP_KEY", "")])
def test_an_installation_without_keys_is_told(settings, name, empty):
    assert check_field_keys() == []
    setattr(settings, name, empty)
    assert [name in error.msg for error in check_field_keys()] == [True]


@pytest.mark.django_db
def test_the_column_holds_no_digits_and_takes_no_plain_text():
    person = factories.person()
    number = PersonNumber(person=person, key="de_efn", value=EFN)
    with pytest.raises(TypeError, match="value takes a Secret, not str"), transaction.atomic():
        number.save()
    number.set_value(Secret.of(EFN))
    number.save()
    stored = PersonNumber.objects.get()
    assert (stored.value.reveal(), stored.masked, str(stored)) == (EFN, "•••••••••••0329", "de_efn")
    assert [str(value) for value in PersonNumber.objects.values_list("value", flat=True)] == ["••••"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM training_personnumber")
        row = cursor.fetchone()
    assert (EFN in str(row), stored.value.token in str(row)) == (False, True)


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["exact", "contains", "startswith", "in", "regex", "gt"])
def test_the_database_cannot_be_asked_for_an_encrypted_value(lookup):
    with pytest.raises(FieldError):
        PersonNumber.objects.filter(**{f"value__{lookup}": EFN}).exists()
    assert not PersonNumber.objects.filter(value__isnull=False).exists()


@pytest.mark.django_db
def test_a_dump_holds_the_encrypted_value_and_can_be_loaded_again():
    number = PersonNumber(person=factories.person(), key="de_efn")
    number.set_value(Secret.of(EFN))
    number.save()
    dump = serializers.serialize("json", [number])
    assert EFN not in dump
    number.delete()
    for loaded in serializers.deserialize("json", dump):
        loaded.save()
    assert PersonNumber.objects.get().value.reveal() == EFN
