"""The electronic interface for a grant, as a plugin gives it; what fails there is the plugin's failure and nobody's report."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.utils.translation import gettext as _

from plugins.api import (
    CreditReport as ReportedGrant,
)
from plugins.api import (
    CreditReportService,
    CreditUnit,
    ReportAccess,
    ReportConnection,
    ReportedPerson,
    ReportOutcome,
)
from plugins.isolation import PluginBroke, blaming, record_failure
from plugins.registry import Provided, credit_report_services
from plugins.runtime import hooks_for
from training.domain.reporting.errors import CreditReportError
from training.encryption import masked
from training.enums import ReportLineState
from training.models import Accreditation, CreditReportLine

LONGEST_RECEIPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An interface offered for a grant. Without a ``destination`` it cannot be used yet, and ``problem`` says what to do."""

    provided: Provided[CreditReportService]
    destination: str = ""
    problem: str = ""

    @property
    def key(self) -> str:
        return self.provided.value.key


def service_for(accreditation: Accreditation, *, key: str = "") -> Service | None:
    """The interface that the region's plugins offer for the grant, that of the key if one is given; one query."""
    hooks = hooks_for(accreditation.event.region)
    for provided in hooks.only(credit_report_services()).values():
        if accreditation.scheme in provided.value.schemes and key in ("", provided.value.key):
            return _located(provided, partial(hooks.settings, provided.plugin))
    return None


def _located(provided: Provided[CreditReportService], settings: Callable[[], Any]) -> Service:
    try:
        with blaming(provided.plugin):
            try:
                return Service(provided=provided, destination=_text(provided.value.destination(settings())))
            except ValueError as refusal:
                return Service(provided=provided, problem=str(refusal))
    except PluginBroke:
        return Service(provided=provided, problem=_broken(provided))


def connect(service: Service, accreditation: Accreditation, *, secret: str) -> ReportConnection:
    """A connection for one report. Raises CreditReportError with a sentence when there can be none; nothing is sent yet."""
    provided = service.provided
    if service.problem:
        raise CreditReportError(service.problem)
    settings = hooks_for(accreditation.event.region).settings(provided.plugin)
    access = ReportAccess(report=granted(accreditation), secret=secret, settings=settings)
    connection, refusal = _connected(provided, access)
    if refusal:
        raise CreditReportError(refusal)
    if not isinstance(connection, ReportConnection):
        record_failure(provided.plugin, f"connect of {provided.value.key} gives {type(connection).__name__}.")
        raise CreditReportError(_broken(provided))
    return connection


def _connected(provided: Provided[CreditReportService], access: ReportAccess) -> tuple[object, str]:
    """The connection, or why there can be none."""
    try:
        with blaming(provided.plugin):
            try:
                return provided.value.connect(access), ""
            except ValueError as refusal:
                return None, str(refusal)
    except PluginBroke:
        return None, _broken(provided)


def send(connection: ReportConnection, service: Service, line: CreditReportLine, *, number: str) -> ReportOutcome:
    """What the body says to one person's credits. A plugin that fails has not said anything, so that it is tried again."""
    act = connection.withdraw if line.state == ReportLineState.WITHDRAWING else connection.submit
    provided = service.provided
    try:
        with blaming(provided.plugin):
            outcome: object = act(person_of(line, number=number))
    except PluginBroke:
        return ReportOutcome(status="later", sentence=_broken(provided))
    if not isinstance(outcome, ReportOutcome) or not isinstance(outcome.wait, int | None):
        record_failure(provided.plugin, f"{provided.value.key} answers with no ReportOutcome that waits whole seconds.")
        return ReportOutcome(status="later", sentence=_broken(provided))
    return _discreet(outcome, number)


def granted(accreditation: Accreditation) -> ReportedGrant:
    """The grant as plugins see it, without people."""
    return ReportedGrant(
        event=accreditation.event.ref,
        organisation=accreditation.event.region.organisation,
        body=accreditation.body,
        reference=accreditation.reference,
        category=accreditation.category,
        unit=cast(CreditUnit, accreditation.unit),
        granted=accreditation.granted,
        granted_learning_check=accreditation.granted_learning_check,
        valid_from=accreditation.valid_from,
        valid_to=accreditation.valid_to,
    )


def person_of(line: CreditReportLine, *, number: str = "") -> ReportedPerson:
    """The line as plugins see it."""
    person = line.registration.person
    return ReportedPerson(
        name=person.name if person else "",
        date=line.date,
        number=number,
        basis=line.basis,
        learning_check=line.learning_check,
        speaker=line.speaker,
    )


def _discreet(outcome: ReportOutcome, number: str) -> ReportOutcome:
    """The outcome without the number, whatever the plugin or the body put into its words."""

    def without(text: str) -> str:
        return str(text).replace(number, masked(number)) if number else str(text)

    receipt = without(outcome.receipt)[:LONGEST_RECEIPT]
    return ReportOutcome(status=outcome.status, receipt=receipt, sentence=without(outcome.sentence), wait=outcome.wait)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"destination gives {type(value).__name__} instead of a host.")
    return value


def _broken(provided: Provided[CreditReportService]) -> str:
    sentence = _("“{label}” does not work, because the plugin {plugin} fails. Tell the administrator; nothing is lost.")
    return sentence.format(label=provided.value.label, plugin=provided.plugin)
