"""Every hook that Mentoring answers, as docs/plugins/hooks.md of the site explains them. The site imports this module."""

from mentoring.mentors import course_completed, personal_data_erase, personal_data_export
from mentoring.menu import admin_menu_items
from mentoring.modules import module_types

__all__ = [
    "admin_menu_items",
    "course_completed",
    "module_types",
    "personal_data_erase",
    "personal_data_export",
]
