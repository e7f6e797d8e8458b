"""Switching plugins on and off for a region, and their settings there: the only writer of ``PluginActivation``.

Each act is one transaction and one entry in the region's history. Acts on one region wait for each other, so that of two at
once the second sees what the first did. An act that changes nothing calls no hook and leaves no entry.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from plugins.keys import BUILT_IN
from plugins.loader import Plugin, discover, plugin_named
from plugins.models import PluginActivation, Region
from plugins.runtime import Hooks, active_plugins
from plugins.settings import Stored
from plugins.settings_form import SettingsBroken, chosen, filled_form

COMMAND_LINE = "command line"
"""Who acted, in the history, where no user did."""


class ActivationError(Exception):
    """The plugin cannot be switched or set here; the sentence says why and what to do."""


class SettingsRefused(ActivationError):
    """The plugin's form does not accept the values. ``form`` has them, each error beside its field."""

    def __init__(self, form: Any):
        super().__init__(_("Nothing is saved yet. Correct what is marked below."))
        self.form = form


class Switched(NamedTuple):
    """What came of switching. ``failure`` is what went wrong in the plugin when it was told that it is switched off."""

    activation: PluginActivation
    has_changed: bool
    failure: str = ""


class _HookFailed(Exception):
    """Undoes what the hook wrote."""


@transaction.atomic
def enable(name: str, *, region: Region, by: AbstractBaseUser | None = None) -> Switched:
    """Switch an installed, working plugin on in the region; its settings there stay. ``by`` is None on the command line.

    The plugin's ``region_activated`` is called within the transaction. Raises ActivationError when the plugin is built in, not
    installed, broken, for superusers only, lacks what it depends on there, or fails in that hook; then it stays off.
    """
    plugin = _working(name, by=by)
    _lock(region)
    missing = sorted(set(plugin.info.depends if plugin.info else ()) - active_plugins(region))
    if missing:
        raise ActivationError(
            _("“{name}” depends on {missing}. Switch that on in {region} first.").format(
                name=name, missing=", ".join(missing), region=region
            )
        )
    activation, has_changed = _write(name, region=region, enabled=True)
    if has_changed:
        try:
            _tell("region_activated", activation)
        except _HookFailed as failed:
            raise ActivationError(
                _("“{name}” stays off, because it failed when it was switched on. {cause}. Its makers can repair it.").format(
                    name=name, cause=failed
                )
            ) from failed
        _log("enable", activation, by=by)
    return Switched(activation, has_changed)


@transaction.atomic
def disable(name: str, *, region: Region, by: AbstractBaseUser | None = None) -> Switched:
    """Switch a plugin off in the region; what it stored stays and can be read. A plugin that was uninstalled can be, too.

    The plugin's ``region_deactivated`` is called within the transaction; when it fails, what it wrote is undone, the failure is
    recorded and given back, and the plugin is off all the same. Raises ActivationError when the plugin is built in, unknown,
    for superusers only, or another active plugin depends on it there.
    """
    plugin = _switchable(name, by=by)
    _lock(region)
    if plugin is None and not PluginActivation.objects.filter(region=region, plugin=name).exists():
        raise ActivationError(_("There is no plugin “{name}”, and none of that name was ever active here.").format(name=name))
    if dependent := dependents(name, region=region):
        raise ActivationError(
            _("What depends on “{name}” has to be switched off in {region} first: {dependent}.").format(
                dependent=", ".join(dependent), name=name, region=region
            )
        )
    activation, has_changed = _write(name, region=region, enabled=False)
    failure = ""
    if has_changed:
        try:
            _tell("region_deactivated", activation)
        except _HookFailed as failed:
            failure = str(failed)
        # The history tells only the kind of failure: what a plugin says of it may quote its settings.
        _log("disable", activation, by=by, **({"failure": failure.partition(":")[0]} if failure else {}))
    return Switched(activation, has_changed, failure)


@transaction.atomic
def configure(name: str, *, region: Region, values: Mapping[str, Any], by: AbstractBaseUser | None = None) -> PluginActivation:
    """Store what the region chooses of the plugin's settings, after the plugin's own form accepted it, on or off.

    ``values`` are those of the form as it is sent. Kept is what differs from the presets or was chosen before, so that a preset
    that changes later reaches those who never chose. The history names the fields that changed and no value. Raises
    SettingsRefused, with the form, when it does not accept them, and ActivationError when there is no form that works.
    """
    plugin = _working(name, by=by)
    _lock(region)
    activation = PluginActivation.objects.filter(region=region, plugin=name).first()
    activation = activation or PluginActivation(region=region, plugin=name, enabled=False)
    stored = Stored(activation.config, activation.config_version)
    try:
        form = filled_form(plugin, stored, values)
        if form.errors:
            raise SettingsRefused(form)
        config = chosen(plugin, stored, form)
    except SettingsBroken as broken:
        raise ActivationError(str(broken)) from broken
    version = plugin.info.settings_version if plugin.info else 1
    changed = sorted(key for key in {*config, *stored.values} if config.get(key) != stored.values.get(key))
    if changed or (stored.values and stored.version != version):
        activation.config, activation.config_version = config, version
        activation.save()
        _log("configure", activation, by=by, fields=changed)
    return activation


def dependents(name: str, *, region: Region) -> list[str]:
    """The names of the active plugins that depend on it in the region; one query."""
    active = active_plugins(region)
    return [other.name for other in discover() if other.info and name in other.info.depends and other.name in active]


def forget(name: str) -> int:
    """Remove the plugin's rows of all regions, its settings with them, and return how many there were.

    Switch it off in each region first. The history stays.
    """
    with transaction.atomic():
        rows = list(PluginActivation.objects.filter(plugin=name).select_related("region"))
        for activation in rows:
            _log("purge", activation, by=None)
            activation.delete()
    return len(rows)


def _switchable(name: str, *, by: AbstractBaseUser | None) -> Plugin | None:
    if name in BUILT_IN:
        raise ActivationError(_("“{name}” is part of the site and always on.").format(name=name))
    plugin = plugin_named(name)
    if plugin and plugin.info and plugin.info.restricted and by is not None and not getattr(by, "is_superuser", False):
        raise ActivationError(_("Only an administrator of the whole site may switch “{name}”. Ask them.").format(name=name))
    return plugin


def _working(name: str, *, by: AbstractBaseUser | None) -> Plugin:
    plugin = _switchable(name, by=by)
    if plugin is None:
        raise ActivationError(_("There is no plugin “{name}”. Install its package first.").format(name=name))
    if plugin.info is None or not plugin.is_active:
        reason = plugin.error or _("It is switched off for the whole site by PLUGINS_DISABLE.")
        raise ActivationError(_("“{name}” does not work. {reason}").format(name=name, reason=reason))
    return plugin


def _lock(region: Region) -> None:
    """Wait for whoever acts on the region's plugins. SQLite locks as the transaction begins, and knows no rows' locks."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)


def _write(name: str, *, region: Region, enabled: bool) -> tuple[PluginActivation, bool]:
    """The row as it shall be, and whether it was otherwise."""
    activation, is_new = PluginActivation.objects.get_or_create(region=region, plugin=name, defaults={"enabled": enabled})
    if is_new or activation.enabled == enabled:
        return activation, is_new and enabled
    activation.enabled = enabled
    activation.save(update_fields=["enabled", "changed_at"])
    return activation, True


@transaction.atomic
def _tell(hook: str, activation: PluginActivation) -> None:
    hooks = Hooks({activation.plugin: Stored(activation.config, activation.config_version)})
    for answer in hooks.each(hook, region=activation.region.ref):
        if answer.error:
            raise _HookFailed(f"{type(answer.error).__name__}: {answer.error}")


def _log(action: str, activation: PluginActivation, *, by: AbstractBaseUser | None, **data: Any) -> None:
    plugin = plugin_named(activation.plugin)
    known = {"plugin": activation.plugin, "version": plugin.version if plugin else "", **data}
    log(activation, f"plugins.{action}", user=by, data=known | ({} if by else {"by": COMMAND_LINE}))
