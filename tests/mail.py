"""Sends the mails of a test to a real server, by the settings the installed Django knows."""

import django

from cms.settings.mail import mail_settings


def send_mails_to(port: int, *, settings, monkeypatch) -> None:
    monkeypatch.setenv("EMAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("EMAIL_PORT", str(port))
    if django.VERSION < (6, 1):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    for name, value in mail_settings().items():
        setattr(settings, name, value)
