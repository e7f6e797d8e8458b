from typing import Any

from allauth.account.signals import email_confirmed, user_logged_in
from django.contrib.auth.models import AbstractUser
from django.dispatch import receiver

from training.domain.person import claim_person


@receiver(user_logged_in)
def claim_on_login(sender: Any, user: AbstractUser, **kwargs: Any) -> None:
    """Whoever was registered by hand finds it under ``/my/`` at the first login."""
    claim_person(user)


@receiver(email_confirmed)
def claim_on_new_address(sender: Any, email_address: Any, **kwargs: Any) -> None:
    claim_person(email_address.user)
