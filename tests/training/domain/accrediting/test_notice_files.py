import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tests import factories
from training.domain import events
from training.domain.accrediting.notice_files import add_notice, delete_notice
from training.domain.uploads import UploadError
from training.models import NoticeFile

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a notice"


@pytest.fixture
def accreditation(region):
    return factories.grant(factories.event(region))


def keep(accreditation, now, content=PDF, name="Bescheid Dr. Meier.pdf"):
    return add_notice(accreditation, ContentFile(content, name=name), label="Notice", by=None, now=now)


def test_a_notice_lies_outside_the_public_media_under_a_name_that_says_nothing(accreditation, settings, now):
    notice = keep(accreditation, now)
    path = Path(notice.file.path)
    assert (path.parent, path.suffix, path.read_bytes()) == (settings.NOTICE_ROOT, ".pdf", PDF)
    assert settings.NOTICE_ROOT not in [settings.MEDIA_ROOT, *settings.MEDIA_ROOT.parents]
    assert "Meier" not in path.name
    assert path.stat().st_mode & 0o777 == 0o600
    assert notice.sha256 == hashlib.sha256(PDF).hexdigest()


def test_a_later_notice_stands_beside_the_first(accreditation, now):
    first, second = keep(accreditation, now), keep(accreditation, now, b"\xff\xd8\xff scanned")
    assert list(accreditation.notices.order_by("pk")) == [first, second]
    assert second.file.name.endswith(".jpg")


def test_only_the_content_decides_whether_a_file_is_taken(accreditation, settings, now):
    with pytest.raises(UploadError, match="neither a PDF nor a picture"):
        keep(accreditation, now, b"<script>", name="notice.pdf")
    assert not NoticeFile.objects.exists()


def test_a_notice_that_is_deleted_takes_its_file_along(accreditation, now, django_capture_on_commit_callbacks):
    notice = keep(accreditation, now)
    with django_capture_on_commit_callbacks(execute=True):
        delete_notice(notice)
    assert not Path(notice.file.path).exists()


def test_an_event_that_is_discarded_leaves_no_file_behind(region, now, django_capture_on_commit_callbacks):
    event = factories.event(region, state="draft")
    notice = keep(factories.grant(event), now)
    with django_capture_on_commit_callbacks(execute=True):
        events.discard(event)
    assert not Path(notice.file.path).exists()
