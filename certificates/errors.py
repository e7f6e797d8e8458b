from training.domain.errors import DomainError


class CertificateError(DomainError):
    """A certificate cannot be issued, revoked or replaced; the message says why and what to do."""
