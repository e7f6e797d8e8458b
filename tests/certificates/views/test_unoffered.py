"""The overview of a kind of certificates whose plugin is off or gone."""

import html
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from certificates.domain import issue_for_event, start_run, work_off
from certificates.models import IssueRun
from plugins.models import PluginActivation
from plugins.registry import certificate_purposes
from tests import factories

pytestmark = pytest.mark.django_db
OFF = "This kind of certificate belongs to the plugin acme, which is not active in Hessen."
GONE = "This kind of certificate belonged to a plugin that is not installed any more."


@pytest.fixture
def region(db):
    return factories.office("Hessen", language="en")


@pytest.fixture
def organiser(client, region):
    user = factories.staff(region)
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return user


@pytest.fixture
def licensed(licence, event, attended):
    licence("return ''")
    return event


def address(event, name="overview", purpose="acme_licence"):
    return reverse(f"certificates_office:{name}", args=[event.pk]) + f"?purpose={purpose}"


def shown(client, event):
    return " ".join(html.unescape(client.get(address(event)).content.decode()).split())


def switch_off():
    PluginActivation.objects.filter(plugin="acme").update(enabled=False)


def test_a_run_that_waits_for_its_plugin_is_found_with_what_to_do(client, organiser, licensed, now):
    run = start_run(licensed, purpose="acme_licence", by=None, now=now)
    switch_off()
    work_off(IssueRun.objects.get(), clock=lambda: now)  # a worker reads it anew
    page = shown(client, licensed)
    assert OFF in page
    assert "Ask the administrator to bring the plugin back" in page
    assert reverse("plugins:overview", args=[licensed.region_id]) in page
    assert f'{reverse("certificates_office:run", args=[licensed.pk, run.pk])}">' in page
    assert "(not finished)" in page
    assert "Download all" not in page


def test_what_was_issued_of_it_is_still_downloaded(client, organiser, licensed, now):
    issue_for_event(licensed, purpose="acme_licence", by=None, now=now)
    switch_off()
    page = shown(client, licensed)
    assert "(not finished)" not in page
    assert html.escape(address(licensed, "all")) in client.get(address(licensed)).content.decode()
    archive = b"".join(client.get(address(licensed, "all")).streaming_content)
    assert len([name for name in ZipFile(BytesIO(archive)).namelist() if name.endswith(".pdf")]) == 1


def test_a_plugin_that_is_gone_leaves_the_name_that_its_certificates_have(client, organiser, licensed, now, monkeypatch):
    certificate = issue_for_event(licensed, purpose="acme_licence", by=None, now=now).items.get().certificate
    monkeypatch.delitem(certificate_purposes(), "acme_licence")
    page = shown(client, licensed)
    assert GONE in page
    assert f"<h2>{certificate.snapshot['heading']}</h2>" in page
    assert "Show the plugins" not in page


def test_nothing_is_ordered_of_a_kind_that_is_not_on_offer(client, organiser, licensed, now):
    start_run(licensed, purpose="acme_licence", by=None, now=now)
    switch_off()
    assert client.post(address(licensed)).status_code == 405
    assert IssueRun.objects.count() == 1
    assert client.get(address(licensed, "terms")).status_code == 404


def test_a_kind_of_which_nothing_is_left_is_not_found(client, organiser, licensed):
    switch_off()
    assert client.get(address(licensed)).status_code == 404
    assert client.get(address(licensed, purpose="nothing")).status_code == 404
