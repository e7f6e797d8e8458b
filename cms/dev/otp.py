"""The current codes of the demo's staff, so that a stranger comes into the back office without an authenticator app."""

import time
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

DEMO_ADDRESS = ".example"
"""The end of addresses that no real person can own (RFC 2606)."""


@dataclass(frozen=True)
class Code:
    email: str
    value: str


def demo_codes(*, now: float | None = None) -> list[Code]:
    """The codes that hold at this moment, by address; those of real addresses are never shown."""
    counter = int(now or time.time()) // app_settings.TOTP_PERIOD
    factors = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__email__endswith=DEMO_ADDRESS)
    return [
        Code(factor.user.email, format_hotp_value(hotp_value(decrypt(factor.data["secret"]), counter)))
        for factor in factors.select_related("user").order_by("user__email")
    ]


def seconds_left(*, now: float | None = None) -> int:
    return app_settings.TOTP_PERIOD - int(now or time.time()) % app_settings.TOTP_PERIOD
