from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from plugins.models import Region


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from certificates import (
            checks,  # noqa: F401
            receivers,  # noqa: F401
            usage,
        )
        from certificates.designs import checks as design_checks
        from certificates.models import IssuerKey, SealKey
        from plugins.lasting_names import REASONS
        from plugins.problems import INSPECTORS
        from plugins.usage import STORES
        from training.domain.key_rotation import ENCRYPTED
        from training.domain.upkeep import STEPS

        STEPS["certificates"] = resume
        STEPS["dossiers"] = keep_dossiers
        STEPS["pictures"] = forget_pictures
        STORES.update(usage.STORES)
        ENCRYPTED.extend([IssuerKey, SealKey])
        INSPECTORS.append(design_checks.designs_of_plugins)
        REASONS.append(names_in_certificates)


def names_in_certificates(region: "Region") -> str:
    """Keys, issuer and status lists are asked for under the region's short name, and its code begins every number, for good."""
    from certificates.models import Certificate, IssuerKey

    if any(model.objects.filter(region=region).exists() for model in (Certificate, IssuerKey)):
        return gettext("This stays as it is: certificates of the region name it, and would no longer be found and verified.")
    return ""


def resume(*, now: datetime) -> int:
    """Take up what a stopped worker left undone."""
    from certificates.domain import resume  # slow import: WeasyPrint, which most commands do without

    return resume(now=now)


def keep_dossiers(*, now: datetime) -> int:
    """Make dossiers that a stopped worker left undone, and delete the files of old ones."""
    from certificates.dossier.ordering import upkeep

    return upkeep(now=now)


def forget_pictures(*, now: datetime) -> int:
    """Delete pictures of designs that nothing uses any more."""
    from certificates.designs.upkeep import forget_unused

    return forget_unused(now=now)
