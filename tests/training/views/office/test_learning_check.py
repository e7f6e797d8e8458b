"""The learning check in the back office: made, written, pasted, frozen, corrected; results entered and taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plugins.models import PluginActivation, RegionLogEntry
from tests import factories
from tests.training.domain.awarding import award
from training.domain.learning_check.results import questions_of
from training.models import Contribution, LearningCheck, LearningCheckQuestion, LearningCheckResult

pytestmark = pytest.mark.django_db
TEXT = "What comes first?\n* Safety\nNotes\n\nWho may ask?\nDoctors\n* Everybody"


def url(event, name, *args):
    return reverse(f"events:{name}", args=[event.pk, *args])


def html(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def check(event):
    type(event).objects.update(start=event.start - timedelta(hours=1))
    return factories.learning_check(event, questions=3, options=3)


@pytest.fixture
def screen(office, event):
    return lambda name="check", *args: html(office.get(url(event, name, *args)))


def test_a_check_is_made_from_the_empty_screen(office, event, screen):
    assert "This event has no learning check." in screen()
    typed = {"title": "What you learnt", "attempts": "2", "answers_shown": "never"}
    assert office.post(url(event, "check_settings"), typed).url == url(event, "check")
    made = LearningCheck.objects.get()
    assert (made.event, made.title, made.attempts, made.is_released) == (event, "What you learnt", 2, False)
    assert "No question is written yet" in screen()


def test_settings_that_contradict_each_other_lose_nothing(office, event, check):
    typed = {"title": "Kept", "answers_shown": "never", "opens": "2030-01-02T10:00", "closes": "2030-01-01T10:00"}
    page = html(office.post(url(event, "check_settings"), typed))
    assert "would close before it opens" in page
    assert 'value="Kept"' in page


def options(*rows):
    typed = {"options-TOTAL_FORMS": len(rows), "options-INITIAL_FORMS": 0}
    for place, (text, right, order) in enumerate(rows):
        typed |= {f"options-{place}-text": text, f"options-{place}-ORDER": order}
        typed |= {f"options-{place}-is_correct": "on"} if right else {}
    return typed


def test_a_question_is_written_in_rows_whose_numbers_set_the_order(office, event, check):
    typed = {"text": "New?"} | options(("second", True, 2), ("", False, ""), ("first", False, 1))
    assert office.post(url(event, "question_add"), typed).url == url(event, "check")
    question = LearningCheckQuestion.objects.get(text="New?")
    assert [(option.text, option.is_correct) for option in question.options.all()] == [("first", False), ("second", True)]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("yes", False, 1), ("no", False, 2)], "None of the answers to this question is marked as right."),
        ([("yes", True, 1)], "needs at least two answers"),
        ([("yes", True, 1), ("no", False, 2), ("", True, "")], "marked as right, but its answer is missing"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_with_all_that_was_typed(office, event, check, rows, sentence):
    page = html(office.post(url(event, "question_add"), {"text": "New?"} | options(*rows)))
    assert sentence in page
    assert "New?" in page
    assert 'value="yes"' in page
    assert LearningCheckQuestion.objects.count() == 3


def test_a_question_is_changed_and_a_row_emptied_is_gone(office, event, check):
    question = questions_of(check)[0]
    assert 'value="Option 3"' in html(office.get(url(event, "question", question.pk)))
    typed = {"text": "Changed?"} | options(("Option 1", False, 1), ("Option 2", True, 2), ("", False, 3))
    office.post(url(event, "question", question.pk), typed | {"options-INITIAL_FORMS": 3})
    question = questions_of(check)[0]
    assert (question.text, [option.text for option in question.options.all()]) == ("Changed?", ["Option 1", "Option 2"])


def test_pasted_questions_are_shown_before_they_are_added(office, event, check):
    page = html(office.post(url(event, "question_paste"), {"text": TEXT}))
    assert "2 questions were read" in page
    assert "Add these 2 questions" in page
    assert LearningCheckQuestion.objects.count() == 3
    office.post(url(event, "question_paste"), {"text": TEXT, "add": "yes"})
    assert [question.text for question in questions_of(check)][3:] == ["What comes first?", "Who may ask?"]


def test_a_paste_with_a_fault_names_its_line_keeps_the_text_and_adds_nothing(office, event, check):
    broken = "Broken?\nYes\nNo\n\nBroken too?\nYes\nNo"
    page = html(office.post(url(event, "question_paste"), {"text": f"{TEXT}\n\n{broken}", "add": "yes"}))
    wrong = "None of the answers to this question is marked as right."
    assert f"<li>Line 9: {wrong}</li><li>Line 13: {wrong}</li>" in page
    assert page.count(wrong) == 2
    assert "Correct the lines that are listed above." in page
    assert "Broken?" in page
    assert "2 questions were read" in page
    assert "Add these" not in page
    assert LearningCheckQuestion.objects.count() == 3


def test_questions_are_moved_by_post_alone(office, event, check):
    last = questions_of(check)[2]
    assert office.get(url(event, "question_move", last.pk, "up")).status_code == 405
    office.post(url(event, "question_move", last.pk, "up"))
    assert [question.text for question in questions_of(check)] == ["Question 1?", "Question 3?", "Question 2?"]


def test_questions_and_the_check_are_deleted_after_a_confirmation(office, event, check):
    question = questions_of(check)[0]
    assert "Question 1?" in html(office.get(url(event, "question_delete", question.pk)))
    office.post(url(event, "question_delete", question.pk))
    assert len(questions_of(check)) == 2
    office.post(url(event, "check_delete"))
    assert not LearningCheck.objects.exists()


def test_releasing_and_hiding_are_posts(office, event, check):
    for name, released in (("check_hide", False), ("check_release", True)):
        office.get(url(event, name))
        assert LearningCheck.objects.get().is_released != released
        office.post(url(event, name))
        assert LearningCheck.objects.get().is_released == released


def test_what_each_body_asks_stands_beside_the_check(event, check, screen):
    for plugin in ("de", "de_sn"):
        PluginActivation.objects.get_or_create(region=event.region, plugin=plugin)
    factories.grant(event, body="Chamber of Saxony", scheme="de_sn_2013", granted_learning_check="1")
    factories.grant(event, body="Free body", scheme="")
    page = screen()
    assert "10 questions are needed, there are 3." in page
    assert "Each question needs 5 answers to choose from, one has 3." in page
    assert "Pass mark: 70 percent, that is 3 of 3 questions." in page
    assert "No pass mark is known, so nobody passes." in page
    assert "Granted for a passed check (points): 1" in page


def test_once_taken_questions_are_left_out_for_everybody(office, event, registration, check, screen):
    result = factories.check_taken(
        registration, 3, questions=3, options=3, right=[question.pk for question in questions_of(check)]
    )
    question = questions_of(check)[0]
    page = screen()
    assert "its questions stay as they were answered" in page
    assert url(event, "question", question.pk) + '"' not in page
    leave_out, count = url(event, "question_leave_out", question.pk), url(event, "question_count", question.pk)
    assert "This field is required" in html(office.post(leave_out, {"reason": ""}))
    assert "1 result is recomputed." in html(office.post(leave_out, {"reason": "Two answers are right."}, follow=True))
    assert "left out already" in html(office.post(leave_out, {"reason": "Sent twice."}))
    result.refresh_from_db()
    assert (result.correct, result.questions) == (2, 2)
    assert (leave_out in screen(), count in screen(), "Two answers are right." in screen()) == (False, True, True)
    assert "counts again for everybody" in html(office.get(count))
    office.post(count)
    assert "counts already" in html(office.post(count))
    result.refresh_from_db()
    assert (result.correct, result.questions) == (3, 3)
    acts = RegionLogEntry.objects.filter(action__in=["training.check_void", "training.check_counted"])
    assert list(acts.order_by("pk").values_list("action", flat=True)) == ["training.check_void", "training.check_counted"]


def test_leaving_a_question_out_says_which_bodies_no_longer_accept_the_check(office, event, registration):
    PluginActivation.objects.get_or_create(region=event.region, plugin="de_sn")
    factories.grant(event, body="Chamber of Saxony", scheme="de_sn_2013", granted_learning_check="1")
    made = factories.learning_check(event)
    factories.check_taken(registration, 10)
    page = html(office.get(url(event, "question_leave_out", questions_of(made)[0].pk)))
    assert "Chamber of Saxony: 10 questions are needed, there are 9." in page
    assert "1 result of a test on paper stays as it was entered" in page


def test_a_result_on_paper_is_entered_and_taken_back(office, event, registration, check, organiser, screen):
    assert "Of 3 questions." in screen("check_result", registration.pk)
    assert "from 0 to 3 can be right" in html(office.post(url(event, "check_result", registration.pk), {"correct": "4"}))
    office.post(url(event, "check_result", registration.pk), {"correct": "2"})
    result = LearningCheckResult.objects.get()
    assert (result.correct, result.questions, result.is_by_hand, result.entered_by) == (2, 3, True, organiser)
    assert "2 of 3 right" in screen()
    assert "2 of 3 questions" in screen("check_result_delete", result.pk)
    office.post(url(event, "check_result_delete", result.pk))
    assert not LearningCheckResult.objects.exists()
    actions = RegionLogEntry.objects.filter(action__startswith="training.check_").values_list("action", flat=True)
    assert set(actions) == {"training.check_result", "training.check_taken_back"}


def test_a_test_that_is_not_kept_here_is_described_with_its_result(office, event, registration):
    factories.learning_check(event, questions=0)
    typed = {"correct": "8", "questions": "10", "options": "5", "has_single_answers": "on"}
    office.post(url(event, "check_result", registration.pk), typed)
    result = LearningCheckResult.objects.get()
    assert (result.correct, result.questions, result.options, result.has_single_answers) == (8, 10, 5, True)


def test_what_a_result_means_to_each_body_stands_beside_it(event, registration, screen):
    PluginActivation.objects.get_or_create(region=event.region, plugin="de")
    factories.grant(event, body="Chamber", scheme="de_mfbo2024", granted_learning_check="1")
    factories.learning_check(event)
    factories.check_taken(registration, 6)
    assert "Chamber: not passed" in screen()
    factories.check_taken(registration, 7)
    assert "Chamber: passed" in screen()


def test_the_screen_takes_the_same_queries_for_one_and_three(office, event, check, django_assert_num_queries):
    office.get(url(event, "check"))
    factories.grant(event, granted_learning_check="1")
    factories.check_taken(event.registrations.get(), 2, questions=3)
    with CaptureQueriesContext(connection) as first:
        office.get(url(event, "check"))
    for _ in range(2):
        factories.check_taken(factories.registration(event), 2, questions=3)
        factories.question(check, "More?", "yes", "no")
    with django_assert_num_queries(len(first)):
        office.get(url(event, "check"))


def test_contributions_are_entered_on_the_registration_and_taken_back(office, event, registration, screen):
    session = event.sessions.get(title="Forum A")
    typed = {"role": "speaker", "title": "Early help", "session": session.pk}
    office.post(url(event, "contribution_add", registration.pk), typed)
    made = Contribution.objects.get()
    assert (made.registration, made.role, made.title, made.session) == (registration, "speaker", "Early help", session)
    assert "Speaker: Early help (Forum A)" in screen("registration", registration.pk)
    assert "entered already" in html(office.post(url(event, "contribution_add", registration.pk), typed))
    office.post(url(event, "contribution_delete", registration.pk, made.pk))
    assert not Contribution.objects.exists()


def test_a_session_of_another_event_is_not_taken(office, event, registration, region):
    foreign = factories.event(region).sessions.get()
    office.post(url(event, "contribution_add", registration.pk), {"role": "speaker", "session": foreign.pk})
    assert not Contribution.objects.exists()


def test_screens_of_a_check_that_is_not_there_are_not_found(office, event):
    for name in ("check_release", "check_delete", "question_add", "question_paste"):
        assert office.get(url(event, name)).status_code == 404


def test_the_parts_of_an_award_stand_beside_its_sum(office, event, registration, now):
    factories.grant(event, body="Chamber", granted="4", granted_speaker="1")
    factories.contribution(registration)
    factories.attended(registration)
    award(event, now=now)
    assert "Chamber: 5 points (basis: 4, contribution as a speaker: 1)" in html(office.get(url(event, "credits")))
    registration.attendances.update(minutes=0)
    award(event, now=now)
    page = html(office.get(url(event, "registration", registration.pk)))
    assert "Chamber: 1 point (basis: 0, contribution as a speaker: 1) – Chamber" in page


def test_an_organiser_of_another_region_finds_none_of_it(client, event, registration, check):
    client.force_login(factories.staff(factories.office("Sachsen")))
    question, result = questions_of(check)[0].pk, factories.check_taken(registration, 2, questions=3).pk
    made = factories.contribution(registration).pk
    of_event = ("check", "check_settings", "check_release", "check_hide", "check_delete", "question_add", "question_paste")
    addresses = [url(event, name) for name in of_event]
    of_question = ("question", "question_delete", "question_leave_out", "question_count")
    addresses += [url(event, name, question) for name in of_question]
    addresses += [url(event, "question_move", question, "up"), url(event, "check_result", registration.pk)]
    addresses += [url(event, "check_result_delete", result), url(event, "contribution_add", registration.pk)]
    addresses += [url(event, "contribution_delete", registration.pk, made)]
    for address in addresses:
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404), address


def test_rows_of_another_event_are_not_found_under_ones_own(office, event, region, check):
    other = factories.event(region, starts_in=-timedelta(hours=1))
    foreign = factories.learning_check(other, questions=1)
    registration = factories.registration(other)
    result, made = factories.check_taken(registration, 2).pk, factories.contribution(registration).pk
    question = questions_of(foreign)[0].pk
    for address in (
        url(event, "question", question),
        url(event, "question_leave_out", question),
        url(event, "check_result", registration.pk),
        url(event, "check_result_delete", result),
        url(event, "contribution_delete", event.registrations.get().pk, made),
    ):
        assert office.get(address).status_code == 404, address
