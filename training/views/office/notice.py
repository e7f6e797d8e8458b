"""Letters of an accrediting body, kept with its accreditation; who opens one is written down."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.accrediting.notice_files import add_notice, delete_notice
from training.forms.office.application import NoticeForm
from training.forms.office.fields import NoForm
from training.models import NoticeFile
from training.views.files import uploaded_file
from training.views.office.accreditation import OfAccreditation
from training.views.office.base import EventForm, EventPage


class AddNotice(OfAccreditation, EventForm):
    form_class = NoticeForm
    page_title = gettext_lazy("Add a notice")
    submit_label = gettext_lazy("Keep the file")

    @property
    def introduction(self) -> str:
        sentence = _(
            "The letter of {body} as it came. It is kept out of reach of the public, and who opens it is written down."
        )
        return sentence.format(body=self.accreditation.body)

    def save(self, form: NoticeForm) -> str:
        file, label = form.cleaned_data["file"], form.cleaned_data["label"]
        add_notice(self.accreditation, file, label=label, by=self.request.user, now=timezone.now())
        self.write_log("notice_add")
        return _("The notice of {body} is kept.").format(body=self.accreditation.body)


class OneNotice(OfAccreditation):
    notice: NoticeFile

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.notice = get_object_or_404(self.accreditation.notices, pk=kwargs["notice_pk"])


class DownloadNotice(OneNotice, EventPage):
    permission = "training.view_accreditation"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = uploaded_file(self.notice.file, name=f"{self.event.code}-notice-{self.notice.pk}")
        self.write_log("notice_open")
        return response


class DeleteNotice(OneNotice, EventForm):
    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("Delete the notice")
    submit_label = gettext_lazy("Yes, delete it")
    consequence = gettext_lazy(
        "The file is deleted for good. Only a file added by mistake should go: auditors ask for the letters."
    )
    is_serious = True

    def save(self, form: NoForm) -> str:
        delete_notice(self.notice)
        self.write_log("notice_delete")
        return _("The notice is deleted.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(name=self.notice, **kwargs)
