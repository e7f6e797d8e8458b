from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Rights(models.Model):
    """Whose work a file is and why it may be shown here."""

    credit = models.CharField(
        _("credit line"), max_length=200, blank=True, help_text=_("Shown with the file, for example “© Name / Agency”.")
    )
    permission = models.CharField(
        _("permission basis"), max_length=200, blank=True, help_text=_("Licence, contract or consent that allows the use.")
    )

    class Meta:
        abstract = True


# Tags belong to the whole installation: whoever typed one would show it to every region, so files have none.


class LicensedImage(Rights, AbstractImage):
    admin_form_fields = (*(name for name in Image.admin_form_fields if name != "tags"), "credit", "permission")


class Rendition(AbstractRendition):
    image = models.ForeignKey(LicensedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            # Wagtail looks a rendition up by exactly these.
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"),
        ]


class LicensedDocument(Rights, AbstractDocument):
    admin_form_fields = (*(name for name in Document.admin_form_fields if name != "tags"), "credit", "permission")
