"""The blocks of a training's description; the site's own pages have these and more."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class FigureBlock(blocks.StructBlock):
    """A picture with a text alternative. Its credit line comes from the picture's own record."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "training/blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    """Words of a person in office, attributed."""

    text = blocks.TextBlock(
        label=_("Quote"), rows=3, help_text=_("Without quotation marks; the page adds those of its language.")
    )
    name = blocks.CharBlock(label=_("Name"))
    office = blocks.CharBlock(label=_("Office"), required=False, help_text=_("As it was when these words were said."))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "training/blocks/quote.html"


class FactBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Number or word"), max_length=40, help_text=_("For example 260 or 51 million euros."))
    label = blocks.CharBlock(label=_("What it says"), max_length=200)


class FactsBlock(blocks.StructBlock):
    """A few figures that carry the matter."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)
    source = blocks.CharBlock(label=_("Source and date"), required=False)

    class Meta:
        icon = "order"
        label = _("Facts and figures")
        template = "training/blocks/facts.html"


class CalloutBlock(blocks.StructBlock):
    """A short text set apart, because it must not be missed."""

    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ul", "link", "document-link"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "training/blocks/callout.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    note = blocks.CharBlock(
        label=pgettext_lazy("download", "Note"), required=False, help_text=_("For example the edition or whom it is for.")
    )


class DownloadsBlock(blocks.StructBlock):
    """Documents with kind, size and, where the record has them, credit line and permission."""

    heading = blocks.CharBlock(label=_("Heading"))
    documents = blocks.ListBlock(DownloadBlock(), label=_("Documents"), min_num=1)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")
        template = "training/blocks/downloads.html"


TRAINING_BLOCKS = [
    ("text", blocks.RichTextBlock(label=_("Text"), features=FEATURES, template="training/blocks/text.html")),
    ("image", FigureBlock()),
    ("quote", QuoteBlock()),
    ("facts", FactsBlock()),
    ("callout", CalloutBlock()),
    ("table", TableBlock(label=_("Table"), template="training/blocks/table.html")),
    ("downloads", DownloadsBlock()),
]
