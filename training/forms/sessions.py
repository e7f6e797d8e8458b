"""The choice of one session in each slot where several run at the same time."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.domain.seating.seats import has_room
from training.models import Session, Slot


class SessionRadio(forms.RadioSelect):
    """Radio buttons of which those of full sessions cannot be chosen."""

    full: Collection[int] = ()

    def create_option(self, name: str, value: Any, label: Any, selected: bool, *args: Any, **kwargs: Any) -> dict[str, Any]:
        is_full = value in self.full
        option = super().create_option(name, value, label, selected and not is_full, *args, **kwargs)
        if is_full:
            option["attrs"]["disabled"] = True
        return option


class SessionField(forms.TypedChoiceField):
    """One slot: a fieldset with a radio button for each session, its room, its lead and its free seats.

    A session in ``held`` is one the person has a seat in: it can be kept even when it is full. Where all are full, nothing
    is asked, so that a full forum keeps nobody from the event.
    """

    widget = SessionRadio

    def __init__(self, slot: Slot, *, held: Collection[int] = ()) -> None:
        sessions = list(slot.sessions.all())
        self.full = {session.pk for session in sessions if session.pk not in held and not has_room(session)}
        super().__init__(
            label=slot.label,
            # The session is its own label, so that the template can show more of it than its title.
            choices=[(session.pk, session) for session in sessions],
            coerce=int,
            empty_value=None,
            required=len(self.full) < len(sessions),
            error_messages={"required": _("Please choose one of the sessions.")},
            template_name="training/forms/sessions.html",
        )
        self.slot = slot
        self.widget.full = self.full

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        if chosen in self.full:
            raise ValidationError(_("The last seat of this session has just been taken. Please choose another one."))
        return chosen


class SessionsForm(forms.Form):
    """One field for each slot with a choice."""

    def __init__(
        self, *args: Any, slots: Iterable[Slot], chosen: Iterable[Session] = (), holds_seats: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        slots = list(slots)
        by_slot = {session.slot_id: session.pk for session in chosen}
        for slot in slots:
            self.fields[field_name(slot.pk)] = self.field_for(slot, held=by_slot.values() if holds_seats else ())
            self.initial[field_name(slot.pk)] = by_slot.get(slot.pk)
        self.slots = {field_name(slot.pk): slot for slot in slots}

    def field_for(self, slot: Slot, *, held: Collection[int]) -> forms.Field:
        return SessionField(slot, held=held)

    def session_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.slots]

    def chosen_sessions(self) -> list[Session]:
        """The sessions of a valid form."""
        chosen = [(slot, self.cleaned_data[name]) for name, slot in self.slots.items()]
        return [session for slot, key in chosen for session in slot.sessions.all() if session.pk == key]


def field_name(slot: int) -> str:
    return f"slot_{slot}"
