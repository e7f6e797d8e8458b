"""From what a certificate says to its file, without writing anything."""

from certificates.designs.freezing import design_of
from certificates.domain.sealing import sealed_for
from certificates.models import Certificate
from certificates.rendering import render
from certificates.rendering.crew import Job
from certificates.rendering.sending import page_of


def made(certificate: Certificate) -> bytes:
    """The file: drawn from the snapshot, with the credential inside, signed if the region has a seal. Raises RenderingError."""
    pdf = render(certificate.snapshot, design_of(certificate.snapshot), credential=certificate.credential)
    return sealed_for(certificate.region, pdf)


def job_of(certificate: Certificate) -> Job:
    """The same up to the signature, to be drawn elsewhere. Raises RenderingError when its design is not there."""
    design = design_of(certificate.snapshot)
    return Job(certificate.pk, page_of(certificate.snapshot, design, credential=certificate.credential), design)
