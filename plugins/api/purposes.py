"""What certificates may state, and what is known of somebody for whom one is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from plugins.api.credits import Role
from plugins.api.info import Text
from plugins.api.refs import EventRef

CheckStanding = Literal["passed", "failed", "open", "unmarked", "none"]
"""How somebody stands with an event's learning check: ``open`` is not taken yet, ``unmarked`` a check without a pass mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateCase:
    """What is known of somebody's part in an event when a certificate is asked for; the name is not.

    ``missed`` has the titles of mandatory sessions that were not attended at all, ``lacking`` those of trainings the organiser
    asks for of which the person holds no certificate. Minutes offered are those of the sessions the person takes part in.
    """

    event: EventRef
    attended_minutes: int
    offered_minutes: int
    missed: tuple[str, ...] = ()
    learning_check: CheckStanding = "none"
    evaluation: bool = False
    contributions: tuple[Role, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePurpose:
    """Something a certificate can state beside attendance, completion and contribution.

    ``label`` is its heading; ``statement`` leads from the person's name to the title of the event. ``check`` is asked beside
    what the organiser asks for. It takes the case and the plugin's settings in the region, and returns the sentence that says
    why there is no certificate, or ``""``. Anything else, None and an exception included, is a no.
    """

    key: str
    label: Text
    statement: Text
    check: Callable[[CertificateCase, Mapping[str, Any]], str] | None = None
