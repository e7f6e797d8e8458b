"""The rows of a dossier's tables: plain data of what is stored."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from certificates.dossier.material import Material
from plugins.sheets import add_row, add_sheet, new_book, set_widths, to_bytes
from training.audience import profession_label
from training.domain.queries import profession_of
from training.models import CreditEntry


def lines(material: Material) -> list[dict[str, Any]]:
    """Each participant with the minutes of every session, None where nothing is recorded, and their sum."""
    known = material.minutes
    return [
        {
            "name": row.person.name if row.person else "",
            "profession": profession_label(profession_of(row)),
            "organisation": row.person.organisation if row.person else "",
            "state": row.get_state_display(),
            "minutes": [known[row.pk].get(session.pk) for session in material.sessions],
            "total": sum(known[row.pk].values()),
        }
        for row in material.people
    ]


def workbook(material: Material) -> bytes:
    """The participants as a table that can be computed with."""
    book = new_book()
    sheet = add_sheet(book, _("Participants"), otherwise="1")
    headings = [f"{session.title} ({session.minutes})" for session in material.sessions]
    add_row(
        sheet,
        _("Name"),
        _("Profession"),
        _("Organisation"),
        pgettext("registration", "Status"),
        *headings,
        _("Minutes present"),
        bold=True,
    )
    for line in lines(material):
        minutes = ["" if present is None else present for present in line["minutes"]]
        add_row(sheet, line["name"], line["profession"], line["organisation"], line["state"], *minutes, line["total"])
    set_widths(sheet, (32, 24, 32, 14, *(16 for _session in headings), 16))
    return to_bytes(book)


def entries(material: Material) -> list[dict[str, Any]]:
    """Each entry with its number in the dossier, that of the one it corrects, and the minutes it rests on."""
    numbers: dict[int | None, int] = {entry.pk: number for number, entry in enumerate(material.credits, start=1)}
    return [
        {
            "number": numbers[entry.pk],
            "corrects": numbers.get(entry.corrects_id),
            "entry": entry,
            "attended": sum(session["attended"] for session in entry.facts.get("sessions", ())),
            "minutes": sum(session["minutes"] for session in entry.facts.get("sessions", ())),
        }
        for entry in material.credits
    ]


def as_document(entry: CreditEntry) -> dict[str, Any]:
    """The entry with all its facts, which ``manage.py credits compute`` reads."""
    return {
        "entry": entry.pk,
        "corrects": entry.corrects_id,
        "name": entry.registration.person.name if entry.registration.person else "",
        "body": entry.body,
        "scheme": entry.scheme,
        "plugin": entry.plugin,
        "plugin_version": entry.plugin_version,
        "status": entry.status,
        "amount": None if entry.amount is None else str(entry.amount),
        "unit": entry.unit,
        "lines": entry.lines,
        "reason": entry.reason,
        "facts": entry.facts,
        "created_at": entry.created_at.isoformat(),
    }
