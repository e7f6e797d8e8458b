"""What the plugins' own checks find, as messages of ``manage.py check``."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning  # noqa: A004

from plugins.api import Finding, SystemCheck
from plugins.isolation import PluginBroke, blaming
from plugins.registry import Provided, system_checks
from plugins.verification import verify_item

LEVELS: dict[str, type[Error] | type[Warning]] = {"error": Error, "warning": Warning}


def findings() -> Iterator[CheckMessage]:
    """Run every plugin's checks. One that raises, or finds anything but findings, is a failure of its plugin."""
    for key, check in system_checks().items():
        try:
            with blaming(check.plugin):
                found = [_verified(finding) for finding in check.value.run()]
        except PluginBroke:
            continue
        yield from (_message(key, check, finding) for finding in found)


def _verified(finding: Any) -> Finding:
    verify_item(finding, Finding)
    if finding.level not in LEVELS:
        raise ValueError(f"A finding is an error or a warning, not {finding.level!r}.")
    return finding


def _message(key: str, check: Provided[SystemCheck], finding: Finding) -> CheckMessage:
    source = f"Plugin {check.plugin} {check.version}, {check.value.label}"
    return LEVELS[finding.level](finding.sentence, hint=finding.remedy or None, obj=source, id=key)
