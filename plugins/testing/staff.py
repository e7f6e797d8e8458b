"""Members of staff who have signed in, for tests of a plugin's screens in the back office."""

from collections.abc import Callable, Iterable
from itertools import count

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group, Permission
from django.http import HttpRequest
from django.test import Client

from plugins.models import Region, RegionGroup

_number = count(1)


@pytest.fixture
def staff_client(db: None) -> Callable[..., Client]:
    """Makes the browser of somebody who works in the region: ``staff_client(region, "training.change_person")``.

    The person has these permissions there and in no other region, and has signed in with all factors.
    """

    def make(region: Region, *permissions: str) -> Client:
        user_model = get_user_model()
        user = user_model.objects.create_user(**{user_model.USERNAME_FIELD: f"staff{next(_number)}@beispielland.example"})
        group = Group.objects.create(name=f"Staff {next(_number)}")
        group.permissions.set(_permissions({"wagtailadmin.access_admin", *permissions}))
        RegionGroup.objects.create(region=region, group=group, role=RegionGroup.Role.ORGANISERS)
        user.groups.add(group)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if apps.is_installed("allauth.mfa"):
            _show_second_factor(client, user)
        return client

    return make


def _permissions(names: Iterable[str]) -> list[Permission]:
    split = [name.split(".") for name in names]
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in split]


def _show_second_factor(client: Client, user: AbstractBaseUser) -> None:
    """Leave the session as a whole sign-in does."""
    from allauth.account.internal.flows.login import record_authentication
    from allauth.mfa.models import Authenticator

    factor = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
    request.session.save()
