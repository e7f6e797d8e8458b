"""Somebody who was sent a certificate checks its file, and its holder decides who sees it, in a real browser."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from certificates.domain import issue, read_file
from tests import factories
from tests.browser.checks import assert_accessible, assert_reflows
from tests.certificates.making import with_file

DROP = """([selector, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "certificate.pdf", {type: "application/pdf"}));
    const drop = new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true});
    document.querySelector(selector).dispatchEvent(drop);
}"""


@pytest.fixture
def user(live_server, django_user_model):
    return django_user_model.objects.create_user("kim@practice.example")


@pytest.fixture
def certificate(user):
    region = factories.office("Hessen", language="en", organisation="Office for Early Help")
    event = factories.event(region, title="Child protection in hospitals", starts_in=-timedelta(hours=8))
    person = factories.person("Dr. Kim Example", user=user, language="en")
    now = timezone.now()
    return with_file(issue(factories.attended(factories.registration(event, person)), now=now), now=now)


@pytest.fixture
def files(certificate, tmp_path):
    """The file as it was issued, and the same after somebody changed it."""
    issued, changed = tmp_path / "issued.pdf", tmp_path / "changed.pdf"
    issued.write_bytes(read_file(certificate))
    changed.write_bytes(read_file(certificate) + b"\n% changed")
    return issued, changed


def look(page, name):
    """On a desk and on a phone: a picture of both where somebody asked for it."""
    assert_accessible(page)
    assert_reflows(page)
    shots(page, name)


def shots(page, name):
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def test_a_dropped_file_is_compared_without_being_sent(page, certificate, files):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b"") if request.method == "POST" else None)
    page.goto("/verify/")
    look(page, "find")
    page.evaluate(DROP, ["[data-check-file]", list(files[0].read_bytes())])
    answer = page.get_by_role("region", name=f"This is the file that was issued as certificate {certificate.serial}")
    expect(answer).to_be_focused()
    expect(answer).to_contain_text("Valid")
    assert [b"%PDF" in body for body in sent] == [False]
    look(page, "same")


def test_a_changed_file_is_sent_only_when_asked_and_says_what_does_not_fit(page, certificate, files):
    page.goto("/verify/")
    page.get_by_label("File of a certificate (PDF)").set_input_files(files[1])
    page.get_by_role("button", name="Check the file", exact=True).click()
    expect(page.get_by_role("region", name="This is not one of our files, or it was changed since")).to_be_visible()
    look(page, "unseen")
    page.get_by_role("button", name="Send the file for a closer look").click(timeout=60_000)
    answer = page.get_by_role("region", name="This is not the file that was issued")
    expect(answer).to_contain_text(f"belongs to certificate {certificate.serial} and is genuine", timeout=60_000)
    look(page, "changed")
    answer.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Certificate {certificate.serial}")
    look(page, "verify")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_the_file_is_checked_on_the_server(new_page, certificate, files, width):
    page = new_page(javascript=False, width=width)
    page.goto("/verify/")
    page.get_by_label("File of a certificate (PDF)").set_input_files(files[0])
    page.get_by_role("button", name="Check the file", exact=True).click()
    expect(
        page.get_by_role("region", name=f"This is the file that was issued as certificate {certificate.serial}")
    ).to_be_visible()


def test_the_holder_makes_and_withdraws_a_link_and_hides_the_name(new_page, sign_in, user, certificate):
    holder, guest = new_page(javascript=False), new_page()
    sign_in(holder, user)
    holder.goto(f"/certificates/{certificate.serial}/")
    holder.get_by_role("button", name="Make a link", exact=True).click()
    path = holder.locator("code.address").inner_text().split("8000")[-1]
    holder.get_by_role("button", name="Hide my name").click()
    guest.goto(path)
    expect(guest.get_by_role("main")).to_contain_text("Dr. Kim Example")
    look(guest, "shared")
    guest.goto(f"/verify/{certificate.code}/")
    expect(guest.get_by_role("main")).to_contain_text("The holder has chosen not to show the name here")
    expect(guest.get_by_role("main")).not_to_contain_text("Kim Example")
    look(guest, "hidden")
    holder.get_by_role("button", name="Withdraw the link").click()
    guest.goto(path)
    expect(guest.get_by_role("heading", level=1)).to_have_text("There is no certificate at this address")
    look(guest, "unknown")
    holder.get_by_text("Links you withdrew").click()
    holder.get_by_role("button", name="Let it work again").click()
    guest.goto(path)
    expect(guest.get_by_role("main")).to_contain_text("Dr. Kim Example")
    desk = new_page()
    sign_in(desk, user)
    desk.goto(f"/certificates/{certificate.serial}/")
    look(desk, "holder")
