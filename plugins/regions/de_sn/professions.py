"""Professions the office in Saxony works with and neither the core nor the German plugin names."""

from django.utils.translation import gettext_lazy as _

from plugins.api import Profession

PROFESSIONS = (Profession(key="de_sn_care_assessor", label=_("Care needs assessor of the medical service"), sector="health"),)
