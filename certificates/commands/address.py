"""``certificates address``: the address under which a region's certificates are verified, and those it had before."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from certificates.domain.verification_address import address_of, change_address, changes_of
from certificates.errors import CertificateError
from plugins.commands.act import region_named


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("region", metavar="REGION")
    parser.add_argument(
        "address", nargs="?", metavar="URL", help="For example https://verify.example.org; without it, say what is so."
    )


def address(options: dict[str, Any], out: OutputWrapper) -> None:
    """Take the address for what is issued from now on, or list those there were. Raises CommandError with what is wrong."""
    region = region_named(options["region"])
    if options["address"]:
        try:
            change_address(region, options["address"], by=None)
        except CertificateError as exc:
            raise CommandError(str(exc)) from None
        region.refresh_from_db()
    out.write(address_of(region))
    for entry in changes_of(region):
        out.write(f"  {entry.timestamp:%Y-%m-%d}  {entry.data['before']} → {entry.data['after']}")
