"""What is asked for a certificate, the release, and the mails: what the organiser decides."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.domain.telling import tell_holders, untold
from certificates.domain.terms import release, set_terms, take_release_back
from certificates.forms import TermsForm
from certificates.office.base import ISSUE, CertificateScreen
from training.forms.office.fields import NoForm
from training.models import TrainingPage
from training.views.office.base import EventForm


class Deciding(CertificateScreen, EventForm):
    """A screen for those who may issue; others do not find it."""

    permission = ISSUE


class Terms(Deciding):
    template_name = "certificates/office/terms.html"
    form_class = TermsForm
    page_title = gettext_lazy("What is asked for a certificate")

    def get_form_kwargs(self) -> dict[str, Any]:
        root = self.event.region.root_page
        trainings = TrainingPage.objects.live()
        own = trainings.descendant_of(root) if root else trainings.none()
        return super().get_form_kwargs() | {"instance": self.terms, "trainings": own}

    def save(self, form: TermsForm) -> str:
        set_terms(form.instance, trainings=list(form.cleaned_data.get("trainings", ())))
        self.write_log("terms")
        return _("This is asked from now on. Certificates that are issued already stay as they are.")


class Release(Deciding):
    """Lets certificates go out, or holds them back again."""

    template_name = "training/office/confirm.html"
    form_class = NoForm

    def get_page_title(self) -> str:
        return _("Take the release back") if self.terms.released_at else _("Release the certificates")

    @property
    def consequence(self) -> str:
        if self.terms.released_at:
            return _("No further certificates are issued until you release them again. Those that are issued stay valid.")
        return _(
            "From now on certificates are issued to all who qualify: when you order it, or by themselves if you chose that."
        )

    @property
    def submit_label(self) -> str:
        return _("Yes, take it back") if self.terms.released_at else _("Yes, release them")

    def save(self, form: NoForm) -> str:
        if self.terms.released_at:
            take_release_back(self.event, self.purpose)
            self.write_log("hold")
            return _("The release is taken back.")
        release(self.event, self.purpose, by=self.request.user, now=timezone.now())
        self.write_log("release")
        return _("The certificates are released. You can issue them now.")


class Tell(Deciding):
    """Mails to all whose certificate is ready and who were not told yet."""

    template_name = "training/office/confirm.html"
    form_class = NoForm
    page_title = gettext_lazy("Tell the holders by mail")
    submit_label = gettext_lazy("Yes, send the mails")

    @property
    def consequence(self) -> str:
        waiting = untold(self.event, self.purpose).count()
        return ngettext(
            "{n} person is told that the certificate is ready, and where to find it. No file goes by mail.",
            "{n} people are told that their certificates are ready, and where to find them. No file goes by mail.",
            waiting,
        ).format(n=waiting)

    def save(self, form: NoForm) -> str:
        told = tell_holders(self.event, self.purpose, by=self.request.user, now=timezone.now())
        self.write_log("tell")
        return ngettext("{n} mail is on its way.", "{n} mails are on their way.", told).format(n=told)
