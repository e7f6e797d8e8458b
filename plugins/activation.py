"""Switching plugins on and off for a region: the only writer of ``PluginActivation``."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from plugins.keys import BUILT_IN
from plugins.loader import Plugin, discover, plugin_named
from plugins.models import PluginActivation, Region
from plugins.runtime import active_plugins


class ActivationError(Exception):
    """The plugin cannot be switched on or off here; the sentence says why and what to do."""


@transaction.atomic
def enable(name: str, *, region: Region, by: AbstractBaseUser | None = None) -> PluginActivation:
    """Switch an installed, working plugin on in the region; its settings there stay. ``by`` is None on the command line.

    Raises ActivationError when it is built in, not installed, broken, for superusers only, or lacks what it depends on there.
    """
    plugin = _switchable(name, by=by)
    if plugin is None:
        raise ActivationError(_("There is no plugin “{name}”. Install its package first.").format(name=name))
    if plugin.info is None or not plugin.is_active:
        reason = plugin.error or _("It is switched off for the whole site by PLUGINS_DISABLE.")
        raise ActivationError(_("“{name}” does not work. {reason}").format(name=name, reason=reason))
    missing = sorted(set(plugin.info.depends) - active_plugins(region))
    if missing:
        raise ActivationError(
            _("“{name}” depends on {missing}. Switch that on in {region} first.").format(
                name=name, missing=", ".join(missing), region=region
            )
        )
    return _write(name, region=region, enabled=True)


@transaction.atomic
def disable(name: str, *, region: Region, by: AbstractBaseUser | None = None) -> PluginActivation:
    """Switch a plugin off in the region; what it stored stays and can be read. A plugin that was uninstalled can be, too.

    Raises ActivationError when it is built in, unknown, for superusers only, or another active plugin depends on it there.
    """
    plugin = _switchable(name, by=by)
    if plugin is None and not PluginActivation.objects.filter(region=region, plugin=name).exists():
        raise ActivationError(_("There is no plugin “{name}”, and none of that name was ever active here.").format(name=name))
    active = active_plugins(region)
    dependent = [other.name for other in discover() if other.info and name in other.info.depends and other.name in active]
    if dependent:
        raise ActivationError(
            _("{dependent} depends on “{name}”. Switch that off in {region} first.").format(
                dependent=", ".join(dependent), name=name, region=region
            )
        )
    return _write(name, region=region, enabled=False)


def _switchable(name: str, *, by: AbstractBaseUser | None) -> Plugin | None:
    if name in BUILT_IN:
        raise ActivationError(_("“{name}” is part of the site and always on.").format(name=name))
    plugin = plugin_named(name)
    if plugin and plugin.info and plugin.info.restricted and by is not None and not getattr(by, "is_superuser", False):
        raise ActivationError(_("Only an administrator of the whole site may switch “{name}”. Ask them.").format(name=name))
    return plugin


def _write(name: str, *, region: Region, enabled: bool) -> PluginActivation:
    activation, _created = PluginActivation.objects.update_or_create(region=region, plugin=name, defaults={"enabled": enabled})
    return activation
