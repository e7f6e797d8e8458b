"""The gate: every pair of states is allowed or refused as the table says."""

from datetime import timedelta
from itertools import product

import pytest

from tests import factories
from training.domain.transitions import Outdated, TransitionRefused, move
from training.enums import RegistrationState as State
from training.models import Registration

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("requested", "pending"),
    ("requested", "waiting"),
    ("requested", "confirmed"),
    ("requested", "cancelled"),
    ("requested", "expired"),
    ("pending", "confirmed"),
    ("pending", "rejected"),
    ("pending", "cancelled"),
    ("waiting", "pending"),
    ("waiting", "confirmed"),
    ("waiting", "cancelled"),
    ("confirmed", "cancelled"),
    ("rejected", "confirmed"),
    ("expired", "pending"),
    ("expired", "waiting"),
    ("expired", "confirmed"),
    ("expired", "cancelled"),
}
"""Written out once more on purpose: a change of the table has to be made, and thought about, twice."""


@pytest.mark.parametrize(("here", "there"), list(product(State.values, State.values)))
def test_every_pair_of_states_is_allowed_or_refused(region, now, here, there):
    registration = factories.registration(factories.event(region), state=here, holds_seat=False)
    try:
        move(registration, State(there), now=now)
        moved = True
    except TransitionRefused:
        moved = False
    assert moved == ((here, there) in ALLOWED)
    assert Registration.objects.get().state == (there if moved else here)


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"holds_seat": False}, {"held_until": "later"}])
def test_a_row_changed_by_somebody_else_is_not_overwritten(region, now, change):
    registration = factories.registration(factories.event(region), state="pending")
    Registration.objects.update(**{name: now + timedelta(1) if value == "later" else value for name, value in change.items()})
    before = Registration.objects.values().get()
    with pytest.raises(Outdated):
        move(registration, State.CONFIRMED, now=now, confirmed_at=now)
    assert Registration.objects.values().get() == before
