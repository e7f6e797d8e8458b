"""Everything this installation can say of a certificate without asking anybody else: record, status, signature, credential."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from certificates import inspection
from certificates.checksum import sha256
from certificates.domain.files import read_file
from certificates.domain.queries import find_by_checksum, find_by_code
from certificates.domain.seal_chains import trusted_certificates
from certificates.errors import CertificateError
from certificates.findings import Finding, Look, Outcome
from certificates.models import Certificate, IssuerKey


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a certificate, which is None when this installation has no record of it."""

    certificate: Certificate | None
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        """Wrong when anything is; proven when something is and nothing was found wrong; open when nothing could be proven."""
        outcomes = {finding.outcome for finding in self.findings}
        return next((outcome for outcome in (Outcome.WRONG, Outcome.PROVEN) if outcome in outcomes), Outcome.OPEN)


def verify_code(code: str, *, keys: Sequence[Mapping[str, Any]] = ()) -> Verdict:
    """The certificate with that code: its record, its status, its stored file and its credential."""
    certificate = find_by_code(code)
    if certificate is None:
        return Verdict(None, (Finding("record", Outcome.WRONG, _("No certificate with this code was issued here.")),))
    found = [*_record(certificate), *_stored_file(certificate)]
    if certificate.credential:
        found.append(inspection.look_at_credential(certificate.credential, _keys(keys)))
    return Verdict(certificate, tuple(found))


def verify_file(
    content: bytes,
    *,
    keys: Sequence[Mapping[str, Any]] = (),
    trusted: Sequence[bytes] = (),
    look: Callable[..., Look] = inspection.look,
) -> Verdict:
    """A file, of this installation or another. ``keys`` are more public keys (JWK), ``trusted`` more certificates in DER.

    ``look`` looks into the file: for a stranger's file give ``confined.look``, whose TooMuch is passed on.
    """
    looked = look(content, keys=_keys(keys), trusted=[*trusted_certificates(), *trusted])
    certificate = _certificate_of(content, looked.token)
    found = list(_file(content, looked.token, certificate))
    found += _record(certificate) if certificate else []
    return Verdict(certificate, (*found, looked.signature, looked.credential))


def _certificate_of(content: bytes, token: str) -> Certificate | None:
    """By the bytes of the file; else by the address that the credential in it names."""
    known = find_by_checksum(sha256(content))
    address = str(inspection.claims_of(token).get("id", ""))
    return known or (find_by_code(address.rstrip("/").rpartition("/")[2]) if address else None)


def _file(content: bytes, token: str, certificate: Certificate | None) -> Iterator[Finding]:
    if certificate is None:
        address = inspection.claims_of(token).get("id")
        sentence = _("This file was not issued here, or altered since: no certificate belongs to it.")
        if address:
            sentence = _("This installation has no record of it. Whether it holds is said at %(address)s") % {
                "address": address
            }
        yield Finding("file", Outcome.OPEN if address else Outcome.WRONG, sentence)
    elif token and content.strip() == token.encode():
        yield _same(token == certificate.credential, _("The credential is the one that was issued."))
    else:
        yield _same(sha256(content) == certificate.pdf_sha256, _("The file is the one that was issued."))


def _same(is_same: bool, sentence: str) -> Finding:
    if is_same:
        return Finding("file", Outcome.PROVEN, sentence)
    return Finding("file", Outcome.WRONG, _("This is not the file that was issued: it was altered since."))


def _record(certificate: Certificate) -> Iterator[Finding]:
    if certificate.is_intact:
        yield Finding("record", Outcome.PROVEN, _("The stored facts are those that were issued."))
    else:
        yield Finding("record", Outcome.WRONG, _("The stored facts are not those that were issued."))
    if certificate.revoked_at is None:
        yield Finding("status", Outcome.PROVEN, _("It is not revoked."))
        return
    sentence = _("It was revoked on %(day)s.") % {"day": certificate.revoked_at.date().isoformat()}
    if replacement := getattr(certificate, "replaced_by", None):
        sentence += " " + _("Certificate %(serial)s took its place.") % {"serial": replacement.serial}
    yield Finding("status", Outcome.WRONG, sentence)


def _stored_file(certificate: Certificate) -> Iterator[Finding]:
    if not certificate.pdf:
        yield Finding("file", Outcome.OPEN, _("Its file is not made yet."))
        return
    try:
        content = read_file(certificate)
    except CertificateError as exc:
        yield Finding("file", Outcome.WRONG, _("Its stored file is missing or damaged: %(cause)s") % {"cause": exc})
        return
    yield Finding("file", Outcome.PROVEN, _("The stored file is the one that was issued."))
    yield inspection.look_at_signature(content, trusted_certificates(), moment=certificate.issued_at)


def _keys(more: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [*IssuerKey.objects.values_list("public", flat=True), *more]
