import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plugins.api import RegistrationRef
from training.enums import RegistrationState, Retention
from training.models.event import Event, SeatClass, Session, Slot
from training.models.person import Person


def new_token() -> str:
    """The way back to one's own registration from any device: 192 random bits."""
    return secrets.token_urlsafe(24)


class Registration(models.Model):
    """One person's wish to take part, from the first form to attendance.

    Until a mail address is verified the answers live here alone (``answers``, ``email``) and no person is touched.
    """

    retention = Retention.PARTICIPATION

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("event"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="registrations", verbose_name=_("person")
    )
    seat_class = models.ForeignKey(SeatClass, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=12, choices=RegistrationState.choices)
    email = models.EmailField(_("mail address"), blank=True)
    answers = models.JSONField(default=dict, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    holds_seat = models.BooleanField(default=False, editable=False)
    held_until = models.DateTimeField(_("seat held until"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When credits were first computed with every minute attended. It stays, whatever is corrected later."""
    cancellation_reason = models.TextField(_("reason of the cancellation"), blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [models.Index(fields=["event", "state"]), models.Index(fields=["state", "held_until"])]
        constraints = [
            # A double submit or a second device must not take a second seat.
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(state__in=sorted(RegistrationState.active)),
                name="one_active_registration_per_person_and_event",
            ),
            # The same form sent twice must not hold two seats.
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(state="requested"),
                name="one_open_request_per_mail_and_event",
            ),
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state_is_known"),
            # Only a form whose mail address is not verified yet may have no person.
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(state__in=["requested", "expired", "cancelled"]),
                name="registration_has_a_person_once_verified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.email}: {self.event_id}"

    def get_absolute_url(self) -> str:
        return reverse("training:registration", args=[self.event.code, self.token])

    @property
    def ref(self) -> RegistrationRef:
        """The registration as plugins see it; only one with a person has one."""
        return RegistrationRef(pk=self.pk, event=self.event.ref, person=self.person.ref)


class SessionBooking(models.Model):
    """The session a registration chose in a slot with several."""

    retention = Retention.PARTICIPATION

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="bookings")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            # Nobody can sit in two rooms at once.
            models.UniqueConstraint(fields=["registration", "slot"], name="one_session_per_slot_and_registration"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.session_id}"
