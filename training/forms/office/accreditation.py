from django import forms
from django.utils.translation import gettext_lazy as _

from plugins.registry import credit_schemes
from plugins.runtime import active_plugins
from training.enums import AccreditationStatus
from training.forms.office.fields import DateInput, ReasonField
from training.models import Event


def _day(label, **kwargs):
    return forms.DateField(label=label, required=False, widget=DateInput, **kwargs)


def _statuses(now):
    """What may follow the status that it has now; a new record may begin with any, because notices arrive late."""
    return [choice for choice in AccreditationStatus.choices if not now or choice[0] in {now, *AccreditationStatus.next[now]}]


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
    status = forms.ChoiceField(label=_("Status"))
    reason = ReasonField(help_text=_("Why it was refused, or why it no longer holds."), max_length=2000, required=False)
    applied_on = _day(_("Applied on"), help_text=_("Empty: the day on which you choose that status."))
    granted_on = _day(_("Date of the notice"))
    refused_on = _day(_("Refused on"))
    withdrawn_on = _day(_("Withdrawn on"))
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
    granted_speaker = forms.DecimalField(
        label=_("Granted for each contribution of a speaker"), min_value=0, max_digits=6, decimal_places=2, required=False
    )
    valid_from = _day(_("Valid from"))
    valid_to = _day(_("Valid until"), help_text=_("Both empty: the notice names no period."))
    reported_on = _day(_("Attendance reported on"), help_text=_("The day on which the body got the list of participants."))

    groups = (
        (_("Who is asked"), ("body", "scheme", "category"), ()),
        (_("Where it stands"), ("status", "reason"), ("applied_on", "granted_on", "refused_on", "withdrawn_on")),
        (
            _("What the notice says"),
            ("reference",),
            ("granted", "granted_learning_check", "granted_speaker", "valid_from", "valid_to"),
        ),
        (_("After the event"), ("reported_on",), ()),
    )
    """Heading, fields over the whole width, fields side by side."""

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = _statuses(self.initial.get("status"))
        active, kept = active_plugins(event.region), self.initial.get("scheme", "")
        schemes = {key: p.value for key, p in credit_schemes().items() if p.plugin in active and key != "hours"}
        options = [(key, scheme.label) for key, scheme in schemes.items()]
        if kept and kept not in schemes:
            options.append((kept, kept))  # a scheme whose plugin is gone stays until somebody takes it out
        self.fields["scheme"].choices = [("", _("None: only what is granted counts")), *options]
        groups = [(scheme.label, list(scheme.categories.items())) for scheme in schemes.values() if scheme.categories]
        self.fields["category"].choices = [("", "—"), *groups, *self._kept_category(schemes.values())]

    def grouped(self):
        """The fields under the headings the screen shows them in."""
        return [(heading, [self[name] for name in wide], [self[name] for name in row]) for heading, wide, row in self.groups]

    def _kept_category(self, schemes):
        kept = self.initial.get("category", "")
        known = {key for scheme in schemes for key in scheme.categories}
        return [(kept, kept)] if kept and kept not in known else []


class SeenForm(forms.Form):
    """Carries which changes the page showed, so that a later one is not ticked off unseen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
