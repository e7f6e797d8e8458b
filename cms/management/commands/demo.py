from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.demo.accounts import ACCOUNTS, PASSWORD
from cms.demo.load import load_demo


class Command(BaseCommand):
    help = "Loads the demo: Hesse and Saxony with pages, events, participants and accounts. A second run changes nothing."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("The demo has accounts with a known password. It loads only where DEBUG is on.")
        loaded = load_demo(now=timezone.now())
        self.stdout.write("The demo is loaded." if loaded else "The demo was loaded before; nothing was changed.")
        self.stdout.write(f"Demo accounts, all with the password {PASSWORD}:")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<40} {account.name}")
