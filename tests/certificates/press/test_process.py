"""Processes that draw: what comes back from them, what they cost, and what they cannot see."""

import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import pytest

from certificates.context import facts_of
from certificates.designs.freezing import design_of
from certificates.press.process import serve
from certificates.press.stock import Drawn, Page, Stock
from certificates.rendering import render
from certificates.rendering.design import design, known_design
from certificates.rendering.render import to_html
from certificates.rendering.sending import page_of, stock_of
from certificates.samples import PICTURES, samples

MEBIBYTES = 130
"""What issue 5 allows a process that draws."""


@pytest.fixture(scope="module")
def worker():
    """A process with the standard design, and the pipe to it."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    ours.send(Stock("standard", dict(design("standard").assets)))
    yield process, ours
    ours.close()
    process.join(20)


def page(**changes):
    facts = facts_of(samples(known_design("standard"))["usual"])
    values = {"html": to_html(facts, design("standard")), "stock": "standard", "issued_on": facts.issued_on, **changes}
    return Page(**values)


def drawn(worker, sent):
    _process, pipe = worker
    pipe.send(sent)
    assert pipe.poll(120)
    return pipe.recv()


def test_a_process_gives_the_same_bytes_as_drawing_here(worker):
    assert drawn(worker, page(credential="a.b.c")).pdf == render(samples(known_design("standard"))["usual"], credential="a.b.c")


def test_a_certificate_with_pictures_that_were_chosen_is_the_same_from_a_process(worker):
    snapshot = samples(known_design("standard"))["chosen"]
    made = design_of(snapshot, PICTURES)
    worker[1].send(stock_of(made))
    assert drawn(worker, page_of(snapshot, made)).pdf == render(snapshot, made)


def test_what_is_wrong_with_a_page_is_said_and_the_next_one_is_drawn(worker):
    wrong = drawn(worker, page(html='<!doctype html><html lang="en"><title>x</title><img src="file:///etc/passwd" alt="x">'))
    assert (wrong.pdf, wrong.error) == (b"", 'Error fetching "file:///etc/passwd"')
    assert drawn(worker, page()).pdf.startswith(b"%PDF-")


def test_pictures_that_were_chosen_come_with_the_page(worker):
    square = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    html = '<!doctype html><html lang="en"><title>x</title><img src="chosen/1" alt="x">'
    assert drawn(worker, page(html=html)).error == 'Error fetching "chosen/1"'
    assert drawn(worker, page(html=html, pictures={"chosen/1": (square, "image/svg+xml")})).pdf.startswith(b"%PDF-")


def test_a_process_takes_less_memory_than_promised(worker):
    process, _pipe = worker
    drawn(worker, page())
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        pytest.skip("only Linux tells the most memory a process had")
    most = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    assert int(most.split()[1]) / 1024 < MEBIBYTES


def test_a_process_that_draws_never_loads_the_site():
    code = "import sys, certificates.press.process; print(sorted({'django', 'training', 'plugins', 'cms'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_process_ends_when_nobody_needs_it_any_more():
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    ours.close()
    process.join(60)
    assert process.exitcode == 0


def test_a_process_that_is_left_alone_with_a_page_ends_quietly():
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    ours.send(Stock("standard", dict(design("standard").assets)))
    ours.send(page())
    ours.close()
    process.join(120)
    assert process.exitcode == 0


def test_a_design_that_cannot_be_set_up_is_the_fault_of_its_pages_and_of_no_others(worker):
    assets = dict(design("standard").assets)
    worker[1].send(Stock("broken", {**assets, "style.css": (b'@import "file:///etc/passwd";', "text/css")}))
    worker[1].send(Stock("torn", {name: file for name, file in assets.items() if name != "style.css"}))
    assert drawn(worker, page(stock="broken")).error.startswith("style.css asks for what is not in its folder")
    assert drawn(worker, page(stock="torn")) == Drawn(b"")
    assert drawn(worker, page()).pdf.startswith(b"%PDF-")
