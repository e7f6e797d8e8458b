"""Freezes what a certificate looks like on the day of issue, and finds it again when its file is made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from certificates.designs.choosing import TEXTS, Choice, DesignError, choice_for
from certificates.designs.models import Asset
from certificates.designs.pictures import Picture
from certificates.designs.store import contents, keep, media_types
from certificates.look import FOLDER, WORDS, look_of
from certificates.rendering.design import Design, design, from_files
from certificates.rendering.errors import RenderingError, UnknownDesign
from plugins.api import CertificateTemplate, DesignOption
from plugins.certificate_designs import option_values
from plugins.registry import Provided, certificate_templates
from training.models import Event

MANIFEST = "application/json"


@dataclass(frozen=True, slots=True)
class FrozenLook:
    """The parts ``template`` and ``look`` of a snapshot."""

    template: dict[str, Any]
    look: dict[str, Any]
    options: Mapping[str, DesignOption]

    def look_in(self, language: str) -> dict[str, Any]:
        """The part ``look`` of a certificate in that language, which is not always the region's."""
        with translation.override(language):
            said = {name: line | _words(self.options[name], line["value"]) for name, line in self.look["options"].items()}
        return {**self.look, "options": said}


def installed_design(choice: Choice, *, purpose: str) -> Provided[CertificateTemplate]:
    """The chosen design. Raises DesignError when it is not installed or cannot be that kind of certificate."""
    found = certificate_templates().get(choice.template)
    if found is None:
        sentence = _("The certificate design “%(key)s” is not installed. Please choose another.")
        raise DesignError(sentence % {"key": choice.template})
    if found.value.purposes and purpose not in found.value.purposes:
        sentence = _("The certificate design “%(name)s” is not made for this kind of certificate. Choose another for it.")
        raise DesignError(sentence % {"name": found.value.label})
    return found


def frozen_look(choice: Choice, descriptor: CertificateTemplate) -> dict[str, Any]:
    """The part ``look`` of a snapshot: texts, names, and pictures by their checksums. One query, none without pictures.

    What options are called is in the language that is active.
    """
    values = option_values(descriptor, choice.options)
    pictures = [values[name] for name, option in descriptor.options.items() if option.kind == "picture"]
    asked = [choice.logo, *(line.signature for line in choice.signatories), *pictures]
    types = media_types(set(asked) - set(choice.uploads)) | {key: file.media_type for key, file in choice.uploads.items()}

    def picture(checksum: str) -> dict[str, str] | None:
        return {"sha256": checksum, "media_type": types[checksum]} if checksum in types else None

    return {
        **{name: choice.texts.get(name, "") for name in TEXTS},
        "logo": picture(choice.logo),
        "signatories": [
            {"name": line.name, "office": line.office, "signature": picture(line.signature)} for line in choice.signatories
        ],
        "options": {
            name: {"kind": option.kind, "value": picture(values[name]) if option.kind == "picture" else values[name]}
            | _words(option, values[name])
            for name, option in descriptor.options.items()
        },
    }


def _words(option: DesignOption, value: str) -> dict[str, str]:
    """What the option is called, and the choice, for whoever reads its value: in ten years the plugin may be gone."""
    if option.kind not in WORDS:
        return {}
    choice = {"choice": str(option.choices[value])} if option.choices else {}
    return {"label": str(option.label)} | choice


def freeze(event: Event, *, purpose: str, now: datetime) -> FrozenLook:
    """What the event's certificates of that purpose look like now, with everything stored that drawing them needs.

    Raises DesignError when the chosen design cannot be used. A few queries, whatever is chosen.
    """
    choice = choice_for(event)
    provided = installed_design(choice, purpose=purpose)
    made = design(provided.value.key)
    keep_design(made, now=now)
    template = {
        "key": provided.value.key,
        "version": provided.value.version,
        "plugin": provided.plugin,
        "plugin_version": provided.version,
        "sha256": made.sha256,
    }
    return FrozenLook(template, frozen_look(choice, provided.value), provided.value.options)


def keep_design(made: Design, *, now: datetime) -> None:
    """Store the files of the design, so that certificates issued with it can be drawn when it has changed or is gone.

    One query when they are stored already, which is so from the second certificate on.
    """
    if not Asset.objects.filter(pk=made.sha256).exists():
        keep([Picture(content, "application/octet-stream") for content in made.files.values()], now=now)
        keep([Picture(made.manifest, MANIFEST)], now=now)


def design_of(
    snapshot: Mapping[str, Any], uploads: Mapping[str, Picture] | None = None, *, made: Design | None = None
) -> Design:
    """The design a certificate was issued with, file by file, and the pictures that were chosen in it.

    Certificates from before designs were kept have the installed one, those that are only tried the one in ``made``. Raises
    RenderingError when something is not there.
    """
    try:
        made = made or _frozen(snapshot["template"])
        chosen = contents((picture.sha256 for picture in look_of(snapshot.get("look", {})).pictures), uploads)
    except LookupError as exc:
        raise RenderingError(str(exc)) from exc
    decoded = dict(made.pictures) if uploads else made.pictures  # what is only tried must not be kept
    assets = {**made.assets, **{FOLDER + checksum: file for checksum, file in chosen.items()}}
    return replace(made, assets=assets, pictures=decoded)


def _frozen(template: Mapping[str, Any]) -> Design:
    key, wanted = template["key"], template.get("sha256")
    try:
        installed = design(key)
    except UnknownDesign:
        if wanted is None:
            raise
        return _kept(key, wanted)
    return installed if wanted in (None, installed.sha256) else _kept(key, wanted)


@lru_cache(maxsize=16)
def _kept(key: str, checksum: str) -> Design:
    ((manifest, _type),) = contents([checksum]).values()
    names: dict[str, str] = json.loads(manifest)
    files = contents(names.values())
    return from_files(key, {name: files[content][0] for name, content in names.items()})
