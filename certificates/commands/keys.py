"""``certificates keys``: which keys a region signs with, new ones, and whether its files are signed."""

from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.domain.issuer_keys import rotate_key
from certificates.domain.seal_trial import choose_tried
from certificates.domain.seals import import_key, make_key
from certificates.errors import CertificateError
from certificates.models import IssuerKey, SealKey
from plugins.commands.act import region_named
from plugins.models import Region


def add_arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="keys_act", required=True)
    listed = acts.add_parser("list", help="Say which keys the regions have.")
    listed.add_argument("region", nargs="?", metavar="REGION", help="Only this region, by its short name.")
    for act, says in (
        ("rotate", "Sign credentials with a new key; the old one stays published."),
        ("make", "Make a key that signs files, with a certificate of our own that names nobody."),
    ):
        acts.add_parser(act, help=says).add_argument("region", metavar="REGION")
    imported = acts.add_parser("import", help="Take over the key an authority gave out, as a PKCS #12 file.")
    imported.add_argument("region", metavar="REGION")
    imported.add_argument("file", type=Path, metavar="FILE")
    imported.add_argument("--password-file", type=Path, metavar="FILE", help="Else you are asked for the password.")
    seal = acts.add_parser("seal", help="Sign the region's files from now on, or no longer.")
    seal.add_argument("region", metavar="REGION")
    seal.add_argument(
        "seal", nargs="?", default="", metavar="SEAL", help="For example certificates_file; without one, nothing is signed."
    )


def keys(options: dict[str, Any], out: OutputWrapper) -> None:
    """Do what was asked. Raises CommandError with what is wrong."""
    name = options["region"]
    regions = [region_named(name)] if name else list(Region.objects.order_by("slug"))
    try:
        for region in regions:
            out.write(ACTS[options["keys_act"]](region, options))
    except CertificateError as exc:
        raise CommandError(str(exc)) from None


def _list(region: Region, options: dict[str, Any]) -> str:
    lines = [f"{region.slug}: {region.certificate_seal or _('files are not signed')}"]
    for issuer_key in IssuerKey.objects.filter(region=region).order_by("created_at"):
        lines.append(f"  {_('credentials')} {issuer_key.kid} {_span(issuer_key)}")
    for seal_key in SealKey.objects.filter(region=region).order_by("created_at"):
        lines.append(f"  {_('files')} {_('until')} {seal_key.expires_at:%Y-%m-%d} {_span(seal_key)}")
    return "\n".join(lines)


def _span(key: IssuerKey | SealKey) -> str:
    return f"{key.created_at:%Y-%m-%d} – {key.retired_at:%Y-%m-%d}" if key.retired_at else f"{key.created_at:%Y-%m-%d} –"


def _rotate(region: Region, options: dict[str, Any]) -> str:
    made = rotate_key(region, now=timezone.now())
    return _("New credentials of %(region)s are signed with %(kid)s.") % {"region": region, "kid": made.kid}


def _make(region: Region, options: dict[str, Any]) -> str:
    return _ready(region, make_key(region, now=timezone.now()))


def _import(region: Region, options: dict[str, Any]) -> str:
    place = options["password_file"]
    try:
        content = options["file"].read_bytes()
        password = place.read_text().strip() if place else getpass(_("Password of the file: "))
    except OSError as exc:
        raise CommandError(str(exc)) from None
    return _ready(region, import_key(region, content, password=password, now=timezone.now()))


def _ready(region: Region, key: SealKey) -> str:
    return _("%(region)s can sign files until %(day)s.") % {"region": region, "day": f"{key.expires_at:%Y-%m-%d}"}


def _seal(region: Region, options: dict[str, Any]) -> str:
    choose_tried(region, options["seal"], by=None, now=timezone.now())
    if options["seal"]:
        return _("New files of %(region)s are signed.") % {"region": region}
    return _("New files of %(region)s are not signed.") % {"region": region}


ACTS = {"list": _list, "rotate": _rotate, "make": _make, "import": _import, "seal": _seal}
