"""The second factor of staff: who needs one, and when a session has shown it (docs/decisions/staff-second-factor.md)."""

import time
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.http import HttpRequest

from cms.models import User

LASTS = timedelta(hours=12)
"""How long a session may use the back office before it is asked again: a working day."""

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_staff(user: User) -> bool:
    """Whether the account may enter the back office at all, so that it needs a second factor."""
    return user.is_authenticated and user.has_perm("wagtailadmin.access_admin")


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def has_passed(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor that the account still has, within the last working day."""
    since = time.time() - LASTS.total_seconds()
    records = get_authentication_records(request, request.user)
    shown = [record.get("id") for record in records if record["method"] == "mfa" and record["at"] > since]
    return bool(shown) and Authenticator.objects.filter(user_id=request.user.pk, pk__in=shown).exists()


def has_proven_mail(request: HttpRequest) -> bool:
    """Whether this session was opened with a code sent by mail: a password alone does not entitle to set up a factor."""
    return any(record["method"] == "code" for record in get_authentication_records(request, request.user))


def remember_new_factor(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    """Setting up a factor ends with showing it, so the session has passed. Receives allauth's ``authenticator_added``."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def enrol(user: User, secret: str | None = None) -> Authenticator:
    """Give the account an authenticator app's secret, new unless given: for demo accounts and tests, where nobody scans."""
    return TOTP.activate(user, secret or generate_totp_secret()).instance


def reset(user: User) -> int:
    """Take away every second factor of the account, so that its owner sets up a new one; sessions that showed them end."""
    return Authenticator.objects.filter(user=user).delete()[0]
