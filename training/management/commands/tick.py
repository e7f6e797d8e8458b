import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from training.domain.upkeep import Tick, tick


class Command(BaseCommand):
    help = "Gives back seats nobody confirmed, moves persons up, writes and sends due mails and compares the counters of seats."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Go on for ever, with this pause between rounds.")

    def handle(self, *, every: int | None, **options):
        if every is None:
            report = self._round()
            if report.failed:
                raise CommandError(f"Failed, see the log: {', '.join(report.failed)}.")
            return
        if every < 1:
            raise CommandError("--every takes the pause in whole seconds, 1 or more.")
        self._for_ever(every)

    def _for_ever(self, pause: int) -> None:
        try:
            while True:
                self._round()
                close_old_connections()
                time.sleep(pause)
        except KeyboardInterrupt:
            return

    def _round(self) -> Tick:
        report = tick(now=timezone.now())
        if done := ", ".join(f"{name} {number}" for name, number in report.done.items() if number):
            self.stdout.write(done)
        return report
