from training.domain.errors import DomainError


class LearningCheckError(DomainError):
    """The learning check cannot be changed or taken like this; nothing was changed."""
