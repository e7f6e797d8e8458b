"""Where files lie that have no address: outside MEDIA_ROOT, so that only a view that asks who is there hands them out."""

import secrets
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


def private_storage(root: str | Path) -> FileSystemStorage:
    """A folder that only the site's own account reads."""
    return FileSystemStorage(location=root, file_permissions_mode=0o600, directory_permissions_mode=0o700)


def random_name(row: Any, name: str) -> str:
    """A name that says nothing of whom or what it is about; the ending is the one that the content called for."""
    return f"{secrets.token_hex(16)}.{name.rpartition('.')[2]}"
