"""Professions of Swedish regions and municipalities that the core does not name, in the order of their sectors."""

from django.utils.translation import gettext_lazy as _

from plugins.api import Profession

PROFESSIONS = (
    Profession(key="se_child_health_nurse", label=_("Nurse at a child health centre"), sector="health"),
    Profession(key="se_district_nurse", label=_("District nurse"), sector="health"),
    Profession(key="se_psychologist", label=_("Psychologist in health care (Sweden)"), sector="health"),
    Profession(key="se_dentist", label=_("Dentist or dental hygienist (Sweden)"), sector="health"),
    Profession(key="se_habilitation", label=_("Specialist in habilitation"), sector="health"),
    Profession(key="se_rehabilitation_coordinator", label=_("Rehabilitation coordinator"), sector="health"),
    Profession(key="se_school_nurse", label=_("School nurse (Sweden)"), sector="education"),
)
