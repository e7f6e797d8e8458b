"""The form in which editors choose a certificate's looks, for a region or for one event."""

import base64
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.designs.choosing import MOST_SIGNATORIES, TEXTS, Choice, Signing
from certificates.designs.fields import PictureField, option_field, removal
from certificates.designs.models import DesignChoice, Signatory
from certificates.designs.pictures import Picture
from certificates.designs.store import contents
from plugins.api import DesignOption
from plugins.registry import certificate_templates

HELP = {
    "address": gettext_lazy("Stands under the name of the office, for example its postal address."),
    "opening": gettext_lazy("Stands over the name, in place of “This is to certify that”."),
    "closing": gettext_lazy("Stands under the credits."),
    "legal": gettext_lazy("Small print, for example who funds the training."),
}


class DesignForm(forms.Form):
    """Design, its options, texts, logo and signatories. For an event (``below`` is given) all may stay as in the region."""

    def __init__(
        self, *args: Any, designs: list[tuple[str, str]], current: Choice, below: Choice | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.current, self.below, self.designs = current, below, designs
        own = dict(designs)
        region_has = own.get(below.template, below.template) if below else ""
        as_in_region = [("", _("As in the region: {name}").format(name=region_has))] if below else []
        self.fields["template"] = forms.ChoiceField(
            label=_("Design"),
            choices=[*as_in_region, *designs],
            widget=forms.RadioSelect,
            initial=current.template,
            required=below is None,
        )
        self._add_texts()
        self.fields["logo"] = PictureField(label=_("Logo"))
        if current.logo:
            self.fields["logo_gone"] = removal()
        for number in range(MOST_SIGNATORIES):
            self._add_signatory(number)
        for key, _label in designs:
            for name, option in certificate_templates()[key].value.options.items():
                self._add_option(key, name, option)

    def _add_texts(self) -> None:
        for name in TEXTS:
            column: Any = DesignChoice._meta.get_field(name)
            self.fields[name] = forms.CharField(
                label=column.verbose_name.capitalize(),
                max_length=column.max_length,
                required=False,
                initial=self.current.texts.get(name, ""),
                help_text=self._as_below(HELP[name], self.below.texts.get(name, "") if self.below else ""),
                widget=forms.Textarea(attrs={"rows": 2}) if column.max_length > 200 else forms.TextInput(),
            )

    def _add_signatory(self, number: int) -> None:
        known = self.current.signatories[number] if number < len(self.current.signatories) else Signing("")
        for name, value in (("name", known.name), ("office", known.office)):
            column: Any = Signatory._meta.get_field(name)
            self.fields[f"{name}_{number}"] = forms.CharField(
                label=column.verbose_name.capitalize(), max_length=column.max_length, required=False, initial=value
            )
        self.fields[f"signature_{number}"] = PictureField(label=_("Signature"))
        if known.signature:
            self.fields[f"signature_{number}_gone"] = removal()

    def _add_option(self, key: str, name: str, option: DesignOption) -> None:
        field = option_field(option, may_be_empty=self.below is not None)
        if option.kind != "picture":
            field.initial = self._stored(key).get(name, "" if self.below else option.default)
        elif self._stored(key).get(name):
            self.fields[f"{_option_name(key, name)}_gone"] = removal()
        self.fields[_option_name(key, name)] = field

    def _stored(self, key: str) -> Mapping[str, str]:
        return self.current.stored_options.get(key, {})

    def _as_below(self, text: Any, value: str) -> Any:
        if self.below is None:
            return text
        kept = format_lazy(_("Empty: as in the region, “{value}”."), value=value) if value else _("Empty: as in the region.")
        return format_lazy("{} {}", text, kept)

    @cached_property
    def choice(self) -> Choice:
        """What was chosen; ask for it when the form is valid."""
        found, uploads = self.cleaned_data, dict[str, Picture]()

        def picture(name: str, before: str) -> str:
            if upload := found.get(name):
                uploads[upload.sha256] = upload
                return upload.sha256
            return "" if found.get(f"{name}_gone") else before

        template = found["template"]
        effective = template or (self.below.template if self.below else "")
        known = self.current.signatories
        signatories = [
            Signing(
                found[f"name_{number}"],
                found[f"office_{number}"],
                picture(f"signature_{number}", known[number].signature if number < len(known) else ""),
            )
            for number in range(MOST_SIGNATORIES)
        ]
        return Choice(
            template=template,
            options=dict(self._options(effective, picture)),
            texts={name: found[name] for name in TEXTS},
            logo=picture("logo", self.current.logo),
            signatories=tuple(line for line in signatories if line.name),
            uploads=uploads,
        )

    def _options(self, key: str, picture: Any) -> Iterator[tuple[str, str]]:
        provided = certificate_templates().get(key)
        for name, option in provided.value.options.items() if provided else ():
            field = _option_name(key, name)
            if option.kind == "picture":
                value = picture(field, self._stored(key).get(name, ""))
            else:
                value = self.cleaned_data.get(field, "")
            if value or self.below is None:
                yield name, value

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for number in range(MOST_SIGNATORIES):
            if not found.get(f"name_{number}") and (found.get(f"office_{number}") or found.get(f"signature_{number}")):
                self.add_error(f"name_{number}", _("Please enter the name, or leave the whole signatory empty."))
        if self.errors:
            for name in [name for name, value in found.items() if isinstance(value, Picture)]:
                self.add_error(name, _("Please choose this file once more: browsers do not keep it."))
        return found

    def texts(self) -> list[BoundField]:
        return [self[name] for name in TEXTS]

    def logo_entry(self) -> dict[str, Any]:
        return self._picture("logo", self.current.logo)

    def signatories(self) -> list[dict[str, Any]]:
        known = self.current.signatories
        return [
            {
                "fields": [self[f"name_{number}"], self[f"office_{number}"]],
                "signature": self._picture(f"signature_{number}", known[number].signature if number < len(known) else ""),
            }
            for number in range(MOST_SIGNATORIES)
        ]

    def options(self) -> list[dict[str, Any]]:
        """The options of every design that has any; one whose design is not chosen changes nothing."""
        groups = []
        for key, label in self.designs:
            fields = [
                self._picture(_option_name(key, name), self._stored(key).get(name, ""))
                if option.kind == "picture"
                else {"field": self[_option_name(key, name)]}
                for name, option in certificate_templates()[key].value.options.items()
            ]
            if fields:
                groups.append({"key": key, "label": label, "fields": fields})
        return groups

    def _picture(self, name: str, checksum: str) -> dict[str, Any]:
        gone = f"{name}_gone"
        return {
            "field": self[name],
            "gone": self[gone] if gone in self.fields else None,
            "shown": _address(checksum) if checksum else "",
        }


def _option_name(key: str, name: str) -> str:
    return f"option_{key}_{name}"


def _address(checksum: str) -> str:
    """The stored picture, written into the page; empty when it is lost, so that another can be chosen."""
    try:
        content, media_type = contents([checksum])[checksum]
    except LookupError:
        return ""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
