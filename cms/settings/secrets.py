"""Secrets made once on this machine, in the ignored folder ``var/``, unless the environment gives them."""

import os
import secrets
from pathlib import Path


def secret(name: str, folder: Path) -> str:
    """The secret from the environment variable ``name``, else from a file of that name, made at the first call."""
    if value := os.environ.get(name):
        return value
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name.lower()
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()


def secrets_of(name: str, folder: Path) -> list[str]:
    """Several secrets from the same place as ``secret``, separated by commas or lines. The first call makes one."""
    return secret(name, folder).replace(",", " ").split()
