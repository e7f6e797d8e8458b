"""Fills a region with one row of every kind that belongs to regions, models of parts and plugins to come included.

Every row of the region has the same id, so that an address built from it names a row of this region whatever it asks for, and
every text contains the same mark, so that a leak is seen wherever it shows.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection, models
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Page

from cms.models import LicensedDocument, LicensedImage, RegionPage, User
from plugins.models import Region, RegionGroup, RegionLogEntry
from plugins.offices import create_region
from plugins.scope import region_path
from training.encryption import Secret, SecretField
from training.models import CoursePage, Person, TrainingPage

OVERRIDES: dict[str, dict[str, Any]] = {
    "training.registration": {"state": "confirmed", "holds_seat": True},
    "training.seatclass": {"capacity": 5, "taken": 1},
    "training.accreditation": {"status": "granted", "granted": Decimal(4)},
    "training.creditentry": {"status": "determined", "amount": Decimal(4), "corrects": None},
    "training.creditreport": {"state": "running"},
    "training.event": {"state": "open"},
    "training.message": {"state": "pending"},
    "training.registrationnumber": {"forgotten_at": None},
    "certificates.issuerkey": {"retired_at": None},
    "certificates.sealkey": {"retired_at": None},
    "certificates.certificate": {"pdf": "", "pdf_sha256": "", "replaces": None},
}
"""What a table's constraints ask for, where the first choice of a field is not it."""


def fill_region(*, pk: int, mark: str, word: str) -> Region:
    """A region with pages, files, people, events and all that hangs on them; ``word`` is a word that searches find."""
    text = f"{mark} {word}"
    root = Page.get_first_root_node().add_child(instance=RegionPage(title=text, slug=f"region-{pk}"))
    region = create_region(
        slug=f"region-{pk}", root_page=root, pk=pk, code=mark[:2].upper(), name=text, organisation=text,
        contact_email=f"{mark}@example.org", country="DE", language="de",
    )  # fmt: skip
    user = User.objects.create(pk=pk, email=f"{mark.lower()}@example.org", first_name=mark, last_name=word)
    user.groups.add(*(member.group for member in RegionGroup.objects.filter(region=region)))
    _add_page(root, pk, text, user)
    _add_files(region, pk, text)
    person = Person.objects.create(pk=pk, name=text, email=user.email, profession="midwife", language="de")
    _add_rows(pk, text, mark)
    assert person.registrations.exists()
    return region


def _add_page(root: Page, pk: int, text: str, user: User) -> None:
    page = _renumber(root.add_child(instance=CoursePage(title=text, slug=f"course-{pk}", intro=text, owner=user)), pk)
    page.title = f"{text} (draft)"
    page.save_revision(user=user, log_action=True)
    log(page, "wagtail.publish", user=user)
    page.locked, page.locked_by, page.locked_at = True, user, timezone.now()
    page.save(update_fields=["locked", "locked_by", "locked_at"])
    Redirect.objects.create(pk=pk, old_path=f"/{text}", redirect_page=page)


def _renumber(page: CoursePage, pk: int) -> CoursePage:
    """Wagtail takes a page with an id for one that is stored, so the id comes after the page."""
    with connection.cursor() as cursor:
        for model, column in ((Page, "id"), (TrainingPage, "page_ptr_id"), (CoursePage, "trainingpage_ptr_id")):
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {column} = %s", [pk, page.pk])
    return CoursePage.objects.get(pk=pk)


def _add_files(region: Region, pk: int, text: str) -> None:
    region.collection.add_child(name=text, pk=pk)
    inside = {"pk": pk, "title": text, "collection": region.collection}
    LicensedImage(file=ImageFile(get_test_image_file(), name=f"{pk}.png"), **inside).save()
    LicensedDocument(file=ContentFile(b"text", name=f"{pk}.txt"), **inside).save()


def _add_rows(pk: int, text: str, mark: str) -> None:
    """One row of each model that leads to a region, those first that others point to."""
    waiting = [model for model in scoped_models() if not model._base_manager.filter(pk=pk).exists()]
    while waiting:
        ready = [model for model in waiting if not _missing(model, waiting)]
        assert ready, f"These models point to each other: {waiting}"
        for model in ready:
            model._base_manager.bulk_create([_instance(model, pk, text, mark)])
            log(model._base_manager.get(pk=pk), "wagtail.edit", title=text)
        waiting = [model for model in waiting if model not in ready]


def scoped_models() -> list[type[models.Model]]:
    """The models whose rows belong to a region by a chain of foreign keys."""
    skipped = (RegionGroup, RegionLogEntry)
    found = (model for model in apps.get_models() if not model._meta.proxy and model not in skipped)
    return [model for model in found if not issubclass(model, Page) and region_path(model)]


def _missing(model: type[models.Model], waiting: list[type[models.Model]]) -> set[Any]:
    return {field.related_model for field in _links(model)} & set(waiting) - {model}


def _links(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    return (field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one)


def _instance(model: type[models.Model], pk: int, text: str, mark: str) -> models.Model:
    values = {field.name: _value(field, pk, text, mark) for field in model._meta.concrete_fields}
    return model(**values | OVERRIDES.get(model._meta.label_lower, {}))


def _value(field: models.Field, pk: int, text: str, mark: str) -> Any:
    if field.primary_key:
        return pk
    if field.many_to_one or field.one_to_one:
        return field.related_model._base_manager.filter(pk=pk).first()
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.FileField):
        return ""
    if isinstance(field, SecretField):
        return Secret.of(text)
    now = timezone.now()
    if isinstance(field, models.DateTimeField):
        return now + timedelta(hours=2 if field.name == "end" else 1)
    if isinstance(field, models.DateField):
        return now.date()
    if isinstance(field, models.EmailField):
        return f"{mark.lower()}@example.org"
    if isinstance(field, models.CharField | models.TextField) and not field.has_default():
        return f"{mark}-{pk}" if field.unique else text[: field.max_length]
    return field.get_default() if field.has_default() or field.null else 1
