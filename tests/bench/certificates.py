"""What certificates cost: one against plain WeasyPrint, a batch on two workers, and how near that is to other engines.

Every row of the first table has the same page to make; the rounds take turns, so that a busy moment of the machine meets
all of them.
"""

import gc
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from tests.bench.table import Figure, show

TITLE = "One certificate of the standard design, processor time, median of 25; the ratio is times as fast as the first"
BATCH_TITLE = (
    "Batches on two drawing processes, credential and signature included; the ratio is the processor time of one, "
    "parent and all, against the first"
)
ROUNDS = 25


def measure() -> Iterable[Figure]:
    with _engines() as engines:
        for engine in engines.values():
            engine()  # fonts are found, modules are loaded
        gc.collect()
        taken = [{name: _seconds(engine) for name, engine in engines.items()} for _round in range(ROUNDS)]
    middle = {name: median(round_[name] for round_ in taken) for name in engines}
    first = next(iter(middle.values()))
    for name, seconds in middle.items():
        yield Figure(name=name, value=f"{seconds * 1000:6.1f} ms", ratio=first / seconds, limit=LIMITS.get(name, ""))


LIMITS = {"shared set-up, plain PDF": "1.8 or more"}


def measure_batches(counts: Iterable[int] = (26, 260)) -> Iterable[Figure]:
    """Processor time of all processes, what a clock on the wall says, and the most memory a drawing process had.

    2,600 take four minutes on a free machine and are measured by ``python -m tests.bench.certificates 26 2600``.
    """
    sizes = {count: _batch(count) for count in counts}
    first = next(iter(sizes.values())).seconds
    for count, used in sizes.items():
        value = f"{used.wall:5.1f} s, {used.seconds * 1000:4.0f} ms each, {used.memory:4.0f} MiB a process"
        yield Figure(name=f"{count} certificates", value=value, ratio=used.seconds / first, limit="130 MiB or less")


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
    html, facts = to_html(facts_of(snapshot), made), facts_of(snapshot)
    linked = html.replace("<head>", '<head><link rel="stylesheet" href="base.css"><link rel="stylesheet" href="style.css">')
    shared = {"stylesheets": made.styles, "font_config": made.fonts}

    def ours(variant: str | None = None) -> bytes:
        return HTML(string=html, base_url=BASE_URL, url_fetcher=CertificateFetcher(made.assets)).write_pdf(
            pdf_variant=variant, **shared
        )

    with tempfile.TemporaryDirectory() as folder:
        for name, content in made.files.items():
            (path := Path(folder, name)).parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield {
            "plain HTML(string=…).write_pdf()": lambda: HTML(string=linked, base_url=f"{folder}/").write_pdf(),
            "shared set-up, plain PDF": ours,
            "shared set-up, PDF/A-3a": lambda: ours("pdf/a-3a"),
            "all of it: page, PDF/A-3a and UA-1, credential": lambda: _rendered(snapshot),
            "its signature": _signing(_rendered(snapshot)),
            "typst, PDF/A-3a and UA-1": peers.typst_engine(facts),
            "reportlab on a drawn background": peers.overlay_engine(facts, _rendered(snapshot)),
        }


def _seconds(act: Callable[[], object]) -> float:
    begin = process_time()
    act()
    return process_time() - begin


def _rendered(snapshot) -> bytes:
    from certificates.rendering import render

    return render(snapshot, credential=_credential(snapshot["code"]))


@cache
def _key():
    from certificates.credentials.tokens import new_key
    from certificates.models import IssuerKey
    from training.encryption import Secret

    key = new_key()
    return IssuerKey(kid="bench", public=key.as_dict(private=False), value=Secret.of(key.as_pem(private=True).decode()))


def _credential(code: str) -> str:
    from certificates.context import facts_of
    from certificates.credentials import status_list
    from certificates.credentials.achievement import achievement_credential
    from certificates.credentials.tokens import sign
    from certificates.rendering.design import known_design
    from certificates.samples import samples
    from plugins.models import Region

    facts, region = facts_of(samples(known_design("standard"))["usual"] | {"code": code}), Region(slug="bench")
    status = status_list.entry(region, 1, status_list.draw())
    return sign(achievement_credential(facts, region=region, issued_at=datetime.now(UTC), status=status), _key(), kid="bench")


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


class Used(NamedTuple):
    """Processor seconds of one certificate over all processes, seconds by the clock, MiB of the largest process."""

    seconds: float
    wall: float
    memory: float


class Part(NamedTuple):
    """One page drawn, and what its process used for it and had at most."""

    pdf: bytes
    seconds: float
    memory: float


def _batch(count: int) -> Used:
    """Draws so many in processes that know nothing of the site; pages are filled in and files are signed here, as in a run."""
    from certificates.press.process import Stock
    from certificates.rendering.design import design

    stock = Stock("standard", dict(design("standard").assets))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_begin, initargs=(stock,)) as pool:
        list(pool.map(_part, [_page(0), _page(1)]))  # both are up
        begin, own = perf_counter(), process_time()
        parts = [_signed(part) for part in pool.map(_part, map(_page, range(count)))]
        wall, own = perf_counter() - begin, process_time() - own
    return Used((own + sum(part.seconds for part in parts)) / count, wall, max(part.memory for part in parts))


def _page(number: int):
    from certificates.context import facts_of
    from certificates.press.process import Page
    from certificates.rendering.design import design, known_design
    from certificates.rendering.render import to_html
    from certificates.samples import samples

    code = f"{number:028}"
    facts = facts_of(samples(known_design("standard"))["usual"] | {"code": code, "serial": f"XX-2026-{number:05}"})
    html = to_html(facts, design("standard"))
    return Page(html, "standard", credential=_credential(code), issued_on=facts.issued_on)


def _signed(part: Part) -> Part:
    _signing(part.pdf)()
    return part


_presses: dict = {}


def _begin(stock) -> None:
    from certificates.press.process import set_up

    _presses[stock.name] = set_up(stock)


def _part(page) -> Part:
    from certificates.press.process import draw

    begin = process_time()
    drawn = draw(page, _presses)
    if drawn.error:
        raise RuntimeError(drawn.error)
    return Part(drawn.pdf, process_time() - begin, _most_memory())


def _most_memory() -> float:
    """What the process itself had at most, in MiB: ``ru_maxrss`` begins with what its parent had."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _start() -> None:
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()


if __name__ == "__main__":
    _start()
    show(BATCH_TITLE, measure_batches([int(count) for count in sys.argv[1:]]))
