"""The learning check of an event: how it stands with each body, its settings, and whether participants see it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training.domain.learning_check import building
from training.domain.learning_check.drafts import draft_of
from training.domain.learning_check.grading import best, shape_of
from training.domain.learning_check.paste import write_questions
from training.domain.learning_check.results import questions_of
from training.domain.learning_check.verdicts import granted_demands, standings_of, verdicts_on
from training.enums import RegistrationState
from training.forms.office.fields import NoForm
from training.forms.office.learning_check import LearningCheckForm
from training.models import LearningCheck, LearningCheckQuestion
from training.views.office.base import EventForm, EventPage, EventScreen

PER_PAGE = 50


class OfCheck(EventScreen):
    """A screen of the event's learning check, which there may not be yet."""

    permission = "training.change_learningcheck"
    screen = "check"

    @cached_property
    def check(self) -> LearningCheck | None:
        return LearningCheck.objects.filter(event=self.event).first()

    @cached_property
    def questions(self) -> list[LearningCheckQuestion]:
        return questions_of(self.check) if self.check else []


class OwnCheck(OfCheck):
    """A screen of a check that exists; otherwise it is not found."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.check is None:
            raise Http404
        self.check.event = self.event


class Check(OfCheck, EventPage):
    permission = "training.view_learningcheck"
    template_name = "training/office/check.html"
    page_title = gettext_lazy("Learning check")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shape = shape_of(self.questions)
        return super().get_context_data(
            check=self.check,
            questions=self.questions,
            shape=shape,
            standings=standings_of(self.event, shape),
            is_taken=bool(self.check and building.is_taken(self.check)),
            as_text=write_questions(map(draft_of, self.questions)),
            may_change=self.may("training.change_learningcheck"),
            may_enter=self.may("training.change_learningcheckresult"),
            page_obj=self.people() if self.check and self.may("training.view_learningcheckresult") else None,
            **kwargs,
        )

    def people(self) -> Any:
        """Participants with their results and what these mean to each body that granted something for them; in pages."""
        rows = self.event.registrations.filter(
            Q(state=RegistrationState.CONFIRMED) | Q(pk__in=self.event.registrations.exclude(learning_checks=None).values("pk"))
        )
        rows = rows.select_related("person").prefetch_related("learning_checks").order_by("person__name", "pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        demands, shape = granted_demands(self.event), shape_of(self.questions)
        for row in page.object_list:
            row.results = list(row.learning_checks.all())
            row.best = best(row.results)
            row.verdicts = verdicts_on(row.results, demands, shape) if row.results else []
        return page


class Settings(OfCheck, EventForm):
    back = "check"
    form_class = LearningCheckForm
    page_title = gettext_lazy("Settings of the learning check")

    def get_initial(self) -> dict[str, Any]:
        names = LearningCheckForm.base_fields
        return {name: getattr(self.check, name) for name in names} if self.check else {}

    def save(self, form: LearningCheckForm) -> str:
        building.save_check(self.event, **form.cleaned_data)
        self.log("check")
        return _("The learning check is saved.")


class ActOnCheck(OwnCheck, EventForm):
    """An act on the check, after a confirmation."""

    back = "check"
    template_name = "training/office/confirm.html"
    form_class: Any = NoForm


class Release(ActOnCheck):
    page_title = gettext_lazy("Release the learning check")
    submit_label = gettext_lazy("Yes, release it")
    consequence = gettext_lazy(
        "Participants with a confirmed place can take it from the opening on. Once somebody has taken it, its questions can no "
        "longer be changed, only left out for everybody."
    )

    def save(self, form: NoForm) -> str:
        building.release(self.check)
        self.log("check_released")
        return _("The learning check is released.")


class Hide(ActOnCheck):
    page_title = gettext_lazy("Hide the learning check")
    submit_label = gettext_lazy("Yes, hide it")
    consequence = gettext_lazy("Participants no longer see it, until you release it again.")

    def save(self, form: NoForm) -> str:
        building.hide(self.check)
        self.log("check_hidden")
        return _("The learning check is hidden.")


class Delete(ActOnCheck):
    page_title = gettext_lazy("Delete the learning check")
    submit_label = gettext_lazy("Yes, delete it")
    consequence = gettext_lazy("The check is deleted with all of its questions. This cannot be taken back.")
    is_serious = True

    def save(self, form: NoForm) -> str:
        building.delete_check(self.check)
        self.log("check_deleted")
        return _("The learning check is deleted.")
