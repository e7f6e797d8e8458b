from datetime import timedelta

import pytest
from django.urls import reverse

from plugins.models import RegionGroup
from tests import factories
from tests.training.domain.awarding import award
from training.domain import attendance
from training.models import Accreditation, CreditRun, LearningCheck, Person
from training.viewsets.events import EventViewSet

pytestmark = pytest.mark.django_db
MOMENTS = ("started_at", "moved_at")


def addresses(event):
    """The address of every screen of an event."""
    slot = event.slots.get(label="Run 1")
    accreditation = Accreditation.objects.get_or_create(event=event, body="Kammer")[0]
    notice = accreditation.notices.first() or factories.notice(accreditation, now=event.start)
    registration = event.registrations.get()
    contribution = registration.contributions.first() or factories.contribution(registration)
    line = registration.report_lines.first() or factories.report_line(accreditation, registration)
    check = LearningCheck.objects.filter(event=event).first() or factories.learning_check(event)
    result = registration.learning_checks.first() or factories.check_taken(registration, correct=7)
    ids = {
        "pk": event.pk,
        "slot_pk": slot.pk,
        "session_pk": slot.sessions.first().pk,
        "registration_pk": registration.pk,
        "contribution_pk": contribution.pk,
        "line_pk": line.pk,
        "accreditation_pk": accreditation.pk,
        "notice_pk": notice.pk,
        "question_pk": check.questions.first().pk,
        "direction": "down",
        "result_pk": result.pk,
        "run_pk": CreditRun.objects.get_or_create(event=event, people=0, defaults=dict.fromkeys(MOMENTS, event.start))[0].pk,
    }
    routes = {name: route for route, (name, _view) in EventViewSet.screens.items() if "<int:pk>" in route}
    ids["key"] = "core_attendance_csv"
    return {
        name: reverse(f"events:{name}", kwargs={key: ids[key] for key in ids if f":{key}>" in route})
        for name, route in routes.items()
    }


def test_every_screen_opens_for_the_organiser(office, event):
    only_posted = {"question_move": 405}
    not_offered_here = {"credit_report_start": 404, "credit_report_number": 404, "credit_report_list": 302}
    expected = dict.fromkeys(addresses(event), 200) | only_posted | not_offered_here
    assert {name: office.get(url).status_code for name, url in addresses(event).items()} == expected


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("overview", []),
        ("announce", []),
        ("credits", []),
        ("seats", ["Settings"]),
        ("register", ["Participants"]),
        ("registration", ["Participants"]),
        ("registration_cancel", ["Participants", "Kim Berg"]),
        ("contribution_add", ["Participants", "Kim Berg"]),
        ("attendance_close", ["Attendance"]),
        ("attendance_session", ["Attendance"]),
        ("question", ["Learning check"]),
        ("credit_run", ["Credits"]),
        ("accreditation", ["Credits"]),
        ("notice_add", ["Credits", "Kammer"]),
        ("credit_report", ["Credits", "Kammer"]),
        ("credit_report_by_hand", ["Credits", "Kammer", "Report to Kammer"]),
        ("credit_report_withdraw", ["Credits", "Kammer", "Report to Kammer", "Kim Berg"]),
    ],
)
def test_the_trail_names_each_screen_above_once_with_an_address_that_opens(office, event, name, above):
    Person.objects.update(name="Kim Berg")
    *trail, _here = office.get(addresses(event)[name]).context["breadcrumbs_items"]
    assert [str(item["label"]) for item in trail] == ["Home", "Events", event.title, *above]
    assert {office.get(item["url"]).status_code for item in trail} == {200}


def test_no_screen_of_another_region_is_found_nor_acted_on(client, event):
    client.force_login(factories.staff(factories.office("Sachsen")))
    urls = addresses(event)
    assert {client.get(url).status_code for url in urls.values()} == {404}
    assert {client.post(url, {"reason": "x"}).status_code for url in urls.values()} == {404}
    event.refresh_from_db()
    assert event.state == "open"


def test_editors_of_the_region_have_no_access_to_its_events(client, region, event):
    client.force_login(factories.staff(region, RegionGroup.Role.EDITORS))
    assert {client.get(url).status_code for url in addresses(event).values()} == {404}
    assert client.get(reverse("events:index")).status_code in {302, 403}


def test_ids_of_another_event_are_not_found(office, region, event):
    other = factories.event(region)
    registration, session, slot = event.registrations.get(), event.sessions.first(), event.slots.first()
    strangers = [
        reverse("events:registration", args=[other.pk, registration.pk]),
        reverse("events:registration_cancel", args=[other.pk, registration.pk]),
        reverse("events:attendance_session", args=[other.pk, session.pk]),
        reverse("events:slot", args=[other.pk, slot.pk]),
    ]
    assert {office.get(url).status_code for url in strangers} == {404}


@pytest.mark.parametrize("name", ["announce", "close", "cancel", "delete", "attendance_all"])
def test_opening_an_act_changes_nothing(office, event, name):
    office.get(addresses(event)[name])
    event.refresh_from_db()
    assert event.state == "open"
    assert not event.sessions.filter(attendances__isnull=False).exists()


def test_the_list_shows_what_comes_next_first_and_only_the_own_region(office, region):
    soon = factories.event(region, title="Bald", starts_in=timedelta(days=2))
    late = factories.event(region, title="Später", starts_in=timedelta(days=9))
    past = factories.event(region, title="Vorbei", starts_in=timedelta(days=-9))
    factories.event(factories.office("Sachsen"), title="Fremd")
    shown = office.get(reverse("events:index")).context["object_list"]
    assert list(shown) == [soon, late, past]


@pytest.mark.parametrize(("query", "found"), [("period=past", ["Vorbei"]), ("state=open", ["Bald"]), ("q=Vorb", ["Vorbei"])])
def test_the_list_is_filtered(office, region, query, found):
    factories.event(region, title="Bald")
    factories.event(region, title="Vorbei", state="closed", starts_in=timedelta(days=-9))
    response = office.get(f"{reverse('events:index')}?{query}")
    assert [event.title for event in response.context["object_list"]] == found


def test_an_empty_list_leads_to_the_first_event(office):
    assert "Schedule the first event" in office.get(reverse("events:index")).content.decode()


def test_the_overview_says_what_to_do_next(office, region):
    event = factories.event(region, state="draft")
    sentences = [step.label for step in office.get(reverse("events:overview", args=[event.pk])).context["steps"]]
    assert sentences == ["Set the place", "Announce it"]


def test_what_plugins_offer_follows_when_attendance_and_credits_are_recorded(office, event, now):
    url = reverse("events:overview", args=[event.pk])
    for session in event.sessions.exclude(title="Forum B"):
        attendance.mark_all(session, now=now)
    assert [step.label for step in office.get(url).context["steps"]] == ["Compute credits"]
    award(event, now=now)
    assert [step.label for step in office.get(url).context["steps"]] == ["Certificates"]


def test_a_training_leads_to_its_event_from_the_page_tree(client, region):
    page = factories.course(region, ("Erkennen", "lecture", 90))
    client.force_login(factories.staff())
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("events:schedule", args=[page.pk]) in editor


def test_the_certificates_are_one_of_the_screens_of_an_event(office, event):
    page = office.get(reverse("events:overview", args=[event.pk])).content.decode()
    address = reverse("certificates_office:overview", args=[event.pk])
    assert f'<a href="{address}">Certificates</a>' in page
    assert f'<a href="{address}" aria-current="page">Certificates</a>' in office.get(address).content.decode()


def test_units_of_credits_are_written_in_the_language_of_the_reader(office, organiser, event):
    organiser.wagtail_userprofile.preferred_language = "de"
    organiser.wagtail_userprofile.save()
    factories.grant(event, granted="4", scheme="de_mfbo2024")
    screens = [office.get(reverse(f"events:{name}", args=[event.pk])).content.decode() for name in ("overview", "credits")]
    assert ["4 Punkte" in screen for screen in screens] == [True, True]


def test_the_start_page_says_what_is_due_to_bodies_in_the_own_region_the_overdue_first(office, region):
    soon = factories.event(region, title="Bald", starts_in=timedelta(days=60))
    late = factories.event(region, title="Nächste Woche", starts_in=timedelta(days=7))
    elsewhere = factories.event(factories.office("Sachsen"), title="Fremd", starts_in=timedelta(days=7))
    for event in (soon, late, elsewhere):
        factories.grant(event, body="Kammer", scheme="de_sn_2013", status="planned", granted=None)
    page = office.get(reverse("wagtailadmin_home")).content.decode()
    assert page.index("The application to Kammer was due on") < page.index("Apply to Kammer by")
    assert "Fremd" not in page
    steps = office.get(reverse("events:overview", args=[late.pk])).context["steps"]
    assert [step.label for step in steps] == ["Open the record"]


def test_the_start_page_says_so_when_nothing_is_due_and_nothing_to_those_who_keep_no_accreditations(client, office, region):
    assert (
        "Nothing is due: no application, no report and no change to tell."
        in office.get(reverse("wagtailadmin_home")).content.decode()
    )
    client.force_login(factories.staff(region, RegionGroup.Role.EDITORS))
    assert "accreditations_due" not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert "office-due" not in client.get(reverse("wagtailadmin_home")).content.decode()
