"""A body granted credits for an event as it was described. When that changes, the body has to be told, until somebody did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.accrediting.accreditation import AccreditationError
from training.enums import AccreditationStatus, EventState
from training.models import Accreditation, ApplicationFacts, ChangeNotice, Event

SESSION = ("title", "minutes", "start", "end", "lead", "delivery")
DETAILS = ("goals", "contact", "attendance_check", "number_capture", "evaluation", "without_sponsors")


@contextmanager
def noting_changes(event: Event, *, now: datetime) -> Iterator[None]:
    """Note for each body that granted credits what changes inside of what its grant rests on. Use it in a transaction.

    Changes that nobody was told of yet are one notice, which grows. Events without a grant cost one query.
    """
    granted = list(Accreditation.objects.filter(event=event, status=AccreditationStatus.GRANTED))
    if not granted:
        yield
        return
    before = _described(event)
    yield
    after = _described(event)
    if changed := {kind for kind in before if before[kind] != after[kind]}:
        for accreditation in granted:
            _note(accreditation, changed, now=now)


@transaction.atomic
def mark_told(notice: ChangeNotice, *, seen: str, user: Any, now: datetime) -> None:
    """Tick off that the body was told. ``seen`` is the ``version`` of the notice on the screen where it was ticked off.

    Raises AccreditationError when it was ticked off before, or when the event has changed again since it was shown.
    """
    current = ChangeNotice.objects.select_for_update().get(pk=notice.pk)
    if current.told_at:
        raise AccreditationError(_("Somebody has ticked this off already. There is nothing left to do."))
    if current.version != seen:
        raise AccreditationError(
            _("The event has changed again since this page was shown. Read what has changed and tell the body first.")
        )
    current.told_at, current.told_by = now, user
    current.save(update_fields=["told_at", "told_by"])


def _described(event: Event) -> dict[str, object]:
    """What a grant rests on, kind by kind. The programme is taken relative to the start, so that a move is only a move."""
    facts = Event.objects.values("start", "end", "venue", "delivery", "scientific_lead", "state").get(pk=event.pk)
    sessions = event.sessions.order_by("start", "title", "pk").values_list(*SESSION)
    return {
        "time": (facts["start"], facts["end"]),
        "programme": [
            (title, minutes, start - facts["start"], end - facts["start"], lead, delivery)
            for title, minutes, start, end, lead, delivery in sessions
        ],
        "place": (facts["venue"], facts["delivery"]),
        "scientific_lead": facts["scientific_lead"],
        "details": _details(event),
        "called_off": facts["state"] == EventState.CANCELLED,
    }


def _details(event: Event) -> object:
    """What applications say beside it, in rows that compare whatever their keys are."""
    tables = (
        ApplicationFacts.objects.filter(event=event).values_list(*DETAILS),
        event.sponsors.values_list("name", "amount", "currency", "purpose"),
        event.disclosures.values_list("name", "statement"),
    )
    return [sorted(rows, key=repr) for rows in tables]


def _note(accreditation: Accreditation, changed: set[str], *, now: datetime) -> None:
    notice = ChangeNotice.objects.filter(accreditation=accreditation, told_at=None).first()
    notice = notice or ChangeNotice(accreditation=accreditation)
    notice.kinds = sorted({*notice.kinds, *changed})
    notice.changed_at = now
    notice.save()
