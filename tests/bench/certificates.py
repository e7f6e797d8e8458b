"""What certificates cost: one against plain WeasyPrint, a batch on two workers, and how near that is to other engines.

Every row of the first table has the same page to make; the rounds take turns, so that a busy moment of the machine meets
all of them.
"""

import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from statistics import median
from time import perf_counter, process_time

from tests.bench.table import Figure, show

TITLE = "One certificate of the standard design, processor time, median of 25; the ratio is times as fast as the first"
BATCH_TITLE = (
    "Batches on two workers, credential and signature included; the ratio is the processor time of one, against the first"
)
ROUNDS = 25
MEBIBYTE = 2**20


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
    """Processor time over all workers, what a clock on the wall says, and the memory of the largest worker.

    2,600 take four minutes on a free machine and are measured by ``python -m tests.bench.certificates 26 2600``.
    """
    sizes = {count: _batch(count) for count in counts}
    each = {count: sum(worker.seconds for worker in workers) / count for count, (workers, _wall) in sizes.items()}
    first = next(iter(each.values()))
    for count, (workers, wall) in sizes.items():
        memory = max(worker.memory for worker in workers)
        value = f"{wall:5.1f} s, {each[count] * 1000:4.0f} ms each, {memory:4.0f} MiB a worker"
        yield Figure(name=f"{count} certificates", value=value, ratio=each[count] / first, limit="130 MiB or less")


@contextmanager
def _engines() -> Iterator[dict[str, Callable[[], object]]]:
    """The same page by every engine, the first as the documentation of WeasyPrint has it."""
    from weasyprint import HTML

    from certificates.context import facts_of
    from certificates.rendering.design import BASE, design, known_design
    from certificates.rendering.fetcher import BASE_URL, CertificateFetcher
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
        for source in (BASE, made.descriptor.folder):
            shutil.copytree(source, folder, dirs_exist_ok=True)
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


class Worker:
    """What one process has used so far."""

    def __init__(self, pid: int, seconds: float, memory: float) -> None:
        self.pid, self.seconds, self.memory = pid, seconds, memory


def _batch(count: int) -> tuple[list[Worker], float]:
    """Renders and signs so many in chunks of ten, in processes started anew; their use at the end, and the seconds it took."""
    chunks = [range(start, min(start + 10, count)) for start in range(0, count, 10)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), initializer=_start) as pool:
        list(pool.map(_chunk, [range(1)] * 2))  # both are up
        begin = perf_counter()
        used = list(pool.map(_chunk, chunks))
        wall = perf_counter() - begin
    total: dict[int, Worker] = {}
    for worker in used:
        so_far = total.get(worker.pid)
        total[worker.pid] = Worker(worker.pid, worker.seconds + (so_far.seconds if so_far else 0), worker.memory)
    return list(total.values()), wall


def _start() -> None:
    import os

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()


def _chunk(numbers: range) -> Worker:
    import os
    import resource

    from certificates.rendering.design import known_design
    from certificates.samples import samples

    begin = process_time()
    for number in numbers:
        snapshot = samples(known_design("standard"))["usual"] | {"code": f"{number:028}", "serial": f"XX-2026-{number:05}"}
        _signing(_rendered(snapshot))()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEBIBYTE
    return Worker(os.getpid(), process_time() - begin, memory)


if __name__ == "__main__":
    _start()
    show(BATCH_TITLE, measure_batches([int(count) for count in sys.argv[1:]]))
