"""What is in use of a plugin's kinds of certificates, before it is switched off or removed."""

import pytest

from certificates.domain.terms import set_terms, terms_of
from plugins.usage import STORES, Row

pytestmark = pytest.mark.django_db


def test_terms_of_a_kind_that_a_plugin_adds_are_in_use(event, region):
    for purpose in ("acme_licence", "attendance"):
        set_terms(terms_of(event, purpose), trainings=[])
    rows = [list(STORES["certificate_terms"].rows(where)) for where in (None, region)]
    assert rows == [[Row("acme_licence", region.slug, event.pk)]] * 2
