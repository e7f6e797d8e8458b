"""What certificates state: completion of several trainings, contributions, and what plugins add; one valid one of each."""

import pytest

from certificates.context import facts_of
from certificates.domain import CertificateError, candidate, issue, issue_for_event, progress_of, start_run
from certificates.domain.terms import release, set_terms, take_release_back, terms_of
from certificates.models import Certificate
from plugins.failures import failures
from tests import factories
from tests.certificates.making import with_file

pytestmark = pytest.mark.django_db


def ask(event, purpose="attendance", trainings=(), **fields):
    terms = terms_of(event, purpose)
    for name, value in fields.items():
        setattr(terms, name, value)
    return set_terms(terms, trainings=list(trainings))


def test_one_person_may_hold_one_certificate_of_each_kind(event, attended, now):
    factories.contribution(attended, title="Gewaltschutz")
    made = [issue(attended, purpose=purpose, now=now) for purpose in ("attendance", "completion", "speaker", "speaker")]
    assert [certificate.purpose for certificate in made] == ["attendance", "completion", "speaker", "speaker"]
    assert Certificate.objects.count() == 3


def test_a_speaker_need_not_have_listened_and_gets_no_credits_of_attendance(event, now):
    factories.grant(event, granted="4")
    speaker = factories.registration(event, factories.person("Robin Rede"))
    assert candidate(speaker, purpose="speaker").obstacle == "No contribution is entered on the registration."
    factories.contribution(speaker, title="Gewaltschutz")
    certificate = with_file(issue(speaker, purpose="speaker", now=now), now=now)
    facts = facts_of(certificate.snapshot)
    assert (facts.heading, facts.statement) == ("Certificate for contributors", "contributed to the following training:")
    assert [(line.role, line.title) for line in facts.contributions] == [("Speaker", "Gewaltschutz")]
    assert (facts.sessions, facts.credits, facts.hours, facts.criteria) == ((), (), None, ("Contributed to the event.",))


def test_a_programme_is_completed_with_the_certificates_of_all_its_trainings(region, event, now):
    basics = factories.course(region, ("A", "lecture", 45), title="Grundlagen")
    first = factories.event(region, page=basics)
    person = factories.person("Kim Beispiel")
    last = factories.attended(factories.registration(event, person))
    ask(event, "completion", [basics], programme="Kinderschutz I")
    assert candidate(last, purpose="completion").obstacle == "No certificate of this training: Grundlagen."
    earlier = issue(factories.attended(factories.registration(first, person)), now=now)
    facts = facts_of(with_file(issue(last, purpose="completion", now=now), now=now).snapshot)
    assert (facts.programme, [(course.title, course.serial) for course in facts.courses]) == (
        "Kinderschutz I",
        [(first.title, earlier.serial)],
    )
    assert facts.criteria[-1] == f"Holds the certificates of these trainings: {first.title}."


def test_somebody_elses_or_a_revoked_certificate_completes_nothing(region, event, attended, now):
    basics = factories.course(region, ("A", "lecture", 45), title="Grundlagen")
    other = factories.attended(factories.registration(factories.event(region, page=basics)))
    issue(other, now=now)
    ask(event, "completion", [basics], programme="Kinderschutz I")
    assert not candidate(attended, purpose="completion").qualifies


def test_a_programme_without_trainings_is_refused(event):
    with pytest.raises(CertificateError, match="Choose the trainings"):
        ask(event, "completion", programme="Kinderschutz I")


def test_a_kind_that_a_plugin_adds_asks_the_plugin_too(licence, event, attended, now):
    licence("return '' if case.attended_minutes >= settings['least'] else 'Too short.'")
    facts = facts_of(issue(attended, purpose="acme_licence", now=now).snapshot)
    assert (facts.heading, facts.statement) == ("Licence to train", "may train others in:")
    short = factories.attended(factories.registration(event), minutes=30)
    with pytest.raises(CertificateError, match="Too short"):
        issue(short, purpose="acme_licence", now=now)


@pytest.mark.parametrize("body", ["raise RuntimeError", "return None", "return '  '"])
def test_a_check_that_fails_is_a_no(licence, attended, body):
    licence(body)
    sentence = "The check of the plugin acme failed. Tell the administrator."
    assert candidate(attended, purpose="acme_licence").obstacle == sentence
    assert [failure.plugin for failure in failures()] == ["acme"]


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_plugins_check_is_asked(licence, event, attended, now):
    licence("return 'In a transaction.' if connection.in_atomic_block else ''")
    run = issue_for_event(event, purpose="acme_licence", by=None, now=now)
    assert progress_of(run).done == 1


def test_a_kind_whose_plugin_is_not_active_is_named(attended, now):
    with pytest.raises(CertificateError, match="acme_licence"):
        issue(attended, purpose="acme_licence", now=now)


def test_nothing_is_issued_before_the_release(event, attended, now):
    ask(event, needs_release=True)
    found = candidate(attended)
    assert (found.qualifies, found.waits, found.is_due) == (True, True, False)
    with pytest.raises(CertificateError, match="not released"):
        issue(attended, now=now)
    with pytest.raises(CertificateError, match="Nobody is due"):
        start_run(event, by=None, now=now)
    release(event, "attendance", by=None, now=now)
    assert issue(attended, now=now).is_valid
    take_release_back(event, "attendance")
    assert candidate(factories.attended(factories.registration(event))).waits


def test_a_release_that_nothing_waits_for_is_refused(event, now):
    with pytest.raises(CertificateError, match="wait for no release"):
        release(event, "attendance", by=None, now=now)
    with pytest.raises(CertificateError, match="Nothing was released"):
        take_release_back(event, "attendance")


def test_terms_changed_later_keep_the_release(event, now):
    ask(event, needs_release=True)
    release(event, "attendance", by=None, now=now)
    assert ask(event, minimum_minutes=10).released_at == now
    assert ask(event, needs_release=False).released_at is None


@pytest.mark.parametrize(
    ("chosen", "language", "heading"),
    [
        ("region", "en", "Certificate of attendance"),
        ("person", "de", "Teilnahmebescheinigung"),
        ("sv", "sv", "Intyg om deltagande"),
        ("xx", "en", "Certificate of attendance"),
    ],
)
def test_the_language_is_the_regions_the_persons_or_one_chosen_for_the_event(event, attended, now, chosen, language, heading):
    """A language that the site does not speak any more is not written."""
    attended.person.language = "de"
    attended.person.save()
    ask(event, language=chosen)
    facts = facts_of(issue(attended, now=now).snapshot)
    assert (facts.language, facts.heading) == (language, heading)


def test_each_event_has_its_own_language_and_what_is_issued_keeps_it(region, event, attended, now):
    other = factories.attended(factories.registration(factories.event(region)))
    ask(event, language="da")
    danish, usual = issue(attended, now=now), issue(other, now=now)
    ask(event, language="sv")
    kept = Certificate.objects.get(pk=danish.pk)
    assert [one.snapshot["language"] for one in (kept, usual)] == ["da", "en"]


@pytest.mark.parametrize(("mark", "right", "qualifies"), [(70, 7, True), (70, 6, False)])
def test_a_passed_learning_check_can_be_asked_for(event, attended, mark, right, qualifies):
    factories.learning_check(event, pass_percent=mark)
    ask(event, learning_check=True)
    assert candidate(attended).obstacle == "The learning check was not taken."
    factories.check_taken(attended, right)
    assert candidate(attended).qualifies is qualifies
