"""A professional's accounts of credits: what was collected with each body, and what they add themselves."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic.edit import FormMixin

from plugins.sheets import XLSX
from training.domain.credits.account import Account, account_of, accounts_of
from training.domain.credits.bodies import credit_bodies
from training.domain.credits.history import corrections_of
from training.domain.credits.ledger import add_credit, change_credit, delete_credit, set_window
from training.domain.errors import DomainError
from training.domain.person import person_for
from training.forms.credits import BodyForm, EarnedForm, WindowForm
from training.models import ExternalCredit
from training.statement.pdf import document
from training.statement.words import unit_label
from training.statement.xlsx import workbook
from training.views.credit_chart import chart_of
from training.views.files import PDF, uploaded_file, written_file
from training.views.my import MyPage

LATEST = 5
PAGE_SIZE = 50


class CreditsView(MyPage):
    """All accounts, each with its sum, its chart and its latest lines; a fixed number of queries."""

    template_name = "training/credits/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        accounts = accounts_of(self.person, today=timezone.localdate()) if self.person else []
        shown = [(account, chart_of(account), account.bookings[:LATEST]) for account in accounts]
        corrections = corrections_of(self.person) if self.person else []
        return super().get_context_data(accounts=shown, corrections=corrections, **kwargs)


class AccountPage(MyPage):
    """A page of one account, which may still be empty; any other address answers 404."""

    @property
    def key(self) -> str:
        return self.kwargs["key"]

    @cached_property
    def account(self) -> Account:
        account = account_of(self.person, key=self.key, today=timezone.localdate())
        if account is None:
            raise Http404
        return account

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(account=self.account, **kwargs)


class AccountView(AccountPage):
    """One account with every line, in pages."""

    template_name = "training/credits/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.account.bookings, PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(chart=chart_of(self.account), bookings=page, **kwargs)


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


class StatementView(MyPage):
    """All accounts with all of their lines, as a file."""

    http_method_names = ["get"]
    media_type, ending = PDF, "pdf"
    write = staticmethod(document)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        accounts = accounts_of(self.person, today=today) if self.person else []
        content = self.write(accounts, name=self.person.name if self.person else "", today=today)
        return written_file(content, name=f"credits-{today.isoformat()}.{self.ending}", media_type=self.media_type)


class WorkbookView(StatementView):
    media_type, ending = XLSX, "xlsx"
    write = staticmethod(workbook)
