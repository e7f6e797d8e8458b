from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plugins.api import Assessment
from training.enums import Retention, ShownAnswers
from training.models.event import Event
from training.models.registration import Registration


class LearningCheck(models.Model):
    """The questions with which participants of an event show what they have learnt. Once somebody has taken it, they stay."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="learning_check", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    is_released = models.BooleanField(_("released"), default=False)
    """Whether participants may see it: not while it is still being written."""
    opens = models.DateTimeField(_("opens"), null=True, blank=True)
    closes = models.DateTimeField(_("closes"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), null=True, blank=True)
    """How often each participant may take it; None for any number."""
    pass_percent = models.PositiveSmallIntegerField(_("pass mark in percent"), null=True, blank=True)
    """The pass mark by the notice of a body whose published rule names none."""
    answers_shown = models.CharField(
        _("right answers are shown"), max_length=8, choices=ShownAnswers.choices, default=ShownAnswers.AT_END
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("learning check")
        verbose_name_plural = _("learning checks")
        constraints = [
            # A check that closes before it opens could never be taken, and nobody would see why.
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gt=F("opens")), name="learning_check_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(attempts=None) | Q(attempts__gte=1), name="learning_check_allows_an_attempt"),
            # A mark of nothing would be passed by an empty sheet, one above a hundred by nobody.
            models.CheckConstraint(
                condition=Q(pass_percent=None) | Q(pass_percent__gte=1, pass_percent__lte=100),
                name="learning_check_pass_mark_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LearningCheckQuestion(models.Model):
    """One question. A void one stays readable, and counts for nobody."""

    learning_check = models.ForeignKey(LearningCheck, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"))
    position = models.PositiveIntegerField(default=0)
    is_void = models.BooleanField(default=False)
    void_reason = models.CharField(_("reason"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class LearningCheckOption(models.Model):
    """One of the answers a question offers."""

    question = models.ForeignKey(LearningCheckQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.TextField(_("answer"))
    is_correct = models.BooleanField(_("right"), default=False)
    position = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class LearningCheckResult(models.Model):
    """How one attempt of one participant came out. It keeps which questions were answered rightly, never what was ticked:
    that suffices to leave a void question out, and to tell the person what to read up on."""

    retention = Retention.CREDIT

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="learning_checks")
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    questions = models.PositiveIntegerField(_("questions"))
    options = models.PositiveIntegerField(_("options of each question"))
    """Of the question that has the fewest."""
    has_single_answers = models.BooleanField(_("exactly one right answer to each question"))
    correct = models.PositiveIntegerField(_("answered rightly"))
    right = models.JSONField(null=True, blank=True)
    """The keys of the questions answered rightly; None of a test on paper, whose result the office entered."""
    taken_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("result of a learning check")
        verbose_name_plural = _("results of learning checks")
        ordering = ["attempt"]
        constraints = [
            # Sent twice at once, the same sheet must not use up two attempts.
            models.UniqueConstraint(fields=["registration", "attempt"], name="one_result_per_attempt"),
            # More right answers than questions would pass any mark.
            models.CheckConstraint(
                condition=Q(questions__gte=1, correct__lte=F("questions")), name="right_answers_within_questions"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}, {self.attempt}: {self.correct}/{self.questions}"

    @property
    def is_by_hand(self) -> bool:
        return self.right is None

    @property
    def assessment(self) -> Assessment:
        """The result as credit schemes may know it."""
        return Assessment(questions=self.questions, options=self.options, correct=self.correct)
