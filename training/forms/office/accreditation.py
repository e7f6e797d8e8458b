from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.registry import credit_schemes
from plugins.runtime import active_plugins
from training.enums import AccreditationStatus
from training.forms.office.fields import DateInput
from training.models import Event


class AccreditationForm(forms.Form):
    """What one body was asked for and what it answered."""

    body = forms.CharField(label=_("Accrediting body"), max_length=200, help_text=_("The chamber or office by its full name."))
    scheme = forms.ChoiceField(
        label=_("Credit scheme"), required=False, help_text=_("Its rule gives the proposal beside the grant.")
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    reference = forms.CharField(
        label=_("Reference"), max_length=60, required=False, help_text=_("For German chambers the VNR, 19 digits.")
    )
    status = forms.ChoiceField(label=_("Status"), choices=AccreditationStatus.choices)
    granted = forms.DecimalField(
        label=_("Granted"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
        help_text=_("As in the body's notice. Only this is printed on certificates."),
    )
    granted_learning_check = forms.DecimalField(
        label=_("Granted for the learning check"), min_value=0, max_digits=6, decimal_places=2, required=False
    )
    granted_on = forms.DateField(label=_("Date of the notice"), required=False, widget=DateInput)

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        active, kept = active_plugins(event.region), self.initial.get("scheme", "")
        schemes = {key: p.value for key, p in credit_schemes().items() if p.plugin in active and key != "hours"}
        options = [(key, scheme.label) for key, scheme in schemes.items()]
        if kept and kept not in schemes:
            options.append((kept, kept))  # a scheme whose plugin is gone stays until somebody takes it out
        self.fields["scheme"].choices = [("", _("None: only what is granted counts")), *options]
        groups = [(scheme.label, list(scheme.categories.items())) for scheme in schemes.values() if scheme.categories]
        self.fields["category"].choices = [("", "—"), *groups, *self._kept_category(schemes.values())]

    def _kept_category(self, schemes):
        kept = self.initial.get("category", "")
        known = {key for scheme in schemes for key in scheme.categories}
        return [(kept, kept)] if kept and kept not in known else []
