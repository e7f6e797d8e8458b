"""``manage.py certificates``: issue for an event, verify a file or a code, keep the keys, look at the designs and try them."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.commands import address as address_command
from certificates.commands import export as export_command
from certificates.commands import keys as keys_command
from certificates.commands import verify as verify_command
from certificates.designs.freezing import design_of
from certificates.domain import CertificateError, issue_for_event, progress_of, render_pending
from certificates.lint import lint
from certificates.lint.speed import MOST, slowness
from certificates.rendering.design import known_design
from certificates.rendering.errors import RenderingError
from certificates.rendering.render import render
from certificates.samples import PICTURES, samples
from plugins.registry import certificate_templates
from training.models import Event


class Command(BaseCommand):
    help = "Issues certificates, verifies them, keeps the keys that sign them, and tries their designs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        issue = acts.add_parser("issue", help="Issue certificates for everybody at the event who qualifies.")
        issue.add_argument("event", metavar="EVENTCODE")
        verify = acts.add_parser("verify", help="Say what can be proven of a file or a code, without any network.")
        verify_command.add_arguments(verify)
        keys = acts.add_parser("keys", help="Say which keys the regions sign with, and change them.")
        keys_command.add_arguments(keys)
        address = acts.add_parser("address", help="Say or change the address under which a region's certificates are verified.")
        address_command.add_arguments(address)
        exported = acts.add_parser("export", help="Write a region's certificates into a folder as an archive takes it.")
        export_command.add_arguments(exported)
        drawn = acts.add_parser("samples", help="Write made-up certificates in a design as PDF files, to look at.")
        drawn.add_argument("design", metavar="DESIGN")
        drawn.add_argument("--into", required=True, type=Path, metavar="FOLDER")
        drawn.add_argument("--language", default="", choices=[code for code, _name in settings.LANGUAGES])
        tried = acts.add_parser("lint", help="Render made-up certificates in every design and say what is wrong.")
        tried.add_argument("keys", metavar="DESIGN", nargs="*", help="Only these designs.")

    def handle(self, *, act: str, **options: Any) -> None:
        perform: dict[str, Callable[[dict[str, Any]], None]] = {
            "address": lambda options: address_command.address(options, self.stdout),
            "export": lambda options: export_command.write_export(options, self.stdout),
            "issue": self._issue,
            "keys": lambda options: keys_command.keys(options, self.stdout),
            "lint": self._lint,
            "samples": self._samples,
            "verify": lambda options: verify_command.verify(options, self.stdout),
        }
        perform[act](options)

    def _issue(self, options: dict[str, Any]) -> None:
        event = Event.objects.select_related("region").filter(code=options["event"]).first()
        if event is None:
            raise CommandError(_("There is no event with the code %(code)s.") % {"code": options["event"]})
        render_pending(now=timezone.now())
        try:
            run = issue_for_event(event, by=None, now=timezone.now())
        except CertificateError as exc:
            self.stdout.write(str(exc))
            return
        progress = progress_of(run)
        self.stdout.write(
            ngettext("%(n)d certificate issued.", "%(n)d certificates issued.", progress.done) % {"n": progress.done}
        )
        for registration, error in run.items.exclude(error="").values_list("registration", "error"):
            self.stderr.write(_("Registration %(key)d: %(error)s") % {"key": registration, "error": error})
        if progress.failed:
            raise CommandError(_("Some certificates could not be made; run the command again to try them once more."))

    def _samples(self, options: dict[str, Any]) -> None:
        try:
            options["into"].mkdir(parents=True, exist_ok=True)
            for name, sample in samples(known_design(options["design"]), options["language"]).items():
                file = options["into"] / f"{options['design']}-{slugify(name)}.pdf"
                file.write_bytes(render(sample, design_of(sample, PICTURES)))
                self.stdout.write(str(file))
        except (OSError, RenderingError) as exc:
            raise CommandError(str(exc)) from None

    def _lint(self, options: dict[str, Any]) -> None:
        keys = options["keys"] or sorted(certificate_templates())
        wrong = {key: [*lint(key), *_too_slow(key)] for key in keys}
        for key, problems in wrong.items():
            self.stdout.write(f"{key}: {_('nothing wrong') if not problems else ''}".rstrip())
            for problem in problems:
                self.stdout.write(f"  {problem}")
        if any(wrong.values()):
            raise CommandError(_("A design does not pass."))


def _too_slow(key: str) -> list[str]:
    """Measured by the command alone: what a check says must not depend on what else the machine does."""
    if key not in certificate_templates() or (found := slowness(key)) <= MOST:
        return []
    return [f"It takes {found:.1f} times the processor time of the standard design; {MOST:.0f} times are allowed."]
