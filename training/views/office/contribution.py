"""Contributions of somebody registered: entered on the registration's page, and taken back there."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.contributions import add_contribution, remove_contribution
from training.forms.office.contribution import ContributionForm
from training.forms.office.fields import NoForm
from training.views.office.registration_acts import Act
from training.views.office.rows import name_of


class AddContribution(Act):
    permission = "training.change_contribution"
    template_name = "training/office/form.html"
    form_class = ContributionForm
    page_title = gettext_lazy("Enter a contribution")
    submit_label = gettext_lazy("Save")

    @property
    def introduction(self) -> str:
        return _(
            "Bodies may grant points for each contribution of a speaker, beside those for attendance. Record the attendance of "
            "speakers as well, 0 minutes where they were absent."
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event}

    def save(self, form: ContributionForm) -> str:
        add_contribution(self.registration, **form.cleaned_data, by=self.request.user, now=timezone.now())
        self.log("contribution", self.registration)
        return _("The contribution of {name} is saved.").format(name=name_of(self.registration))


class RemoveContribution(Act):
    permission = "training.change_contribution"
    page_title = gettext_lazy("Take the contribution back")
    submit_label = gettext_lazy("Yes, take it back")
    is_serious = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.contribution = get_object_or_404(self.registration.contributions, pk=kwargs["contribution_pk"])

    @property
    def consequence(self) -> str:
        sentence = _("“{contribution}” is deleted. The credits change when they are computed the next time.")
        return sentence.format(contribution=self.contribution)

    def save(self, form: NoForm) -> str:
        remove_contribution(self.contribution)
        self.log("contribution_removed", self.registration)
        return _("The contribution is taken back.")
