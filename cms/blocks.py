"""The blocks editors compose the site's own pages from: those of a training's description, and these."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from training.blocks import TRAINING_BLOCKS


class ContactBlock(blocks.StructBlock):
    """Whom to ask, in a public role."""

    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example “Press contact”."))
    name = blocks.CharBlock(label=_("Name"), required=False)
    office = blocks.CharBlock(label=_("Office or role"), required=False)
    organisation = blocks.CharBlock(label=_("Organisation"), required=False)
    phone = blocks.CharBlock(label=_("Telephone"), required=False)
    email = blocks.EmailBlock(label=_("Mail address"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "cms/blocks/contact.html"


class LinkBlock(blocks.StructBlock):
    """A link to a page here or to an address elsewhere, never to both."""

    title = blocks.CharBlock(label=_("Text of the link"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.URLBlock(label=_("Address elsewhere"), required=False)
    text = blocks.CharBlock(label=_("What is behind it"), required=False, max_length=200)

    def clean(self, value):
        result = super().clean(value)
        if bool(result["page"]) == bool(result["address"]):
            fault = ValidationError(_("Choose a page or enter an address, one of the two."))
            raise StructBlockValidationError({"page": fault})
        return result

    class Meta:
        icon = "link"


class LinksBlock(blocks.StructBlock):
    """A list of links under a heading."""

    heading = blocks.CharBlock(label=_("Heading"))
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Links")
        template = "cms/blocks/links.html"


class EntrancesBlock(LinksBlock):
    """Ways into the site, one for each audience or task."""

    class Meta:
        icon = "grip"
        label = _("Entrances")
        template = "cms/blocks/entrances.html"


BODY_BLOCKS = [
    *TRAINING_BLOCKS,
    ("links", LinksBlock()),
    ("entrances", EntrancesBlock()),
    ("contact", ContactBlock()),
]
