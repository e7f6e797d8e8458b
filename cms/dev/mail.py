"""Catches every mail and keeps it as a file, so that nothing leaves this machine and everything can be read."""

import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Catcher:
    """An SMTP handler that writes each mail to ``folder``. The names are unique and sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
        partial = self.folder / f"{name}.partial"
        partial.write_bytes(envelope.original_content or b"")
        partial.rename(self.folder / f"{name}.eml")  # readers never see half a mail
        return "250 Message accepted for delivery"


def start_catcher(folder: Path) -> Controller:
    """A running mail server on a free local port (``.port``); its ``stop()`` ends it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Catcher(folder), hostname="127.0.0.1", port=port)
    controller.start()
    return controller


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """One caught mail, as the pages under ``/dev/mail/`` show it."""

    name: str
    message: EmailMessage

    @property
    def received(self) -> datetime:
        return datetime.strptime(self.name[:22], "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain", "html"))
        return str(body.get_content()) if body else ""

    @property
    def attachments(self) -> Iterator[tuple[str, str, str]]:
        """File name, media type and, where it is text, the content."""
        for part in self.message.walk():
            if part.is_multipart() or part is self.message.get_body(("plain", "html")):
                continue
            content = part.get_content() if part.get_content_maintype() == "text" else ""
            yield part.get_filename() or "", part.get_content_type(), content


def caught(folder: Path, *, limit: int = 100) -> list[CaughtMail]:
    """The newest mails first."""
    files = sorted(folder.glob("*.eml"), reverse=True)[:limit]
    return [_read(file) for file in files]


def find(folder: Path, name: str) -> CaughtMail | None:
    """The mail of that name, or None. Only names that are in the folder are ever opened."""
    return next((_read(file) for file in folder.glob("*.eml") if file.stem == name), None)


def _read(file: Path) -> CaughtMail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    return CaughtMail(file.stem, message)  # type: ignore[arg-type]  # the policy makes it an EmailMessage
