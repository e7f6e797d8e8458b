"""Check-in at the door of one session: scan after scan into one field, and what to do about those who cannot just walk in."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from training.domain import check_in
from training.domain.check_in import Answer, Outcome
from training.domain.errors import DomainError
from training.domain.scanned import Scanned, read, unseal
from training.forms.office.check_in import NameForm, PersonForm, ScanForm
from training.models import Registration, Session
from training.views.office import check_in_words as words
from training.views.office.attendance import OneSession
from training.views.office.check_in_words import Told


@method_decorator(sensitive_post_parameters(), name="dispatch")
class Desk(OneSession):
    """The page at the door. Each act answers with the page itself, for no address may hold a name or a number.

    Sent again by a reload, an act finds what it has done and changes nothing.
    """

    template_name = "training/office/check_in.html"
    form_class: Any = ScanForm
    answer: Answer | None = None
    told: Told | None = None
    scanned: Scanned | None = None
    found: list[Registration] | None = None

    def act(self, form: Any) -> None:
        """Make the domain call and keep what came of it. May raise DomainError."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.act(form)
        except DomainError as refusal:
            self.told = words.refused(str(refusal))
        return self.page()

    def form_invalid(self, form: Any) -> HttpResponse:
        self.told = words.refused(" ".join(error for errors in form.errors.values() for error in errors))
        return self.page()

    def page(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def answered(self, answer: Answer) -> None:
        self.answer, self.told = answer, words.told(answer, self.session, self.scanned)
        self.found = list(answer.people) if answer.outcome == Outcome.SEVERAL else None
        if answer.is_in:
            self.scanned = None  # whose it is is known, and the next name that is looked for is another's

    def unseal(self, form: Any) -> None:
        """Take up the number that was scanned before, if one was."""
        if sealed := form.cleaned_data["sealed"]:
            self.scanned = unseal(self.event, sealed, now=timezone.now())

    def get_page_title(self) -> str:
        return _("Check-in: {title}").format(title=self.session.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sealed = self.scanned.seal(now=timezone.now()) if self.scanned else ""
        return super().get_context_data(
            scan_form=ScanForm(),
            name_form=NameForm(initial={"sealed": sealed}),
            sealed=sealed,
            numbers=self.scanned.in_words() if self.scanned else {},
            answer=self.answer,
            told=self.told,
            found=self.found,
            most=check_in.MOST,
            presence=check_in.presence(self.session),
            may_change=self.may("training.change_registration"),
            may_look=self.may("training.view_registration"),
            may_register=self.may("training.add_registration"),
            **kwargs,
        )


class CheckIn(Desk):
    """A scan."""

    def act(self, form: ScanForm) -> None:
        self.scanned = read(self.event, form.cleaned_data["scanned"])
        self.answered(check_in.check_in(self.session, self.scanned, by=self.request.user, now=timezone.now()))


class Find(Desk):
    """Somebody who has no number, or whose number nobody has given."""

    form_class = NameForm

    def act(self, form: NameForm) -> None:
        self.unseal(form)
        self.found = check_in.find(self.event, form.cleaned_data["name"])


class OnePerson(Desk):
    """An act on one person, in this session or in the one that the form names."""

    form_class = PersonForm
    keep: Sequence[str] = ()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"event": self.event}

    def form_invalid(self, form: PersonForm) -> HttpResponse:
        self.told = words.refused(_("This person is not found here any more. Please scan again."))
        return self.page()

    def act(self, form: PersonForm) -> None:
        self.unseal(form)
        registration = form.cleaned_data["registration"]
        self.keep = form.cleaned_data["keep"] if self.may("training.change_registration") else ()
        answer = self.let_in(registration, form.cleaned_data["session"] or self.session)
        if answer.kept:
            self.log("number", registration)
        self.answered(answer)

    def let_in(self, registration: Registration, session: Session) -> Answer:
        raise NotImplementedError

    def details(self) -> dict[str, Any]:
        return {"scanned": self.scanned, "keep": self.keep, "by": self.request.user, "now": timezone.now()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(keep=self.keep, **kwargs)


class Admit(OnePerson):
    def let_in(self, registration: Registration, session: Session) -> Answer:
        return check_in.admit(registration, session, **self.details())


class Move(OnePerson):
    """The person takes part here instead of where they chose to."""

    permission = "training.change_registration"

    def let_in(self, registration: Registration, session: Session) -> Answer:
        answer = check_in.move_here(registration, session, **self.details())
        self.log("sessions", registration)
        return answer


class Undo(OnePerson):
    def act(self, form: PersonForm) -> None:
        registration = form.cleaned_data["registration"]
        was_recorded = check_in.take_back(registration, self.session, by=self.request.user, now=timezone.now())
        if was_recorded:
            self.log("attendance_undone", registration)
        self.told = words.undone(registration, was_recorded=was_recorded)
