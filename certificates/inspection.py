"""Looks at a file that claims to be a certificate, without asking anybody else: what is proven, what is wrong, what is open."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from certificates.credentials.tokens import TokenError, read, unchecked
from certificates.findings import Finding, Look, Outcome
from certificates.press import CREDENTIAL


def look(content: bytes, *, keys: Iterable[Mapping[str, Any]], trusted: Sequence[bytes]) -> Look:
    """Both proofs of a file. ``trusted`` are certificates in DER; they had to be valid when a proven credential was issued."""
    token = credential_in(content)
    credential = look_at_credential(token, keys)
    issued = claims_of(token).get("validFrom") if credential.outcome is Outcome.PROVEN else None
    moment = datetime.fromisoformat(issued) if issued else None
    return Look(token, look_at_signature(content, trusted, moment=moment), credential)


def credential_in(content: bytes) -> str:
    """The signed credential attached to a PDF, or the file itself when it is one; empty when there is none."""
    if content.startswith(b"ey"):
        return content.decode("ascii", "replace").strip()
    with suppress(pikepdf.PdfError), pikepdf.open(BytesIO(content)) as document:
        if CREDENTIAL in document.attachments:
            return document.attachments[CREDENTIAL].get_file().read_bytes().decode("ascii", "replace")
    return ""


def claims_of(token: str) -> dict[str, Any]:
    """What a credential says, unchecked; nothing when it is none."""
    with suppress(TokenError):
        return unchecked(token)
    return {}


def look_at_credential(token: str, keys: Iterable[Mapping[str, Any]]) -> Finding:
    """Whether one of these public keys signed it."""
    if not token:
        return Finding("credential", Outcome.OPEN, _("There is no credential in it."))
    claims = claims_of(token)
    try:
        read(token, keys)
    except TokenError as exc:
        if claims and "not known" in str(exc):
            sentence = _("The credential could not be checked: the key of %(issuer)s is not known here. Give it with --keys.")
            return Finding("credential", Outcome.OPEN, sentence % {"issuer": claims.get("iss", "?")})
        return Finding("credential", Outcome.WRONG, _("The credential is forged or damaged: its signature does not fit."))
    sentence = _("The credential is signed by %(issuer)s and says: %(facts)s.")
    return Finding("credential", Outcome.PROVEN, sentence % {"issuer": claims.get("iss"), "facts": _facts(claims)})


def _facts(claims: Mapping[str, Any]) -> str:
    """Who, what and when, to be compared with the page: nothing ties the page to the credential but a signature of the file."""
    subject = claims.get("credentialSubject", {})
    names = [entry.get("identityHash") for entry in subject.get("identifier", ()) if entry.get("identityType") == "name"]
    facts = [
        *names,
        subject.get("achievement", {}).get("name"),
        str(claims.get("validFrom", ""))[:10],
        subject.get("licenseNumber"),
    ]
    return ", ".join(filter(None, facts))


def look_at_signature(content: bytes, trusted: Sequence[bytes], *, moment: datetime | None) -> Finding:
    """Whether the file is as it was signed, and by whom. ``trusted`` are certificates in DER, believed at that moment.

    Without a moment the one that the signature itself names counts, which nobody confirms.
    """
    try:
        signatures = PdfFileReader(BytesIO(content)).embedded_signatures
    except (PdfError, ValueError):
        return Finding("signature", Outcome.OPEN, _("It is no PDF that could be signed."))
    if not signatures:
        return Finding("signature", Outcome.OPEN, _("The file has no signature."))
    signature = signatures[-1]
    roots = [x509.Certificate.load(der) for der in trusted]
    context = ValidationContext(trust_roots=roots, moment=moment or signature.self_reported_timestamp)
    try:
        status = validate_pdf_signature(signature, context)
    except (PdfError, ValidationError, ValueError):
        return Finding("signature", Outcome.WRONG, _("The signature of the file is damaged."))
    signer = status.signing_cert.subject.human_friendly
    if not (status.intact and status.valid and status.docmdp_ok):
        return Finding("signature", Outcome.WRONG, _("The file was changed after %(signer)s signed it.") % {"signer": signer})
    if not status.trusted:
        sentence = _("The file is as it was signed, but whether %(signer)s is the office is not known here. Give --trust.")
        return Finding("signature", Outcome.OPEN, sentence % {"signer": signer})
    return Finding("signature", Outcome.PROVEN, _("The file is as %(signer)s signed it.") % {"signer": signer})
