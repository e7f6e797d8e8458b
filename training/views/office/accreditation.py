"""What an accrediting body was asked and what it granted, beside what its published rule would give."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from plugins.registry import credit_schemes
from training.domain import accreditation
from training.domain.credits import propose
from training.domain.deadlines import deadlines_of
from training.forms.office.accreditation import AccreditationForm
from training.models import Accreditation
from training.views.office.base import EventForm


class EditAccreditation(EventForm):
    """Without ``accreditation_pk`` a new record."""

    permission = "training.change_accreditation"
    screen = back = "credits"
    template_name = "training/office/accreditation.html"
    form_class = AccreditationForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        pk = kwargs.get("accreditation_pk")
        self.accreditation: Accreditation | None = get_object_or_404(self.event.accreditations, pk=pk) if pk else None

    def get_page_title(self) -> str:
        return self.accreditation.body if self.accreditation else _("New accreditation")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event}

    def get_initial(self) -> dict[str, Any]:
        shown = self.accreditation
        return {name: getattr(shown, name) for name in AccreditationForm.base_fields} if shown else {}

    def save(self, form: AccreditationForm) -> str:
        existing = Accreditation.objects.get(pk=self.accreditation.pk) if self.accreditation else None
        was = existing.status if existing else ""
        kept = accreditation.record(self.event, accreditation=existing, now=timezone.now(), **form.cleaned_data)
        self.log(f"accreditation_{kept.status}" if kept.status != was else "accreditation", data={"body": kept.body})
        self._warn(kept)
        return _("The accreditation by {body} is saved.").format(body=kept.body)

    def _warn(self, kept: Accreditation) -> None:
        warnings = accreditation.reference_warning(kept.reference, scheme=kept.scheme), accreditation.period_warning(kept)
        for warning in filter(None, warnings):
            messages.warning(self.request, warning)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.accreditation
        proposal = propose(shown) if shown and shown.scheme else None
        scheme = credit_schemes().get(shown.scheme) if shown else None
        return super().get_context_data(
            accreditation=shown,
            proposal=proposal,
            deadlines=deadlines_of(shown) if shown else None,
            scheme=scheme.value if scheme else None,
            **kwargs,
        )
