"""What organisers decide: terms, release, mails, evaluations, corrections, pausing; and nobody else does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from certificates.domain import issue, start_run
from certificates.domain.terms import set_terms, terms_of
from certificates.models import Certificate, IssueRun, IssueTerms
from tests import factories
from tests.certificates.altering import altered
from tests.certificates.making import with_file
from tests.certificates.views.test_office import screen
from training.models import Evaluation, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(db):
    return factories.office(language="en")


@pytest.fixture
def organiser(client, region):
    user = factories.staff(region)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return user


def page(client, *where):
    return client.get(screen(*where)).content.decode()


def test_what_is_asked_is_chosen_and_shown(client, organiser, event, attended):
    sent = {"minimum_minutes": "100", "minimum_percent": "", "language": "region", "evaluation": "on"}
    answer = client.post(screen("terms", event), sent)
    assert answer["Location"] == screen("overview", event)
    terms = IssueTerms.objects.get()
    assert (terms.mandatory_sessions, terms.minimum_minutes, terms.evaluation) == (False, 100, True)
    shown = page(client, "overview", event)
    assert "Was present for at least 100 minutes." in shown
    assert "No: 90 minutes present are too few: 100 are needed. The evaluation was not handed in." in shown


def test_a_language_is_chosen_for_each_kind_of_an_events_certificates(client, organiser, event):
    address = screen("terms", event) + "?purpose=speaker"
    offered = [name for name, _label in client.get(address).context["form"].fields["language"].choices]
    assert offered == ["region", "person", "de", "da", "sv", "en"]
    client.post(address, {"language": "da"})
    assert [(terms.purpose, terms.language) for terms in IssueTerms.objects.all()] == [("speaker", "da")]
    assert "All in one language: Dansk." in client.get(screen("overview", event) + "?purpose=speaker").content.decode()
    assert "All in one language" not in page(client, "overview", event)


def test_a_language_that_the_site_does_not_speak_is_refused(client, organiser, event):
    shown = client.post(screen("terms", event), {"language": "xx"}).content.decode()
    assert "Select a valid choice. xx is not one of the available choices." in shown
    assert IssueTerms.objects.count() == 0


@pytest.mark.parametrize("wrong", ["0", "101"])
def test_a_percentage_that_is_none_is_answered_in_words_and_kept(client, organiser, event, wrong):
    shown = client.post(screen("terms", event), {"minimum_percent": wrong, "language": "region"}).content.decode()
    assert "Enter a number from 1 to 100." in shown
    assert f'value="{wrong}"' in shown
    assert IssueTerms.objects.count() == 0


def test_a_programme_asks_for_trainings_of_the_own_region_only(client, organiser, region, event):
    own = factories.course(region, ("A", "lecture", 45), title="Grundlagen")
    factories.course(factories.office("Sachsen"), ("A", "lecture", 45), title="Fremd")
    address = screen("terms", event) + "?purpose=completion"
    shown = client.get(address).content.decode()
    assert ("Grundlagen" in shown, "Fremd" in shown) == (True, False)
    refused = client.post(address, {"programme": "Kinderschutz I", "language": "region"}).content.decode()
    assert "Choose the trainings that the programme “Kinderschutz I” consists of." in refused
    client.post(address, {"programme": "Kinderschutz I", "language": "region", "trainings": [own.pk]})
    assert list(terms_of(event, "completion").trainings.values_list("pk", flat=True)) == [own.pk]


def test_a_training_that_is_asked_for_stays_when_it_is_unpublished_and_says_so(client, organiser, region, event):
    own = factories.course(region, ("A", "lecture", 45), title="Grundlagen")
    set_terms(terms_of(event, "completion"), trainings=[own])
    own.unpublish()
    address = screen("terms", event) + "?purpose=completion"
    assert "Grundlagen (not published)" in client.get(address).content.decode()
    client.post(address, {"language": "region", "minimum_minutes": "10", "trainings": [own.pk]})
    terms = terms_of(event, "completion")
    assert (terms.minimum_minutes, [training.pk for training in terms.trainings.all()]) == (10, [own.pk])
    client.post(address, {"language": "region"})
    assert not terms.trainings.exists()
    assert "Grundlagen" not in client.get(address).content.decode()


def test_certificates_of_a_kind_are_issued_under_their_own_heading(client, organiser, event, attended):
    factories.contribution(attended)
    answer = client.post(screen("overview", event) + "?purpose=speaker")
    assert answer["Location"].startswith(screen("run", event, IssueRun.objects.get().pk))
    assert Certificate.objects.get().purpose == "speaker"
    assert client.get(screen("overview", event) + "?purpose=unknown").status_code == 404


def test_a_release_is_confirmed_and_taken_back(client, organiser, event, attended):
    set_terms(IssueTerms(event=event, needs_release=True), trainings=[])
    shown = page(client, "overview", event)
    assert ("Release the certificates" in shown, "Issue 1 certificate" in shown) == (True, False)
    client.post(screen("release", event))
    assert "Issue 1 certificate" in page(client, "overview", event)
    client.post(screen("release", event))
    assert IssueTerms.objects.get().released_at is None


def test_holders_are_told_after_a_confirmation(client, organiser, event, attended, now):
    with_file(issue(attended, now=now), now=now)
    assert "1 person is told that the certificate is ready" in page(client, "tell", event)
    assert Message.objects.count() == 0
    client.post(screen("tell", event))
    assert Message.objects.count() == 1
    assert "There is nobody to tell" in client.post(screen("tell", event)).content.decode()


def test_evaluations_are_noted_one_by_one_and_all_at_once(client, organiser, event, attended):
    other = factories.registration(event)
    client.post(screen("evaluations", event), {f"in_{attended.pk}": "on"})
    assert list(Evaluation.objects.values_list("registration", "entered_by")) == [(attended.pk, organiser.pk)]
    client.post(screen("evaluations", event), {"all": "1"})
    assert set(Evaluation.objects.values_list("registration", flat=True)) == {attended.pk, other.pk}
    client.post(screen("evaluations", event), {})
    assert Evaluation.objects.count() == 0


def test_changed_facts_are_shown_before_anything_is_replaced(client, organiser, event, attended, now):
    old = with_file(issue(attended, now=now), now=now)
    attended.person.name = "Kim Neu"
    attended.person.save()
    shown = page(client, "corrections", event)
    assert ("Kim Beispiel → Kim Neu" in shown, Certificate.objects.count()) == (True, 1)
    refused = client.post(screen("corrections", event), {f"replace_{old.pk}": "on", "reason": ""}).content.decode()
    assert "Please say why the certificates are replaced." in refused
    answer = client.post(screen("corrections", event), {f"replace_{old.pk}": "on", "reason": "Name"})
    assert answer["Location"] == screen("run", event, IssueRun.objects.get().pk)
    assert Certificate.objects.get(revoked_at=None).replaces == old
    assert "Nothing has to be replaced." in page(client, "corrections", event)


def test_a_run_is_paused_and_goes_on(client, organiser, event, attended, now):
    run = start_run(event, by=organiser, now=now)
    client.post(screen("run", event, run.pk), {"pause": "1"})
    assert "Paused since" in page(client, "run", event, run.pk)
    client.post(screen("run", event, run.pk))
    assert "1 of 1 certificates are made." in page(client, "run", event, run.pk)
    assert "nothing to pause" in client.post(screen("run", event, run.pk), {"pause": "1"}).content.decode()


def test_lists_take_as_many_queries_for_three_as_for_one(client, organiser, event, now):
    def queries(name):
        with CaptureQueriesContext(connection) as captured:
            client.get(screen(name, event))
        return len(captured)

    def rows():
        registration = factories.attended(factories.registration(event))
        issue(registration, now=now)
        registration.person.name += " neu"
        registration.person.save()

    rows()
    queries("corrections"), queries("evaluations")
    first = queries("corrections"), queries("evaluations")
    rows(), rows()
    assert (queries("corrections"), queries("evaluations")) == first


def test_why_a_run_stands_still_is_said_with_a_way_to_go_on(client, organiser, event, attended, now):
    run = start_run(event, by=None, now=now)
    IssueRun.objects.update(error="The plugin is off.")
    shown = page(client, "run", event, run.pk)
    assert "It stands still: The plugin is off. When that is put right it goes on by itself" in shown
    assert "Go on" in shown
    client.post(screen("run", event, run.pk))
    assert "It stands still" not in page(client, "run", event, run.pk)


def test_an_altered_record_is_not_compared_and_not_offered(client, organiser, event, attended, now):
    certificate = altered(issue(attended, now=now), snapshot={"schema": 0})
    shown = page(client, "corrections", event)
    assert [text for text in ("Damaged records", certificate.serial) if text not in shown] == []
    assert [
        text for text in ("Nothing has to be replaced.", f"replace_{certificate.pk}", "No longer qualify") if text in shown
    ] == []
    assert "The record of this certificate is damaged" in page(client, "certificate", event, certificate.serial)
