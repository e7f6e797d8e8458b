"""A professional's accounts of credits: what was collected with each body, on pages and in files."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property

from plugins.sheets import XLSX
from training.domain.credits.account import Account, account_of, accounts_of
from training.domain.credits.history import corrections_of
from training.statement.pdf import document
from training.statement.xlsx import workbook
from training.views.credit_chart import chart_of
from training.views.files import PDF, written_file
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
