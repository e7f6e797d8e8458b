"""What accrediting bodies were asked for and what they granted for an event."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plugins.api import CreditScheme
from plugins.identifiers import vnr_error, vnr_warning
from plugins.registry import credit_schemes
from plugins.runtime import active_plugins
from training.domain.errors import DomainError
from training.enums import AccreditationStatus
from training.models import Accreditation, Event


class AccreditationError(DomainError):
    """The accreditation cannot be recorded like this."""


def record(
    event: Event,
    *,
    accreditation: Accreditation | None = None,
    body: str,
    scheme: str = "",
    category: str = "",
    reference: str = "",
    status: str = AccreditationStatus.PLANNED,
    granted: Decimal | None = None,
    granted_learning_check: Decimal | None = None,
    granted_on: date | None = None,
) -> Accreditation:
    """Record what a body was asked for or answered; with ``accreditation`` the existing record changes.

    The unit is the scheme's, points without one. Raises AccreditationError when a grant has no amount, an amount no grant,
    the category is not the scheme's, or the body has a record for this event already.
    """
    known = _scheme(event, scheme, keep=accreditation.scheme if accreditation else "")
    _check_grant(status, granted=granted, granted_learning_check=granted_learning_check)
    if known and category and category not in known.categories:
        raise AccreditationError(_("“{scheme}” has no category “{category}”.").format(scheme=known.label, category=category))
    kept = accreditation or Accreditation(event=event)
    kept.body, kept.scheme, kept.category, kept.status = body, scheme, category, status
    kept.reference = "".join(reference.split())
    kept.granted, kept.granted_learning_check, kept.granted_on = granted, granted_learning_check, granted_on
    kept.unit = known.unit if known else kept.unit
    return _save(kept)


def _scheme(event: Event, key: str, *, keep: str) -> CreditScheme | None:
    if not key:
        return None
    provided = credit_schemes().get(key)
    if provided is None and key == keep:
        return None
    if provided is None or (key != keep and provided.plugin not in active_plugins(event.region)):
        raise AccreditationError(_("The credit scheme “{key}” is not active in this region.").format(key=key))
    return provided.value


def _check_grant(status: str, *, granted: Decimal | None, granted_learning_check: Decimal | None) -> None:
    if status == AccreditationStatus.GRANTED and granted is None:
        raise AccreditationError(_("Enter what the body granted, or choose another status."))
    if status != AccreditationStatus.GRANTED and (granted is not None or granted_learning_check is not None):
        raise AccreditationError(_("An amount was entered, but the status is not “granted”. Change one of the two."))


def _save(accreditation: Accreditation) -> Accreditation:
    try:
        with transaction.atomic():
            accreditation.save()
    except IntegrityError:
        raise AccreditationError(
            _("“{body}” already has a record for this event. Change that one.").format(body=accreditation.body)
        ) from None
    return accreditation


def reference_warning(reference: str, *, scheme: str) -> str:
    """A sentence when a reference does not look like the VNR that German chambers give, else nothing. It is kept either way."""
    if not reference or not (scheme == "de" or scheme.startswith("de_")):
        return ""
    return vnr_error(reference) or vnr_warning(reference)
