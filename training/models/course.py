from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from plugins.blocks import stored_type
from plugins.fields import PluginStreamField
from plugins.registry import content_blocks, module_types
from training.audience import profession_choices, sector_choices
from training.blocks import TRAINING_BLOCKS
from training.enums import ContributorRole
from training.fields import KeysField
from training.page_form import TrainingPageForm
from training.panels import PluginPanels


class CourseIndexPage(Page):
    """Lists a region's trainings and its upcoming events, with filters."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    subpage_types = ["training.CoursePage", "training.ConferencePage"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("list of trainings")


class TrainingPage(Page):
    """What courses and conferences have in common: the page is the training, its modules are rows of it."""

    intro = models.TextField(
        _("in one or two sentences"),
        max_length=500,
        blank=True,
        help_text=_("Stands below the title, in lists and in what search engines show."),
    )
    body = PluginStreamField(TRAINING_BLOCKS, provides=content_blocks, verbose_name=_("description"), blank=True)
    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Its description and credit line come from the image itself."),
    )
    host = models.CharField(_("host"), max_length=200, blank=True, help_text=_("Empty: the coordination office."))
    professions = KeysField(
        _("professions"), options=profession_choices, help_text=_("None ticked: the training is for all professions.")
    )
    sectors = KeysField(_("sectors"), options=sector_choices, help_text=_("The fields of work that shall meet here."))

    is_creatable = False
    base_form_class = TrainingPageForm
    subpage_types: list[str] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields("modules", [index.SearchField("title")]),
        index.RelatedFields("goals", [index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = _("training")


AUDIENCE_PANELS = [
    InlinePanel("goals", heading=_("Learning goals"), label=_("Learning goal"), help_text=_("What can people do afterwards?")),
    MultiFieldPanel(
        [FieldPanel("sectors"), FieldPanel("professions")],
        heading=_("Audience"),
        help_text=_("People find the training by these. They do not bar anyone from registering."),
    ),
]
PEOPLE_PANELS = [
    FieldPanel("host"),
    InlinePanel(
        "contributors",
        heading=_("Scientific lead, speakers and others"),
        label=_("Person"),
        help_text=_("Chambers ask for a scientific lead. Name people only in their public role."),
    ),
]


def module_panels(help_text):
    return [InlinePanel("modules", heading=_("Modules"), label=_("Module"), help_text=help_text)]


def _tabs(content, programme, *more):
    return TabbedInterface(
        [
            ObjectList([*content, PluginPanels()], heading=_("Content")),
            ObjectList(AUDIENCE_PANELS, heading=_("Goals and audience")),
            ObjectList(programme, heading=_("Modules")),
            ObjectList(PEOPLE_PANELS, heading=_("People")),
            *more,
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )


class CoursePage(TrainingPage):
    """A training that can be held any number of times."""

    parent_page_types = ["training.CourseIndexPage"]
    subpage_types: list[str] = []
    edit_handler = _tabs(
        [*Page.content_panels, FieldPanel("intro"), FieldPanel("image"), FieldPanel("body")],
        module_panels(
            _("In the order in which they are taught. Dates, rooms and seats are set when you make an event of the course.")
        ),
    )

    class Meta:
        verbose_name = _("course")


class ConferencePage(TrainingPage):
    """A conference: its forums are modules, its programme and results come from its events."""

    motto = models.CharField(_("motto"), max_length=255, blank=True, help_text=_("Without quotation marks."))
    place = models.CharField(_("place"), max_length=120, help_text=_("The town, or “online”."))
    main_result = models.TextField(
        _("main result"), blank=True, help_text=_("The one sentence to remember. It stands above the results of the forums.")
    )
    press_name = models.CharField(_("press contact"), max_length=120, blank=True)
    press_office = models.CharField(_("office of the press contact"), max_length=200, blank=True)
    press_phone = models.CharField(_("telephone of the press contact"), max_length=40, blank=True)
    press_email = models.EmailField(_("mail address of the press contact"), blank=True)

    subpage_types: list[str] = []
    search_fields = [*TrainingPage.search_fields, index.SearchField("motto"), index.SearchField("main_result")]
    edit_handler = _tabs(
        [
            *Page.content_panels,
            MultiFieldPanel([FieldPanel("motto"), FieldPanel("place")], heading=_("Motto and place")),
            FieldPanel("intro"),
            FieldPanel("image"),
            FieldPanel("body"),
        ],
        module_panels(_("Lectures and forums. Times and rooms are set on the event, where the programme comes from.")),
        ObjectList(
            [
                HelpPanel(
                    _("The results of each forum and run are entered on the sessions of the event and appear here as a table.")
                ),
                FieldPanel("main_result"),
                MultiFieldPanel(
                    [
                        FieldPanel("press_name"),
                        FieldPanel("press_office"),
                        FieldPanel("press_phone"),
                        FieldPanel("press_email"),
                    ],
                    heading=_("Press contact"),
                    help_text=_("Shown on the page to everybody: give the contact of the office, never a private one."),
                ),
            ],
            heading=_("Results and press"),
        ),
    )

    class Meta:
        verbose_name = _("conference")


class Module(Orderable):
    """One part of a training. ``module_type`` repeats the type of its one block, so that it can be queried."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="modules")
    title = models.CharField(_("title"), max_length=255)
    minutes = models.PositiveIntegerField(
        _("minutes"),
        validators=[MinValueValidator(1, _("A module lasts at least one minute. Enter its teaching time in minutes."))],
        help_text=_("Teaching time without breaks."),
    )
    mandatory = models.BooleanField(_("mandatory"), default=True)
    module_type = models.CharField(max_length=100, editable=False, db_index=True)
    content = PluginStreamField(provides=module_types, verbose_name=_("type and content"), min_num=1, max_num=1)

    panels = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("mandatory")]),
        FieldPanel("content"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.module_type = stored_type(self.content[0]) if self.content else ""
        super().save(*args, **kwargs)


class LearningGoal(Orderable):
    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("learning goal"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")

    def __str__(self) -> str:
        return self.text


class Contributor(Orderable):
    """A person named on a training in a public role: scientific lead, speaker and the like."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="contributors")
    role = models.CharField(_("role"), max_length=20, choices=ContributorRole.choices, default=ContributorRole.SPEAKER)
    name = models.CharField(_("name"), max_length=160)
    office = models.CharField(_("office"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name
