"""Mails to the holders: once, on order, with a link and nothing more."""

from functools import partial

import pytest

from certificates.domain import CertificateError, issue, replace
from certificates.domain.telling import tell_holders, untold
from tests import factories
from tests.certificates.making import with_file
from tests.concurrency import together
from training.models import Message, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(event, now):
    def make(name="Kim Beispiel", **fields):
        registration = factories.attended(factories.registration(event, factories.person(name), **fields))
        return with_file(issue(registration, now=now), now=now)

    return make


def test_issuing_tells_nobody(ready):
    ready()
    assert Message.objects.count() == 0


def test_each_holder_is_told_once(ready, event, now):
    certificates = [ready("Ada"), ready("Bo")]
    staff = factories.staff()
    assert tell_holders(event, "attendance", by=staff, now=now) == 2
    with pytest.raises(CertificateError, match="nobody to tell"):
        tell_holders(event, "attendance", by=staff, now=now)
    assert Message.objects.count() == 2
    assert [certificate.events.get(kind="told").by for certificate in certificates] == [staff, staff]


def test_the_mail_names_the_training_and_leads_to_the_persons_own_area(ready, event, now, settings):
    settings.BASE_URL = "https://kurse.example"
    certificate = ready()
    tell_holders(event, "attendance", by=None, now=now)
    mail = Message.objects.get()
    assert mail.subject == f"Certificate of attendance: {event.title}"
    assert "https://kurse.example/my/#certificates" in mail.text
    assert [secret for secret in (certificate.code, certificate.serial) if secret in mail.text] == []


def test_who_has_no_address_or_no_file_is_not_told(ready, event, now):
    ready("Ada", email="")
    issue(factories.attended(factories.registration(event)), now=now)
    assert untold(event, "attendance").count() == 0


def test_a_replacement_is_told_as_one(ready, event, now):
    old = ready()
    Person.objects.update(language="en")
    tell_holders(event, "attendance", by=None, now=now)
    with_file(replace(old, reason="Name", by=None, now=now), now=now)
    assert tell_holders(event, "attendance", by=None, now=now) == 1
    assert "was replaced by a corrected one" in Message.objects.order_by("pk").last().text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_order_it_at_once_tell_everybody_once(ready, event, now):
    ready("Ada"), ready("Bo")
    told = together([partial(tell_holders, event, "attendance", by=None, now=now)] * 4, workers=4)
    assert sum(number for number in told if isinstance(number, int)) == 2
    assert Message.objects.count() == 2
