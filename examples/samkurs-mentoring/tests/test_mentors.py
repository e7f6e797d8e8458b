from dataclasses import replace

import pytest
from plugins.testing.samples import PERSON, REGION, REGISTRATION

from mentoring.mentors import course_completed, personal_data_erase, personal_data_export
from mentoring.models import Mentor

pytestmark = pytest.mark.django_db
SETTINGS = {"title_word": "mentor"}
FOR_MENTORS = replace(REGISTRATION, event=replace(REGISTRATION.event, title="Mentorin werden"))


def test_whoever_completes_a_training_for_mentors_is_proposed_once_and_named_nowhere():
    course_completed(REGION, FOR_MENTORS, SETTINGS)
    course_completed(REGION, FOR_MENTORS, SETTINGS)
    mentor = Mentor.objects.get()
    assert (mentor.region, mentor.name, mentor.is_named) == (REGION.slug, PERSON.name, False)


def test_another_training_makes_no_mentor():
    course_completed(REGION, REGISTRATION, SETTINGS)
    assert not Mentor.objects.exists()


def test_what_is_kept_is_given_to_its_person_and_deleted_on_demand():
    course_completed(REGION, FOR_MENTORS, SETTINGS)
    (data,) = personal_data_export(PERSON)
    assert [row["training"] for row in data.rows] == ["Mentorin werden"]
    (erasure,) = personal_data_erase(PERSON)
    assert (erasure.deleted, Mentor.objects.count()) == (1, 0)
