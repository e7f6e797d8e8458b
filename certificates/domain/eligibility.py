"""Who qualifies for a certificate, and why somebody does not.

What was attended is printed, to the minute; a session missed in part counts with the minutes present, an optional session that
was missed is left out.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certificates.domain.cases import Attended, Read, read
from certificates.domain.conditions import reasons, waits_for_release
from certificates.domain.letters import letters_without_font, refusal
from certificates.domain.terms import terms_of
from certificates.enums import CertificateLanguage
from certificates.errors import UnknownKind
from certificates.models import Certificate, IssueTerms, Purpose
from certificates.purposes import OWN, Kind, kinds
from training.domain.notices import language_of
from training.enums import EventState, RegistrationState
from training.models import Event, Registration

__all__ = ["Attended", "Candidate", "candidate", "candidates", "kind_of"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A registration with what was read of it, and why it does not qualify, a sentence each; none when it does."""

    read: Read
    terms: IssueTerms
    kind: Kind
    obstacles: tuple[str, ...]

    @property
    def registration(self) -> Registration:
        return self.read.registration

    @property
    def attended(self) -> tuple[Attended, ...]:
        return self.read.attended

    @property
    def obstacle(self) -> str:
        """Why nothing is issued now, in words; the release that is missing is a reason too."""
        if self.obstacles:
            return " ".join(self.obstacles)
        return _("The organiser has not released these certificates yet.") if self.waits else ""

    @property
    def qualifies(self) -> bool:
        return not self.obstacles

    @property
    def waits(self) -> bool:
        """Whether only the organiser's release is missing."""
        return self.qualifies and waits_for_release(self.terms)

    @property
    def certificate(self) -> Certificate | None:
        """The valid certificate, if there is one."""
        return next((certificate for certificate in self.read.certificates if certificate.is_valid), None)

    @property
    def revoked(self) -> tuple[Certificate, ...]:
        return tuple(certificate for certificate in self.read.certificates if not certificate.is_valid)

    @property
    def is_due(self) -> bool:
        """Whether a certificate would be issued now."""
        return self.qualifies and not self.waits and self.certificate is None

    @property
    def language(self) -> str:
        """That of the certificate: the person's, or one by name, where the organiser chose that, else the region's."""
        if self.terms.language == CertificateLanguage.PERSON:
            return language_of(self.registration)
        by_name = self.terms.language in dict(settings.LANGUAGES)
        return self.terms.language if by_name else self.registration.event.region.language

    @property
    def minutes(self) -> int:
        return self.read.case.attended_minutes


def candidates(
    event: Event,
    registrations: QuerySet[Registration] | None = None,
    *,
    purpose: str = Purpose.ATTENDANCE,
    asks_plugins: bool = True,
) -> list[Candidate]:
    """Everybody who has or waits for a seat, by name, each with the answer; a fixed number of queries.

    The checks of plugins may be slow: inside a transaction call it with ``asks_plugins`` off, having asked before.
    """
    terms, kind = terms_of(event, purpose), kind_of(event, purpose)
    rows = read(event, terms, registrations)
    absent = letters_without_font(event, [row.name for row in rows])
    return [_candidate(event, terms, kind, row, absent, asks_plugins) for row in rows]


def candidate(registration: Registration, *, purpose: str = Purpose.ATTENDANCE, asks_plugins: bool = True) -> Candidate:
    """The answer for one registration."""
    mine = Registration.objects.filter(pk=registration.pk)
    (found,) = candidates(registration.event, mine, purpose=purpose, asks_plugins=asks_plugins)
    return found


def kind_of(event: Event, purpose: str) -> Kind:
    """The kind of certificate with that key. Raises UnknownKind when nothing active in the event's region provides it."""
    found = OWN.get(purpose) or kinds(event.hooks).get(purpose)
    if found is None:
        raise UnknownKind(
            _("The kind of certificate “%(key)s” belongs to a plugin that is not active here. Ask the administrator.")
            % {"key": purpose}
        )
    return found


def _candidate(event: Event, terms: IssueTerms, kind: Kind, row: Read, absent: frozenset[str], asks_plugins: bool) -> Candidate:
    obstacles = _bar(event, row.registration) or reasons(terms, row.case)
    if unprintable := refusal(row.name, absent):
        obstacles = (*obstacles, unprintable)
    if asks_plugins and kind.provided and not obstacles:
        said = kind.refusal(row.case, event.hooks.settings(kind.provided.plugin))
        obstacles = (said,) if said else ()
    return Candidate(row, terms, kind, obstacles)


def _bar(event: Event, registration: Registration) -> tuple[str, ...]:
    """What rules out every certificate, whatever the organiser asks."""
    if event.state == EventState.CANCELLED:
        return (_("The event was cancelled."),)
    if registration.state != RegistrationState.CONFIRMED or registration.person is None:
        return (_("The registration is not confirmed: %(state)s.") % {"state": registration.get_state_display()},)
    return ()
