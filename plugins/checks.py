"""System checks: what is wrong with an installed plugin, and what to do about it.

Each failure is an Error, so that ``check``, ``migrate`` and ``runserver`` stop a deployment; a site that runs keeps running.
"""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from plugins.failures import Failure, failures
from plugins.findings import findings
from plugins.registry import PROVIDERS
from plugins.rehearsal import rehearse_migrations, rehearse_settings
from plugins.urls import plugin_admin_urls, plugin_urls


@register()
def plugins_are_healthy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for every failure of any plugin, after everything was asked of it that can be asked before a request.

    What the plugins' own checks found stands before that, under the keys of the checks.
    """
    found = list(findings())
    failed = [Error(str(failure), hint=failure.remedy, id=f"plugins.{failure.phase.code}") for failure in provoked_failures()]
    return [*found, *failed]


def provoked_failures() -> tuple[Failure, ...]:
    """The failures of all phases up to the first request, provoked now."""
    for provided in PROVIDERS:
        provided()
    plugin_urls()
    plugin_admin_urls()
    rehearse_settings()
    rehearse_migrations()
    return failures()
