from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from plugins.models import RegionGroup
from tests import factories
from training.models import CourseIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def hesse(db):
    region = factories.office("Hessen")
    region.root_page.add_child(instance=CourseIndexPage(title="Trainings of Hesse"))
    return region


@pytest.fixture
def start_page(client):
    def start_page(region, role):
        user = factories.staff(region, role)
        UserProfile.objects.create(user=user, preferred_language="en")
        client.force_login(user)
        return client.get(reverse("wagtailadmin_home")).content.decode()

    return start_page


def test_an_organiser_starts_from_the_own_events(start_page, hesse):
    own = factories.event(hesse, title="Own event")
    factories.event(hesse, title="Closed long ago", state="closed", starts_in=-timedelta(days=90))
    factories.event(factories.office("Sachsen"), title="Foreign event")
    page = start_page(hesse, RegionGroup.Role.ORGANISERS)
    assert [text in page for text in ("Own event", "Closed long ago", "Foreign event")] == [True, False, False]
    assert reverse("events:overview", args=[own.pk]) in page
    assert "Schedule an event" in page
    assert "Write a new training" not in page


def test_an_editor_starts_from_the_own_trainings(start_page, hesse):
    saxony = factories.office("Sachsen")
    foreign = saxony.root_page.add_child(instance=CourseIndexPage(title="Trainings of Saxony"))
    page = start_page(hesse, RegionGroup.Role.EDITORS)
    assert reverse("wagtailadmin_pages:add_subpage", args=[CourseIndexPage.objects.child_of(hesse.root_page).get().pk]) in page
    assert reverse("wagtailadmin_pages:add_subpage", args=[foreign.pk]) not in page
    assert "Schedule an event" not in page


def test_without_events_the_start_page_says_how_to_make_one(start_page, hesse):
    page = start_page(hesse, RegionGroup.Role.ORGANISERS)
    assert "No event is being prepared or open." in page
    assert "Schedule an event" in page


def test_the_start_page_takes_as_many_queries_for_three_events_as_for_one(client, hesse, django_assert_num_queries):
    client.force_login(factories.staff(hesse))
    factories.event(hesse)
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("wagtailadmin_home"))
    for _more in range(2):
        factories.event(hesse)
    with django_assert_num_queries(len(one)):
        client.get(reverse("wagtailadmin_home"))
