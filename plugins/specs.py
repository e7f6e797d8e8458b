"""The hooks of API 1.0: what the host asks, when, and what happens to the answers.

No hook is ``firstresult``: every plugin is heard, every answer is attributed, and the order of plugins decides nothing.
"""

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Any, get_args, get_type_hints

import pluggy

from plugins.api import (
    CalendarProperty,
    CertificateFact,
    CertificatePurpose,
    CertificateRef,
    CertificateSeal,
    CertificateTemplate,
    ContentBlock,
    CreditReportFormat,
    CreditReportService,
    CreditScheme,
    Erasure,
    EventAction,
    EventRef,
    MenuItem,
    ModuleType,
    MySection,
    PagePanel,
    PageRef,
    PersonalData,
    PersonRef,
    Profession,
    ProfessionalNumber,
    RegionRef,
    RegistrationQuestion,
    RegistrationRef,
    RegistrationRule,
    ReportFormat,
    StaffRef,
    SystemCheck,
)

hookspec = pluggy.HookspecMarker("samkurs")
Settings = Mapping[str, Any]


@hookspec
def module_types() -> Iterable[ModuleType]:  # type: ignore[empty-body]
    """Give the module types this plugin adds; asked once per process."""


@hookspec
def content_blocks() -> Iterable[ContentBlock]:  # type: ignore[empty-body]
    """Give the blocks this plugin adds to descriptions and pages; asked once per process."""


@hookspec
def credit_schemes() -> Iterable[CreditScheme]:  # type: ignore[empty-body]
    """Give the credit schemes this plugin adds; asked once per process."""


@hookspec
def certificate_templates() -> Iterable[CertificateTemplate]:  # type: ignore[empty-body]
    """Give the certificate designs this plugin adds; asked once per process."""


@hookspec
def certificate_seals() -> Iterable[CertificateSeal]:  # type: ignore[empty-body]
    """Give the ways of signing certificates this plugin adds; asked once per process."""


@hookspec
def certificate_purposes() -> Iterable[CertificatePurpose]:  # type: ignore[empty-body]
    """Give what certificates can state beside attendance; asked once per process, offered where the plugin is active."""


@hookspec
def professions() -> Iterable[Profession]:  # type: ignore[empty-body]
    """Give the professions this plugin adds to the list people choose from; asked once per process."""


@hookspec
def registration_rules() -> Iterable[RegistrationRule]:  # type: ignore[empty-body]
    """Give the rules on who may register; asked once per process, applied where the plugin is active."""


@hookspec
def registration_questions() -> Iterable[RegistrationQuestion]:  # type: ignore[empty-body]
    """Give the questions this plugin adds to registration forms; asked once per process, shown where the plugin is active."""


@hookspec
def professional_numbers() -> Iterable[ProfessionalNumber]:  # type: ignore[empty-body]
    """Give the numbers that bodies know professionals by; asked once per process, asked for where the plugin is active."""


@hookspec
def report_formats() -> Iterable[ReportFormat]:  # type: ignore[empty-body]
    """Give the forms of attendance reports this plugin can write; asked once per process."""


@hookspec
def credit_report_formats() -> Iterable[CreditReportFormat]:  # type: ignore[empty-body]
    """Give the lists of credits this plugin can write for bodies; asked once per process."""


@hookspec
def credit_report_services() -> Iterable[CreditReportService]:  # type: ignore[empty-body]
    """Give the interfaces of bodies this plugin can report credits to; asked once per process."""


@hookspec
def system_checks() -> Iterable[SystemCheck]:  # type: ignore[empty-body]
    """Give the checks this plugin wants ``manage.py check`` to run; asked once per process."""


@hookspec
def region_activated(region: RegionRef, settings: Settings) -> None:
    """Called in the transaction that switches this plugin on in a region; a failure leaves it off."""


@hookspec
def region_deactivated(region: RegionRef, settings: Settings) -> None:
    """Called in the transaction that switches this plugin off in a region; a failure is recorded and stops nothing."""


@hookspec
def registration_confirmed(region: RegionRef, registration: RegistrationRef, settings: Settings) -> None:
    """Called by the worker after somebody's place at an event was confirmed."""


@hookspec
def course_completed(region: RegionRef, registration: RegistrationRef, settings: Settings) -> None:
    """Called by the worker once for each registration that attended all of its event."""


@hookspec
def certificate_context(  # type: ignore[empty-body]
    region: RegionRef, certificate: CertificateRef, settings: Settings
) -> Iterable[CertificateFact]:
    """Add lines to a certificate about to be issued; they are frozen with it. A failure leaves its lines out."""


@hookspec
def calendar_properties(  # type: ignore[empty-body]
    region: RegionRef, event: EventRef, settings: Settings
) -> Iterable[CalendarProperty]:
    """Add properties to the calendar entry of an event; the same for everybody, so no personal data."""


@hookspec
def admin_menu_items(region: RegionRef, staff: StaffRef, settings: Settings) -> Iterable[MenuItem]:  # type: ignore[empty-body]
    """Add entries to the back office's menu for somebody who works in the region."""


@hookspec
def page_panels(region: RegionRef, page: PageRef, settings: Settings) -> Iterable[PagePanel]:  # type: ignore[empty-body]
    """Add panels to the editor of a training's page, to be read by the editor."""


@hookspec
def event_actions(region: RegionRef, event: EventRef, settings: Settings) -> Iterable[EventAction]:  # type: ignore[empty-body]
    """Add links to an event's page in the back office; asked of the plugins active in the event's region."""


@hookspec
def my_sections(person: PersonRef) -> Iterable[MySection]:  # type: ignore[empty-body]
    """Add sections to a professional's own area; asked of every installed plugin, a failure leaves its section out."""


@hookspec
def personal_data_export(person: PersonRef) -> Iterable[PersonalData]:  # type: ignore[empty-body]
    """Give all data this plugin keeps of a person; asked of every installed plugin, active or not."""


@hookspec
def personal_data_erase(person: PersonRef) -> Iterable[Erasure]:  # type: ignore[empty-body]
    """Delete the data this plugin keeps of a person; asked of every installed plugin, and a failure stops the whole erasure."""


def _item_class(spec: Any) -> type:
    returned = get_type_hints(spec)["return"]
    return NoneType if returned is NoneType else get_args(returned)[0]


HOOKS: dict[str, type] = {name: _item_class(spec) for name, spec in list(globals().items()) if hasattr(spec, "samkurs_spec")}
"""Every hook with the class of the items it answers with; NoneType for those that are only told."""

IN_TRANSACTIONS = frozenset({"region_activated", "region_deactivated", "calendar_properties", "personal_data_erase"})
"""The hooks that are called while a transaction of the site may be open: each call gets a savepoint of its own there."""
