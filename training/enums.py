"""States with their sets, and which change leads where."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sector(TextChoices):
    HEALTH = "health", _("Health care")
    PUBLIC_HEALTH = "public_health", _("Public health service")
    YOUTH_WELFARE = "youth_welfare", _("Child and youth welfare")
    EARLY_HELP = "early_help", _("Early help")
    EDUCATION = "education", _("Education")
    JUSTICE = "justice", _("Justice")


class Delivery(TextChoices):
    PRESENCE = "presence", _("On site")
    VIRTUAL = "virtual", _("Online")
    ON_DEMAND = "on_demand", _("At any time")


class ContributorRole(TextChoices):
    SCIENTIFIC_LEAD = "scientific_lead", _("Scientific lead")
    OPENING = "opening", _("Opening")
    ORGANISER = "organiser", _("Organisation")
    SPEAKER = "speaker", _("Speaker")
    FACILITATOR = "facilitator", _("Facilitator")


class EventState(TextChoices):
    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("Announced")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")
    CLOSED = "closed", _("Closed")

    public = nonmember(frozenset({"open", "cancelled", "closed"}))
    next = nonmember(
        {
            "draft": frozenset({"open", "cancelled"}),
            "open": frozenset({"cancelled", "closed"}),
            "cancelled": frozenset(),
            "closed": frozenset({"open"}),
        }
    )


class WaitingListMode(TextChoices):
    NONE = "none", _("No waiting list")
    AUTOMATIC = "automatic", _("The next person moves up at once")
    MANUAL = "manual", _("The organiser chooses who moves up")


class RegistrationState(TextChoices):
    REQUESTED = "requested", _("Waiting for the mail code")
    PENDING = "pending", _("Waiting for approval")
    WAITING = "waiting", _("On the waiting list")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
    REJECTED = "rejected", _("Not admitted")
    EXPIRED = "expired", _("Expired")

    seated = nonmember(frozenset({"requested", "pending", "confirmed"}))
    """States in which a registration holds a seat of its class and of the sessions it chose."""
    active = nonmember(frozenset({"pending", "waiting", "confirmed"}))
    """States of which a person has at most one per event."""
    personless = nonmember(frozenset({"requested", "expired"}))
    """States in which no mail address is verified yet, so that no person is known."""
    ended = nonmember(frozenset({"cancelled", "rejected", "expired"}))
    """States of which nothing will be reported, unless the office or a late code takes the registration up again."""
    next = nonmember(
        {
            "requested": frozenset({"pending", "waiting", "confirmed", "cancelled", "expired"}),
            "pending": frozenset({"confirmed", "rejected", "cancelled"}),
            "waiting": frozenset({"pending", "confirmed", "cancelled"}),
            "confirmed": frozenset({"cancelled"}),
            "cancelled": frozenset(),
            "rejected": frozenset({"confirmed"}),
            "expired": frozenset({"pending", "waiting", "confirmed", "cancelled"}),
        }
    )


class AttendanceMethod(TextChoices):
    LIST = "list", _("Participants list")
    SCAN = "scan", _("Scanned at the door")
    CLOSING = "closing", _("Absent, said at the closing")


class NumberGone(TextChoices):
    """Why a professional number was deleted without a report."""

    ENDED = "ended", _("the registration ended")
    CALLED_OFF = "called_off", _("the event was called off")
    UNREPORTED = "unreported", _("it was not reported in time")


class AccreditationStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    APPLIED = "applied", _("Applied for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    ended = nonmember(frozenset({"refused", "withdrawn"}))
    """The body said no, or took back its yes: it wants nothing of the event, and no more is reported to it."""
    next = nonmember(
        {
            "planned": frozenset({"applied", "granted", "refused", "withdrawn"}),
            "applied": frozenset({"planned", "granted", "refused", "withdrawn"}),
            "granted": frozenset({"withdrawn"}),
            "refused": frozenset({"applied", "granted"}),
            "withdrawn": frozenset({"planned", "applied"}),
        }
    )
    """What may follow. Notices arrive late, so an answer may be recorded without its application; a grant only ever ends."""


class ContributionRole(TextChoices):
    """What a contribution to an event was; the words are those of ``plugins.api.Role``."""

    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")
    SCIENTIFIC_LEAD = "scientific_lead", _("Scientific lead")


class ShownAnswers(TextChoices):
    """When participants see which answers of a learning check were right."""

    NEVER = "never", pgettext_lazy("answers", "Never")
    AT_END = "at_end", _("When no attempt is left, or the check is closed")
    AT_ONCE = "at_once", _("After each attempt")


class ReportState(TextChoices):
    """How the report of an accreditation's credits stands."""

    OPEN = "open", pgettext_lazy("report", "To be reported")
    RUNNING = "running", pgettext_lazy("report", "Being sent")
    PAUSED = "paused", pgettext_lazy("report", "Stopped")
    DONE = "done", pgettext_lazy("report", "Done")

    next = nonmember(
        {
            "open": frozenset({"running", "done"}),
            "running": frozenset({"paused", "done"}),
            "paused": frozenset({"running", "done"}),
            "done": frozenset({"open"}),
        }
    )
    """What may follow. A report that is done opens again when credits change or somebody is added."""


class ReportLineState(TextChoices):
    """How the report of one person's credits stands."""

    NUMBERLESS = "numberless", pgettext_lazy("report", "No number given")
    WAITING = "waiting", pgettext_lazy("report", "To be reported")
    SENT = "sent", pgettext_lazy("report", "Reported")
    BY_HAND = "by_hand", pgettext_lazy("report", "Reported by hand")
    REFUSED = "refused", pgettext_lazy("report", "Refused by the body")
    MALFORMED = "malformed", pgettext_lazy("report", "To be corrected")
    CHANGED = "changed", pgettext_lazy("report", "Has changed since the report")
    WITHDRAWING = "withdrawing", pgettext_lazy("report", "To be withdrawn")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")

    due = nonmember(frozenset({"waiting", "withdrawing"}))
    """What a run sends."""
    reported = nonmember(frozenset({"sent", "by_hand", "withdrawn"}))
    """What the body knows as it stands here."""
    unreported = nonmember(frozenset({"numberless", "waiting", "refused", "malformed"}))
    """What the body was never told, as far as we know."""
    settled = nonmember(frozenset({"sent", "by_hand", "withdrawn", "numberless"}))
    """What leaves the office nothing to do: people without a number report themselves."""
    next = nonmember(
        {
            "numberless": frozenset({"waiting", "malformed", "by_hand"}),
            "waiting": frozenset({"sent", "refused", "malformed", "by_hand", "numberless", "changed"}),
            "sent": frozenset({"changed", "withdrawing"}),
            "by_hand": frozenset({"changed", "withdrawn"}),
            "refused": frozenset({"waiting", "malformed", "by_hand", "changed"}),
            "malformed": frozenset({"waiting", "by_hand", "numberless", "changed"}),
            "changed": frozenset({"waiting", "by_hand", "withdrawing", "withdrawn"}),
            "withdrawing": frozenset({"withdrawn", "changed"}),
            "withdrawn": frozenset({"changed"}),
        }
    )
    """What may follow. Nothing is taken back but by the body's own answer: what was sent once may be there."""


class MessageState(TextChoices):
    PENDING = "pending", _("To be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Retention(TextChoices):
    """How long a row with personal data is kept."""

    PARTICIPATION = "participation", _("Participation")
    CREDIT = "credit", _("Credits and certificates")
    ACCOUNT = "account", _("Account")
    CORRESPONDENCE = "correspondence", _("Correspondence")
    NONE = "none", _("No personal data")
