"""Who becomes a mentor, and what a person may have of it: the hooks that write and read the table."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from plugins.api import Erasure, PersonalData, PersonRef, RegionRef, RegistrationRef, hookimpl

from mentoring.models import Mentor

SECTION = _("Proposed or named as a mentor")


@hookimpl
def course_completed(region: RegionRef, registration: RegistrationRef, settings: Mapping[str, Any]) -> None:
    """Propose whoever completed a training for mentors. Nobody is named in public by that."""
    title, person = registration.event.title, registration.person
    if settings["title_word"].lower() not in title.lower():
        return
    facts = {"name": person.name, "profession": person.profession, "training": title}
    Mentor.objects.update_or_create(region=region.slug, person=person.pk, defaults=facts)


@hookimpl
def personal_data_export(person: PersonRef) -> Iterable[PersonalData]:
    rows = tuple(Mentor.objects.filter(person=person.pk).values("region", "name", "profession", "training", "is_named"))
    return [PersonalData(section=SECTION, rows=rows)] if rows else []


@hookimpl
def personal_data_erase(person: PersonRef) -> Iterable[Erasure]:
    deleted, _models = Mentor.objects.filter(person=person.pk).delete()
    return [Erasure(section=SECTION, deleted=deleted)]
