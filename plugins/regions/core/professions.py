"""The professions that child protection and early help bring together, in the order of their sectors.

The sectors are those of ``training.enums.Sector``; they are written out because this layer knows nothing of ``training``.
"""

from django.utils.translation import gettext_lazy as _

from plugins.api import Profession

PROFESSIONS = (
    Profession(key="physician", label=_("Physician"), sector="health"),
    Profession(key="nurse", label=_("Nurse"), sector="health"),
    Profession(key="midwife", label=_("Midwife"), sector="health"),
    Profession(key="psychotherapist", label=_("Psychotherapist"), sector="health"),
    Profession(key="therapist", label=_("Occupational, speech or physiotherapist"), sector="health"),
    Profession(key="medical_assistant", label=_("Medical assistant"), sector="health"),
    Profession(key="public_health_physician", label=_("Physician in the public health service"), sector="public_health"),
    Profession(key="public_health_nurse", label=_("Nurse or midwife in the public health service"), sector="public_health"),
    Profession(key="family_midwife", label=_("Family midwife"), sector="early_help"),
    Profession(key="family_nurse", label=_("Family, health and child nurse"), sector="early_help"),
    Profession(key="network_coordinator", label=_("Network coordinator"), sector="early_help"),
    Profession(key="social_worker", label=_("Social worker"), sector="youth_welfare"),
    Profession(key="youth_office", label=_("Officer of a youth welfare office"), sector="youth_welfare"),
    Profession(key="guardian", label=_("Guardian or legal assistant of a child"), sector="youth_welfare"),
    Profession(key="child_protection_adviser", label=_("Adviser on child protection"), sector="youth_welfare"),
    Profession(key="pregnancy_counsellor", label=_("Counsellor in pregnancy or family matters"), sector="youth_welfare"),
    Profession(key="early_years_educator", label=_("Early-years educator"), sector="education"),
    Profession(key="teacher", label=_("Teacher"), sector="education"),
    Profession(key="school_social_worker", label=_("School social worker"), sector="education"),
    Profession(key="school_psychologist", label=_("School psychologist"), sector="education"),
    Profession(key="judge", label=_("Judge"), sector="justice"),
    Profession(key="prosecutor", label=_("Public prosecutor"), sector="justice"),
    Profession(key="lawyer", label=_("Lawyer"), sector="justice"),
    Profession(key="police_officer", label=_("Police officer"), sector="justice"),
)
