from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BODY_BLOCKS
from plugins.fields import PluginStreamField
from plugins.forms import RegionPageForm
from plugins.registry import content_blocks

INTRO_FEATURES = ["bold", "italic", "link"]


class HomePage(Page):
    """The front page of one language, with the regions below it."""

    intro = RichTextField(_("introduction"), blank=True, features=INTRO_FEATURES)
    body = PluginStreamField(BODY_BLOCKS, provides=content_blocks, verbose_name=_("content"), blank=True)

    base_form_class = RegionPageForm
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.RegionPage", "cms.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        regions = RegionPage.objects.child_of(self).live().order_by("title") if self.path else RegionPage.objects.none()
        return super().get_context(request, *args, **kwargs) | {"regions": regions}


class RegionPage(Page):
    """A region's own front page; everything below it belongs to the region."""

    intro = RichTextField(_("introduction"), blank=True, features=INTRO_FEATURES)
    body = PluginStreamField(BODY_BLOCKS, provides=content_blocks, verbose_name=_("content"), blank=True)

    base_form_class = RegionPageForm
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StandardPage", "training.CourseIndexPage", "training.ConferencePage"]
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = _("region's home page")


class StandardPage(Page):
    intro = RichTextField(
        _("introduction"),
        blank=True,
        features=INTRO_FEATURES,
        help_text=_("One or two sentences that say what the page is about. They stand in larger type above the content."),
    )
    body = PluginStreamField(BODY_BLOCKS, provides=content_blocks, verbose_name=_("content"), blank=True)
    in_footer = models.BooleanField(
        _("show in the footer"),
        default=False,
        help_text=_("For the imprint, the privacy notice and the accessibility statement, directly below the front page."),
    )

    base_form_class = RegionPageForm
    parent_page_types = ["cms.HomePage", "cms.RegionPage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("in_footer")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
