"""Where the ground floor itself stores plugins' keys."""

from collections.abc import Iterable
from itertools import starmap

from django.utils.translation import ngettext_lazy

from plugins.models import PluginActivation, Region
from plugins.stored_content import CONTENT_HOOKS, other_rows
from plugins.usage import Row, Store


def _designs(region: Region | None) -> Iterable[Row]:
    rows = Region.objects.values_list("certificate_template", "slug", "pk")
    return starmap(Row, rows.filter(pk=region.pk) if region else rows)


def _seals(region: Region | None) -> Iterable[Row]:
    rows = Region.objects.exclude(certificate_seal="").values_list("certificate_seal", "slug", "pk")
    return starmap(Row, rows.filter(pk=region.pk) if region else rows)


def _activations(region: Region | None) -> Iterable[Row]:
    rows = PluginActivation.objects.values_list("plugin", "region__slug", "region_id")
    return starmap(Row, rows.filter(region=region) if region else rows)


STORES = {
    "blocks": Store(
        hooks=CONTENT_HOOKS,
        items=ngettext_lazy("{n} block", "{n} blocks", "n"),
        holders=ngettext_lazy("{n} page", "{n} pages", "n"),
        rows=other_rows,
    ),
    "designs": Store(
        hooks=("certificate_templates",),
        items=ngettext_lazy("the certificate design of {n} region", "the certificate design of {n} regions", "n"),
        rows=_designs,
    ),
    "seals": Store(
        hooks=("certificate_seals",),
        items=ngettext_lazy(
            "the signature of certificates of {n} region", "the signatures of certificates of {n} regions", "n"
        ),
        rows=_seals,
    ),
    "activations": Store(hooks=(), items=ngettext_lazy("{n} activation", "{n} activations", "n"), rows=_activations),
}
