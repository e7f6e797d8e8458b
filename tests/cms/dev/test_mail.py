import smtplib
from email.message import EmailMessage

import pytest

from cms.dev.mail import caught, find, start_catcher


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mail"


@pytest.fixture
def send(folder):
    """Sends a mail the way the site does, through a socket."""
    catcher = start_catcher(folder)

    def send(subject: str, text: str, calendar: str = "") -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "Samkurs <noreply@samkurs.example>", "kim@example.org", subject
        message.set_content(text)
        if calendar:
            message.add_attachment(calendar, subtype="calendar", filename="invitation.ics")
        with smtplib.SMTP("127.0.0.1", catcher.port) as server:
            server.send_message(message)

    yield send
    catcher.stop()


def test_a_mail_can_be_read_back_with_its_umlauts_and_attachment(send, folder):
    send("Ihr Code für die Anmeldung", "Ihr Code lautet K7-Ü42.", calendar="BEGIN:VCALENDAR")
    [mail] = caught(folder)
    assert mail.message["Subject"] == "Ihr Code für die Anmeldung"
    assert mail.text.strip() == "Ihr Code lautet K7-Ü42."
    assert [(name, kind, text.strip()) for name, kind, text in mail.attachments] == [
        ("invitation.ics", "text/calendar", "BEGIN:VCALENDAR")
    ]


def test_the_newest_mail_comes_first(send, folder):
    for subject in ("first", "second", "third"):
        send(subject, "text")
    assert [mail.message["Subject"] for mail in caught(folder)] == ["third", "second", "first"]


def test_nothing_outside_the_folder_can_be_opened(send, folder):
    (folder.parent / "secret.eml").write_text("Subject: secret\n\nsecret")
    assert find(folder, "../secret") is None


@pytest.mark.urls("tests.cms.dev.urls")
def test_the_pages_list_the_mails_and_show_one_with_links(send, folder, settings, client):
    settings.MAIL_FOLDER = folder
    send("Ihr Kalender", "Siehe https://samkurs.example/my/ bitte.", calendar="BEGIN:VCALENDAR")
    listing = client.get("/dev/mail/").content.decode()
    name = caught(folder)[0].name
    assert f'<a href="/dev/mail/{name}/">Ihr Kalender</a>' in listing
    shown = client.get(f"/dev/mail/{name}/").content.decode()
    assert '<a href="https://samkurs.example/my/"' in shown
    assert "<pre>BEGIN:VCALENDAR" in shown


@pytest.mark.django_db
@pytest.mark.urls("tests.cms.dev.urls")
def test_an_empty_list_says_what_to_do_and_an_unknown_mail_is_not_found(folder, settings, client):
    settings.MAIL_FOLDER = folder
    assert "No mail has been sent yet." in client.get("/dev/mail/").content.decode()
    assert client.get("/dev/mail/20261122-000000-000000-abcdef/").status_code == 404


@pytest.mark.django_db
def test_a_site_without_debug_shows_no_mails(client):
    assert client.get("/dev/mail/", follow=True).status_code == 404
