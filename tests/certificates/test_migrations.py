"""What migrations make of rows that were there before."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from certificates.models import IssueTerms

pytestmark = pytest.mark.django_db


def test_terms_from_before_keep_the_language_of_the_region(event):
    rename = import_module("certificates.migrations.0012_language_for_each_event").rename
    for purpose, language in (("attendance", "event"), ("speaker", "person")):
        IssueTerms.objects.create(event=event, purpose=purpose, language=language)
    rename("event", "region")(apps, SimpleNamespace(connection=connection))
    assert dict(IssueTerms.objects.values_list("purpose", "language")) == {"attendance": "region", "speaker": "person"}
