"""What the chamber asks of the course that runs today, and its letter: all of it invented, and marked as such."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from django.core.files.base import File

from training.domain.accrediting.application_facts import Disclosed, Sponsoring, Texts, facts_of, record_facts
from training.domain.accrediting.notice_files import add_notice
from training.domain.events import update_event
from training.models import Accreditation, Event

NOTICE = Path(__file__).parent / "files" / "bescheid.pdf"
LEAD = "Dr. Demo-Leitung"
"""Of the course and of its sessions."""
SPONSOR = Sponsoring(name="Stiftung Beispiel (Demo)", amount=Decimal(500), purpose="Miete der Räume")
DISCLOSURE = Disclosed(name=LEAD, statement="Keine Interessenkonflikte.")


def record(event: Event, *, now: datetime) -> None:
    """Record who leads, contact, evaluation, the sponsor with its sum, and what the lead declared. The page's goals stay."""
    update_event(event, changes={"scientific_lead": LEAD}, now=now)
    event.sessions.update(lead=LEAD)
    texts = Texts(
        goals=facts_of(event).goals,
        contact=f"{event.region.organisation}, {event.region.contact_email}",
        attendance_check="Unterschriftenliste zu jedem Programmpunkt",
        number_capture="Bei der Anmeldung oder am Einlass",
        evaluation="Fragebogen am Ende des Tages; die Ergebnisse gehen an die Leitung.",
    )
    record_facts(event, texts=texts, without_sponsors=False, sponsors=[SPONSOR], disclosures=[DISCLOSURE], now=now)


def file_notice(accreditation: Accreditation, *, now: datetime) -> None:
    with NOTICE.open("rb") as file:
        add_notice(accreditation, File(file, name=NOTICE.name), label="Bescheid (Demo)", by=None, now=now)
