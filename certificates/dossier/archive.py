"""The parts in one ZIP: contents first, names in order, and the same bytes for the same facts as far as their formats allow."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.dossier.material import Material, collect
from certificates.dossier.parts import PARTS, Item, Lost
from certificates.dossier.standing import standing_of
from plugins.printing import write_pdf
from training.models import Accreditation

OWNER_ONLY = 0o600 << 16
"""The mode of an unpacked file, where ZIP keeps it."""


def write_archive(accreditation: Accreditation, *, by: str, now: datetime) -> bytes:
    """The dossier as it stands now, in the region's language. It takes up to minutes: never call it inside a transaction.

    What is lost or not made yet is named in the contents. ``accreditation`` needs its event, region and venue.
    """
    event = accreditation.event
    with translation.override(event.region.language), timezone.override(ZoneInfo(event.time_zone)):
        material = collect(accreditation, by=by, now=now)
        made = [one for part in PARTS for one in part(material)]
        items = [one for one in made if isinstance(one, Item)]
        missing = [gap.sentence for gap in standing_of(accreditation, now=now).gaps]
        missing += [one.sentence for one in made if isinstance(one, Lost)]
        return _zip([*_contents(material, items, missing), *items], at=timezone.localtime(now))


def _contents(material: Material, items: Sequence[Item], missing: Sequence[str]) -> Iterable[Item]:
    """The list of files for people, and their checksums as ``sha256sum --check`` reads them."""
    context = {"material": material, "title": _("Contents"), "items": items, "missing": missing}
    told: dict[str, Any] = {"made_at": material.now, "made_by": material.by}
    pdf = write_pdf("certificates/dossier/contents.html", context)
    yield Item(name="00-contents.pdf", title=_("Contents"), content=pdf, **told)
    sums = "".join(f"{item.sha256}  {item.name}\n" for item in items)
    yield Item(name="00-sha256.txt", title=_("Checksums"), content=sums.encode(), **told)


def _zip(items: Iterable[Item], *, at: datetime) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for item in items:
            entry = zipfile.ZipInfo(item.name, date_time=at.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, OWNER_ONLY
            archive.writestr(entry, item.content)
    return buffer.getvalue()
