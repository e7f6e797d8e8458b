"""What became of awards: which entry corrects which, and why; nothing that was awarded disappears."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _

from training.models import CreditEntry, Person, Registration

CAUSES = ("sessions", "assessment", "contributions", "grant")
"""The facts whose change is a reason to correct, in the order in which they are told."""

MOST = 20
"""So many corrections are told on one page; the export of one's own data has all of them."""


def history_of(registration: Registration) -> list[list[CreditEntry]]:
    """Every entry of the registration: a list for the hours, then one for each body, the newest entry first. One query."""
    entries = registration.credits.select_related("corrects").order_by("body", "accreditation", "-pk")
    return [list(award) for _key, award in groupby(entries, key=lambda entry: (entry.body, entry.accreditation_id))]


def corrections_of(person: Person) -> list[CreditEntry]:
    """The entries of the person that correct another, newest first, at most ``MOST``; one query."""
    corrections = CreditEntry.objects.filter(registration__person=person, corrects__isnull=False)
    return list(corrections.select_related("corrects", "registration__event").order_by("-created_at", "-pk")[:MOST])


def causes_of(correction: CreditEntry) -> str:
    """Why an entry was corrected, as a part of a sentence, from what the two entries rest on. Its ``corrects`` is loaded."""
    was, shall = correction.corrects.facts if correction.corrects else {}, correction.facts
    return ", ".join(_named(cause for cause in CAUSES if was.get(cause) != shall.get(cause))) or _("the rule was changed")


def _named(causes: Iterable[str]) -> Iterable[str]:
    sentences = {
        "sessions": _("the attendance was changed"),
        "assessment": _("the result of the learning check was changed"),
        "contributions": _("the contributions were changed"),
        "grant": _("the body’s notice was changed"),
    }
    return map(sentences.__getitem__, causes)
