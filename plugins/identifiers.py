"""Numbers of German professionals and events, told apart from mistyped ones: a check gives a sentence, or "" if all is well."""

from django.utils.translation import gettext as _

EFN_LENGTH = 15
VNR_LENGTH = 19


def plain(number: str) -> str:
    """The number without the blanks and hyphens that people and scanners put between its digits."""
    return "".join(number.split()).replace("-", "")


def luhn_digit(body: str) -> str:
    """The check digit that belongs behind these digits, by Luhn's rule (ISO/IEC 7812-1).

    >>> luhn_digit("80276090123456")
    '6'
    """
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(body)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return len(digits) > 1 and luhn_digit(digits[:-1]) == digits[-1]


def efn_error(number: str) -> str:
    """Why this cannot be an EFN, the number of a physician or psychotherapist in the chambers' systems.

    15 digits, the last one Luhn's (named by the Bavarian chamber and DocCheck, and seen to hold for 44 numbers of EIV's test
    system). The first two tell the profession; 80 is not demanded, for psychotherapists' numbers have the same shape.
    """
    digits = plain(number)
    if not _is_digits(digits, EFN_LENGTH):
        return _("An EFN has {length} digits and nothing else. Compare it with the card or the barcode label.").format(
            length=EFN_LENGTH
        )
    if not is_luhn(digits):
        return _("This is no valid EFN: its last digit does not fit the others. Compare it digit by digit with the card.")
    return ""


def vnr_error(number: str) -> str:
    """Why this cannot be a VNR, the number of an event with a German chamber: 19 digits (glossary of EIV)."""
    digits = plain(number)
    if _is_digits(digits, VNR_LENGTH):
        return ""
    return _("A VNR has 19 digits. Compare “{reference}” with the chamber's notice.").format(reference=number)


def vnr_warning(number: str) -> str:
    """Why a number of 19 digits hardly is a VNR. All we saw begin with 276 and end in a Luhn digit, but no source says so."""
    digits = plain(number)
    if vnr_error(number) or (digits.startswith("276") and is_luhn(digits)):
        return ""
    return _("“{reference}” does not look like a VNR. Compare it digit by digit with the chamber's notice.").format(
        reference=number
    )


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
