"""What shows that the credits of an event were reported to a body: one list for auditors, whatever way the report took."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from training.domain.asked_numbers import keys_of_scheme
from training.models import Accreditation, RegistrationNumber, ReportReceipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That something was reported of somebody. ``number`` has masked digits only; ``by`` is empty where nobody is known."""

    name: str
    what: str
    number: str
    receipt: str
    at: datetime
    by: str = ""
    note: str = ""


def receipts_of(accreditation: Accreditation) -> list[Receipt]:
    """The receipts of one body's reports, by name and time; two queries."""
    numbers = _reported_numbers(accreditation)
    rows = ReportReceipt.objects.filter(line__report__accreditation=accreditation)
    reported = list(rows.select_related("line__registration__person", "by").order_by("pk"))
    of_reports = {row.line.registration_id for row in reported}
    told = [_of_report(row, numbers.get(row.line.registration_id)) for row in reported]
    alone = [_of_number(number) for registration, number in numbers.items() if registration not in of_reports]
    return sorted([*told, *alone], key=lambda receipt: (receipt.name.casefold(), receipt.at))


def _reported_numbers(accreditation: Accreditation) -> dict[int, RegistrationNumber]:
    """Of the numbers by which the body knows its professionals, those that were reported and are gone since."""
    rows = RegistrationNumber.objects.filter(
        registration__event=accreditation.event_id,
        key__in=keys_of_scheme(accreditation.scheme),
        reported_at__isnull=False,
        registration__person__isnull=False,
    )
    return {row.registration_id: row for row in rows.select_related("registration__person").order_by("pk")}


def _of_report(row: ReportReceipt, number: RegistrationNumber | None) -> Receipt:
    person = row.line.registration.person
    return Receipt(
        name=person.name if person else "",
        what=", ".join([str(row.get_act_display()), *_amounts(row)]),
        number=number.masked if number else "",
        receipt=row.receipt,
        at=row.at,
        by=str(row.by) if row.by else "",
        note=row.note,
    )


def _amounts(row: ReportReceipt) -> Iterator[str]:
    parts = (
        (_("basis"), row.basis),
        (_("learning check"), row.learning_check),
        (_("contribution as a speaker"), row.speaker),
    )
    return (f"{label} {amount.normalize():f}" for label, amount in parts if amount)


def _of_number(row: RegistrationNumber) -> Receipt:
    person, at = row.registration.person, row.reported_at
    if person is None or at is None:
        raise ValueError("Only reported numbers of known people have a receipt.")
    return Receipt(name=person.name, what=_("Reported"), number=row.masked, receipt=row.receipt, at=at)
