from django.core.management.base import BaseCommand, CommandError

from training.domain.key_rotation import CHUNK, Rotation, rotate


class Command(BaseCommand):
    help = "Encrypts every stored professional number with the first key of FIELD_KEYS. It can be interrupted and run again."

    def add_arguments(self, parser):
        parser.add_argument("--chunk", type=int, default=CHUNK, help="How many numbers each transaction takes.")

    def handle(self, *, chunk: int, verbosity: int, **options):
        if chunk < 1:
            raise CommandError("--chunk takes a whole number, 1 or more.")
        done = rotate(chunk=chunk, tell=self._tell if verbosity > 1 else lambda so_far: None)
        self.stdout.write(f"Numbers encrypted anew: {done.renewed}, right already: {done.current}.")
        if done.unreadable:
            raise CommandError(
                f"Numbers that no key of FIELD_KEYS can read: {done.unreadable}. They stay as they are. "
                "Put the key that is missing back behind the others, and run this again."
            )
        self.stdout.write("Every number is encrypted with the first key: the others can be taken out of FIELD_KEYS.")

    def _tell(self, so_far: Rotation) -> None:
        self.stdout.write(f"{so_far.renewed + so_far.current + so_far.unreadable} numbers so far")
