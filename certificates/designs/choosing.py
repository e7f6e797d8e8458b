"""What a region's certificates look like and what one event's have otherwise: read, put together, and changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates.designs.models import DesignChoice, Signatory
from certificates.designs.pictures import Picture
from certificates.designs.store import keep
from certificates.errors import CertificateError
from plugins.models import Region
from plugins.registry import certificate_templates
from plugins.runtime import offered_in
from training.models import Event

TEXTS = ("address", "opening", "closing", "legal")
MOST_SIGNATORIES = 3
"""So many stand side by side on a page of A4."""


class DesignError(CertificateError):
    """The design cannot be chosen here; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs; ``signature`` is the checksum of a picture, or empty."""

    name: str
    office: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chose, stored or not yet. Pictures are checksums, empty where there is none.

    ``uploads`` has those by their checksum that are not stored yet, ``stored_options`` the options by design, of those tried
    before, too.
    """

    template: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    signatories: tuple[Signing, ...] = ()
    uploads: Mapping[str, Picture] = field(default_factory=dict)
    stored_options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.template or any(self.options.values()) or any(self.texts.values()) or self.logo or self.signatories)

    def over(self, below: "Choice") -> "Choice":
        """This choice, and what it leaves empty as ``below`` has it. Options of another design do not shine through."""
        same = self.template in ("", below.template)
        own = {name: value for name, value in self.options.items() if value}
        return Choice(
            template=self.template or below.template,
            options={**below.options, **own} if same else own,
            texts={name: self.texts.get(name) or below.texts.get(name, "") for name in TEXTS},
            logo=self.logo or below.logo,
            signatories=self.signatories or below.signatories,
            uploads={**below.uploads, **self.uploads},
        )


def design_choices(region: Region) -> list[tuple[str, str]]:
    """Key and label of the designs that the plugins active in the region provide, by label; one query."""
    found = [(key, str(provided.value.label)) for key, provided in offered_in(region, certificate_templates()).items()]
    return sorted(found, key=lambda choice: choice[1].casefold())


def choice_of_region(region: Region) -> Choice:
    """What was chosen for all of the region's certificates; at most two queries."""
    row = _rows().filter(region=region, event=None).first()
    return _read(row, region.certificate_template) if row else Choice(template=region.certificate_template)


def choice_of_event(event: Event) -> Choice:
    """What was chosen for this event alone, empty where nothing was; at most two queries."""
    row = _rows().filter(event=event).first()
    return _read(row, row.template, within=event.region.certificate_template) if row else Choice()


def choice_for(event: Event) -> Choice:
    """What the event's certificates look like: its own choice over that of its region."""
    return choice_of_event(event).over(choice_of_region(event.region))


def design_key(event: Event) -> str:
    """The key of the design the event's certificates have; one query."""
    own = DesignChoice.objects.filter(event=event).values_list("template", flat=True).first()
    return own or event.region.certificate_template


@transaction.atomic
def choose_for_region(region: Region, choice: Choice, *, by: AbstractBaseUser | None, now: datetime) -> None:
    """From now on the region's certificates look like this, save where an event says otherwise; what is issued stays.

    Raises DesignError when no plugin active in the region provides the design.
    """
    _assert_offered(region, choice.template)
    region = Region.objects.select_for_update().get(pk=region.pk)
    row, _made = DesignChoice.objects.get_or_create(region=region, event=None)
    _write(row, choice, design=choice.template, now=now)
    region.certificate_template = choice.template
    region.save(update_fields=["certificate_template"])
    log(region, "certificates.design", user=by, data={"design": choice.template})


@transaction.atomic
def choose_for_event(event: Event, choice: Choice, *, by: AbstractBaseUser | None, now: datetime) -> None:
    """From now on the event's certificates differ from the region's in this; an empty choice is as in the region again.

    Raises DesignError when no plugin active in the region provides the design.
    """
    if choice.template:
        _assert_offered(event.region, choice.template)
    Event.objects.select_for_update().get(pk=event.pk)
    if choice.is_empty:
        DesignChoice.objects.filter(event=event).delete()
    else:
        row, _made = DesignChoice.objects.get_or_create(region=event.region, event=event)
        _write(row, choice, design=choice.template or event.region.certificate_template, now=now)
    log(event, "certificates.design", user=by, data={"design": choice.template})


def _assert_offered(region: Region, key: str) -> None:
    if key not in dict(design_choices(region)):
        raise DesignError(_("The region cannot have this design. Choose one of the list, or switch its plugin on first."))


def _rows() -> QuerySet[DesignChoice]:
    return DesignChoice.objects.prefetch_related("signatories")


def _read(row: DesignChoice, template: str, *, within: str = "") -> Choice:
    signatories = tuple(Signing(line.name, line.office, line.signature_id or "") for line in row.signatories.all())
    return Choice(
        template=template,
        options=row.options.get(template or within, {}),
        texts={name: getattr(row, name) for name in TEXTS},
        logo=row.logo_id or "",
        signatories=signatories,
        stored_options=row.options,
    )


def _write(row: DesignChoice, choice: Choice, *, design: str, now: datetime) -> None:
    keep(choice.uploads.values(), now=now)
    for name in TEXTS:
        setattr(row, name, choice.texts.get(name, ""))
    row.template = choice.template if row.event_id else ""
    row.options = {**row.options, design: dict(choice.options)}
    row.logo_id = choice.logo or None
    row.save()
    row.signatories.all().delete()
    Signatory.objects.bulk_create(
        Signatory(choice=row, position=position, name=line.name, office=line.office, signature_id=line.signature or None)
        for position, line in enumerate(choice.signatories)
    )
