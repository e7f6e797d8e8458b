from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from certificates.models import Dossier


@receiver(post_delete, sender=Dossier)
def delete_file(sender: Any, instance: Dossier, **kwargs: Any) -> None:
    """An event in preparation may be deleted with all that hangs on it; the file goes once that is certain."""
    if instance.file:
        transaction.on_commit(partial(instance.file.storage.delete, str(instance.file)))
