"""Tags of the organisers' screens: ``{% load office %}``."""

from datetime import timedelta
from math import ceil

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def time_left(remaining: timedelta | None) -> str:
    """How long something still takes, in whole minutes rounded up; nothing as long as it is not known."""
    if remaining is None:
        return ""
    minutes = ceil(remaining / timedelta(minutes=1))
    if minutes <= 1:
        return _("Less than a minute left.")
    return ngettext("About {n} minute left.", "About {n} minutes left.", minutes).format(n=minutes)
