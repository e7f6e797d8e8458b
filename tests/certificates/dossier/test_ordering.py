from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from certificates.dossier import parts
from certificates.dossier.ordering import KEPT_FOR, STALLED_AFTER, forget, make, order, upkeep
from certificates.hooks import personal_data_erase
from certificates.models import Dossier
from tests import factories
from tests.concurrency import together
from training.domain import events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_papers(only):
    """What is in a dossier is shown by test_archive.py."""
    only(parts.receipts)


@pytest.fixture
def made(accreditation, now):
    return make(order(accreditation, by=factories.staff(), now=now), now=now)


def test_a_dossier_is_made_once_and_lies_out_of_public_reach(made, settings, now):
    path = Path(made.file.path)
    assert (path.parent, made.made_at, made.error) == (settings.DOSSIER_ROOT, now, "")
    assert path.stat().st_mode & 0o777 == 0o600
    assert settings.DOSSIER_ROOT not in [settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents]
    assert make(made, now=now + timedelta(hours=1)).made_at == now


def test_a_second_order_while_one_is_being_made_is_the_same(accreditation, now):
    first = order(accreditation, by=None, now=now)
    assert order(accreditation, by=factories.staff(), now=now + timedelta(seconds=5)) == first
    assert Dossier.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_orders_in_the_same_moment_are_one(accreditation, now):
    orders = together([partial(order, accreditation, by=None, now=now)] * 6, workers=6)
    assert {one.pk for one in orders} == {Dossier.objects.get().pk}


def test_after_it_was_made_another_can_be_ordered(made, accreditation, now):
    assert order(accreditation, by=None, now=now) != made


def test_of_two_workers_the_second_leaves_no_file(accreditation, settings, now):
    order(accreditation, by=None, now=now)
    one, other = Dossier.objects.get(), Dossier.objects.get()
    make(one, now=now)
    make(other, now=now + timedelta(seconds=1))
    assert [path.name for path in settings.DOSSIER_ROOT.iterdir()] == [Path(one.file.path).name]


def test_a_failure_is_kept_in_words_and_another_order_tries_again(accreditation, settings, now, tmp_path):
    settings.DOSSIER_ROOT = tmp_path / "file"
    (tmp_path / "file").write_text("in the way")
    failed = make(order(accreditation, by=None, now=now), now=now)
    assert failed.error.startswith("An unexpected error happened.")
    settings.DOSSIER_ROOT = tmp_path / "folder"
    assert make(order(accreditation, by=None, now=now), now=now).file


def test_what_a_stopped_worker_left_is_made_by_the_tick(accreditation, now):
    left = order(accreditation, by=None, now=now)
    assert upkeep(now=now + timedelta(minutes=1)) == 0
    assert upkeep(now=now + STALLED_AFTER) == 1
    left.refresh_from_db()
    assert left.file


def test_a_file_is_deleted_after_some_days_and_the_record_stays(made, now, django_capture_on_commit_callbacks):
    path = Path(made.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert upkeep(now=now + KEPT_FOR - timedelta(minutes=1)) == 0
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert upkeep(now=now + KEPT_FOR) == 1
    made.refresh_from_db()
    assert (path.exists(), made.file.name, made.made_at) == (False, "", now)
    assert upkeep(now=now + KEPT_FOR) == 0


def test_erasing_somebodys_data_deletes_the_files_they_may_be_in(
    attended, made, region, now, django_capture_on_commit_callbacks
):
    other = make(order(factories.grant(factories.event(region)), by=None, now=now), now=now)
    with django_capture_on_commit_callbacks(execute=True):
        lines = {line.section: line.deleted for line in personal_data_erase(person=attended.person.ref)}
    assert lines["Files made for audits"] == 1
    assert (Path(made.file.path).exists(), Path(other.file.path).exists()) == (False, True)


def test_an_event_that_is_discarded_takes_its_dossiers_along(region, now, django_capture_on_commit_callbacks):
    event = factories.event(region, state="draft")
    made = make(order(factories.grant(event), by=None, now=now), now=now)
    with django_capture_on_commit_callbacks(execute=True):
        events.discard(event)
    assert not Path(made.file.path).exists()


def test_forgetting_nothing_is_no_failure(db):
    assert forget(Dossier.objects.all()) == 0
