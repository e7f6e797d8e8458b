from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks import BODY_BLOCKS


class HomePage(Page):
    """The front page of one language, with the regions below it."""

    intro = RichTextField(_("introduction"), blank=True)

    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")


class RegionPage(Page):
    """A region's own front page; everything below it belongs to the region."""

    intro = RichTextField(_("introduction"), blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("content"), blank=True)

    class Meta:
        verbose_name = _("region's home page")


class StandardPage(Page):
    intro = RichTextField(_("introduction"), blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("content"), blank=True)
    in_footer = models.BooleanField(
        _("show in the footer"),
        default=False,
        help_text=_("For the imprint, the privacy notice and the accessibility statement, directly below the front page."),
    )

    class Meta:
        verbose_name = _("page")
