"""``make run``: brings the database up to date, then runs site, worker and mail catcher until Ctrl-C."""

import os
import signal
import sys
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from cms.dev.mail import start_catcher
from cms.dev.processes import Programs, answers, is_free


class Command(BaseCommand):
    help = "Runs the whole site on this machine: database, demo content, worker, mail catcher and web server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="The port of the web server (default: 8000).")

    stopping = False

    def handle(self, *, port: int, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        if not is_free(port):
            raise CommandError(f"Port {port} is in use: stop what runs there, or choose another with  make run PORT={port + 1}")
        try:
            self._prepare()
            self._run(port, demo=self._load_demo())
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Everything is kept for the next  make run.")

    def _stop(self, *args: Any) -> None:
        """Notes the wish as well: an exception that falls into a finalizer is lost."""
        self.stopping = True
        raise KeyboardInterrupt

    def _prepare(self) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database does not answer, please check DATABASE_URL: {str(error).strip()}") from error
        self.stdout.write("Bringing the database up to date; the first time takes a minute ...")
        call_command("compile_translations")
        call_command("migrate", verbosity=0)

    def _load_demo(self) -> str:
        """What the demo says of itself, its log-ins above all: shown when the site is ready."""
        said = StringIO()
        call_command("demo", stdout=said)
        return said.getvalue()

    def _run(self, port: int, *, demo: str) -> None:
        catcher = start_catcher(settings.MAIL_FOLDER)
        programs = Programs(
            env=os.environ
            | {"EMAIL_PORT": str(catcher.port), "BASE_URL": f"http://localhost:{port}", "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
        )
        try:
            programs.start("clock", sys.executable, "manage.py", "tick", "--every", "20")
            # One worker takes every queue; tasks with a higher priority (mails, certificates) overtake the others.
            programs.start("worker", sys.executable, "manage.py", "db_worker", "--queue-name", "*")
            programs.start("site", sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}")
            ended = programs.wait(until=lambda: self.stopping or answers(port))
            if not ended:
                self._welcome(port, demo)
                ended = programs.wait(until=lambda: self.stopping)
            if self.stopping:
                raise KeyboardInterrupt
            raise CommandError(f"The {ended} ended by itself (its last words are above), so everything was stopped.")
        finally:
            programs.stop()
            catcher.stop(no_assert=True)

    def _welcome(self, port: int, demo: str) -> None:
        address = f"http://localhost:{port}"
        lines = [f"Samkurs runs at {address}/", f"Back office: {address}/admin/", f"Mails: {address}/dev/mail/", "", demo]
        self.stdout.write("\n" + "\n".join(lines) + "\nCtrl-C stops it.\n")
