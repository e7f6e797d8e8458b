import pytest
from wagtail.models import Page

from plugins.models import RegionGroup
from tests import factories
from training.models import CoursePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.office("Hessen")


@pytest.fixture
def editor(client, region):
    client.force_login(factories.staff(region, RegionGroup.Role.EDITORS))
    return client


@pytest.fixture
def superuser(client):
    client.force_login(factories.staff())
    return client


@pytest.fixture
def section(region):
    return factories.page("Fortbildungen", parent=region.root_page)


@pytest.fixture
def course(section):
    return section.add_child(instance=CoursePage(title="Frühe Hilfen"))


def refusal(response):
    return [str(message) for message in response.context["messages"]]


def test_a_page_without_events_can_be_deleted(editor, course):
    editor.post(f"/admin/pages/{course.pk}/delete/")
    assert not Page.objects.filter(pk=course.pk).exists()


def test_a_page_with_events_is_kept(editor, region, course):
    factories.event(region, page=course)
    response = editor.post(f"/admin/pages/{course.pk}/delete/", follow=True)
    assert "participants and certificates" in refusal(response)[0]
    assert Page.objects.filter(pk=course.pk).exists()


def test_a_page_above_one_with_events_is_kept(superuser, region, section, course):
    factories.event(region, page=course)
    assert "participants and certificates" in refusal(superuser.post(f"/admin/pages/{section.pk}/delete/", follow=True))[0]


def test_the_home_page_of_a_region_is_kept(superuser, region):
    response = superuser.post(f"/admin/pages/{region.root_page.pk}/delete/", follow=True)
    assert "A region stays" in refusal(response)[0]


def test_several_pages_are_kept_when_one_of_them_has_to_stay(editor, region, section, course):
    factories.event(region, page=course)
    other = factories.page("Aktuelles", parent=region.root_page)
    address = f"/admin/bulk/wagtailcore/page/delete/?id={other.pk}&id={section.pk}&next=/admin/"
    superuser = editor
    superuser.force_login(factories.staff())
    assert "participants and certificates" in refusal(superuser.post(address, follow=True))[0]
    assert Page.objects.filter(pk__in=[other.pk, section.pk]).count() == 2


def test_a_page_stays_in_its_region(superuser, course):
    destination = factories.office("Sachsen").root_page
    response = superuser.post(f"/admin/pages/{course.pk}/move/{destination.pk}/confirm/", follow=True)
    assert "belongs to the region Hessen" in refusal(response)[0]
    course.refresh_from_db()
    assert not course.is_descendant_of(destination)


def test_a_page_moves_within_its_region(editor, region, section):
    destination = factories.page("Archiv", parent=region.root_page)
    editor.post(f"/admin/pages/{section.pk}/move/{destination.pk}/confirm/")
    assert Page.objects.get(pk=section.pk).is_descendant_of(destination)


def test_the_home_page_of_a_region_stays_where_it_is(superuser, region):
    destination = factories.page("Elsewhere")
    superuser.post(f"/admin/pages/{region.root_page.pk}/move/{destination.pk}/confirm/")
    assert not Page.objects.get(pk=region.root_page.pk).is_descendant_of(destination)
