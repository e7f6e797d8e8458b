import pytest
from django.core.management import CommandError, call_command

from tests import factories
from training.domain import key_rotation
from training.domain.key_rotation import rotate
from training.encryption import Secret, lookup_of
from training.models import PersonNumber, RegistrationNumber

pytestmark = pytest.mark.django_db
EFN = "802760020090329"


@pytest.fixture
def numbers(region, settings):
    """Three in profiles and one of a registration, encrypted with the key ``old``."""
    settings.FIELD_KEYS = ["old"]
    people = [factories.person() for _one in range(3)]
    made = [PersonNumber(person=person, key="de_efn") for person in people]
    made.append(RegistrationNumber(registration=factories.registration(factories.event(region), people[0]), key="de_efn"))
    for number in made:
        number.set_value(Secret.of(EFN))
        number.save()
    settings.FIELD_KEYS = ["new", "old"]
    return made


def revealed():
    return [number.value.reveal() for model in (PersonNumber, RegistrationNumber) for number in model.objects.all()]


def test_every_number_is_encrypted_with_the_first_key(numbers, settings, capsys):
    call_command("rotate_field_keys", chunk=2)
    settings.FIELD_KEYS = ["new"]
    assert revealed() == [EFN] * 4
    assert capsys.readouterr().out.splitlines() == [
        "Numbers encrypted anew: 4, right already: 0.",
        "Every number is encrypted with the first key: the others can be taken out of FIELD_KEYS.",
    ]


def test_what_was_interrupted_goes_on_where_it_stopped(numbers, monkeypatch, settings):
    renew, seen = key_rotation._renew, []

    def interrupted(row, done):
        seen.append(row)
        if len(seen) == 3:
            raise KeyboardInterrupt
        renew(row, done)

    with monkeypatch.context() as patch:
        patch.setattr(key_rotation, "_renew", interrupted)
        with pytest.raises(KeyboardInterrupt):
            rotate(chunk=2)
    done = rotate(chunk=2)
    assert (done.renewed, done.current, done.unreadable) == (2, 2, 0)
    settings.FIELD_KEYS = ["new"]
    assert revealed() == [EFN] * 4


def test_a_number_whose_key_is_gone_is_left_alone_and_told(numbers, settings, capsys):
    token = PersonNumber.objects.first().value.token
    PersonNumber.objects.exclude(pk=numbers[0].pk).delete()
    RegistrationNumber.objects.all().delete()
    settings.FIELD_KEYS = ["new"]
    with pytest.raises(CommandError, match="no key of FIELD_KEYS can read: 1"):
        call_command("rotate_field_keys")
    assert PersonNumber.objects.get().value.token == token
    assert "can be taken out" not in capsys.readouterr().out


def test_a_new_lookup_key_makes_the_lookup_values_anew(numbers, settings):
    rotate()
    settings.LOOKUP_KEY = "another"
    done = rotate()
    assert (done.renewed, done.current) == (4, 0)
    assert {number.lookup for number in PersonNumber.objects.all()} == {lookup_of("de_efn", EFN)}


def test_the_chunk_is_a_number_of_rows():
    with pytest.raises(CommandError, match="whole number"):
        call_command("rotate_field_keys", chunk=0)
