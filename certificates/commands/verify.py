"""``certificates verify``: what can be said of a file or a code without any network, in words or as JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from certificates.domain.verifying import Verdict, verify_code, verify_file
from certificates.findings import Outcome

MARKS = {Outcome.PROVEN: "+", Outcome.WRONG: "!", Outcome.OPEN: "?"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", metavar="FILE-OR-CODE", help="A PDF, a credential (.jwt) or a verification code.")
    parser.add_argument("--keys", type=Path, metavar="JWKS", help="Public keys of another installation's issuer.")
    parser.add_argument("--trust", type=Path, metavar="PEM", help="X.509 certificates to believe beside those of our regions.")
    parser.add_argument("--json", action="store_true", help="Answer as JSON.")


def verify(options: dict[str, Any], out: OutputWrapper) -> None:
    """Write what was found. Raises CommandError when anything is wrong, or when nothing could be proven."""
    keys, path = _keys(options["keys"]), Path(options["what"])
    if path.is_file():
        verdict = verify_file(path.read_bytes(), keys=keys, trusted=_trusted(options["trust"]))
    else:
        verdict = verify_code(options["what"], keys=keys)
    serial = verdict.certificate.serial if verdict.certificate else None
    out.write(_as_json(verdict, serial) if options["json"] else _in_words(verdict))
    if verdict.outcome is not Outcome.PROVEN:
        raise CommandError(_conclusion(verdict, serial))
    if not options["json"]:
        out.write(_conclusion(verdict, serial))


def _in_words(verdict: Verdict) -> str:
    return "\n".join(f"{MARKS[finding.outcome]} {finding.sentence}" for finding in verdict.findings)


def _as_json(verdict: Verdict, serial: str | None) -> str:
    found = [
        {"about": finding.about, "outcome": finding.outcome.value, "sentence": finding.sentence} for finding in verdict.findings
    ]
    return json.dumps({"outcome": verdict.outcome.value, "serial": serial, "findings": found}, ensure_ascii=False, indent=2)


def _conclusion(verdict: Verdict, serial: str | None) -> str:
    if verdict.outcome is Outcome.OPEN:
        return _("Nothing could be proven: ask the office that issued it.")
    if verdict.outcome is Outcome.WRONG:
        reasons = " ".join(finding.sentence for finding in verdict.findings if finding.outcome is Outcome.WRONG)
        return _("%(serial)s: not valid. %(reasons)s") % {"serial": serial or "–", "reasons": reasons}
    if serial is None:
        return _("What is marked with + is proven and nothing else. Whether it was revoked since, its issuer alone knows.")
    return _("%(serial)s: valid.") % {"serial": serial}


def _keys(path: Path | None) -> list[dict[str, Any]]:
    if path is None:
        return []
    try:
        return list(json.loads(path.read_text())["keys"])
    except (OSError, ValueError, KeyError, TypeError):
        raise CommandError(_("%(file)s is no set of keys (JWKS).") % {"file": path}) from None


def _trusted(path: Path | None) -> list[bytes]:
    if path is None:
        return []
    try:
        return [one.public_bytes(Encoding.DER) for one in x509.load_pem_x509_certificates(path.read_bytes())]
    except (OSError, ValueError):
        raise CommandError(_("%(file)s holds no certificates in PEM.") % {"file": path}) from None
