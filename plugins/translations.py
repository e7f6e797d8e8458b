"""Where plugins keep their translations, and how the names of plugins are shown. Runs while settings are read, too."""

from pathlib import Path

from django.utils.translation import gettext

from plugins.catalogues import app_folders, package_folders
from plugins.loader import Plugin, discover

HOST = "samkurs"
"""The distribution of the site itself, whose translations its settings name."""


def plugin_locale_paths() -> list[Path]:
    """The folders of translations that Django would not find, because they lie in no app. They go behind the site's own."""
    return [folder for plugin in discover() if plugin.distribution != HOST for folder in _outside_apps(plugin)]


def locale_folders(plugin: Plugin) -> list[Path]:
    """All folders of translations of a plugin that was read: beside its entry point, and in its apps."""
    folders = [*package_folders(plugin.module), *_app_folders(plugin)]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def label_of(plugin: Plugin) -> str:
    """What people call the plugin, in the language of whoever reads; its name, when it could not be read."""
    return gettext(plugin.info.label) if plugin.info and plugin.info.label else plugin.name


def description_of(plugin: Plugin) -> str:
    """What the plugin is for, in the language of whoever reads, or nothing."""
    return gettext(plugin.info.description) if plugin.info and plugin.info.description else ""


def _outside_apps(plugin: Plugin) -> list[Path]:
    return [folder for folder in locale_folders(plugin) if folder not in _app_folders(plugin)] if plugin.is_active else []


def _app_folders(plugin: Plugin) -> list[Path]:
    return app_folders(plugin.info) if plugin.info else []
