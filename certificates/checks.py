"""Warns before a region can sign no more."""

from datetime import timedelta
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import DatabaseError, connection
from django.utils import timezone

SOON = timedelta(days=60)
"""Long enough to get a certificate from an authority."""


@register(Tags.database)
def seals_last(app_configs: Any = None, databases: Any = None, **options: Any) -> list[CheckMessage]:
    """An error for every signature key in use that has expired, a warning for one that soon will (``--database default``)."""
    from certificates.domain.seals import expiring
    from certificates.models import SealKey

    if not databases or SealKey._meta.db_table not in connection.introspection.table_names():
        return []
    now = timezone.now()
    try:
        keys = list(expiring(before=now + SOON))
    except DatabaseError:  # before ``migrate``, which runs this check first, a table may lack a column
        return []
    return [_message(key.region.slug, key.expires_at, key.expires_at <= now) for key in keys]


def _message(region: str, day: Any, is_over: bool) -> CheckMessage:
    kind, said, number = (Error, "expired", "E001") if is_over else (Warning, "expires", "W001")
    return kind(
        f"The certificate that signs for {region} {said} on {day:%Y-%m-%d}.",
        hint=f"Get a new one and run: manage.py certificates keys import {region} FILE; see docs/how_to/sign_certificates.md.",
        id=f"certificates.{number}",
    )
