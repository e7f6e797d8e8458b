from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plugins.api import EventRef
from plugins.models import Region
from plugins.runtime import Hooks, hooks_for
from training.audience import profession_choices, profession_labels, sector_choices
from training.enums import Delivery, EventState, WaitingListMode
from training.fields import KeysField
from training.models.course import Module, TrainingPage


class Venue(models.Model):
    """A place where events are held, kept once per region."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="venues", verbose_name=_("region"))
    name = models.CharField(_("name"), max_length=160)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    city = models.CharField(_("city"), max_length=120)
    access = models.TextField(_("getting there and getting in"), blank=True, help_text=_("Also for people with impairments."))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"

    @property
    def address(self) -> str:
        """Name, street and town in one line."""
        return ", ".join(part for part in (self.name, self.street, f"{self.postal_code} {self.city}".strip()) if part)


class Event(models.Model):
    """A training held at a time and place. Title and facts are its own: what was announced stays when the page moves on."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="events", verbose_name=_("region"))
    page = models.ForeignKey(
        TrainingPage, on_delete=models.PROTECT, related_name="events", null=True, blank=True, verbose_name=_("training")
    )
    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    host = models.CharField(_("host"), max_length=200, blank=True)
    scientific_lead = models.CharField(_("scientific lead"), max_length=200, blank=True)
    professions = KeysField(_("professions"), options=profession_choices)
    sectors = KeysField(_("sectors"), options=sector_choices)
    state = models.CharField(_("state"), max_length=12, choices=EventState.choices, default=EventState.DRAFT)

    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Berlin")
    delivery = models.CharField(_("form"), max_length=12, choices=Delivery.choices, default=Delivery.PRESENCE)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("venue")
    )
    online_url = models.URLField(_("link for participants"), blank=True, help_text=_("Shown to confirmed participants only."))

    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes = models.DateTimeField(_("registration closes"), null=True, blank=True)
    cancellation_deadline = models.DateTimeField(_("cancellation until"), null=True, blank=True)
    needs_approval = models.BooleanField(_("registrations need approval"), default=False)
    waiting_list = models.CharField(
        _("waiting list"), max_length=12, choices=WaitingListMode.choices, default=WaitingListMode.AUTOMATIC
    )
    promotion_ends = models.DateTimeField(
        _("moving up until"),
        null=True,
        blank=True,
        help_text=_("After this, nobody moves up from the waiting list by themselves."),
    )
    minimum = models.PositiveIntegerField(_("minimum number of participants"), default=0)

    sequence = models.PositiveIntegerField(default=0, editable=False)
    to_tell = models.CharField(max_length=20, blank=True, editable=False)
    """The kind of notice that participants have still to get; the worker writes their mails."""
    cancellation_reason = models.TextField(_("reason of the cancellation"), blank=True)
    attendance_closed_at = models.DateTimeField(_("attendance closed"), null=True, blank=True, editable=False)
    """Since when attendance changes no more, so that credits rest on it and are reported; empty while it is open."""
    attendance_closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["region", "start"])]
        constraints = [
            # Calendars, credits and certificates all take the span from here.
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="event_ends_after_its_start"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    def get_absolute_url(self) -> str:
        return reverse("training:event", args=[self.code])

    @property
    def ref(self) -> EventRef:
        return EventRef(
            code=self.code, title=self.title, region=self.region.ref, state=self.state, start=self.start, end=self.end
        )

    def day_of(self, moment: datetime) -> date:
        """The day that moment falls on where the event is."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()

    @cached_property
    def hooks(self) -> Hooks:
        """The hooks of the plugins active in the region, as they were when this object first asked; one query."""
        return hooks_for(self.region)


class SeatClass(models.Model):
    """Seats that are counted together: those for everybody, or a share for some professions.

    Every event has one class for everybody, the one without professions. ``taken`` counts the seats held.
    ``training.domain.seating.plan`` says who may sit where.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="seat_classes")
    name = models.CharField(_("name"), max_length=80, blank=True)
    professions = KeysField(_("professions"), options=profession_choices)
    capacity = models.PositiveIntegerField(_("seats"))
    taken = models.PositiveIntegerField(default=0, editable=False)
    overflow = models.BooleanField(default=True)
    """Whether those of a full share may take seats for everybody: it is a reserve then, and otherwise a cap."""
    released_at = models.DateTimeField(null=True, blank=True)
    """From when on everybody may take what is left of the share."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("seats")
        verbose_name_plural = _("seats")
        constraints = [
            # The last line of defence against overselling, whatever code runs above it.
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="seats_taken_within_capacity"),
            # With two classes for everybody nobody could say which of them a seat counts against.
            models.UniqueConstraint(fields=["event"], condition=Q(professions=""), name="one_class_of_seats_for_everybody"),
        ]

    def __str__(self) -> str:
        return f"{self.taken}/{self.capacity}"

    @property
    def label(self) -> str:
        """What to call a share: its name, else its professions."""
        return self.name or " / ".join(profession_labels(self.professions))

    @property
    def free(self) -> int:
        return self.capacity - self.taken


class Slot(models.Model):
    """A stretch of the programme. When several sessions run in it, each participant chooses one."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    label = models.CharField(pgettext_lazy("slot", "label"), max_length=80, help_text=_("For example “First run”."))
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            # A slot without duration would let sessions of one event overlap unseen.
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="slot_ends_after_its_start"),
        ]

    def __str__(self) -> str:
        return self.label


class Session(models.Model):
    """A module held once, in a slot and a room. What the module said when it was scheduled is copied and stays."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("slot"))
    module = models.ForeignKey(
        Module, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("module")
    )
    title = models.CharField(_("title"), max_length=255)
    module_type = models.CharField(max_length=100, blank=True, editable=False)
    minutes = models.PositiveIntegerField(_("minutes"), help_text=_("Teaching time without breaks."))
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(_("end"))
    room = models.CharField(_("room"), max_length=80, blank=True)
    lead = models.CharField(_("led by"), max_length=200, blank=True)
    delivery = models.CharField(_("form"), max_length=12, choices=Delivery.choices, default=Delivery.PRESENCE)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty: as many as the event has."))
    taken = models.PositiveIntegerField(default=0, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = pgettext_lazy("programme", "session")
        verbose_name_plural = pgettext_lazy("programme", "sessions")
        constraints = [
            # The last line of defence against an overfull forum.
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")), name="session_taken_within_capacity"
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="session_ends_after_its_start"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def free(self) -> int | None:
        """Free seats, or none where the session takes as many as the event."""
        return None if self.capacity is None else self.capacity - self.taken


class SessionResult(models.Model):
    """One sentence of what a forum arrived at in one run, in the order the conference reports it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="results")
    text = models.TextField(_("result"))
    position = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.text
