"""Accounts of professionals: they come from a mail address someone has just proved to be theirs, and need no password."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction


def account_for(email: str) -> AbstractBaseUser:
    """The account of a mail address whose owner has just entered the code sent to it; made when there is none.

    Call it only with an address proved in this request: it is marked as verified. An address that some other account merely
    claims, without proof, gives no access to that account.
    """
    email = email.lower()
    with transaction.atomic():
        proved = EmailAddress.objects.select_related("user").filter(email=email, verified=True).first()
        return proved.user if proved else _new_or_unproved(email)


def _new_or_unproved(email: str) -> AbstractBaseUser:
    users = get_user_model().objects
    user = users.filter(email__iexact=email).first() or users.create_user(email)
    address, _ = EmailAddress.objects.get_or_create(user=user, email=email)
    address.verified = True
    address.primary = not EmailAddress.objects.filter(user=user, primary=True).exclude(pk=address.pk).exists()
    address.save(update_fields=["verified", "primary"])
    return user
