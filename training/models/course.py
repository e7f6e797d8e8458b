from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page

from plugins.blocks import stored_type
from plugins.fields import PluginStreamField
from training.enums import ContributorRole
from training.fields import KeysField


class CourseIndexPage(Page):
    """Lists a region's trainings and its upcoming events, with filters."""

    intro = RichTextField(_("introduction"), blank=True)

    class Meta:
        verbose_name = _("list of trainings")


class TrainingPage(Page):
    """What courses and conferences have in common: the page is the training, its modules are rows of it."""

    intro = models.TextField(_("in one or two sentences"), max_length=500, blank=True)
    body = RichTextField(_("description"), blank=True)
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("image")
    )
    host = models.CharField(_("host"), max_length=200, blank=True)
    professions = KeysField(_("professions"))
    sectors = KeysField(_("sectors"))

    is_creatable = False

    class Meta:
        verbose_name = _("training")


class CoursePage(TrainingPage):
    """A training that can be held any number of times."""

    class Meta:
        verbose_name = _("course")


class ConferencePage(TrainingPage):
    """A conference: its forums are modules, its programme and results come from its events."""

    motto = models.CharField(_("motto"), max_length=255, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    main_result = models.TextField(_("main result"), blank=True)
    press_name = models.CharField(_("press contact"), max_length=120, blank=True)
    press_office = models.CharField(_("office of the press contact"), max_length=200, blank=True)
    press_phone = models.CharField(_("telephone of the press contact"), max_length=40, blank=True)
    press_email = models.EmailField(_("mail address of the press contact"), blank=True)

    class Meta:
        verbose_name = _("conference")


class Module(Orderable):
    """One part of a training. ``module_type`` repeats the type of its one block, so that it can be queried."""

    page = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="modules")
    title = models.CharField(_("title"), max_length=255)
    minutes = models.PositiveIntegerField(_("minutes"), help_text=_("Teaching time without breaks."))
    mandatory = models.BooleanField(_("mandatory"), default=True)
    module_type = models.CharField(max_length=100, editable=False, db_index=True)
    content = PluginStreamField(verbose_name=_("type and content"), min_num=1, max_num=1)

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
