"""Keeps rows of certificates as they were written, also from those who come at many of them at once.

Raw SQL passes. What it alters is found by the checksum of the facts: see ``Certificate.is_intact``.
"""

from typing import Any, NoReturn

from django.db import models

WRITTEN_LATER = frozenset({"pdf", "pdf_sha256", "renderer", "revoked_at"})
"""What domain functions add to a certificate after it is issued, each once, by conditional updates."""

CHANGED = "A certificate is never changed: revoke it, or replace it by a new one."
DELETED = "A certificate is never deleted: revoke it."


class WrittenOnce(models.QuerySet[Any]):
    """Updates only what is written later; refuses with TypeError to change or delete anything else."""

    def update(self, **fields: Any) -> int:
        if not fields.keys() <= WRITTEN_LATER:
            raise TypeError(CHANGED)
        return super().update(**fields)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(CHANGED)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            raise TypeError(CHANGED)
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self) -> NoReturn:
        raise TypeError(DELETED)
