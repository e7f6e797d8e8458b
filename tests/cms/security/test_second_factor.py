import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.apps import apps
from django.core import mail
from django.test import Client

from cms.models import User
from cms.security import second_factor
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "four words make one"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def browser():
    """A client that signs in by the site's own pages only."""
    return Client()


@pytest.fixture
def editor():
    return make_staff("editor@example.org")


def make_staff(email):
    user = factories.staff(factories.office("Hessen"), "editors")
    User.objects.filter(pk=user.pk).update(email=email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return User.objects.get(pk=user.pk)


def totp_code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_code():
    return str((int(totp_code()) + 1) % 1_000_000).zfill(6)


def sign_in_with_code(browser, user):
    browser.post("/accounts/login/code/", {"email": user.email})
    code = next(word for word in mail.outbox[-1].body.split() if word.isdigit() and len(word) == 6)
    return browser.post("/accounts/login/code/confirm/", {"code": code})


def test_a_code_by_mail_and_a_second_factor_open_the_back_office(browser, editor):
    second_factor.enrol(editor, SECRET)
    assert sign_in_with_code(browser, editor).url.startswith("/accounts/2fa/authenticate/")
    assert browser.get("/admin/").status_code == 302
    browser.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert browser.get("/admin/").status_code == 200


def test_a_code_by_mail_alone_does_not_open_the_back_office(browser, editor):
    second_factor.enrol(editor, SECRET)
    assert sign_in_with_code(browser, editor).url.startswith("/accounts/2fa/authenticate/")
    assert browser.get("/admin/").url == "/accounts/login/?next=/admin/"


def test_a_wrong_second_factor_does_not_open_the_back_office(browser, editor):
    second_factor.enrol(editor, SECRET)
    sign_in_with_code(browser, editor)
    browser.post("/accounts/2fa/authenticate/", {"code": wrong_code()})
    assert browser.get("/admin/").status_code == 302


def test_a_code_of_the_authenticator_opens_only_once(browser, editor):
    second_factor.enrol(editor, SECRET)
    code = totp_code()
    for client, status in ((browser, 200), (Client(), 302)):
        sign_in_with_code(client, editor)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert client.get("/admin/").status_code == status


@pytest.mark.django_db(transaction=True)
def test_new_staff_set_up_their_factor_after_a_code_by_mail(browser, editor):
    sign_in_with_code(browser, editor)
    assert browser.get("/admin/").url == "/accounts/2fa/totp/activate/"
    browser.get("/accounts/2fa/totp/activate/")
    secret = browser.session["mfa.totp.secret"]
    response = browser.post("/accounts/2fa/totp/activate/", {"code": totp_code(secret)})
    assert response.url == "/accounts/2fa/recovery-codes/"
    assert browser.get("/admin/").status_code == 200
    assert secret not in str(Authenticator.objects.values_list("data"))


def test_only_a_code_by_mail_entitles_to_set_up_a_factor(browser, editor):
    browser.force_login(editor)
    assert browser.get("/admin/").url == "/accounts/login/code/?next=%2Fadmin%2F"
    assert "_auth_user_id" not in browser.session


def test_a_session_older_than_the_factor_is_asked_for_it(browser, editor):
    browser.force_login(editor)
    second_factor.enrol(editor, SECRET)
    for page in ("/admin/", "/accounts/2fa/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/totp/deactivate/"):
        assert browser.get(page).url.startswith("/accounts/2fa/reauthenticate/?next=")
    assert browser.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert second_factor.has_second_factor(editor)
    browser.post("/accounts/2fa/reauthenticate/", {"code": totp_code()})
    assert browser.get("/admin/").status_code == 200


def test_the_api_of_the_back_office_is_behind_the_same_gate(browser, editor):
    browser.force_login(editor)
    second_factor.enrol(editor, SECRET)
    assert browser.get("/admin/api/main/pages/").status_code == 302
    assert browser.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_a_session_is_asked_again_after_a_working_day(client, editor, monkeypatch):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200
    tomorrow = time.time() + second_factor.LASTS.total_seconds() + 1
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    assert client.get("/admin/").url.startswith("/accounts/2fa/reauthenticate/")


def test_a_reset_factor_ends_the_sessions_that_showed_it(client, editor):
    client.force_login(editor)
    second_factor.reset(editor)
    assert client.get("/admin/").status_code == 302


def test_guessing_the_second_factor_is_limited(browser, editor):
    second_factor.enrol(editor, SECRET)
    sign_in_with_code(browser, editor)
    for _attempt in range(10):
        browser.post("/accounts/2fa/authenticate/", {"code": wrong_code()})
    browser.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/complete/", "/de/_util/login/"]
)
def test_wagtails_own_ways_in_lead_to_the_one_sign_in_page(browser, editor, address):
    assert browser.get(f"{address}?next=/admin/pages/").url == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    assert browser.get(f"{address}?next=https://elsewhere.example/").url == "/accounts/login/"
    editor.set_password(PASSWORD)
    editor.save()
    browser.post(address, {"username": editor.email, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_there_is_no_django_admin():
    assert not apps.is_installed("django.contrib.admin")


def test_a_professional_is_not_asked_for_a_second_factor(browser):
    user = User.objects.create_user("midwife@example.org")
    browser.force_login(user)
    assert browser.get("/admin/").url.startswith("/accounts/login/")
    assert browser.get("/accounts/email/").status_code == 200


def test_pages_of_signed_in_people_are_stored_nowhere(client, editor):
    client.force_login(editor)
    assert "no-store" in client.get("/admin/")["Cache-Control"]
    assert "no-store" in client.get("/accounts/email/")["Cache-Control"]


def test_the_back_office_has_a_content_policy_of_its_own(client, editor):
    client.force_login(editor)
    assert "script-src 'self' 'unsafe-inline'" in client.get("/admin/")["Content-Security-Policy"]
    assert "unsafe-inline" not in client.get("/accounts/email/")["Content-Security-Policy"]
