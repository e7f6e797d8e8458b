"""Warns before a region can sign no more."""

from datetime import timedelta
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

SOON = timedelta(days=60)
"""Long enough to get a certificate from an authority."""


@register(Tags.database)
def seals_last(app_configs: Any = None, databases: Any = None, **options: Any) -> list[CheckMessage]:
    """An error for every signature key in use that has expired, a warning for one that soon will (``--database default``)."""
    from certificates.domain.seals import expiring

    if not databases or _is_behind():
        return []
    now = timezone.now()
    keys = expiring(before=now + SOON)
    return [_message(key.region.slug, key.expires_at, key.expires_at <= now) for key in keys]


def _is_behind() -> bool:
    """Whether migrations wait: then tables or columns may be missing, and ``migrate`` runs this check first."""
    try:
        executor = MigrationExecutor(connection)
    except Exception:  # a plugin's migrations cannot be read, which the check of plugins tells
        return True
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _message(region: str, day: Any, is_over: bool) -> CheckMessage:
    kind, said, number = (Error, "expired", "E001") if is_over else (checks.Warning, "expires", "W001")
    return kind(
        f"The certificate that signs for {region} {said} on {day:%Y-%m-%d}.",
        hint=f"Get a new one and run: manage.py certificates keys import {region} FILE; see docs/how_to/sign_certificates.md.",
        id=f"certificates.{number}",
    )
