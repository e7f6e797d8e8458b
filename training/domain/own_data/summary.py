"""What a deletion says of itself, before and after: how much of what goes, and what stays and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.models import (
    Attendance,
    AttendanceCorrection,
    Contribution,
    CreditEntry,
    CreditReportLine,
    Evaluation,
    LearningCheckResult,
    ReportReceipt,
)

AS_PROOF = gettext_lazy("Chambers and funders may ask for proof of what was attended; it is kept as long as that can be asked.")

PROOF: Mapping[type[Model], tuple[str, Promise]] = {
    Attendance: ("registration", gettext_lazy("Attendance")),
    AttendanceCorrection: ("registration", gettext_lazy("Corrections of attendance")),
    LearningCheckResult: ("registration", gettext_lazy("Results of learning checks")),
    Contribution: ("registration", gettext_lazy("Contributions to events")),
    Evaluation: ("registration", gettext_lazy("Notes that you handed in an evaluation")),
    CreditEntry: ("registration", gettext_lazy("Credits")),
    CreditReportLine: ("registration", gettext_lazy("Reports of credits")),
    ReportReceipt: ("line__registration", gettext_lazy("Receipts of these reports")),
}
"""What stays with a registration that proves a participation: the way to the registration, and what it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How many records of one kind are deleted, and how many stay for which reason. ``plugin`` is empty for the core's own."""

    section: str
    deleted: int = 0
    kept: int = 0
    reason: str = ""
    plugin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """How many records of each kind go."""

    accounts: int
    persons: int
    registrations: int
    numbers: int
    mails: int
    own_credits: int
    notes: int


def lines_of(deleted: Deleted, *, kept: Collection[int], names: int) -> list[Line]:
    """The core's lines. ``kept`` are the keys of the registrations that stay, and ``names`` is how many names stay for them."""
    lines = [
        Line(section=_("Account and mail addresses"), deleted=deleted.accounts),
        Line(
            section=_("Name and profile"),
            deleted=deleted.persons,
            kept=names,
            reason=_("Only the name stays, on the records that are kept as proof.") if names else "",
        ),
        Line(
            section=_("Registrations, with what you answered"),
            deleted=deleted.registrations,
            kept=len(kept),
            reason=_("Without mail address and answers: attendance is recorded for them.") if kept else "",
        ),
        Line(section=_("Professional numbers, such as an EFN"), deleted=deleted.numbers),
        Line(section=_("Mails to you"), deleted=deleted.mails),
        Line(section=_("Credits you entered yourself with their proofs, and windows"), deleted=deleted.own_credits),
        Line(section=_("Notes from computing credits"), deleted=deleted.notes),
        *_proof(kept),
    ]
    return [line for line in lines if line.deleted or line.kept]


def _proof(kept: Collection[int]) -> list[Line]:
    return [
        Line(
            section=str(label),
            kept=model._default_manager.filter(**{f"{path}__in": kept}).count(),
            reason=str(AS_PROOF),
        )
        for model, (path, label) in PROOF.items()
    ]
