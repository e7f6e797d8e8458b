"""What acts on an event: the rules, questions, schemes, design, reports and plugins, also those that are missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plugins.keys import BUILT_IN
from plugins.loader import owner_of, plugin_named
from plugins.manager import implementations
from plugins.registry import Provided, certificate_templates, credit_schemes, registration_rules, report_formats
from plugins.runtime import active_plugins
from plugins.translations import label_of
from training.domain.questions import questions_for
from training.models import Event

HOOKS = {
    "registration_confirmed": gettext_lazy("hears of confirmed places"),
    "course_completed": gettext_lazy("hears of completed trainings"),
    "certificate_context": gettext_lazy("adds lines to certificates"),
    "calendar_properties": gettext_lazy("adds to calendar entries"),
    "event_actions": gettext_lazy("adds a screen to the event"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """One thing that acts on the event. ``plugin`` says where it is from; ``remedy`` is what to do when it is missing."""

    kind: str
    name: str
    plugin: str = ""
    remedy: str = ""


def acting_on(event: Event) -> list[Acting]:
    """Everything, kind by kind, in a fixed number of queries; what is chosen but missing says what to do."""
    active = active_plugins(event.region)
    provided = [*_of_registration(event, active), *_schemes(event, active), _design(event, active), *_reports(active)]
    return [*_own_rules(event), *provided, *(_plugin(name) for name in sorted(active))]


def _own_rules(event: Event) -> Iterator[Acting]:
    approval = _("Each registration needs approval.") if event.needs_approval else _("Registrations are confirmed at once.")
    yield Acting(kind=_("Registration"), name=approval)
    yield Acting(kind=_("Waiting list"), name=event.get_waiting_list_display())


def _of_registration(event: Event, active: Iterable[str]) -> Iterator[Acting]:
    for rule in _active(registration_rules(), active):
        yield Acting(kind=_("Registration rule"), name=str(rule.value.label), plugin=_source(rule))
    for question in questions_for(event):
        yield Acting(kind=_("Question when registering"), name=str(question.label), plugin=_owner(question.key))


def _schemes(event: Event, active: Iterable[str]) -> Iterator[Acting]:
    known = credit_schemes()
    chosen = event.accreditations.exclude(scheme="").order_by("pk").values_list("body", "scheme")
    for body, key in chosen:
        scheme = known.get(key)
        label = f"{body}: {scheme.value.label if scheme else key}"
        yield Acting(kind=_("Credit scheme"), name=label, plugin=_source(scheme), remedy=_missing(scheme, active))
    if not chosen:
        yield Acting(kind=_("Credit scheme"), name=str(known["hours"].value.label), plugin=_source(known["hours"]))


def _design(event: Event, active: Iterable[str]) -> Acting:
    key = event.region.certificate_template
    design = certificate_templates().get(key)
    name = str(design.value.label) if design else key
    return Acting(kind=_("Certificate design"), name=name, plugin=_source(design), remedy=_missing(design, active))


def _reports(active: Iterable[str]) -> Iterator[Acting]:
    for report in _active(report_formats(), active):
        yield Acting(kind=_("Report of attendance"), name=str(report.value.label), plugin=_source(report))


def _plugin(name: str) -> Acting:
    plugin = plugin_named(name)
    if plugin is None or plugin.info is None or not plugin.is_active:
        remedy = _("It is switched on here, but not installed or not working. Install it, or switch it off in the region.")
        return Acting(kind=_("Plugin"), name=name, remedy=remedy)
    does = [str(label) for hook, label in HOOKS.items() if name in implementations(hook)]
    return Acting(kind=_("Plugin"), name=": ".join(filter(None, [label_of(plugin), ", ".join(does)])), plugin=_owner(name))


def _active(provided: Mapping[str, Provided[Any]], active: Iterable[str]) -> list[Provided[Any]]:
    return [item for _key, item in sorted(provided.items()) if item.plugin in active]


def _missing(item: Provided[Any] | None, active: Iterable[str]) -> str:
    if item is None:
        return _("The plugin that provides it is not installed or not working. Install it again, or choose another.")
    if item.plugin not in active:
        return _("Its plugin is switched off in the region. It goes on acting here; switch the plugin on, or choose another.")
    return ""


def _source(item: Provided[Any] | None) -> str:
    return _named(item.plugin, item.version) if item else ""


def _owner(key: str) -> str:
    plugin = owner_of(key)
    return _named(plugin.name, plugin.version) if plugin else ""


def _named(plugin: str, version: str) -> str:
    return _("Samkurs") if plugin in BUILT_IN else f"{plugin} {version}"
