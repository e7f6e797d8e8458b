"""The blocks editors compose pages from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class QuoteBlock(blocks.StructBlock):
    """Words of a person in office, attributed."""

    text = blocks.TextBlock(label=_("Quote"))
    name = blocks.CharBlock(label=_("Name"))
    office = blocks.CharBlock(label=_("Office"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "cms/blocks/quote.html"


BODY_BLOCKS = [
    ("text", blocks.RichTextBlock(label=_("Text"), features=FEATURES)),
    ("image", ImageBlock(label=_("Image"), template="cms/blocks/image.html")),
    ("quote", QuoteBlock()),
    ("table", TableBlock(label=_("Table"))),
]
