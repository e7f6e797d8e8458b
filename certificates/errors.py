from django.utils.translation import gettext as _

from training.domain.errors import DomainError


class CertificateError(DomainError):
    """A certificate cannot be issued, revoked or replaced; the message says why and what to do."""


class UnknownKind(CertificateError):
    """The kind of certificate belongs to a plugin that is not active where it is asked for."""


def unexpected() -> str:
    """What people read of an error that the log alone explains."""
    return _("An unexpected error happened. Please try again; if it stays, tell the administrator.")
