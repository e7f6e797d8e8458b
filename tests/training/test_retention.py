"""Every row that can be traced to a person says how long it is kept."""

import pytest
from django.apps import apps

from training.enums import Retention
from training.models import Person

OURS = ("plugins", "training", "certificates")
# Who wrote a log entry or made a run is staff, whose account is another matter.
PERSONAL = [Person]
for model in (found for app in OURS for found in apps.get_app_config(app).get_models()):
    if any(field.many_to_one and hasattr(field.related_model, "retention") for field in model._meta.get_fields()):
        PERSONAL.append(model)


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model.__name__)
def test_a_model_with_a_path_to_a_person_names_its_retention_class(model):
    assert model.retention in Retention
    assert model.retention != Retention.NONE


def test_the_models_with_a_path_to_a_person_are_known():
    names = {model.__name__ for model in PERSONAL}
    assert {
        "Person",
        "Registration",
        "SessionBooking",
        "Attendance",
        "CreditEntry",
        "ExternalCredit",
        "Message",
        "Certificate",
    } < names
