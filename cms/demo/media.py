from pathlib import Path

from django.core.files.images import ImageFile

from cms.models import LicensedImage
from plugins.models import Region

PICTURE = Path(__file__).parent / "files" / "kooperation.png"


def add_picture(region: Region) -> LicensedImage:
    """A picture of our own in the region's collection, with credit line and permission."""
    with PICTURE.open("rb") as file:
        return LicensedImage.objects.create(
            title="Zusammenarbeit",
            description="Grafik: Drei Kreise mit zwei Erwachsenen und einem Kind überschneiden sich.",
            file=ImageFile(file, name=PICTURE.name),
            collection=region.collection,
            credit="Grafik: Samkurs",
            permission="Eigenes Werk des Projekts, frei verwendbar",
        )
