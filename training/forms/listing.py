"""The filters above a list of events: a form that is sent by GET and so can be bookmarked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from plugins.models import Region
from training.audience import profession_choices
from training.domain.listing import Wish
from training.enums import Delivery


class WishForm(forms.Form):
    """``months`` are those in which anything happens: no choice leads nowhere. What is not understood narrows nothing."""

    mark_optional = False

    q = forms.CharField(
        label=_("Title, topic or town"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    profession = forms.ChoiceField(label=_("Suited to"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    form = forms.ChoiceField(label=_("On site or online"), required=False, choices=[("", _("Either")), *Delivery.choices])
    free = forms.BooleanField(label=_("Only with free seats"), required=False)

    def __init__(self, *args: Any, region: Region | None, months: Iterable[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profession"].choices = [("", _("All professions")), *profession_choices(region)]
        self._months = {month.strftime("%Y-%m"): month for month in months}
        named = [(key, date_format(month, "F Y")) for key, month in self._months.items()]
        self.fields["month"].choices = [("", _("Any time")), *named]

    @property
    def wish(self) -> Wish:
        """What the reader looks for, as far as it was understood."""
        self.is_valid()
        asked = self.cleaned_data
        return Wish(
            text=asked.get("q", "").strip(),
            profession=asked.get("profession", ""),
            month=self._months.get(asked.get("month", "")),
            delivery=asked.get("form", ""),
            free=asked.get("free", False),
        )
