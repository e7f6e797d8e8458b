"""Makes the binary catalogues that Django reads, without the gettext tools."""

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed

from plugins.translations import plugin_locale_paths


class Command(BaseCommand):
    help = "Compiles the catalogues (.po) of the site to the files that Django reads (.mo), where these say anything else."

    def handle(self, **options: Any) -> None:
        for folder in own_folders():
            for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
                _compile(source)


def own_folders() -> list[Path]:
    """The site's own folders of translations: plugins bring theirs compiled, into places that may not be written to."""
    return [folder for folder in map(Path, settings.LOCALE_PATHS) if folder not in plugin_locale_paths()]


def _compile(source: Path) -> None:
    """Writes the catalogue, and lets go of what this process has read before: the demo may be loaded next.

    Contents are compared, not times: a release that was unpacked may bear an earlier one than what the last release compiled.
    """
    target, compiled = source.with_suffix(".mo"), BytesIO()
    with source.open("rb") as text:
        write_mo(compiled, read_po(text, locale=source.parts[-3]))
    if target.exists() and target.read_bytes() == compiled.getvalue():
        return
    target.write_bytes(compiled.getvalue())
    translation_file_changed(None, target)
