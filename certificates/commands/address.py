"""``certificates address``: the address under which a region's certificates are verified, and those it had before."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from plugins.models import Region, RegionLogEntry

ACTION = "certificates.address"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("region", metavar="REGION")
    parser.add_argument(
        "address", nargs="?", metavar="URL", help="For example https://verify.example.org; without it, say what is so."
    )


def address(options: dict[str, Any], out: OutputWrapper) -> None:
    """Take the address for what is issued from now on, or list those there were. Raises CommandError with what is wrong."""
    region = Region.objects.filter(slug=options["region"]).first()
    if region is None:
        raise CommandError(_("There is no region with the short name %(name)s.") % {"name": options["region"]})
    if options["address"]:
        _change(region, options["address"].rstrip("/"))
    out.write(region.verification_base or settings.BASE_URL)
    for entry in RegionLogEntry.objects.filter(action=ACTION, object_id=str(region.pk)).order_by("timestamp", "pk"):
        out.write(f"  {entry.timestamp:%Y-%m-%d}  {entry.data['before']} → {entry.data['after']}")


def _change(region: Region, new: str) -> None:
    before, region.verification_base = region.verification_base, new
    try:
        region.clean_fields(exclude={field.name for field in Region._meta.fields} - {"verification_base"})
    except ValidationError:
        raise CommandError(_("%(address)s is no address that begins with https://.") % {"address": new}) from None
    if new != before:
        region.save(update_fields=["verification_base"])
        log(region, ACTION, data={"before": before or settings.BASE_URL, "after": new})
