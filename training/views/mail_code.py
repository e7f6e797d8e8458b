"""A code by mail that proves whose a registration is, in the browser that asked for it.

The rules are allauth's (format, validity, attempts, rate limits), the process is ours for one reason: allauth mails a code
only to addresses that have an account, and here known and unknown addresses must look the same.
"""

import logging
from datetime import UTC, datetime
from smtplib import SMTPException
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from training.domain.errors import DomainError
from training.domain.registration import availability
from training.models import Registration
from training.views.words import request_sentence

logger = logging.getLogger(__name__)
SESSION_KEY = "registration_code"
SAME_SUBMIT = 20
"""Seconds in which a second request is the same click again and gets no second code."""


class CodeNotSent(DomainError):
    """No code left the house; the registration stands as it was."""


class MailCode(AbstractCodeVerificationProcess):
    """One code for one registration. A new one replaces it; after its last attempt or its ten minutes it is void."""

    def __init__(self, request: HttpRequest, registration: Registration, state: dict[str, Any]) -> None:
        super().__init__(app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS, app_settings.LOGIN_BY_CODE_TIMEOUT, state)
        self.request = request
        self.registration = registration

    @classmethod
    def start(cls, request: HttpRequest, registration: Registration) -> "MailCode":
        """Mail a new code and remember it in the session, or raise CodeNotSent."""
        pending = cls.pending(request, registration)
        if pending and datetime.now(UTC).timestamp() - pending.state["at"] < SAME_SUBMIT:
            return pending
        email = address_of(registration)
        if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
            raise CodeNotSent(_("Too many codes have been asked for. Please wait a few minutes and ask for a new one."))
        state = cls.initial_state(user=None, email=email)
        state |= {"code": get_adapter().generate_login_code(), "registration": registration.pk}
        process = cls(request, registration, state)
        process.send()
        process.persist()
        return process

    @classmethod
    def pending(cls, request: HttpRequest, registration: Registration) -> "MailCode | None":
        """The code this browser waits for, if it is for this registration and still valid. Changes nothing."""
        state = request.session.get(SESSION_KEY)
        if not state or (state["registration"], state["email"]) != (registration.pk, address_of(registration)):
            return None
        process = cls(request, registration, state)
        return process if process.is_valid() else None

    @property
    def valid_until(self) -> datetime:
        return datetime.fromtimestamp(self.state["at"] + self.timeout, UTC)

    @property
    def attempts_left(self) -> int:
        return self.max_attempts - self.state["failed_attempts"]

    def accepts(self, code: str) -> bool:
        """Whether the code is right. It works once; a wrong one uses up an attempt."""
        if compare_user_code(actual=code, expected=self.code):
            self.abort()
            return True
        self.record_invalid_attempt()
        return False

    def send(self) -> None:
        """Straight away and not through the outbox, which would keep the code; no transaction is open meanwhile."""
        facts = _facts(self.registration) | {"code": self.code, "valid_until": self.valid_until}
        subject = render_to_string("training/mail/code_subject.txt", facts).strip()
        try:
            send_mail(subject, render_to_string("training/mail/code.txt", facts), None, [self.state["email"]])
        except (OSError, SMTPException) as exc:
            logger.exception("A code could not be mailed")
            sentence = _("We could not send the mail with your code just now. Please ask for a new one in a few minutes.")
            raise CodeNotSent(sentence) from exc

    def persist(self) -> None:
        self.request.session[SESSION_KEY] = self.state

    def abort(self) -> None:
        self.request.session.pop(SESSION_KEY, None)


def address_of(registration: Registration) -> str:
    """Where codes for a registration go. One made by hand may have no address but its person's."""
    return registration.email or (registration.person.email if registration.person else "")


def _facts(registration: Registration) -> dict[str, Any]:
    """Plain values only: a template of a mail can reach nothing else."""
    event, now = registration.event, timezone.now()
    return {
        "title": event.title,
        "seat": "" if registration.person_id else request_sentence(registration, availability(event, now=now), now=now),
        "url": f"{settings.BASE_URL}{registration.get_absolute_url()}",
        "office": event.region.organisation,
        "contact": event.region.contact_email,
    }
