"""How the history tells that dossiers were made and opened, and for which body."""

from django.utils.translation import gettext_lazy as _

from training.history import OfBody, formatter

ORDERED, OPENED = "certificates.dossier", "certificates.dossier_open"

DOSSIER_ACTIONS: dict[str, type[OfBody]] = {
    ORDERED: formatter(_("Order an audit dossier"), _("Audit dossier ordered")),
    OPENED: formatter(_("Open an audit dossier"), _("Audit dossier opened")),
}
