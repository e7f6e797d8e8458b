"""Professions in Germany that the core does not name, in the order of their sectors."""

from django.utils.translation import gettext_lazy as _

from plugins.api import Profession

PROFESSIONS = (
    Profession(key="de_dentist", label=_("Dentist"), sector="health"),
    Profession(key="de_addiction_counsellor", label=_("Addiction counsellor"), sector="health"),
    Profession(key="de_social_psychiatric_service", label=_("Social psychiatric service"), sector="public_health"),
    Profession(key="de_remedial_educator", label=_("Remedial educator in early intervention"), sector="education"),
)
