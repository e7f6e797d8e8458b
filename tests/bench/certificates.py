"""What one certificate costs against plain WeasyPrint, and how near that is to other engines.

Every row has the same page to make, but that ours say something else each time, as they do for real. The rounds take turns, so
that a busy moment of the machine meets all of them.
"""

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from tests.bench.table import Figure

ROUNDS = 25
TITLE = f"One certificate of the standard design, processor time, median of {ROUNDS}; the ratio is times as fast as the first"
PERSON = "all of it: page, PDF/A-3a and UA-1, credential"
LIMITS = {PERSON: "1.8 or more"}


def measure(rounds: int = ROUNDS) -> Iterable[Figure]:
    with _engines() as engines:
        for engine in engines.values():
            engine()  # fonts are found, modules are loaded
        gc.collect()
        taken = [{name: _seconds(engine) for name, engine in engines.items()} for _round in range(rounds)]
    middle = {name: median(round_[name] for round_ in taken) for name in engines}
    first = next(iter(middle.values()))
    for name, seconds in middle.items():
        yield Figure(name=name, value=f"{seconds * 1000:6.1f} ms", ratio=first / seconds, limit=LIMITS.get(name, ""))


@contextmanager
def _engines() -> Iterator[dict[str, Callable[[], object]]]:
    """The same page by every engine, the first as the documentation of WeasyPrint has it."""
    from weasyprint import HTML

    from certificates.context import facts_of
    from certificates.press.fetcher import BASE_URL, CertificateFetcher
    from certificates.rendering.design import design, known_design
    from certificates.rendering.render import to_html
    from certificates.samples import samples
    from tests.bench import certificate_peers as peers

    snapshot, made = samples(known_design("standard"))["usual"], design("standard")
    html, facts, ours = to_html(facts_of(snapshot), made), facts_of(snapshot), Ours(snapshot)
    linked = html.replace("<head>", '<head><link rel="stylesheet" href="base.css"><link rel="stylesheet" href="style.css">')
    shared = {"stylesheets": made.styles, "font_config": made.fonts}

    def sharing(variant: str | None = None) -> bytes:
        return HTML(string=html, base_url=BASE_URL, url_fetcher=CertificateFetcher(made.assets)).write_pdf(
            pdf_variant=variant, **shared
        )

    with tempfile.TemporaryDirectory() as folder:
        for name, content in made.files.items():
            (path := Path(folder, name)).parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield {
            "plain HTML(string=…).write_pdf()": lambda: HTML(string=linked, base_url=f"{folder}/").write_pdf(),
            "fetcher, fonts and style sheets shared, plain PDF": sharing,
            "the same, PDF/A-3a": lambda: sharing("pdf/a-3a"),
            f"{PERSON}, an event never seen": lambda: ours.drawn(ours.elsewhere()),
            PERSON: lambda: ours.drawn(ours.somebody()),
            "its signature": _signing(ours.drawn(snapshot)),
            "typst, PDF/A-3a and UA-1": peers.typst_engine(facts),
            "reportlab on a drawn background": peers.overlay_engine(facts, ours.drawn(snapshot)),
        }


@dataclass
class Ours:
    """Certificates as a process that draws makes them, each another one."""

    snapshot: Mapping[str, Any]
    presses: dict = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def somebody(self) -> Mapping[str, Any]:
        """Another person at the same event."""
        number = next(self.numbers)
        own = {"serial": f"XX-2026-{number:05}", "code": f"{number:028}", "person": {"name": f"Kim Beispiel {number}"}}
        return self.snapshot | own | {"verification_url": f"https://samkurs.example/verify/{number:028}/"}

    def elsewhere(self) -> Mapping[str, Any]:
        """Another person at another event, with sessions, a place and a host of its own."""
        snapshot, number = self.somebody(), f" {next(self.numbers)}"
        event = {key: value + number for key, value in snapshot["event"].items() if key in {"title", "place", "host"}}
        sessions = [one | {"title": one["title"] + number} for one in snapshot["sessions"]]
        return snapshot | {"event": snapshot["event"] | event, "sessions": sessions}

    def drawn(self, snapshot: Mapping[str, Any]) -> bytes:
        from certificates.press.process import draw, set_up
        from certificates.rendering.design import design
        from certificates.rendering.sending import page_of, stock_of

        made = design("standard")
        if not self.presses:
            self.presses[made.sha256] = set_up(stock_of(made))
        drawn = draw(page_of(snapshot, made, credential=_credential(snapshot)), self.presses)
        if not drawn.is_made:
            raise RuntimeError(drawn.error)
        return drawn.pdf


def _seconds(act: Callable[[], object]) -> float:
    begin = process_time()
    act()
    return process_time() - begin


@cache
def _key():
    from certificates.credentials.tokens import new_key
    from certificates.models import IssuerKey
    from training.encryption import Secret

    key = new_key()
    return IssuerKey(kid="bench", public=key.as_dict(private=False), value=Secret.of(key.as_pem(private=True).decode()))


def _credential(snapshot: Mapping[str, Any]) -> str:
    from certificates.context import facts_of
    from certificates.credentials import status_list
    from certificates.credentials.achievement import achievement_credential
    from certificates.credentials.tokens import sign
    from plugins.models import Region

    region = Region(slug="bench")
    status = status_list.entry(region, 1, status_list.draw())
    payload = achievement_credential(facts_of(snapshot), region=region, issued_at=datetime.now(UTC), status=status)
    return sign(payload, _key(), kid="bench")


@cache
def _sealer():
    """Key and certificate on P-256, as ``certificates keys make`` makes them."""
    from datetime import timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "bench")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1)).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER), lambda data: key.sign(data, ec.ECDSA(hashes.SHA256()))


def _signing(pdf: bytes) -> Callable[[], bytes]:
    from certificates.rendering.sealing import sealed

    certificate, sign = _sealer()
    return lambda: sealed(pdf, chain=[certificate], sign=sign)
