from training.domain.errors import DomainError


class CreditReportError(DomainError):
    """The report cannot be made like this; nothing was changed and nothing sent."""
