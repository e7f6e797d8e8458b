"""Links that holders make, and the choice of showing their name."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.urls import reverse

from certificates.domain import replace
from certificates.domain.sharing import links_of, restore_link, share, withdraw_link
from certificates.models import HiddenName, ShareLink, new_code
from cms.models import User
from tests.concurrency import together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def signed_in(client, holder):
    client.force_login(holder)
    return client


def act(client, certificate, name, *args):
    return client.post(reverse(f"certificates:{name}", args=[certificate.serial, *args]))


def words_after(client, certificate, name, *args):
    return client.get(act(client, certificate, name, *args)["Location"]).content.decode()


def address(link):
    return reverse("certificates:shared", args=[link.token])


def test_a_link_shows_the_certificate_with_its_name_and_without_its_code(signed_in, client, certificate):
    page = words_after(signed_in, certificate, "share")
    link = ShareLink.objects.get()
    assert f"http://localhost:8000{address(link)}" in page
    client.logout()
    shared = client.get(address(link))
    text = shared.content.decode()
    assert [word for word in ("Kim Beispiel", "Valid", certificate.serial, "File made") if word not in text] == []
    assert certificate.code not in text
    assert "no-store" in shared["Cache-Control"]
    assert shared["X-Robots-Tag"] == "noindex, nofollow"


def test_a_link_as_json_is_the_public_statement_without_the_way_to_the_code(signed_in, certificate):
    words_after(signed_in, certificate, "share")
    whole = signed_in.get(f"/verify/{certificate.code}/", headers={"accept": "application/json"}).json()
    shared = signed_in.get(address(ShareLink.objects.get()), headers={"accept": "application/json"}).json()
    del whole["pdf_sha256"], whole["certificate"]["verification_url"]
    assert shared == whole


def test_a_link_shows_the_name_that_is_hidden_elsewhere(signed_in, client, certificate):
    assert "does not show your name any more" in words_after(signed_in, certificate, "hide_name")
    act(signed_in, certificate, "share")
    client.logout()
    assert "Kim Beispiel" in client.get(address(ShareLink.objects.get())).content.decode()
    assert "Kim Beispiel" not in client.get(f"/verify/{certificate.code}/").content.decode()


def test_a_link_names_a_replacement_without_leading_to_it(signed_in, certificate, now):
    act(signed_in, certificate, "share")
    new = replace(certificate, reason="Name", by=None, now=now)
    page = signed_in.get(address(ShareLink.objects.get())).content.decode()
    assert f"It was replaced by certificate {new.serial}." in page
    assert new.code not in page


def test_a_withdrawn_link_is_answered_like_an_unknown_code(signed_in, client, certificate):
    act(signed_in, certificate, "share")
    assert "The link leads nowhere any more." in words_after(signed_in, certificate, "withdraw_link")
    client.logout()
    asked = [address(ShareLink.objects.get()), "/verify/shared/x/", f"/verify/{new_code()}/"]
    answers = [client.get(one) for one in asked]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(rb'<form class="languages".*?</form>', b"", answer.content, flags=re.S) for answer in answers}) == 1


def test_withdrawing_is_undone_by_the_same_address(signed_in, certificate):
    act(signed_in, certificate, "share")
    link = ShareLink.objects.get()
    act(signed_in, certificate, "withdraw_link")
    assert "The link works again." in words_after(signed_in, certificate, "restore_link", link.pk)
    assert signed_in.get(address(link)).status_code == 200


def test_it_stays_known_when_a_link_worked_and_when_not(signed_in, certificate, now):
    link = share(certificate, now=now)
    withdraw_link(certificate, now=now + timedelta(hours=1))
    restore_link(link, now=now + timedelta(hours=2))
    restore_link(link, now=now + timedelta(hours=3))
    withdraw_link(certificate, now=now + timedelta(hours=4))
    times = [(row.token, row.made_at - now, row.withdrawn_at - now) for row in certificate.links.order_by("made_at")]
    assert times == [(link.token, timedelta(hours=begin), timedelta(hours=end)) for begin, end in ((0, 1), (2, 4))]
    ended = links_of(certificate)
    assert (ended[0], [one.token for one in ended[1]]) == (None, [link.token])
    page = signed_in.get(reverse("certificates:show", args=[certificate.serial])).content.decode()
    assert page.count("Let it work again") == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_clicks_at_once_make_one_link(certificate, now):
    links = together([partial(share, certificate, now=now)] * 6, workers=6)
    assert {link.pk for link in links} == {ShareLink.objects.get().pk}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_link_restored_by_two_clicks_at_once_works_once(certificate, now):
    link = share(certificate, now=now)
    withdraw_link(certificate, now=now)
    together([partial(restore_link, link, now=now)] * 6, workers=6)
    assert [one.token for one in certificate.links.order_by("pk")] == [link.token] * 2
    assert links_of(certificate)[0].token == link.token


def test_a_new_link_ends_the_one_before_until_that_is_restored(signed_in, certificate):
    act(signed_in, certificate, "share")
    act(signed_in, certificate, "renew_link")
    old, new = ShareLink.objects.order_by("pk")
    assert [signed_in.get(address(link)).status_code for link in (old, new)] == [404, 200]
    act(signed_in, certificate, "restore_link", old.pk)
    assert [signed_in.get(address(link)).status_code for link in (old, new)] == [200, 404]


def test_deciding_twice_changes_nothing(signed_in, certificate):
    for name in ("share", "share", "hide_name", "hide_name"):
        act(signed_in, certificate, name)
    assert (ShareLink.objects.count(), HiddenName.objects.count()) == (1, 1)
    for name in ("withdraw_link", "withdraw_link", "show_name", "show_name"):
        act(signed_in, certificate, name)
    assert ShareLink.objects.filter(withdrawn_at=None).count() == HiddenName.objects.filter(shown_at=None).count() == 0


DECISIONS = ["share", "renew_link", "withdraw_link", "hide_name", "show_name"]


def test_looking_decides_nothing(signed_in, certificate):
    for name in DECISIONS:
        assert signed_in.get(reverse(f"certificates:{name}", args=[certificate.serial])).status_code == 405


def test_nobody_else_decides(signed_in, certificate):
    act(signed_in, certificate, "share")
    link = ShareLink.objects.get()
    signed_in.force_login(User.objects.create_user("other@example.org"))
    assert [act(signed_in, certificate, name).status_code for name in DECISIONS] == [404] * 5
    assert act(signed_in, certificate, "restore_link", link.pk).status_code == 404
    assert signed_in.get(address(link)).status_code == 200
    assert not HiddenName.objects.exists()


def test_a_link_is_restored_only_for_its_own_certificate(signed_in, certificate, now):
    act(signed_in, certificate, "share")
    link = ShareLink.objects.get()
    other = replace(certificate, reason="Name", by=None, now=now)
    assert act(signed_in, other, "restore_link", link.pk).status_code == 404


def test_the_holder_reads_what_the_digital_credential_is_for_and_how_to_hand_it_on(signed_in, certificate):
    page = signed_in.get(reverse("certificates:show", args=[certificate.serial])).content.decode()
    told = (
        f"Download the file {certificate.serial}.jwt.",
        "no program on your computer opens it",
        "which contains the digital credential already",
        f'<a class="ds-link" href="{reverse("certificates:find")}">Check a certificate</a>',
    )
    assert [words for words in told if words not in page] == []
    assert "These lines are not in it" not in page


def test_the_holder_downloads_the_digital_credential_as_it_was_signed(signed_in, certificate):
    answer = signed_in.get(reverse("certificates:credential", args=[certificate.serial]))
    assert answer.content.decode() == certificate.credential
    assert answer["Content-Disposition"] == f'attachment; filename="{certificate.serial}.jwt"'
    signed_in.force_login(User.objects.create_user("other@example.org"))
    assert signed_in.get(reverse("certificates:credential", args=[certificate.serial])).status_code == 404
