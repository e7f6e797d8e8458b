import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from plugins.identifiers import luhn_digit
from tests import factories
from training.domain.number_retention import forget_unreported
from training.domain.numbers import GivenNumber, forget_reported, give_numbers
from training.encryption import Secret
from training.enums import NumberGone
from training.models import PersonNumber, Registration, RegistrationNumber

pytestmark = pytest.mark.django_db
EFN, MASKED, OTHER = "802760020090329", "•••••••••••0329", "812760000000007"
ANSWERS = {"name": "Kim Beispiel", "email": "kim@praxis.example"}
MY, PROFILE = "/my/", "/my/profile/"


@pytest.fixture(autouse=True)
def _no_rate_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def event(region):
    return factories.asks_for_efn(factories.event(region))


@pytest.fixture
def member(django_user_model):
    user = django_user_model.objects.create_user("kim@praxis.example")
    return factories.person(user=user, email="kim@praxis.example", profession="physician")


@pytest.fixture
def keeps(member):
    """The member keeps an EFN in the profile."""
    number = PersonNumber(person=member, key="de_efn")
    number.set_value(Secret.of(EFN))
    number.save()
    return member


def address(event):
    return reverse("training:register", args=[event.code])


def stored():
    return [number.reveal() for number in RegistrationNumber.objects.order_by("pk")]


def in_profile(person):
    return [number.reveal() for number in person.numbers.all()]


def test_the_form_asks_for_the_number_and_does_not_require_it(client, event):
    form = client.get(address(event)).context["form"]
    names = [(field.name, field.label, field.field.required) for field in form.number_fields()]
    keep = "Keep the number in my profile, so that I need not enter it again: EFN"
    assert names == [("number_de_efn", "EFN", False), ("keep_de_efn", keep, False)]
    assert form["keep_de_efn"].value() in (None, False)
    assert client.post(address(event), ANSWERS).status_code == 302
    assert stored() == []


def test_where_no_chamber_is_involved_nothing_is_asked(client, region):
    assert client.get(address(factories.event(region))).context["form"].number_fields() == []


def test_a_wrong_number_is_said_at_its_field_and_nothing_typed_is_lost(client, event):
    response = client.post(address(event), ANSWERS | {"number_de_efn": "8027 6002 0090 328", "keep_de_efn": "on"})
    form = response.context["form"]
    assert (response.status_code, Registration.objects.count()) == (422, 0)
    assert form.errors == {
        "number_de_efn": [
            "This is no valid EFN: its last digit does not fit the others. Compare it digit by digit with the card."
        ]
    }
    typed = (form["name"].value(), form["number_de_efn"].value(), form["keep_de_efn"].value())
    assert typed == ("Kim Beispiel", "8027 6002 0090 328", True)
    assert 'value="8027 6002 0090 328"' in response.content.decode()


@pytest.mark.parametrize("keep", [{}, {"keep_de_efn": "on"}])
def test_from_the_form_over_the_code_the_number_comes_to_the_registration_and_by_choice_to_the_profile(client, event, keep):
    client.post(address(event), ANSWERS | keep | {"number_de_efn": "80276 0020 090329"})
    registration = Registration.objects.get()
    assert (stored(), PersonNumber.objects.count()) == ([EFN], 0)
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)[0]
    client.post(reverse("training:registration_code", args=[event.code, registration.token]), {"code": code})
    registration.refresh_from_db()
    assert (registration.state, stored(), in_profile(registration.person)) == ("confirmed", [EFN], [EFN] if keep else [])


def test_going_back_before_the_code_shows_the_number_masked_and_keeps_it(client, event):
    client.post(address(event), ANSWERS | {"number_de_efn": EFN})
    page = client.get(address(event)).content.decode()
    assert (f"We have {MASKED}." in page, EFN in page) == (True, False)
    client.post(address(event), ANSWERS)
    assert stored() == [EFN]
    client.post(address(event), ANSWERS | {"delete_de_efn": "on"})
    assert stored() == []


def test_a_number_and_the_wish_to_delete_it_do_not_go_together(client, event):
    client.post(address(event), ANSWERS | {"number_de_efn": EFN})
    response = client.post(address(event), ANSWERS | {"number_de_efn": OTHER, "delete_de_efn": "on"})
    assert response.context["form"].errors == {
        "number_de_efn": ["You entered a number and asked to delete it. Please do one of the two."]
    }
    assert stored() == [EFN]


def test_the_number_of_the_profile_is_offered_masked_and_used_unless_it_is_unticked(client, event, keeps):
    client.force_login(keeps.user)
    page = client.get(address(event))
    box = page.context["form"]["use_de_efn"]
    assert (box.label, box.value()) == (f"Use the number from my profile, unless I enter another: EFN {MASKED}", True)
    assert EFN not in page.content.decode()
    client.post(address(event), {"name": "Kim", "use_de_efn": "on"})
    assert stored() == [EFN]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [({}, []), ({"number_de_efn": OTHER}, [OTHER]), ({"number_de_efn": OTHER, "use_de_efn": "on"}, [OTHER])],
)
def test_the_profiles_number_is_not_used_against_the_persons_will(client, event, keeps, typed, numbers):
    client.force_login(keeps.user)
    client.post(address(event), {"name": "Kim"} | typed)
    assert (stored(), in_profile(keeps)) == (numbers, [EFN])


def test_the_person_sees_the_number_masked_and_whoever_has_the_link_does_not(client, event, member):
    registration = factories.registration(event, member)
    give_numbers(registration, [GivenNumber(key="de_efn", value=Secret.of(EFN))])
    assert MASKED not in client.get(registration.get_absolute_url()).content.decode()
    client.force_login(member.user)
    page = client.get(registration.get_absolute_url()).content.decode()
    assert (MASKED in page, EFN in page, "Change my answers" in page) == (True, False, True)


def test_after_the_report_the_person_reads_the_receipt(client, event, member, now):
    registration = factories.registration(event, member)
    give_numbers(registration, [GivenNumber(key="de_efn", value=Secret.of(EFN))])
    forget_reported(registration.numbers.get(), receipt="R-17", now=now)
    client.force_login(member.user)
    page = client.get(registration.get_absolute_url()).content.decode()
    assert f"{MASKED} (reported on" in page
    assert "receipt R-17)" in page


def test_of_a_number_deleted_without_a_report_the_person_reads_why(client, event, member, now):
    registration = factories.registration(event, member)
    give_numbers(registration, [GivenNumber(key="de_efn", value=Secret.of(EFN))])
    forget_unreported(registration, because=NumberGone.CALLED_OFF, now=now)
    client.force_login(member.user)
    page = client.get(registration.get_absolute_url()).content.decode()
    assert f"{MASKED} (deleted on" in page
    assert "because the event was called off)" in page


def test_who_has_no_such_number_is_not_asked_for_it_after_registering(client, event, member):
    registration = factories.registration(event, member, answers={"profession": "social_worker"})
    client.force_login(member.user)
    assert "Change my answers" not in client.get(registration.get_absolute_url()).content.decode()
    there = reverse("training:registration_answers", args=[event.code, registration.token])
    assert "number_de_efn" not in client.get(there).content.decode()


def test_the_number_can_be_given_replaced_and_deleted_after_registering(client, event, member):
    registration = factories.registration(event, member)
    client.force_login(member.user)
    there = reverse("training:registration_answers", args=[event.code, registration.token])
    seen = []
    for data in ({"number_de_efn": EFN}, {"number_de_efn": OTHER}, {}, {"keep_de_efn": "on"}, {"delete_de_efn": "on"}):
        client.post(there, data)
        seen.append((stored(), in_profile(member)))
    assert seen == [([EFN], []), ([OTHER], []), ([OTHER], []), ([OTHER], [OTHER]), ([], [OTHER])]


def test_the_profile_shows_the_number_masked_and_it_is_replaced_and_deleted_there(client, keeps):
    client.force_login(keeps.user)
    for page in (client.get(MY).content.decode(), client.get(PROFILE).content.decode()):
        assert (MASKED in page, EFN in page) == (True, False)
    seen = []
    for data in ({}, {"number_de_efn": OTHER}, {"delete_de_efn": "on"}):
        client.post(PROFILE, {"name": "Kim", "organisation": "Praxis"} | data)
        keeps.refresh_from_db()
        seen.append((in_profile(keeps), keeps.organisation))
    assert seen == [([EFN], "Praxis"), ([OTHER], "Praxis"), ([], "Praxis")]


def test_a_wrong_number_in_the_profile_changes_nothing(client, keeps):
    client.force_login(keeps.user)
    wrong = EFN[:-1] + str((int(luhn_digit(EFN[:-1])) + 1) % 10)
    response = client.post(PROFILE, {"name": "Other", "number_de_efn": wrong})
    keeps.refresh_from_db()
    assert (response.status_code, in_profile(keeps), keeps.name) == (422, [EFN], "Kim Beispiel")


def test_a_profile_without_numbers_has_no_fields_for_them(client, member):
    client.force_login(member.user)
    assert client.get(PROFILE).context["form"].number_fields() == []
