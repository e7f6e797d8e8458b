"""Deleting one's own data: what would happen, the act, and the receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import DetailView
from django.views.generic.edit import FormMixin

from training.domain.own_data.erasure import ErasureError, erase, obstacle, preview
from training.domain.own_data.export import of_plugins
from training.forms.erasure import EraseForm
from training.models import ErasureReceipt
from training.views.my import MyPage


class EraseView(FormMixin, MyPage):
    """Shows what would be deleted and what stays, and deletes by POST."""

    template_name = "training/erase.html"
    form_class = EraseForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        sections = of_plugins(self.person)[0] if self.person else []
        kept_by_plugins = [(one["section"], len(one["rows"])) for one in sections if one["rows"]]
        reason = obstacle(user, now=timezone.now())
        return super().get_context_data(lines=preview(user), kept_by_plugins=kept_by_plugins, obstacle=reason, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.refuse(form)
        try:
            receipt = erase(request.user, now=timezone.now())
        except ErasureError as refusal:
            form.add_error(None, str(refusal))
            return self.refuse(form)
        request.session.flush()
        return redirect("training:erased", token=receipt.token)

    def refuse(self, form: EraseForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ErasedView(DetailView):
    """The receipt, for whoever has its address. It says nothing of whose data they were."""

    template_name = "training/erased.html"
    model = ErasureReceipt
    slug_field = slug_url_kwarg = "token"
    context_object_name = "receipt"
