import pytest
from django.urls import reverse

from plugins.models import PluginActivation, RegionLogEntry
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db

BROKEN = """
from plugins.api import ReportFormat, hookimpl

@hookimpl
def report_formats():
    return [ReportFormat(key="acme_list", label="List", media_type="text/plain", extension="txt", write=lambda report: 1 / 0)]
"""


@pytest.fixture
def screen(event):
    return reverse("events:attendance", args=[event.pk])


def address(event, key):
    return reverse("events:report", args=[event.pk, key])


def test_the_attendance_screen_offers_each_form_of_report(office, event, screen):
    html = office.get(screen).content.decode()
    assert (f'href="{address(event, "core_attendance_csv")}"' in html, "Table of attendance (CSV)" in html) == (True, True)


def test_a_report_is_a_download_and_is_logged(office, event, organiser):
    response = office.get(address(event, "core_attendance_csv"))
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Disposition"] == f'attachment; filename="{event.code}-core-attendance-csv.csv"'
    assert "no-store" in response["Cache-Control"]
    assert "Kim Beispiel" in response.content.decode("utf-8-sig")
    entry = RegionLogEntry.objects.get(action="training.report")
    assert (entry.user, entry.object_id) == (organiser, str(event.pk))


def test_a_report_that_fails_is_told_on_the_screen_and_not_logged(office, event, installed, screen):
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": BROKEN})
    PluginActivation.objects.create(region=event.region, plugin="acme")
    response = office.get(address(event, "acme_list"), follow=True)
    assert response.redirect_chain == [(screen, 302)]
    assert "The report “List” could not be written, because the plugin acme failed." in response.content.decode()
    assert not RegionLogEntry.objects.filter(action="training.report").exists()


def test_reports_name_people_so_they_are_for_those_who_may_see_the_participants(office, event, organiser, screen):
    group = organiser.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="view_registration"))
    assert "core-attendance-csv" not in office.get(screen).content.decode()
    assert office.get(address(event, "core_attendance_csv")).status_code == 404
