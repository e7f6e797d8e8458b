from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from certificates.domain.differences import Outdated
from certificates.models import CODE_LENGTH, Certificate, CertificateEvent, IssueTerms, Purpose, clean_code
from training.forms.office.fields import ReasonField
from training.models import Registration, TrainingPage


class CodeForm(forms.Form):
    """Takes a verification code as people type it: in either case, with or without hyphens and spaces."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("It stands next to the QR code: 28 letters and digits, in groups of four."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Please enter the verification code that stands on the certificate.")},
    )

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise ValidationError(
                _("A verification code has %(length)d letters and digits; this one has %(found)d. Please compare it again."),
                params={"length": CODE_LENGTH, "found": len(code)},
            )
        return code


class FileForm(forms.Form):
    """Takes a file, or in its place the SHA-256 that the browser computed of it."""

    mark_optional = False
    file = forms.FileField(
        label=_("File of a certificate (PDF)"),
        help_text=_("As it was downloaded, at most 2 MB. You can also drop it here. It is not stored."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jwt,application/pdf"}),
        error_messages={"empty": _("This file is empty. Please choose another.")},
    )
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("sha256"):
            self.add_error("file", _("Please choose the file of a certificate."))
        return cleaned


class RevokeForm(forms.Form):
    """Why a certificate is taken back, and whether another takes its place."""

    cause = forms.ChoiceField(
        label=_("What whoever checks it reads"),
        choices=CertificateEvent.Cause.choices,
        initial=CertificateEvent.Cause.OTHER,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Stands on the public page of the certificate, without a name. A replaced certificate only says by which."),
    )
    reason = ReasonField(
        help_text=_("Stays with the certificate for your office. It is not shown to others."),
        error_messages={"required": _("Please say why the certificate is revoked.")},
    )
    replace = forms.BooleanField(
        label=_("Issue a new certificate in its place"),
        required=False,
        help_text=_("For corrections: the new one has a new number and states name, attendance and credits as they are now."),
    )


class TrainingsField(forms.ModelMultipleChoiceField):
    """Trainings by their title; one that was chosen and is not published any more stays, and says so."""

    def label_from_instance(self, training: TrainingPage) -> str:
        return training.title if training.live else _("{title} (not published)").format(title=training.title)


class TermsForm(forms.ModelForm):
    """What an organiser asks for the certificates of one kind at one event."""

    trainings = TrainingsField(
        label=_("Certificates of these trainings"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody must hold a valid certificate of each. One of any event of the training counts."),
    )

    class Meta:
        model = IssueTerms
        fields = (
            "mandatory_sessions",
            "minimum_minutes",
            "minimum_percent",
            "learning_check",
            "evaluation",
            "programme",
            "language",
            "needs_release",
            "by_itself",
        )
        help_texts = {
            "minimum_minutes": _("Empty: no number is asked."),
            "minimum_percent": _("Of the sessions the person takes part in. Empty: no share is asked."),
            "learning_check": _("By the pass mark of the check, else by those of all bodies that count it."),
            "evaluation": _("Note who handed one in under “Evaluations handed in”."),
            "programme": _("Printed instead of the training's title, where the certificate is for several trainings."),
            "language": _("Choose one by name when an event is held in another language than the region's."),
            "needs_release": _("Nothing is issued before somebody has released it on the page of certificates."),
            "by_itself": _(
                "Once for each closing, when the credits are computed. Otherwise certificates are issued when you order it."
            ),
        }

    def __init__(self, *args: Any, trainings: QuerySet[TrainingPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = list(self.instance.trainings.all()) if self.instance.pk else []
        field = self.fields["trainings"]
        offered = trainings | TrainingPage.objects.filter(pk__in=[training.pk for training in chosen])
        field.queryset, field.initial = offered.order_by("title", "pk"), chosen
        if not offered.exists():
            del self.fields["trainings"]
        if self.instance.purpose != Purpose.COMPLETION:
            del self.fields["programme"]

    def clean_minimum_percent(self) -> int | None:
        percent = self.cleaned_data["minimum_percent"]
        if percent is not None and not 1 <= percent <= 100:
            raise ValidationError(_("Enter a number from 1 to 100."))
        return percent


class ReplaceForm(forms.Form):
    """Which certificates are replaced, all of them unless some are left out, and why."""

    reason = ReasonField(
        help_text=_("Stays with each certificate for your office. It is not shown to others."),
        error_messages={"required": _("Please say why the certificates are replaced.")},
    )

    def __init__(self, *args: Any, replaceable: list[Outdated], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.replaceable = replaceable
        for one in replaceable:
            label = one.certificate.snapshot["person"]["name"]
            self.fields[f"replace_{one.certificate.pk}"] = forms.BooleanField(label=label, required=False, initial=True)

    def rows(self) -> list[tuple[Outdated, Any]]:
        return [(one, self[f"replace_{one.certificate.pk}"]) for one in self.replaceable]

    @property
    def chosen(self) -> list[Certificate]:
        ticked = (one.certificate for one in self.replaceable)
        return [certificate for certificate in ticked if self.cleaned_data[f"replace_{certificate.pk}"]]


class EvaluationsForm(forms.Form):
    """A tick for each participant whose evaluation came in; ``all`` ticks everybody."""

    def __init__(self, *args: Any, registrations: list[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registrations = registrations
        for registration in registrations:
            name = registration.person.name if registration.person else ""
            self.fields[f"in_{registration.pk}"] = forms.BooleanField(
                label=name, required=False, initial=hasattr(registration, "evaluation")
            )

    def rows(self) -> list[tuple[Registration, Any]]:
        return [(registration, self[f"in_{registration.pk}"]) for registration in self.registrations]

    @property
    def handed_in(self) -> set[int]:
        everybody = {registration.pk for registration in self.registrations}
        return everybody if "all" in self.data else {pk for pk in everybody if self.cleaned_data[f"in_{pk}"]}
