"""What reaches the logs: addresses without the secrets in them."""

import logging
import re

SECRETS = re.compile(
    r"""(/calendar/my/|/events/[^/\s"']+/registration/|/verify/|/password/reset/key/|/confirm-email/)"""
    r"""(\?code=)?[^/\s"'?]+"""
)
"""Addresses whose last part opens something for whoever knows it: a calendar, a registration, a certificate, an account."""


def without_secrets(text: str) -> str:
    """The text with each secret part of an address replaced by three dots."""
    return SECRETS.sub(r"\1\2…", text)


class HideSecrets(logging.Filter):
    """Hides secret parts of addresses in a record, wherever in it they stand."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True
