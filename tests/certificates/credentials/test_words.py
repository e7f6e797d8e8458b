"""Each kind of certificate says in a wallet what it says on paper, by the official schema and a verifier that is not ours."""

import json

import pytest
from openbadgeslib.ob3.verifier import OB3Verifier

from certificates.domain import issue
from certificates.domain.terms import set_terms, terms_of
from plugins.models import PluginActivation
from tests import factories
from tests.certificates.credentials.reading import objections, pem, said
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

LINES = """
from plugins.api import CertificateFact, hookimpl

@hookimpl
def certificate_context(region, certificate, settings):
    return [
        CertificateFact(key="acme_goal", label="Goal", value="Recognise need early"),
        CertificateFact(key="acme_number", label="Number", value="4711-0815", is_private=True),
    ]
"""
ABOUT = ["Host: Gesundheitsamt", "Scientific lead: Dr. Robin Muster"]


def read(certificate):
    """The achievement, once the schema has no objection and the other library finds it genuine and named the same."""
    assert objections(certificate) == []
    achievement = said(certificate)["credentialSubject"]["achievement"]
    found = OB3Verifier(pubkey_pem=pem(certificate)).verify(certificate.credential)
    assert (found.achievement.name, found.achievement.description) == (achievement["name"], achievement["description"])
    assert achievement["name"] == said(certificate)["name"]
    return achievement


def lines(achievement):
    return achievement["description"].split("\n")


def test_attendance_is_a_course_with_contents_place_and_lead(event, attended, now):
    achievement = read(issue(attended, now=now))
    assert (achievement["achievementType"], achievement["name"]) == ("Course", f"Certificate of attendance: {event.title}")
    assert lines(achievement) == [
        f"This is to certify that Kim Beispiel took part in the following training: {event.title}",
        f"Contents: {event.sessions.get().title}",
        f"Place: {event.venue.address}",
        *ABOUT,
    ]
    assert achievement["criteria"]["narrative"] == "Attended every mandatory session. 90 minutes present."


def test_completion_is_called_completion(event, attended, now):
    achievement = read(issue(attended, purpose="completion", now=now))
    assert (achievement["achievementType"], achievement["name"]) == (
        "CertificateOfCompletion",
        f"Certificate of completion: {event.title}",
    )
    assert lines(achievement)[0] == f"This is to certify that Kim Beispiel completed the following training: {event.title}"


def test_a_programme_is_named_with_all_its_trainings(region, event, now):
    basics = factories.course(region, ("A", "lecture", 45), title="Grundlagen")
    person = factories.person("Kim Beispiel")
    first = factories.event(region, page=basics, title="Grundlagen im Herbst")
    earlier = issue(factories.attended(factories.registration(first, person)), now=now)
    terms = terms_of(event, "completion")
    terms.programme = "Kinderschutz I"
    set_terms(terms, trainings=[basics])
    last = factories.attended(factories.registration(event, person))
    achievement = read(issue(last, purpose="completion", now=now))
    assert (achievement["achievementType"], achievement["name"]) == (
        "CertificateOfCompletion",
        "Certificate of completion: Kinderschutz I",
    )
    assert lines(achievement)[:2] == [
        "This is to certify that Kim Beispiel completed the following programme: Kinderschutz I",
        f"Last of it “{event.title}”",
    ]
    assert lines(achievement)[2].startswith("Training completed before: Grundlagen im Herbst, ")
    assert lines(achievement)[2].endswith(f", {earlier.serial}")


def test_a_speaker_took_no_course_and_has_role_and_talk(event, now):
    speaker = factories.registration(event, factories.person("Robin Rede"))
    for role, title in (("speaker", "Gewaltschutz"), ("speaker", "Schlaf"), ("moderator", "")):
        factories.contribution(speaker, role=role, title=title)
    certificate = issue(speaker, purpose="speaker", now=now)
    achievement = read(certificate)
    assert (achievement["achievementType"], achievement["name"]) == (
        "Achievement",
        f"Certificate for contributors: {event.title}",
    )
    assert lines(achievement) == [
        f"This is to certify that Robin Rede contributed to the following training: {event.title}",
        "Speaker: Gewaltschutz",
        "Speaker: Schlaf",
        "Moderator",
        f"Place: {event.venue.address}",
        *ABOUT,
    ]
    assert achievement["criteria"]["narrative"] == "Contributed to the event."
    assert said(certificate)["credentialSubject"]["role"] == "Speaker, Moderator"


def test_who_gave_nothing_has_no_role(attended, now):
    assert "role" not in said(issue(attended, now=now))["credentialSubject"]


def test_what_a_plugin_certifies_has_its_own_words(licence, event, attended, now):
    licence("return ''")
    achievement = read(issue(attended, purpose="acme_licence", now=now))
    assert (achievement["achievementType"], achievement["name"]) == ("Achievement", f"Licence to train: {event.title}")
    assert lines(achievement)[0] == f"This is to certify that Kim Beispiel may train others in: {event.title}"


def test_lines_of_plugins_are_in_it_unless_they_are_private(installed, region, attended, now):
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": LINES})
    PluginActivation.objects.create(region=region, plugin="acme")
    certificate = issue(attended, now=now)
    assert lines(read(certificate))[-1] == "Goal: Recognise need early"
    assert "4711-0815" not in json.dumps(said(certificate))
    assert certificate.snapshot["more"][1]["value"] == "4711-0815"


def test_it_is_written_in_the_language_of_the_certificate(region, event, attended, now):
    region.language = "de"
    region.save()
    achievement = read(issue(attended, now=now))
    assert lines(achievement)[0] == (
        f"Hiermit wird bescheinigt, dass Kim Beispiel an der folgenden Fortbildung teilgenommen hat: {event.title}"
    )
    assert lines(achievement)[-1] == "Wissenschaftliche Leitung: Dr. Robin Muster"
