"""Where mails leave the site; Django 6.1 gave these settings a new form."""

import os
from typing import Any

import django


def mail_settings() -> dict[str, Any]:
    """The mail server from EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD and EMAIL_USE_TLS."""
    server = {
        "host": os.environ.get("EMAIL_HOST", "127.0.0.1"),
        "port": int(os.environ.get("EMAIL_PORT", "25")),
        "username": os.environ.get("EMAIL_HOST_USER", ""),
        "password": os.environ.get("EMAIL_HOST_PASSWORD", ""),
        "use_tls": os.environ.get("EMAIL_USE_TLS", "") == "1",
        "timeout": 20,  # seconds; without it a mail server that accepts and then says nothing would hold the worker for ever
    }
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": server}}}
    names = {"username": "EMAIL_HOST_USER", "password": "EMAIL_HOST_PASSWORD"}
    return {names.get(key, f"EMAIL_{key.upper()}"): value for key, value in server.items()}
