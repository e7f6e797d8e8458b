"""Where certificates store plugins' keys, for ``plugins.usage``."""

from collections.abc import Iterable
from itertools import starmap

from django.db.models import Count
from django.utils.translation import ngettext_lazy

from certificates.designs.models import DesignChoice
from certificates.models import Certificate, IssueTerms, Purpose
from plugins.models import Region
from plugins.usage import Row, Store


def _certificates(region: Region | None) -> Iterable[Row]:
    mine = Certificate.objects.filter(region=region) if region else Certificate.objects.all()
    counted = mine.order_by().values_list("template", "region__slug", "registration__event_id").annotate(Count("pk"))
    return starmap(Row, counted)


def _event_designs(region: Region | None) -> Iterable[Row]:
    chosen = DesignChoice.objects.exclude(event=None).exclude(template="")
    rows = chosen.values_list("template", "region__slug", "event_id")
    return starmap(Row, rows.filter(region=region) if region else rows)


def _purposes(region: Region | None) -> Iterable[Row]:
    added = Certificate.objects.exclude(purpose__in=Purpose.values)
    mine = added.filter(region=region) if region else added
    counted = mine.order_by().values_list("purpose", "region__slug", "registration__event_id").annotate(Count("pk"))
    return starmap(Row, counted)


def _terms(region: Region | None) -> Iterable[Row]:
    added = IssueTerms.objects.exclude(purpose__in=Purpose.values)
    rows = added.values_list("purpose", "event__region__slug", "event_id")
    return starmap(Row, rows.filter(event__region=region) if region else rows)


STORES = {
    "certificate_terms": Store(
        hooks=("certificate_purposes",),
        items=ngettext_lazy("what is asked for certificates at {n} event", "what is asked for certificates at {n} events", "n"),
        rows=_terms,
    ),
    "certificate_purposes": Store(
        hooks=("certificate_purposes",),
        items=ngettext_lazy("{n} certificate of a kind of its own", "{n} certificates of a kind of its own", "n"),
        holders=ngettext_lazy("{n} event", "{n} events", "n"),
        rows=_purposes,
    ),
    "event_designs": Store(
        hooks=("certificate_templates",),
        items=ngettext_lazy("the certificate design of {n} event", "the certificate design of {n} events", "n"),
        rows=_event_designs,
    ),
    "certificates": Store(
        hooks=("certificate_templates",),
        items=ngettext_lazy("{n} certificate", "{n} certificates", "n"),
        holders=ngettext_lazy("{n} event", "{n} events", "n"),
        rows=_certificates,
    ),
}
