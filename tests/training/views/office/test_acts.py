from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plugins.models import RegionLogEntry
from tests import factories
from training.domain import attendance, events
from training.models import Accreditation, Attendance, CreditEntry, Event, Registration

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"events:{name}", args=args)


def test_an_event_is_scheduled_from_a_training_in_one_form(office, region):
    page = factories.course(region, ("Erkennen", "lecture", 90))
    screen = office.get(url("schedule", page.pk))
    assert set(screen.context["form"].fields) == {"start", "delivery", "venue", "capacity"}
    typed = {"start": "2030-05-06T09:00", "delivery": "presence", "capacity": "20"}
    response = office.post(url("schedule", page.pk), typed)
    event = Event.objects.get()
    assert response.url == url("overview", event.pk)
    assert (event.page_id, event.seat_classes.get().capacity, event.sessions.get().title) == (page.pk, 20, "Erkennen")
    assert event.start.isoformat() == "2030-05-06T07:00:00+00:00"
    assert RegionLogEntry.objects.get().action == "training.schedule"


def test_a_conference_asks_for_runs(office, region):
    page = factories.conference(region, ("A", "forum", 60), ("B", "forum", 60))
    typed = {"start": "2030-05-06T09:00", "delivery": "presence", "capacity": "20", "runs": "2", "session_capacity": ""}
    office.post(url("schedule", page.pk), typed)
    assert [slot.sessions.count() for slot in Event.objects.get().slots.all()] == [2, 2]


def test_a_wrong_form_keeps_what_was_typed(office, region):
    page = factories.course(region, ("Erkennen", "lecture", 90))
    response = office.post(url("schedule", page.pk), {"start": "", "delivery": "presence", "capacity": "77"})
    assert response.status_code == 200
    assert 'value="77"' in response.content.decode()
    assert not Event.objects.exists()


def test_a_training_of_another_region_is_not_offered_nor_found(office, region):
    other = factories.office("Sachsen")
    foreign = factories.course(other, ("Erkennen", "lecture", 90), title="Fremd")
    own = factories.course(region, ("Erkennen", "lecture", 90), title="Eigen")
    assert [page.title for page in office.get(url("add")).context["page_obj"]] == [own.title]
    assert office.get(url("schedule", foreign.pk)).status_code == 404


def test_a_training_without_modules_says_so(office, region):
    response = office.get(url("schedule", factories.course(region).pk))
    assert "has no published modules yet" in response.content.decode()


def test_announcing_and_closing_are_posts(office, region):
    event = factories.event(region, state="draft")
    office.post(url("announce", event.pk))
    assert Event.objects.get().state == "open"
    office.post(url("close", event.pk))
    assert Event.objects.get().state == "closed"


def test_a_refusal_is_shown_and_changes_nothing(office, region):
    event = factories.event(region, state="cancelled")
    response = office.post(url("announce", event.pk))
    assert "cannot become “Announced”" in response.content.decode()


def test_calling_off_needs_a_reason_and_tells_people(office, event):
    assert "This field is required" in office.post(url("cancel", event.pk), {"reason": ""}).content.decode()
    office.post(url("cancel", event.pk), {"reason": "Krank"})
    event.refresh_from_db()
    assert (event.state, event.cancellation_reason) == ("cancelled", "Krank")


def test_only_an_event_nobody_knows_of_is_deleted(office, region, event):
    assert "so it is kept" in office.post(url("delete", event.pk)).content.decode()
    draft = factories.event(region, state="draft")
    assert office.post(url("delete", draft.pk)).url == url("index")
    assert list(Event.objects.all()) == [event]


def test_settings_are_saved_and_checked(office, event):
    form = office.get(url("edit", event.pk)).context["form"]
    typed = {
        name: form[name].value() for name in form.fields if form[name].value() is not None and form[name].value() is not False
    }
    typed |= {name: form[name].value().strftime("%Y-%m-%dT%H:%M") for name in typed if name.startswith("registration_")}
    office.post(url("edit", event.pk), typed | {"title": "Neuer Titel", "capacity": "30", "sectors": ["health"]})
    event.refresh_from_db()
    assert (event.title, event.seat_classes.get().capacity, event.sectors) == ("Neuer Titel", 30, ("health",))
    refused = office.post(url("edit", event.pk), typed | {"capacity": "1", "registration_closes": "2031-01-01T10:00"})
    assert "stay open after the end" in refused.content.decode()


def test_a_slot_is_changed_with_its_sessions(office, event):
    slot = event.slots.get(label="Run 1")
    formset = office.get(url("slot", event.pk, slot.pk)).context["formset"]
    typed = {"label": "Erster Durchlauf", "start": slot.start.isoformat(), "end": slot.end.isoformat()}
    typed |= {f"sessions-{name}": value for name, value in formset.management_form.initial.items()}
    for number, row in enumerate(formset.initial):
        typed |= {f"sessions-{number}-{name}": value for name, value in row.items() if value is not None}
    typed["sessions-0-room"] = "Raum 1"
    typed["sessions-1-DELETE"] = "on"
    typed |= {"sessions-2-title": "Forum C", "sessions-2-minutes": "60", "sessions-2-delivery": "presence"}
    assert office.post(url("slot", event.pk, slot.pk), typed).url == url("programme", event.pk)
    slot.refresh_from_db()
    assert slot.label == "Erster Durchlauf"
    assert [(session.title, session.room) for session in slot.sessions.order_by("pk")] == [
        ("Forum A", "Raum 1"),
        ("Forum C", ""),
    ]


def test_results_are_one_sentence_a_line(office, event):
    session = event.sessions.get(title="Forum A")
    office.post(url("results", event.pk), {f"session_{session.pk}": "Erstens.\r\nZweitens."})
    assert [result.text for result in session.results.order_by("position")] == ["Erstens.", "Zweitens."]


def test_somebody_is_registered_by_hand(office, event, organiser):
    session = event.sessions.get(title="Forum B")
    typed = {"name": "Alex Muster", "email": "alex@example.org", "profession": "midwife", f"slot_{session.slot_id}": session.pk}
    office.post(url("register", event.pk), typed)
    made = Registration.objects.get(email="alex@example.org")
    assert (made.state, made.registered_by, made.bookings.get().session) == ("confirmed", organiser, session)


def test_a_registration_is_cancelled_with_a_reason(office, event, registration):
    office.post(url("registration_cancel", event.pk, registration.pk), {"reason": "Doppelt"})
    registration.refresh_from_db()
    assert (registration.state, registration.cancellation_reason) == ("cancelled", "Doppelt")
    assert event.seat_classes.get().taken == 0
    assert "Registration cancelled" in office.get(url("registration", event.pk, registration.pk)).content.decode()


@pytest.mark.parametrize(("act", "after"), [("approve", "confirmed"), ("reject", "rejected")])
def test_a_registration_is_approved_or_rejected(office, event, act, after):
    waits = factories.registration(event, state="pending", confirmed_at=None)
    office.post(url(f"registration_{act}", event.pk, waits.pk), {"reason": "Voll"})
    waits.refresh_from_db()
    assert waits.state == after


def test_somebody_moves_up_by_hand_only_to_a_free_seat(office, event):
    waits = factories.registration(event, state="waiting", holds_seat=False, confirmed_at=None)
    event.seat_classes.update(capacity=1)
    assert "No seat is free" in office.post(url("registration_move_up", event.pk, waits.pk)).content.decode()
    event.seat_classes.update(capacity=2)
    office.post(url("registration_move_up", event.pk, waits.pk))
    waits.refresh_from_db()
    assert waits.state == "confirmed"


def test_sessions_of_a_registration_are_changed(office, event, registration):
    other = event.sessions.get(title="Forum B")
    office.post(url("registration_sessions", event.pk, registration.pk), {f"slot_{other.slot_id}": other.pk})
    assert registration.bookings.get().session == other


def test_attendance_is_saved_for_a_whole_list(office, event, registration, organiser):
    session = event.sessions.get(title="Einführung")
    office.post(url("attendance_session", event.pk, session.pk), {f"minutes_{registration.pk}": "45"})
    recorded = Attendance.objects.get()
    assert (recorded.minutes, recorded.recorded_by) == (45, organiser)
    office.post(url("attendance_session", event.pk, session.pk), {f"minutes_{registration.pk}": ""})
    assert not Attendance.objects.exists()


def test_too_many_minutes_are_refused_and_kept_in_the_form(office, event, registration):
    session = event.sessions.get(title="Einführung")
    response = office.post(url("attendance_session", event.pk, session.pk), {f"minutes_{registration.pk}": "999"})
    assert "Enter a number from 0 to 90." in response.content.decode()
    assert 'value="999"' in response.content.decode()


def test_all_present_is_one_button(office, event):
    session = event.sessions.get(title="Einführung")
    office.post(url("attendance_all", event.pk, session.pk))
    assert Attendance.objects.get().minutes == 90


def test_attendance_of_a_coming_event_is_refused_in_words(office, region):
    coming = factories.event(region, starts_in=timedelta(days=5))
    factories.registration(coming)
    response = office.post(url("attendance_all", coming.pk, coming.sessions.get().pk))
    assert "has not taken place yet" in response.content.decode()


def test_an_accreditation_is_recorded_and_changed(office, event):
    office.post(url("accreditation_add", event.pk), {"body": "Kammer", "status": "applied"})
    made = Accreditation.objects.get()
    refused = office.post(url("accreditation", event.pk, made.pk), {"body": "Kammer", "status": "granted"})
    assert "Enter what the body granted" in refused.content.decode()
    office.post(url("accreditation", event.pk, made.pk), {"body": "Kammer", "status": "granted", "granted": "6"})
    assert Accreditation.objects.get().granted == 6
    history = office.get(url("history", event.pk)).content.decode()
    assert ["Accreditation “Applied for”: Kammer" in history, "Accreditation “Granted”: Kammer" in history] == [True, True]


def test_the_form_offers_what_may_follow_and_names_each_point(office, event):
    made = factories.grant(event, body="Kammer", granted_learning_check=1, granted_speaker=2, valid_to=date(2001, 1, 1))
    screen = office.get(url("accreditation", event.pk, made.pk))
    assert [value for value, _label in screen.context["form"].fields["status"].choices] == ["granted", "withdrawn"]
    assert "and 1 more for the learning check<br>2 for each contribution of a speaker" in (
        office.get(url("credits", event.pk)).content.decode()
    )
    sent = {"body": "Kammer", "status": "granted", "category": "A", "granted": "4", "valid_to": "2001-01-01"}
    saved = office.post(url("accreditation", event.pk, made.pk), sent, follow=True)
    assert "is not valid on the days of the event" in saved.content.decode()


def test_a_body_is_ticked_off_as_notified_once_all_changes_were_seen(office, organiser, event):
    made = factories.grant(event, body="Kammer")
    events.update_event(event, changes={"scientific_lead": "Prof. Neu"}, now=timezone.now())
    address = url("told", event.pk, made.pk)
    assert address in office.get(url("overview", event.pk)).content.decode()
    seen = office.get(address).context["form"]["seen"].value()
    events.update_event(event, changes={"scientific_lead": "Prof. Neuer"}, now=timezone.now())
    refused = office.post(address, {"seen": seen})
    assert "The event has changed again" in refused.content.decode()
    office.post(address, {"seen": refused.context["form"]["seen"].value()})
    assert made.changes.get().told_by == organiser
    assert "Somebody has ticked this off already" in office.post(address, {"seen": seen}).content.decode()
    assert "Body notified of changes: Kammer" in office.get(url("history", event.pk)).content.decode()


def test_credits_are_computed_once(office, event, registration):
    for session in event.sessions.exclude(title="Forum B"):
        office.post(url("attendance_all", event.pk, session.pk))
    shown = office.post(url("credits", event.pk), follow=True)
    run = event.credit_runs.get()
    assert shown.redirect_chain == [(url("credit_run", event.pk, run.pk), 302)]
    assert (run.written, CreditEntry.objects.count()) == (1, 1)
    assert "1 of 1 people are worked through" in shown.content.decode()
    again = office.post(url("credits", event.pk), follow=True)
    assert "Nothing has changed since" in again.content.decode()
    assert CreditEntry.objects.count() == 1


def test_a_session_with_recorded_attendance_is_not_given_up(office, event, registration):
    attended = event.sessions.get(title="Forum A")
    other = event.sessions.get(title="Forum B")
    office.post(url("attendance_all", event.pk, attended.pk))
    response = office.post(url("registration_sessions", event.pk, registration.pk), {f"slot_{other.slot_id}": other.pk})
    assert "Attendance is recorded in “Forum A”" in response.content.decode()
    assert registration.bookings.get().session == attended


def test_more_seats_than_a_column_can_hold_are_refused_in_words(office, region):
    page = factories.course(region, ("Erkennen", "lecture", 90))
    typed = {"start": "2030-05-06T09:00", "delivery": "presence", "capacity": "9" * 30}
    assert "100" in office.post(url("schedule", page.pk), typed).context["form"].errors["capacity"][0]


def test_sessions_without_a_limit_of_seats_can_be_changed_too(office, region):
    event = factories.event(region)
    slot = factories.slot(event, "Foren")
    for title in ("A", "B"):
        factories.session(slot, title=title)
    registration = factories.registration(event)
    screen = office.get(url("registration", event.pk, registration.pk))
    assert url("registration_sessions", event.pk, registration.pk) in screen.content.decode()


def test_a_recorded_session_leads_to_the_next_and_back_to_all(office, event):
    first, *_others = event.sessions.order_by("start", "pk")
    screen = office.get(url("attendance_session", event.pk, first.pk)).content.decode()
    chosen = event.sessions.get(title="Forum A")
    assert f'<a href="{url("attendance_session", event.pk, chosen.pk)}">Forum A</a>' in screen
    assert f'<a href="{url("attendance", event.pk)}" class="button button-secondary">' in screen
    attendance.mark_all(chosen, by=None, now=timezone.now())
    assert "Next session to record" not in office.get(url("attendance_session", event.pk, first.pk)).content.decode()
