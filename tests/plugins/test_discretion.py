import logging

import pytest

from plugins.discretion import HIDDEN, place_of, trace_of, words_of
from plugins.failures import Phase, failures, forget, record
from plugins.loader import plugin_named


def raised(error):
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.fixture(autouse=True)
def no_failures_left():
    yield
    forget()


@pytest.mark.parametrize(
    ("cause", "told"),
    [
        (ValueError("no number for robin@example.org"), f"ValueError: no number for {HIDDEN}"),
        (OSError("postgresql://site:pass word@db/x"), "OSError: postgresql://site:pass word@db/x"),
        (OSError("postgresql://site:hunter2@db/x is gone"), f"OSError: postgresql://{HIDDEN}@db/x is gone"),
        ("several\n   lines", "several lines"),
        (ValueError("x" * 500), "ValueError: " + "x" * 387 + "…"),
    ],
)
def test_a_cause_is_one_short_line_without_mail_addresses_and_passwords(cause, told):
    assert words_of(cause) == told


def test_what_the_installation_keeps_secret_is_hidden(monkeypatch, settings):
    monkeypatch.setenv("CHAMBER_TOKEN", "abcdefgh")
    settings.PLUGIN_SETTINGS = {"acme": {"login": {"code": "ijklmnop"}, "hosts": ["qrstuvwx"]}}
    assert words_of("abcdefgh ijklmnop qrstuvwx") == " ".join([HIDDEN] * 3)


def test_at_run_time_only_class_and_place_are_told():
    error = raised(ValueError("Robin Muster"))
    assert place_of(error) == "ValueError in plugins/test_discretion.py, line 12, in raised"
    assert "Robin" not in trace_of(error, is_told=False)
    assert "Robin" in trace_of(error, is_told=True)


def test_each_failure_at_run_time_is_logged_but_kept_once(caplog):
    caplog.set_level(logging.ERROR)
    plugin = plugin_named("de")
    for name in ("Robin", "Kim"):
        record(plugin, Phase.RUN_TIME, raised(ValueError(name)))
    (failure,) = failures()
    assert [message.count(str(failure)) for message in caplog.messages] == [1, 1]
    assert "Robin" not in caplog.text
    assert "Kim" not in caplog.text


def test_the_remedy_names_the_plugin_to_start_without(monkeypatch):
    record(plugin_named("de"), Phase.ENTRY_POINT, "boom")
    assert "PLUGINS_DISABLE=de." in failures()[0].remedy
