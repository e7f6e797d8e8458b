import logging

import pytest
from django.conf import settings
from django.urls import reverse

from cms.logs import HideSecrets, without_secrets
from tests import factories


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("GET /calendar/my/sEcr-et_9.ics HTTP/1.1", "GET /calendar/my/… HTTP/1.1"),
        ("Not Found: /events/HE-7K3M/registration/sEcr-et_9/code/", "Not Found: /events/HE-7K3M/registration/…/code/"),
        ("/verify/7QF3M0ZK9TVH/", "/verify/…/"),
        ("/verify/?code=7QF3M0ZK9TVH", "/verify/?code=…"),
        ("/accounts/password/reset/key/3-abc/", "/accounts/password/reset/key/…/"),
        ("/calendar/hessen.ics /events/HE-7K3M/register/", "/calendar/hessen.ics /events/HE-7K3M/register/"),
    ],
)
def test_secret_parts_of_addresses_are_hidden(written, shown):
    assert without_secrets(written) == shown


@pytest.mark.django_db
def test_every_address_with_a_token_is_known(region):
    registration = factories.registration(factories.event(region))
    names = ["registration", "registration_code", "registration_send_code", "registration_sessions", "registration_cancel"]
    addresses = [reverse(f"training:{name}", args=[registration.event.code, registration.token]) for name in names]
    addresses.append(reverse("training:calendar_my", args=[registration.person.calendar_token]))
    hidden = " ".join(map(without_secrets, addresses))
    assert registration.token not in hidden
    assert registration.person.calendar_token not in hidden


def test_the_filter_hides_what_comes_as_an_argument():
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, "%(r)s", ({"r": "GET /verify/ABC/ HTTP/1.1"},), None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == "GET /verify/…/ HTTP/1.1"


def test_every_handler_of_the_site_hides_secrets():
    assert {tuple(handler["filters"]) for handler in settings.LOGGING["handlers"].values()} == {("hide_secrets",)}
    assert any(isinstance(found, HideSecrets) for handler in logging.getLogger().handlers for found in handler.filters)
