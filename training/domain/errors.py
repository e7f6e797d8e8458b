class DomainError(Exception):
    """A refusal, with a translated sentence fit for the person who asked: what is wrong and what to do."""


class RegistrationError(DomainError):
    """A refusal to register, change or cancel."""


class ProgrammeError(DomainError):
    """The programme cannot be made or changed like this."""
