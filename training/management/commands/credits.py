"""``manage.py credits``: what schemes there are, what one says of facts or of an account, and awarding those of an event."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from plugins import credit_accounts
from plugins.api import AccountAnswer, AccountFacts, AccountLimit, CreditAnswer, CreditFacts, CreditParameter, CreditScheme
from plugins.credit_accounts import ask_account
from plugins.credit_parameters import ParameterError, complete
from plugins.credit_rules import ask, undetermined
from plugins.loader import owner_of
from plugins.registry import Provided, credit_schemes
from training.domain.credits.facts import read_account, read_facts
from training.domain.credits.runs import award_at_once
from training.domain.documents import DocumentError
from training.models import Event


class Command(BaseCommand):
    help = "Lists the installed credit schemes, asks one of them about given facts or an account, or awards an event's credits."
    requires_system_checks: list[str] = []  # A broken neighbour must not keep a sound scheme from answering.

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        schemes = acts.add_parser("schemes", help="List the installed schemes.")
        schemes.add_argument("--json", action="store_true", help="Print one JSON object.")
        compute = acts.add_parser("compute", help="Print a scheme's answer to the facts of an event as one JSON object.")
        compute.add_argument("scheme")
        compute.add_argument("--facts", required=True, metavar="FILE", help="A JSON file, or - for standard input.")
        account = acts.add_parser("account", help="Print whether entries meet what a body asks for as one JSON object.")
        account.add_argument("scheme")
        account.add_argument("--entries", required=True, metavar="FILE", help="A JSON file, or - for standard input.")
        award = acts.add_parser("award", help="Award the credits of everybody at the event; again only what has changed.")
        award.add_argument("event", metavar="EVENTCODE")

    def handle(self, *, act: str, **options: Any) -> None:
        try:
            if act == "schemes":
                self._list(as_json=options["json"])
            elif act == "award":
                self._award(options["event"])
            elif act == "compute":
                self._print(as_document(_compute(options["scheme"], _load(options["facts"], read_facts))))
            else:
                self._print(account_document(_account(options["scheme"], _load(options["entries"], read_account))))
        except (DocumentError, ParameterError) as error:
            raise CommandError(str(error)) from None

    def _list(self, *, as_json: bool) -> None:
        schemes = [_described(key, provided) for key, provided in sorted(credit_schemes().items())]
        if as_json:
            self._print({"schemes": schemes})
            return
        for scheme in schemes:
            self.stdout.write(f"{scheme['key']:<16} {scheme['unit']:<8} {scheme['plugin']:<8} {scheme['label']}")

    def _award(self, code: str) -> None:
        event = Event.objects.select_related("region").filter(code=code).first()
        if event is None:
            raise CommandError(_("There is no event with the code %(code)s.") % {"code": code})
        run = award_at_once(event, clock=timezone.now)
        self.stdout.write(_("{people} people, {entries} new entries.").format(people=run.worked, entries=run.written))
        failures = list(run.failures.order_by("registration").values_list("registration", "reason"))
        for registration, reason in failures:
            self.stderr.write(_("Registration %(key)d: %(error)s") % {"key": registration, "error": reason})
        if failures:
            raise CommandError(_("Some credits could not be computed; run the command again to try them once more."))

    def _print(self, document: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def as_document(answer: CreditAnswer) -> dict[str, Any]:
    """The answer as a JSON document: amounts are decimal strings, absent values null."""
    lines = [{"component": line.component, "amount": _plain(line.amount), "sentence": line.sentence} for line in answer.lines]
    return {
        "status": answer.status,
        "amount": _plain(answer.amount),
        "unit": answer.unit,
        "lines": lines,
        "reason": answer.reason,
    }


def account_document(answer: AccountAnswer) -> dict[str, Any]:
    """The answer as a JSON document: amounts are decimal strings, absent values null."""
    return {
        "status": answer.status,
        "counted": _plain(answer.counted),
        "required": _plain(answer.required),
        "unit": answer.unit,
        "limits": [_limit(limit) for limit in answer.limits],
        "missing": list(answer.missing),
    }


def _limit(limit: AccountLimit) -> dict[str, Any]:
    bound = {"minimum": _plain(limit.minimum)} if limit.cap is None else {"cap": _plain(limit.cap)}
    counted = {"counted": _plain(limit.counted), "fulfilled": limit.fulfilled}
    return {"name": limit.name, "label": str(limit.label)} | bound | counted


def _compute(key: str, facts: CreditFacts) -> CreditAnswer:
    scheme = _scheme(key)
    if scheme is None:
        return undetermined("points", _broken(key))
    complete(scheme, facts.parameters)  # a parameter that the scheme does not have is the caller's mistake, not the scheme's
    return ask(scheme, facts)


def _account(key: str, facts: AccountFacts) -> AccountAnswer:
    scheme = _scheme(key)
    return credit_accounts.undetermined("points", _broken(key)) if scheme is None else ask_account(scheme, facts)


def _scheme(key: str) -> CreditScheme | None:
    """The scheme, or None when the plugin that owns it does not work. Raises CommandError when nobody has such a key."""
    if provided := credit_schemes().get(key):
        return provided.value
    if (owner := owner_of(key)) and not owner.is_healthy:
        return None
    known = ", ".join(sorted(credit_schemes()))
    raise CommandError(_("There is no scheme {key}. There are: {known}.").format(key=key, known=known))


def _broken(key: str) -> str:
    owner = owner_of(key)
    reason = _("The plugin {name} that owns this scheme does not work: {error}")
    return reason.format(name=owner.name, error=owner.error or _("it is switched off.")) if owner else key


def _described(key: str, provided: Provided[CreditScheme]) -> dict[str, Any]:
    scheme = provided.value
    return {
        "key": key,
        "label": str(scheme.label),
        "authority": str(scheme.authority),
        "source": scheme.source,
        "read_on": scheme.read_on,
        "unit": scheme.unit,
        "categories": {name: str(label) for name, label in scheme.categories.items()},
        "parameters": {name: _parameter(parameter) for name, parameter in scheme.parameters.items()},
        "account": {"years": scheme.account.years, "source": scheme.account.source} if scheme.account else None,
        "effective_from": scheme.effective_from,
        "effective_to": scheme.effective_to,
        "plugin": provided.plugin,
        "version": provided.version,
    }


def _parameter(parameter: CreditParameter) -> dict[str, Any]:
    described: dict[str, Any] = {"label": str(parameter.label), "default": parameter.default}
    if parameter.choices:
        return described | {"choices": {name: str(label) for name, label in parameter.choices.items()}}
    return described | {"minimum": parameter.minimum, "maximum": parameter.maximum}


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _load(file: str, read: Callable[[object], Any]) -> Any:
    """What the file says. Numbers with a point are read as decimals: credits are never floating-point numbers."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
        document = json.loads(text, parse_float=Decimal)
    except OSError as exc:
        raise DocumentError(_("The file {file} cannot be read: {reason}.").format(file=file, reason=exc.strerror)) from None
    except (ValueError, RecursionError) as exc:
        raise DocumentError(_("{file} is not valid JSON: {reason}.").format(file=file, reason=exc)) from None
    return read(document)
