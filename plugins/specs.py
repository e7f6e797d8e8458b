"""The hooks of API 1.0: what the host asks, when, and what happens to the answers.

No hook is ``firstresult``: every plugin is heard, every answer is attributed, and the order of plugins decides nothing.
"""

from collections.abc import Iterable
from typing import get_args, get_type_hints

import pluggy

from plugins.api import (
    CertificateTemplate,
    CreditScheme,
    EventAction,
    EventRef,
    ModuleType,
    MySection,
    PersonalData,
    PersonRef,
    Profession,
    RegionRef,
)

hookspec = pluggy.HookspecMarker("samkurs")


@hookspec
def module_types() -> Iterable[ModuleType]:  # type: ignore[empty-body]
    """Give the module types this plugin adds; asked once per process."""


@hookspec
def credit_schemes() -> Iterable[CreditScheme]:  # type: ignore[empty-body]
    """Give the credit schemes this plugin adds; asked once per process."""


@hookspec
def certificate_templates() -> Iterable[CertificateTemplate]:  # type: ignore[empty-body]
    """Give the certificate designs this plugin adds; asked once per process."""


@hookspec
def professions() -> Iterable[Profession]:  # type: ignore[empty-body]
    """Give the professions this plugin adds to the list people choose from; asked once per process."""


@hookspec
def my_sections(person: PersonRef) -> Iterable[MySection]:  # type: ignore[empty-body]
    """Add sections to a professional's own area; asked of every installed plugin, a failure leaves its section out."""


@hookspec
def event_actions(region: RegionRef, event: EventRef) -> Iterable[EventAction]:  # type: ignore[empty-body]
    """Add links to an event's page in the back office; asked of the plugins active in the event's region."""


@hookspec
def personal_data_export(person: PersonRef) -> Iterable[PersonalData]:  # type: ignore[empty-body]
    """Give all data this plugin keeps of a person; asked of every installed plugin, active or not."""


HOOKS: dict[str, type] = {
    name: get_args(get_type_hints(spec)["return"])[0] for name, spec in list(globals().items()) if hasattr(spec, "samkurs_spec")
}
"""Every hook with the class of the items it answers with."""
