"""The number by which German chambers credit points to physicians and psychotherapists."""

from django.utils.translation import gettext_lazy as _

from plugins.api import ProfessionalNumber
from plugins.identifiers import efn_error, plain
from plugins.regions.de.chambers import CHAMBERS, EFN, MEMBERS


def efn(typed: str) -> str:
    """The 15 digits of an EFN, whatever stands between them.

    >>> efn("80276 0020 090329")
    '802760020090329'
    """
    if error := efn_error(typed):
        raise ValueError(error)
    return plain(typed)


NUMBERS = (
    ProfessionalNumber(
        key=EFN,
        label="EFN",
        help_text=_(
            "The number on your chamber's card or barcode label, for physicians and psychotherapists. With it we can report "
            "your points to the chamber. Without it you hand in your certificate yourself."
        ),
        schemes=CHAMBERS,
        normalise=efn,
        professions=MEMBERS,
    ),
)
