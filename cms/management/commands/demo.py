from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.demo.accounts import ACCOUNTS
from cms.demo.load import load_demo


class Command(BaseCommand):
    help = "Loads the demo: five regions in three countries. A second run changes nothing."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("The demo has accounts anybody can sign in to. It loads only where DEBUG is on.")
        loaded = load_demo(now=timezone.now())
        self.stdout.write("The demo is loaded." if loaded else "The demo was loaded before; nothing was changed.")
        self.stdout.write(
            "Demo accounts (sign in with the code that arrives at /dev/mail/, staff also with the one at /dev/otp/):"
        )
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<40} {account.name}")
