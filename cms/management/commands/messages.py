"""``make messages``: collects the texts of every app into its own catalogues."""

from contextlib import chdir
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.management.commands.compile_translations import own_folders


class Command(BaseCommand):
    help = "Collects the texts of all apps for the translators: <app>/locale/<language>/LC_MESSAGES/django.po."

    def handle(self, **options: Any) -> None:
        languages = [code for code, _ in settings.LANGUAGES if code != "en"]  # English is in the code
        for folder in own_folders():
            folder.mkdir(exist_ok=True)
            with chdir(folder.parent):
                call_command("makemessages", locale=languages, no_location=True, no_obsolete=True, no_wrap=True)
