from dataclasses import replace

from certificates.press.stock import Drawn, Page
from certificates.rendering import crew
from certificates.rendering.design import design


def job(key, text):
    page = f'<!doctype html><html lang="en"><title>x</title>{text}'
    made = design("standard")
    return crew.Job(key, Page(html=page, stock=made.sha256), made)


def test_a_process_that_ends_by_itself_is_not_taken_for_one_that_needed_too_much():
    unknown = job(1, "<p>short")
    drawn = crew.draw_all([replace(unknown, page=replace(unknown.page, stock="never sent"))], processes=1)
    assert list(drawn) == [(1, Drawn(b""))]


def test_a_file_that_is_ready_is_taken_however_long_the_one_before_it_took_to_store(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(crew, "monotonic", lambda: clock[0])
    jobs = [job(1, "<p>short"), job(2, "<p>long" * 2_000)]
    at_work = crew._Crew(jobs=iter(jobs), size=2, deadline=90.0)
    drawn = at_work.work()
    try:
        assert next(drawn)[0] == 1
        assert at_work.members[1].pipe.poll(80)
        clock[0] = 91.0
        key, late = next(drawn)
        assert (key, late.error, late.is_made) == (2, "", True)
    finally:
        at_work.dismiss()
