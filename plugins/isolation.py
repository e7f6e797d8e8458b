"""Where the site runs a plugin's code outside of a hook: what it raises is the plugin's failure, and never the site's."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plugins.failures import BREAKS, Phase, record
from plugins.loader import plugin_named


class PluginBroke(Exception):
    """A plugin's code failed, which is recorded. Whoever catches this says in its own words what is missing now."""


def record_failure(name: str, cause: BaseException | str) -> None:
    """Keep and log that code of a plugin failed while it was asked."""
    if plugin := plugin_named(name):
        record(plugin, Phase.RUN_TIME, cause)


def contained() -> AbstractContextManager[Any]:
    """Within a transaction, a savepoint: a query of the plugin that fails must not take the site's own changes with it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


class DatabaseBarred(Exception):
    """A plugin's code asked the database where it must not: it is given all that it needs."""


@contextmanager
def without_database() -> Iterator[None]:
    """Let no query through: for code that is asked inside a transaction, where one that fails would break the transaction."""

    def refuse(*_query: object) -> None:
        raise DatabaseBarred("This code is given all its facts, and must not ask the database.")

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def blaming(name: str) -> Iterator[None]:
    """Record whatever is raised within as a failure of the plugin, and raise PluginBroke in its place."""
    try:
        yield
    except BREAKS as exc:
        record_failure(name, exc)
        raise PluginBroke(f"{type(exc).__name__}: {exc}") from exc


def rendered(name: str, template: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> SafeString:
    """The plugin's template filled with its plain data, or a sentence in its place when it fails."""
    try:
        with blaming(name):
            return render_to_string(template, dict(context), request=request)
    except PluginBroke:
        return format_html("<p>{}</p>", _("The plugin “{name}” cannot show this at the moment.").format(name=name))
