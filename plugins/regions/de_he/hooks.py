from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from plugins.api import CertificateTemplate, hookimpl

DESIGNS = Path(__file__).parent / "certificates"


@hookimpl
def certificate_templates() -> Iterable[CertificateTemplate]:
    return [CertificateTemplate(key="de_he_letterhead", label=_("Letterhead, Hesse"), folder=DESIGNS / "letterhead")]
