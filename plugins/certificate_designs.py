"""Which design the certificates of a region have from now on; what is issued keeps its own."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from plugins.models import Region
from plugins.registry import certificate_templates
from plugins.runtime import offered_in


class DesignError(Exception):
    """The design cannot be chosen here; the sentence says why and what to do."""


def design_choices(region: Region) -> list[tuple[str, str]]:
    """Key and label of the designs that the plugins active in the region provide, by label; one query."""
    found = [(key, str(provided.value.label)) for key, provided in offered_in(region, certificate_templates()).items()]
    return sorted(found, key=lambda choice: choice[1].casefold())


@transaction.atomic
def choose_design(region: Region, *, key: str, by: AbstractBaseUser) -> bool:
    """Take the design for the region's certificates and write down who chose it; False when the region has it already.

    Raises DesignError when no plugin active in the region provides it.
    """
    if key not in dict(design_choices(region)):
        raise DesignError(_("The region cannot have this design. Choose one of the list, or switch its plugin on first."))
    region = Region.objects.select_for_update().get(pk=region.pk)
    if region.certificate_template == key:
        return False
    region.certificate_template = key
    region.save(update_fields=["certificate_template"])
    log(region, "plugins.design", user=by, data={"design": key})
    return True
