"""Professions of the Danish regions and municipalities that the core does not name, in the order of their sectors."""

from django.utils.translation import gettext_lazy as _

from plugins.api import Profession

PROFESSIONS = (
    Profession(key="dk_general_practitioner", label=_("General practitioner (Denmark)"), sector="health"),
    Profession(key="dk_health_visitor", label=_("Health visitor (Denmark)"), sector="public_health"),
    Profession(key="dk_family_therapist", label=_("Family therapist in a municipality"), sector="youth_welfare"),
    Profession(key="dk_ppr_psychologist", label=_("Psychologist of educational counselling (PPR)"), sector="education"),
    Profession(key="dk_youth_counsellor", label=_("Youth counsellor of a municipality"), sector="education"),
)
