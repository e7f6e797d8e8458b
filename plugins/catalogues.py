"""The translations of a plugin: where they lie, and whether they can be read. Runs while settings are read."""

import sys
from gettext import GNUTranslations
from pathlib import Path

from django.apps import AppConfig

from plugins.api import PluginInfo
from plugins.failures import BREAKS


def package_folders(module: str) -> list[Path]:
    """Beside the module of the entry point, which has been imported if the plugin was read."""
    file = getattr(sys.modules.get(module), "__file__", None)
    return [Path(file).parent / "locale"] if file else []


def app_folders(info: PluginInfo) -> list[Path]:
    """In the apps of the plugin, where Django looks for them itself."""
    return [Path(AppConfig.create(path).path) / "locale" for path in info.apps]


def verify_catalogues(module: str, info: PluginInfo) -> None:
    """Read every compiled translation once, because Django reads all of a language at once, for every page in it."""
    for folder in dict.fromkeys([*package_folders(module), *app_folders(info)]):
        for file in sorted(folder.glob("*/LC_MESSAGES/django.mo")):
            try:
                with file.open("rb") as content:
                    GNUTranslations(content)
            except BREAKS as exc:
                raise ValueError(f"The translations in {file.relative_to(folder.parent)} cannot be read: {exc!r}") from exc
