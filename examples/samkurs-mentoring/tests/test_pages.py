import pytest

from mentoring.menu import PERMISSION
from mentoring.models import Mentor


@pytest.fixture
def where(active_region):
    return active_region("mentoring", name="Beispielland", language="en")


@pytest.fixture
def mentor(where):
    return Mentor.objects.create(region=where.slug, person=1, name="Kim Beispiel", training="Becoming a mentor")


def page(client, where):
    return client.get(f"/p/{where.slug}/mentoring/", headers={"accept-language": "en"}).content.decode()


def test_only_those_who_agreed_are_named(client, where, mentor):
    assert "No mentor is named yet" in page(client, where)
    Mentor.objects.update(is_named=True)
    assert "Kim Beispiel" in page(client, where)


def test_each_region_names_its_own(client, active_region, where, mentor):
    Mentor.objects.update(is_named=True)
    assert "Kim Beispiel" not in page(client, active_region("mentoring", language="en"))


def screen(where, rest=""):
    return f"/admin/p/{where.slug}/mentoring/{rest}"


def test_staff_name_a_mentor_and_no_longer(staff_client, where, mentor):
    office = staff_client(where, PERMISSION)
    assert "Kim Beispiel" in office.get(screen(where)).content.decode()
    for answer, is_named in (("yes", True), ("no", False)):
        office.post(screen(where, f"{mentor.pk}/name/"), {"is_named": answer})
        assert Mentor.objects.get().is_named is is_named


def test_staff_are_asked_before_a_mentor_goes(staff_client, where, mentor):
    office = staff_client(where, PERMISSION)
    assert "Kim Beispiel" in office.get(screen(where, f"{mentor.pk}/remove/")).content.decode()
    assert Mentor.objects.count() == 1
    office.post(screen(where, f"{mentor.pk}/remove/"))
    assert Mentor.objects.count() == 0


def test_without_mentors_the_screen_lists_none(staff_client, where):
    response = staff_client(where, PERMISSION).get(screen(where))
    assert (response.status_code, "listing" in response.content.decode()) == (200, False)
    assert "Beispielland" in response.content.decode()


@pytest.mark.parametrize("act", ["name", "remove"])
def test_mentors_of_another_region_are_not_there(staff_client, active_region, where, mentor, act):
    other = active_region("mentoring")
    office = staff_client(other, PERMISSION)
    assert office.post(screen(other, f"{mentor.pk}/{act}/")).status_code == 404
    assert office.post(screen(where, f"{mentor.pk}/{act}/")).status_code == 404
    assert Mentor.objects.get().is_named is False


def test_whoever_may_not_change_people_may_not_name_them(staff_client, where, mentor):
    response = staff_client(where).post(screen(where, f"{mentor.pk}/name/"), {"is_named": "yes"})
    assert response.status_code in {302, 403}
    assert Mentor.objects.get().is_named is False
