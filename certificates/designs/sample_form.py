"""What editors see a preview of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy, pgettext_lazy

from certificates.designs.preview import MOST_MODULES, Sample
from certificates.purposes import Kind

SAMPLE_NAMES = {
    "usual": gettext_lazy("usual"),
    "short": gettext_lazy("short"),
    "long": gettext_lazy("very long"),
    "latin": gettext_lazy("Northern and Eastern European letters"),
    "sami": pgettext_lazy("sample", "Sámi"),
    "greek": pgettext_lazy("sample", "Greek"),
    "polytonic": pgettext_lazy("sample", "Ancient Greek"),
    "cyrillic": pgettext_lazy("sample", "Cyrillic"),
    "vietnamese": pgettext_lazy("sample", "Vietnamese"),
    "arabic": pgettext_lazy("sample", "Arabic"),
}


class SampleForm(forms.Form):
    """Which made-up certificate is shown, of one of these kinds. What is wrong or missing here falls back to the usual one."""

    sample_purpose = forms.ChoiceField(label=gettext_lazy("Kind of certificate"), required=False)
    sample_name = forms.ChoiceField(label=gettext_lazy("Name"), choices=list(SAMPLE_NAMES.items()), required=False)
    sample_modules = forms.IntegerField(
        label=gettext_lazy("Modules"), min_value=1, max_value=MOST_MODULES, initial=6, required=False
    )
    sample_language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("", gettext_lazy("that of the design")), *settings.LANGUAGES],
        required=False,
    )
    sample_credits = forms.ChoiceField(
        label=gettext_lazy("Credits"),
        choices=[("yes", gettext_lazy("granted by a body")), ("no", gettext_lazy("hours only"))],
        required=False,
    )

    def __init__(self, *args: Any, kinds: Mapping[str, Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = self.fields["sample_purpose"]
        assert isinstance(purpose, forms.ChoiceField)  # noqa: S101 (for the type checker)
        purpose.choices = [("", gettext_lazy("usual for the design")), *((key, kind.heading) for key, kind in kinds.items())]

    def sample(self) -> Sample:
        self.is_valid()
        found = self.cleaned_data
        return Sample(
            name=found.get("sample_name") or "usual",
            modules=found.get("sample_modules") or 6,
            purpose=found.get("sample_purpose") or "",
            language=found.get("sample_language") or "",
            with_credits=found.get("sample_credits") != "no",
        )
