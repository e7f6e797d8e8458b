"""What certificates can state: the core's own three, and those of plugins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from certificates.models import Purpose
from plugins.api import CertificateCase, CertificatePurpose, Text
from plugins.failures import BREAKS
from plugins.isolation import record_failure
from plugins.registry import Provided, certificate_purposes
from plugins.runtime import Hooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of certificate. ``heading`` and ``statement`` are printed: “Certificate of …, Kim took part in …”."""

    key: str
    heading: Text
    statement: Text
    provided: Provided[CertificatePurpose] | None = None

    def refusal(self, case: CertificateCase, settings: Mapping[str, Any]) -> str:
        """Why its plugin gives none, or nothing. A check that fails gives none either: no failure is a consent."""
        if self.provided is None or self.provided.value.check is None:
            return ""
        try:
            answer: object = self.provided.value.check(case, settings)
            text = str(answer) if isinstance(answer, Promise) else answer
        except BREAKS as exc:
            return self._failed(exc)
        if not isinstance(text, str) or (text and not text.strip()):
            return self._failed(f"The check of {self.key} answered {type(answer).__name__} instead of a sentence.")
        return text

    def _failed(self, cause: BaseException | str) -> str:
        assert self.provided is not None  # noqa: S101 (only a plugin's check fails)
        record_failure(self.provided.plugin, cause)
        return _now("The check of the plugin %(plugin)s failed. Tell the administrator.") % {"plugin": self.provided.plugin}


OWN = {
    kind.key: kind
    for kind in (
        Kind(
            key=Purpose.ATTENDANCE.value,
            heading=Purpose.ATTENDANCE.label,
            statement=_("took part in the following training:"),
        ),
        Kind(
            key=Purpose.COMPLETION.value,
            heading=Purpose.COMPLETION.label,
            statement=_("completed the following training:"),
        ),
        Kind(
            key=Purpose.SPEAKER.value,
            heading=Purpose.SPEAKER.label,
            statement=_("contributed to the following training:"),
        ),
    )
}


def kinds(hooks: Hooks) -> dict[str, Kind]:
    """The kinds of certificates on offer where these plugins are active, the core's own first."""
    return OWN | _of_plugins(hooks.only(certificate_purposes()))


def installed_kinds() -> dict[str, Kind]:
    """The kinds of certificates that exist at all, wherever they are offered."""
    return OWN | _of_plugins(certificate_purposes())


def _of_plugins(provided: Mapping[str, Provided[CertificatePurpose]]) -> dict[str, Kind]:
    return {
        key: Kind(key=key, heading=item.value.label, statement=item.value.statement, provided=item)
        for key, item in sorted(provided.items())
    }
