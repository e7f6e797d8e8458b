"""``manage.py credits``: what schemes there are, and what one of them says of given facts."""

import json
import sys
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plugins.api import CreditAnswer, CreditScheme
from plugins.credit_rules import ask, undetermined
from plugins.loader import owner_of
from plugins.registry import Provided, credit_schemes
from training.domain.credit_facts import FactsError, read_facts


class Command(BaseCommand):
    help = "Lists the installed credit schemes, or computes what one of them says of given facts."
    requires_system_checks: list[str] = []  # A broken neighbour must not keep a sound scheme from answering.

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        schemes = acts.add_parser("schemes", help="List the installed schemes.")
        schemes.add_argument("--json", action="store_true", help="Print one JSON object.")
        compute = acts.add_parser("compute", help="Print a scheme's answer as one JSON object.")
        compute.add_argument("scheme")
        compute.add_argument("--facts", required=True, metavar="FILE", help="A JSON file, or - for standard input.")

    def handle(self, *, act: str, **options: Any) -> None:
        if act == "schemes":
            self._list(as_json=options["json"])
        else:
            self._print(as_document(self._compute(options["scheme"], options["facts"])))

    def _list(self, *, as_json: bool) -> None:
        schemes = [_described(key, provided) for key, provided in sorted(credit_schemes().items())]
        if as_json:
            self._print({"schemes": schemes})
            return
        for scheme in schemes:
            self.stdout.write(f"{scheme['key']:<16} {scheme['unit']:<8} {scheme['plugin']:<8} {scheme['label']}")

    def _compute(self, key: str, file: str) -> CreditAnswer:
        provided = credit_schemes().get(key)
        if provided is None:
            owner = owner_of(key)
            if owner and not owner.is_healthy:
                error = owner.error or _("it is switched off.")
                reason = _("The plugin {name} that owns this scheme does not work: {error}")
                return undetermined("points", reason.format(name=owner.name, error=error))
            known = ", ".join(sorted(credit_schemes()))
            raise CommandError(_("There is no scheme {key}. There are: {known}.").format(key=key, known=known), returncode=2)
        try:
            return ask(provided.value, read_facts(_load(file)))
        except FactsError as error:
            raise CommandError(str(error), returncode=2) from None

    def _print(self, document: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def as_document(answer: CreditAnswer) -> dict[str, Any]:
    """The answer as a JSON document: the amount a decimal string, absent values null."""
    lines = [{"component": line.component, "amount": _plain(line.amount), "sentence": line.sentence} for line in answer.lines]
    amount = None if answer.amount is None else _plain(answer.amount)
    return {"status": answer.status, "amount": amount, "unit": answer.unit, "lines": lines, "reason": answer.reason}


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"


def _described(key: str, provided: Provided[CreditScheme]) -> dict[str, Any]:
    scheme = provided.value
    return {
        "key": key,
        "label": str(scheme.label),
        "authority": str(scheme.authority),
        "source": scheme.source,
        "unit": scheme.unit,
        "categories": {name: str(label) for name, label in scheme.categories.items()},
        "effective_from": scheme.effective_from,
        "effective_to": scheme.effective_to,
        "plugin": provided.plugin,
        "version": provided.version,
    }


def _load(file: str) -> object:
    try:
        return json.loads(sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8"))
    except OSError as exc:
        raise FactsError(_("The file {file} cannot be read: {reason}.").format(file=file, reason=exc.strerror)) from None
    except (ValueError, RecursionError) as exc:
        raise FactsError(_("{file} is not valid JSON: {reason}.").format(file=file, reason=exc)) from None
