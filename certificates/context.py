"""The printed facts of a certificate, read back from its snapshot, whatever schema that was written in."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from certificates.facts import Added, Contributed, CourseLine, CreditPrinted, Facts, Issuer, SessionLine
from certificates.look import look_of

SCHEMA = 6
"""Version of the snapshot's shape. A new shape gets a new number, and old certificates are read as they were written.

1 knows no lines of plugins; 2 has them under ``more``; 3 has what was chosen of the looks, the parts of credits, and the
checksum of the design; 4 says what kind of certificate it is, and what that rests on; 5 marks the lines of plugins whose value
others do not see; 6 has what the texts and choices of a design are called.
"""


def facts_of(snapshot: Mapping[str, Any]) -> Facts:
    """Read a snapshot. Raises ValueError when its schema is not known here, KeyError when something is missing in it."""
    if snapshot["schema"] not in range(1, SCHEMA + 1):
        raise ValueError(f"Snapshots of schema {snapshot['schema']} cannot be read here.")
    event, zone = snapshot["event"], ZoneInfo(snapshot["event"]["time_zone"])
    programme = snapshot.get("programme", {})
    return Facts(
        serial=snapshot["serial"],
        code=grouped(snapshot["code"]),
        verification_url=snapshot["verification_url"],
        language=snapshot["language"],
        purpose=snapshot["purpose"],
        heading=snapshot.get("heading", ""),
        statement=snapshot.get("statement", ""),
        criteria=tuple(snapshot.get("criteria", ())),
        issued_on=date.fromisoformat(snapshot["issued_on"]),
        name=snapshot["person"]["name"],
        event_code=event["code"],
        event_title=event["title"],
        zone=event["time_zone"],
        start=_moment(event["start"], zone),
        end=_moment(event["end"], zone),
        delivery=event["delivery"],
        place=event["place"],
        host=event["host"],
        scientific_lead=event["scientific_lead"],
        sessions=tuple(_session(line, zone) for line in snapshot["sessions"]),
        attended_minutes=sum(line["attended"] for line in snapshot["sessions"]),
        contributions=tuple(Contributed(**line) for line in snapshot.get("contributions", ())),
        programme=programme.get("title", ""),
        courses=tuple(_course(line, zone) for line in programme.get("courses", ())),
        hours=Decimal(snapshot["hours"]) if snapshot["hours"] else None,
        credits=tuple(_credit(line) for line in snapshot["credits"]),
        more=tuple(_added(line) for line in snapshot.get("more", ())),
        issuer=Issuer(**snapshot["issuer"]),
        look=look_of(snapshot.get("look", {})),
    )


def grouped(code: str) -> str:
    """A code in groups of four characters, as people read it aloud and type it."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _session(line: Mapping[str, Any], zone: ZoneInfo) -> SessionLine:
    return SessionLine(
        title=line["title"], start=_moment(line["start"], zone), minutes=line["minutes"], attended=line["attended"]
    )


def _credit(line: Mapping[str, Any]) -> CreditPrinted:
    parts = {name: Decimal(value) for name, value in line.get("parts", {}).items()}
    return CreditPrinted(
        body=line["body"],
        amount=Decimal(line["amount"]),
        unit=line["unit"],
        category=line["category"],
        reference=line["reference"],
        **parts,
    )


def _added(line: Mapping[str, Any]) -> Added:
    return Added(key=line["key"], label=line["label"], value=line["value"], is_private=line.get("is_private", False))


def _course(line: Mapping[str, Any], zone: ZoneInfo) -> CourseLine:
    return CourseLine(title=line["title"], start=_moment(line["start"], zone), serial=line["serial"])


def _moment(value: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(value).astimezone(zone)
