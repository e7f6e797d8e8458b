"""What an accrediting body was asked and what it granted, beside what its published rule would give."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from training.domain.accrediting import accreditation
from training.domain.accrediting.application_pack import Pack, pack_of
from training.domain.accrediting.conflicts import conflicts_of
from training.domain.accrediting.deadlines import deadlines_of
from training.domain.accrediting.granted_changes import mark_told
from training.forms.office.accreditation import AccreditationForm, SeenForm
from training.models import Accreditation
from training.views.office.base import SCREENS, EventForm, EventScreen
from training.views.office.fit import TellsConflicts


class OfAccreditation(EventScreen):
    """A screen of one accreditation of the event, which leads back to it."""

    permission = "training.change_accreditation"
    screen = "credits"
    accreditation: Accreditation

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.accreditation = get_object_or_404(self.event.accreditations, pk=kwargs["accreditation_pk"])

    def own_url(self, name: str, *args: int | str) -> str:
        return self.url(name, self.accreditation.pk, *args)

    def get_success_url(self) -> str:
        return self.own_url("accreditation")

    def parents(self) -> list[tuple[Any, str]]:
        own = (self.accreditation.body, self.own_url("accreditation"))
        return [*super().parents(), own] if self.may("training.change_accreditation") else super().parents()

    def write_log(self, action: str) -> None:
        self.log(action, data={"body": self.accreditation.body})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(accreditation=self.accreditation, **kwargs)


class EditAccreditation(TellsConflicts, EventForm):
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

    def shown_gaps(self, pack: Pack) -> list[tuple[str, str, str]]:
        """What the application lacks, each with what the screen is called where it is entered, and its address."""
        labels = {name: label for name, label, _permission in SCREENS} | {"application": _("What bodies ask for")}
        return [(gap.sentence, str(labels[gap.screen]), self.url(gap.screen)) for gap in pack.gaps]

    def shown_conflicts(self) -> list[str]:
        found = conflicts_of(self.event, now=timezone.now()) if self.accreditation else []
        return [conflict.sentence for conflict in found if conflict.accreditation == self.accreditation]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.accreditation
        pack = pack_of(shown, now=timezone.now()) if shown else None
        return super().get_context_data(
            accreditation=shown,
            proposal=pack.proposal if pack else None,
            deadlines=deadlines_of(shown) if shown else None,
            scheme=pack.scheme if pack else None,
            gaps=self.shown_gaps(pack) if pack else [],
            conflicts=self.shown_conflicts(),
            notices=shown.notices.select_related("added_by").order_by("added_at", "pk") if shown else [],
            changes=shown.changes.select_related("told_by").order_by("-changed_at") if shown else [],
            **kwargs,
        )


class MarkTold(OfAccreditation, EventForm):
    """Ticks off that a body was told what has changed since its grant."""

    template_name = "training/office/told.html"
    form_class = SeenForm
    page_title = gettext_lazy("Notify the body")
    submit_label = gettext_lazy("Yes, the body has been notified")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.change = self.accreditation.changes.filter(told_at=None).first()

    @property
    def consequence(self) -> str:
        if self.change is None:
            return _("{body} knows of all changes. There is nothing to tick off.").format(body=self.accreditation.body)
        sentence = _(
            "{body} granted credits for this event. Since then has changed: {what}. "
            "Write to the body first; ticking it off here sends nothing."
        )
        return sentence.format(body=self.accreditation.body, what=self.change.what)

    def get_initial(self) -> dict[str, Any]:
        return {"seen": self.change.version} if self.change else {}

    def save(self, form: SeenForm) -> str:
        if self.change is None:
            raise accreditation.AccreditationError(_("Somebody has ticked this off already. There is nothing left to do."))
        mark_told(self.change, seen=form.cleaned_data["seen"], user=self.request.user, now=timezone.now())
        self.write_log("told")
        return _("It is noted that {body} has been notified.").format(body=self.accreditation.body)

    def form_invalid(self, form: SeenForm) -> HttpResponse:
        """Show what has changed by now, with the refusal over it."""
        again = self.form_class(initial=self.get_initial())
        return self.render_to_response(self.get_context_data(form=again, refusals=form.non_field_errors()))
