"""The awards that certificates print, read for many people at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from training.models import CreditEntry


def entries_of(registrations: Iterable[int]) -> Mapping[int, list[CreditEntry]]:
    """The entries that hold, by registration, in the order of the page: hours, then body by body. One query."""
    rows = CreditEntry.objects.filter(registration__in=list(registrations), corrected_by=None)
    found: defaultdict[int, list[CreditEntry]] = defaultdict(list)
    for entry in rows.select_related("accreditation__event"):
        found[entry.registration_id].append(entry)
    return {pk: sorted(entries, key=lambda entry: (entry.body, entry.pk)) for pk, entries in found.items()}
