"""Every file that is handed out is saved under a safe name, taken for nothing else, and kept by nobody on the way."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.http import Http404

from training.models import NoticeFile
from training.views.files import opened_file, stored_file, uploaded_file, written_file


@pytest.fixture
def kept(tmp_path):
    file = NoticeFile().file
    file.storage = FileSystemStorage(tmp_path)
    file.name = file.storage.save("one.png", ContentFile(b"picture"))
    return file


def test_each_way_says_the_same_of_a_file(kept):
    ways = [
        written_file("text", name="a.bin"),
        opened_file(BytesIO(b"text"), name="a.bin"),
        stored_file(kept, name="a.bin"),
    ]
    said = [(way["Content-Disposition"], way["Cache-Control"], way["X-Content-Type-Options"]) for way in ways]
    assert said == [('attachment; filename="a.bin"', "private, no-store", "nosniff")] * 3


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('he-1"; x="y.pdf', 'attachment; filename="he-1_xy.pdf"'),
        ("../../he-1\r\n.pdf", 'attachment; filename="....he-1.pdf"'),
        ("Ärzte 1.pdf", "attachment; filename*=utf-8''%C3%84rzte_1.pdf"),
    ],
)
def test_a_name_can_lead_out_of_nothing(name, safe):
    assert written_file(b"", name=name)["Content-Disposition"] == safe


def test_an_upload_is_named_by_its_own_ending_and_a_lost_one_is_not_found(kept):
    answer = uploaded_file(kept, name="proof")
    assert (answer["Content-Disposition"], answer["Content-Type"]) == ('attachment; filename="proof.png"', "image/png")
    kept.storage.delete(kept.name)
    for way in (uploaded_file, stored_file):
        with pytest.raises(Http404):
            way(kept, name="proof")
    with pytest.raises(Http404):
        uploaded_file(NoticeFile().file, name="proof")
