"""The screens: what would be in it, ordering, opening, and who may."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from certificates.dossier import parts
from certificates.dossier.ordering import make, order
from certificates.models import Dossier
from plugins.models import RegionGroup, RegionLogEntry
from tests import factories
from tests.conftest import SignedInClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_papers(only):
    """What is in a dossier is shown by test_archive.py."""
    only(parts.receipts)


@pytest.fixture
def region(db):
    return factories.office("Hessen", language="en")


@pytest.fixture
def organiser(region):
    user = factories.staff(region, first_name="Robin", last_name="Büro")
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def office(organiser):
    browser = SignedInClient()
    browser.force_login(organiser)
    return browser


def url(name, *rows):
    return reverse(f"dossiers:{name}", args=[row.pk for row in rows])


def opened(event):
    return RegionLogEntry.objects.filter(action="certificates.dossier_open", object_id=str(event.pk))


def test_the_event_leads_to_its_dossiers_and_they_to_each_body(office, event, accreditation):
    page = office.get(reverse("events:overview", args=[event.pk])).content.decode()
    assert f'<a href="{url("overview", event)}">Audit dossiers</a>' in page
    page = office.get(url("overview", event)).content.decode()
    assert f'<a href="{url("overview", event)}" aria-current="page">Audit dossiers</a>' in page
    assert f'<a href="{url("body", event, accreditation)}">Kammer Süd</a>' in page


def test_an_event_without_bodies_says_what_to_do(office, event):
    assert "Record an accreditation first." in office.get(url("overview", event)).content.decode()


def test_the_dossier_is_no_next_step(office, event, accreditation, awarded):
    steps = office.get(reverse("events:overview", args=[event.pk])).context["steps"]
    assert "Audit dossiers" not in [step.label for step in steps]
    assert "Certificates" in [step.label for step in steps]


def test_the_page_says_what_is_in_it_and_what_is_missing(office, event, accreditation, awarded, now):
    factories.notice(accreditation, now=now)
    response = office.get(url("body", event, accreditation))
    standing = response.context["standing"]
    assert (standing.notices, standing.attendances, standing.credits, standing.certificates) == (1, 1, 1, 0)
    sentences = [gap.sentence for gap in standing.gaps]
    assert "1 person is due for a certificate." in sentences
    assert "It is not noted that the attendance was reported to the body." in sentences
    assert all(sentence in response.content.decode() for sentence in sentences)
    assert all(office.get(address).status_code == 200 for _sentence, address in response.context["gaps"])


def test_a_dossier_is_ordered_made_and_opened_and_the_page_says_by_whom(office, event, accreditation, awarded):
    assert "Nobody yet." in office.get(url("body", event, accreditation)).content.decode()
    page = office.post(url("body", event, accreditation), follow=True).content.decode()
    assert "The dossier is being made." in page
    dossier = Dossier.objects.get()
    response = office.get(url("download", event, accreditation, dossier))
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert response["Content-Disposition"].startswith(f'attachment; filename="{event.code}-kammer-sud-')
    assert "no-store" in response["Cache-Control"]
    (entry,) = opened(event)
    assert entry.data == {"body": "Kammer Süd", "accreditation": accreditation.pk, "dossier": dossier.pk}
    assert entry.region == event.region
    assert "Opened by Robin Büro on" in office.get(url("body", event, accreditation)).content.decode()
    assert "Audit dossier opened: Kammer Süd" in office.get(reverse("events:history", args=[event.pk])).content.decode()


def test_looking_at_the_page_makes_nothing_and_counts_as_no_opening(office, event, accreditation):
    office.get(url("body", event, accreditation))
    assert (Dossier.objects.count(), opened(event).count()) == (0, 0)


def test_openings_for_another_body_are_not_listed(office, event, accreditation, now):
    other = factories.grant(event, body="Other")
    dossier = make(order(other, by=None, now=now), now=now)
    office.get(url("download", event, other, dossier))
    assert "Nobody yet." in office.get(url("body", event, accreditation)).content.decode()
    assert "Opened by" in office.get(url("body", event, other)).content.decode()


def test_what_is_not_there_is_not_found_and_not_logged(office, event, accreditation, now):
    dossier = order(accreditation, by=None, now=now)
    assert office.get(url("download", event, accreditation, dossier)).status_code == 404
    made, other = make(dossier, now=now), factories.grant(event, body="Other")
    assert office.get(url("download", event, other, made)).status_code == 404
    made.file.storage.delete(made.file.name)
    assert office.get(url("download", event, accreditation, made)).status_code == 404
    assert not opened(event).exists()


def test_one_that_is_being_made_is_not_ordered_twice(office, event, accreditation, now):
    order(accreditation, by=None, now=now)
    page = office.post(url("body", event, accreditation), follow=True).content.decode()
    assert "Somebody ordered it before you." in page
    assert "is being made" in page
    assert "Make the dossier now" not in page


def addresses(event, accreditation, now):
    dossier = make(order(accreditation, by=None, now=now), now=now)
    return [url("overview", event), url("body", event, accreditation), url("download", event, accreditation, dossier)]


@pytest.mark.parametrize("who", ["stranger", "editor"])
def test_nobody_else_sees_orders_or_opens_one(event, region, accreditation, now, who):
    stranger = (
        factories.staff(factories.office("Sachsen")) if who == "stranger" else factories.staff(region, RegionGroup.Role.EDITORS)
    )
    browser = SignedInClient()
    browser.force_login(stranger)
    urls = addresses(event, accreditation, now)
    assert {browser.get(address).status_code for address in urls} == {404}
    assert browser.post(urls[1]).status_code == 404
    assert (Dossier.objects.count(), opened(event).count()) == (1, 0)


def test_those_who_may_only_look_cannot_order(office, organiser, region, event, accreditation):
    group = region.groups.get(role="organisers").group
    group.permissions.remove(group.permissions.get(codename="add_dossier"))
    assert "Make the dossier now" not in office.get(url("body", event, accreditation)).content.decode()
    assert office.post(url("body", event, accreditation)).status_code == 404
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_a_fixed_number_of_queries(office, event, accreditation, people, now, django_assert_num_queries):
    for _number in range(people):
        factories.attended(factories.registration(event))
        make(order(accreditation, by=factories.staff(), now=now), now=now)
    office.get(url("body", event, accreditation))
    with django_assert_num_queries(49):
        office.get(url("body", event, accreditation))
