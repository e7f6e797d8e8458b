"""What people set and enter in their accounts of credits: the body, its window, entries with their proofs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic.edit import FormMixin

from training.domain.credits.bodies import credit_bodies
from training.domain.credits.ledger import add_credit, change_credit, delete_credit, set_window
from training.domain.errors import DomainError
from training.domain.person import person_for
from training.forms.credits import BodyForm, EarnedForm, WindowForm
from training.models import ExternalCredit
from training.statement.words import unit_label
from training.views.credit_account import AccountPage
from training.views.files import uploaded_file
from training.views.my import MyPage


class CreditFormPage(FormMixin, MyPage):
    """A form that makes one domain call; its refusal stands above the form, which keeps all that was typed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            try:
                return self.accept(form)
            except DomainError as refusal:
                form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def accept(self, form: Any) -> HttpResponse:
        raise NotImplementedError


class BeginView(CreditFormPage):
    """Asks for the body. Its account exists once a window is set or, where there are none, an entry is made."""

    template_name = "training/credits/begin.html"
    form_class = BodyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"person": self.person}

    def accept(self, form: BodyForm) -> HttpResponse:
        key = form.cleaned_data["body"]
        has_windows = credit_bodies()[key].years is not None
        return redirect("training:credit_window" if has_windows else "training:credit_add", key=key)


class WindowView(CreditFormPage, AccountPage):
    template_name = "training/credits/window.html"
    form_class = WindowForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        body = credit_bodies().get(self.key)
        if body is None or body.years is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"end": self.account.end} if self.account.is_own_window else {}

    def accept(self, form: WindowForm) -> HttpResponse:
        set_window(person_for(self.request.user), scheme=self.key, end=form.cleaned_data["end"])
        messages.success(self.request, _("The window has been saved."))
        return redirect("training:credit_account", key=self.key)


class AddEntryView(CreditFormPage, AccountPage):
    """A new entry of one's own."""

    template_name = "training/credits/entry.html"
    form_class = EarnedForm

    def get_form_kwargs(self) -> dict[str, Any]:
        body = self.account.body
        if body is None:
            raise Http404
        return super().get_form_kwargs() | {"kinds": body.kinds, "unit": unit_label(body.scheme.unit, self.key)}

    def accept(self, form: EarnedForm) -> HttpResponse:
        person, proof = person_for(self.request.user), form.cleaned_data["proof"]
        add_credit(person, form.earned, scheme=self.key, proof=proof, today=timezone.localdate())
        messages.success(self.request, _("Your entry has been added."))
        return redirect("training:credit_account", key=self.key)


class OwnEntry(AccountPage):
    """A page of one of the person's own entries; that of anybody else answers 404."""

    @cached_property
    def entry(self) -> ExternalCredit:
        return get_object_or_404(ExternalCredit, pk=self.kwargs["pk"], person__user=self.request.user.pk)

    @property
    def key(self) -> str:
        body = credit_bodies().get(self.entry.scheme)
        return body.key if body else self.entry.scheme

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(entry=self.entry, **kwargs)


class ChangeEntryView(OwnEntry, AddEntryView):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"entry": self.entry}

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.entry, field) for field in EarnedForm.SAID}

    def accept(self, form: EarnedForm) -> HttpResponse:
        proof, remove = form.cleaned_data["proof"], form.cleaned_data.get("remove_proof", False)
        change_credit(self.entry, form.earned, proof=proof, remove_proof=remove, today=timezone.localdate())
        messages.success(self.request, _("Your entry has been changed."))
        return redirect("training:credit_account", key=self.key)


class DeleteEntryView(OwnEntry):
    """Asks first; the entry and its proof go by POST."""

    template_name = "training/credits/delete.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        delete_credit(self.entry)
        messages.success(request, _("Your entry has been deleted."))
        return redirect("training:credits")


class ProofView(OwnEntry):
    """The file, for its owner alone. It is always saved and never shown in the page: anybody could have made it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return uploaded_file(self.entry.proof, name=f"proof-{self.entry.date.isoformat()}")
