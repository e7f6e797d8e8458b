import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import override_settings
from django.urls import include, path

from cms.dev.otp import demo_codes, seconds_left
from cms.models import User
from cms.security.second_factor import enrol
from cms.urls import urlpatterns as site_urls

pytestmark = pytest.mark.django_db

urlpatterns = [path("dev/", include("cms.dev.urls")), *site_urls]


def test_the_code_shown_is_the_one_that_opens():
    factor = enrol(User.objects.create_user("editor@samkurs.example"))
    (code,) = demo_codes()
    assert code.email == "editor@samkurs.example"
    assert TOTP(factor).validate_code(code.value)


def test_a_code_holds_until_the_half_minute_is_over():
    assert [seconds_left(now=now) for now in (60, 61, 89)] == [30, 29, 1]


def test_real_addresses_are_never_shown(client):
    enrol(User.objects.create_user("editor@office.test"))
    assert demo_codes() == []
    with override_settings(ROOT_URLCONF=__name__):
        response = client.get("/dev/otp/")
    assert (response.status_code, "office.test" in response.content.decode()) == (200, False)


def test_the_page_exists_only_while_developing(client):
    assert client.get("/dev/otp/").status_code == 302  # to a page of that name, which does not exist
