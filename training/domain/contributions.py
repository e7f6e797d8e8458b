"""Contributions to an event by people who are registered for it; each earns the points that a body grants for one."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from training.domain.errors import DomainError
from training.enums import RegistrationState
from training.models import Contribution, Registration, Session


class ContributionError(DomainError):
    """The contribution cannot be entered like this."""


@transaction.atomic
def add_contribution(
    registration: Registration,
    *,
    role: str,
    title: str = "",
    session: Session | None = None,
    by: AbstractBaseUser,
    now: datetime,
) -> Contribution:
    """Enter what somebody gave to the event. Raises ContributionError without a confirmed place, and for one entered before."""
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if registration.state != RegistrationState.CONFIRMED:
        raise ContributionError(
            _("Only contributions of somebody with a confirmed place count. Confirm the registration first.")
        )
    if registration.contributions.filter(role=role, title=title, session=session).exists():
        raise ContributionError(_("This contribution is entered already. Each one counts once."))
    return registration.contributions.create(role=role, title=title, session=session, entered_by_id=by.pk, entered_at=now)


def remove_contribution(contribution: Contribution) -> None:
    """Take a contribution back. Credits change when they are computed again."""
    contribution.delete()
