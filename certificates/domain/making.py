"""From what a certificate says to its file, without writing anything."""

from certificates.designs.freezing import design_of
from certificates.domain.sealing import sealed_for
from certificates.models import Certificate
from certificates.rendering import render


def made(certificate: Certificate) -> bytes:
    """The file: drawn from the snapshot, with the credential inside, signed if the region has a seal. Raises RenderingError."""
    pdf = render(certificate.snapshot, design_of(certificate.snapshot), credential=certificate.credential)
    return sealed_for(certificate.region, pdf)
