import csv

import pytest

from plugins.failures import failures
from plugins.models import PluginActivation
from plugins.registry import report_formats
from tests import factories
from tests.plugins.packages import info
from training.domain.reports import ReportError, attendance_report, write_report

pytestmark = pytest.mark.django_db

HOOKS = """
from plugins.api import ReportFormat, hookimpl

def write(report):
    {body}

@hookimpl
def report_formats():
    return [ReportFormat(key="acme_list", label="List", media_type="text/plain", extension="txt", write=write)]
"""


@pytest.fixture
def region(db):
    return factories.region(language="en")


@pytest.fixture
def event(region):
    return factories.event(region)


@pytest.fixture
def acme(installed, region):
    def install(body, *, active=True):
        installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": HOOKS.format(body=body)})
        if active:
            PluginActivation.objects.create(region=region, plugin="acme")

    return install


def rows(file):
    return list(csv.reader(file.content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_the_report_names_who_has_a_place_and_what_is_recorded(event):
    factories.grant(event, body="Kammer", reference="2760512345678901234")
    session = event.sessions.get()
    absent = factories.registration(event, factories.person("Ulli Abwesend", organisation="Klinik"))
    present = factories.attended(factories.registration(event, factories.person("Kim Beispiel")), minutes=80)
    factories.registration(event, state="cancelled", holds_seat=False)
    factories.registration(event, state="waiting", holds_seat=False)
    report = attendance_report(event)
    assert (report.event.code, report.organisation) == (event.code, "Koordinierungsstelle Hessen")
    assert report.references == {"Kammer": "2760512345678901234"}
    assert [(one.pk, one.minutes) for one in report.sessions] == [(session.pk, 90)]
    assert [(one.name, one.profession, one.organisation, one.attended) for one in report.participants] == [
        (present.person.name, "midwife", "", {session.pk: 80}),
        (absent.person.name, "midwife", "Klinik", {}),
    ]


@pytest.mark.parametrize("people", [1, 3])
def test_the_report_takes_four_queries_however_many_people(event, people, django_assert_num_queries):
    for _number in range(people):
        factories.attended(factories.registration(event))
    with django_assert_num_queries(4):
        assert len(attendance_report(event).participants) == people


def test_the_table_of_attendance_has_minutes_by_session_and_their_sum(event):
    factories.session(factories.slot(event, "Run 1"), title="Forum", minutes=60)
    factories.attended(factories.registration(event, factories.person("Kim Beispiel")))
    factories.registration(event, factories.person("Ulli Abwesend"))
    file = write_report(event, key="core_attendance_csv")
    head, kim, ulli = rows(file)
    assert (file.name, file.media_type) == (f"{event.code}-core-attendance-csv.csv", "text/csv")
    assert (head[:3], head[3][:12], head[-1]) == (["Name", "Profession", "Organisation"], "Einführung, ", "Minutes present")
    assert kim == ["Kim Beispiel", "Midwife", "", "90", "60", "150"]
    assert ulli == ["Ulli Abwesend", "Midwife", "", "", "", "0"]


def test_no_cell_of_the_table_is_a_formula(event):
    factories.registration(event, factories.person("=HYPERLINK(1)", organisation="+49 351", profession="@x"))
    assert rows(write_report(event, key="core_attendance_csv"))[1][:3] == ["'=HYPERLINK(1)", "'@x", "'+49 351"]


def test_a_plugin_writes_its_own_form(acme, event):
    acme("return report.event.title.encode()")
    assert write_report(event, key="acme_list").content == event.title.encode()


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("raise RuntimeError('boom')", "RuntimeError in acme/hooks.py, line 5, in write"),
        ("return 'text'", "The report acme_list is str instead of bytes."),
        ("raise SystemExit", "SystemExit in acme/hooks.py, line 5, in write"),
    ],
)
def test_a_form_that_fails_is_refused_in_words_and_recorded(acme, event, body, cause):
    acme(body)
    with pytest.raises(ReportError, match="“List” could not be written, because the plugin acme failed"):
        write_report(event, key="acme_list")
    assert [(failure.plugin, failure.cause) for failure in failures()] == [("acme", cause)]


def test_a_form_of_a_plugin_that_is_not_active_here_is_not_offered(acme, event):
    acme("return b''", active=False)
    for key in ("acme_list", "unknown"):
        with pytest.raises(ReportError, match="not offered in your region"):
            write_report(event, key=key)


@pytest.mark.parametrize(
    ("before", "after"), [("text/plain", "text/plain\\r\\nX: y"), ('"txt"', '"../x"'), ("write=write", "write=5")]
)
def test_a_form_that_cannot_work_is_refused_at_start(installed, before, after):
    hooks = HOOKS.format(body="return b''").replace(before, after)
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": hooks})
    assert set(report_formats()) == {"core_attendance_csv"}
    assert [(failure.plugin, failure.phase.title) for failure in failures()] == [("acme", "provider")]
