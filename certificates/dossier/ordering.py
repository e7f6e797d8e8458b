"""The life of a dossier: ordered by somebody, made by the worker, opened, and its file deleted after some days."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.checksum import sha256
from certificates.dossier.archive import write_archive
from certificates.models import Dossier, dossier_storage
from training.models import Accreditation

logger = logging.getLogger(__name__)

STALLED_AFTER = timedelta(minutes=10)
"""When the worker that made it was probably stopped."""
KEPT_FOR = timedelta(days=7)
"""How long a made file can be opened: long enough to hand it in, and no second archive of personal data."""


def order(accreditation: Accreditation, *, by: AbstractBaseUser | None, now: datetime) -> Dossier:
    """Note that the dossier is wanted; ``make`` makes it. One that is being made already is the answer to a second order."""
    noted = {"ordered_by_id": by.pk if by else None, "ordered_at": now}
    dossier, _made = Dossier.objects.get_or_create(accreditation=accreditation, made_at=None, error="", defaults=noted)
    return dossier


def make(dossier: Dossier, *, now: datetime) -> Dossier:
    """Make the file of a dossier that is open; what fails is kept with it in words. Never call it inside a transaction."""
    if not dossier.is_open:
        return dossier
    accreditations = Accreditation.objects.select_related("event__region", "event__venue")
    accreditation = accreditations.get(pk=dossier.accreditation_id)
    try:
        _store(dossier, write_archive(accreditation, by=str(dossier.ordered_by or ""), now=now), now=now)
    except Exception:
        logger.exception("The dossier %s could not be made.", dossier.pk)
        with override(accreditation.event.region.language):
            error = _("An unexpected error happened. Please order it again; if it stays, tell the administrator.")
        _open().filter(pk=dossier.pk).update(error=error)
    dossier.refresh_from_db()
    return dossier


def _store(dossier: Dossier, content: bytes, *, now: datetime) -> None:
    """Of two workers who made it at once the first wins, and the other's file goes."""
    storage = dossier_storage()
    name = storage.save(f"{dossier.pk}-{now:%Y%m%d%H%M%S}.zip", ContentFile(content))
    if not _open().filter(pk=dossier.pk).update(file=name, sha256=sha256(content), made_at=now):
        storage.delete(name)


def upkeep(*, now: datetime) -> int:
    """Make what a stopped worker left undone, one at a time, and delete files kept long enough. A part of every tick."""
    stalled = _open().filter(ordered_at__lte=now - STALLED_AFTER).order_by("pk").first()
    if stalled:
        make(stalled, now=now)
    return int(stalled is not None) + forget(Dossier.objects.filter(made_at__lte=now - KEPT_FOR))


@transaction.atomic
def forget(dossiers: QuerySet[Dossier]) -> int:
    """Delete the files of these, once that is certain; that they were made and opened stays known. How many files."""
    rows = list(dossiers.exclude(file=""))
    for row in rows:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file)))
    return Dossier.objects.filter(pk__in=[row.pk for row in rows]).update(file="")


def _open() -> QuerySet[Dossier]:
    return Dossier.objects.filter(made_at=None, error="")
