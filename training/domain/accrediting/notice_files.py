"""Letters of bodies, kept as they came: outside the media folder, with a checksum, and one beside the other."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction

from training.domain.uploads import ending_of
from training.models import Accreditation, NoticeFile


def add_notice(accreditation: Accreditation, file: File, *, label: str = "", by: Any, now: datetime) -> NoticeFile:
    """Keep the letter. Its name is not kept, for it may say more than the letter. Raises UploadError when it is not taken."""
    ending = ending_of(file)
    notice = NoticeFile(accreditation=accreditation, label=label, added_by=by, added_at=now, sha256=_sha256(file))
    notice.file.save(f"notice.{ending}", file, save=False)
    try:
        notice.save()
    except BaseException:
        notice.file.delete(save=False)
        raise
    return notice


def delete_notice(notice: NoticeFile) -> None:
    """Delete a letter that was added by mistake, with its file."""
    with transaction.atomic():
        forget_files([notice])
        notice.delete()


def forget_files(notices: Iterable[NoticeFile]) -> None:
    """Delete the files when the caller's transaction holds; if it does not, their rows still need them."""
    for notice in notices:
        transaction.on_commit(partial(notice.file.storage.delete, str(notice.file)))


def _sha256(file: File) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
