"""The form of a plugin's settings in one region. All of it is the plugin's code, so whatever fails becomes a sentence."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plugins.failures import BREAKS, Phase, record
from plugins.loader import Plugin
from plugins.settings import Stored, migrated


class SettingsBroken(Exception):
    """The plugin's form cannot be used; the sentence says why, and that nothing is lost."""


def stored_form(plugin: Plugin, stored: Stored) -> forms.Form:
    """The form with what holds in the region. What is stored and no longer valid is shown with its errors.

    Settings of the whole installation (``PLUGIN_SETTINGS``) are never shown. Raises SettingsBroken.
    """
    with _plugins_own(plugin):
        form = _form(plugin, stored)
        if not stored.values:
            return form
        checked = _form(plugin, stored, _as_sent(form))
        return checked if checked.errors else form


def filled_form(plugin: Plugin, stored: Stored, values: Mapping[str, Any]) -> forms.Form:
    """The form with the values that were sent, checked already. Raises SettingsBroken."""
    with _plugins_own(plugin):
        form = _form(plugin, stored, values)
        form.full_clean()
        return form


def chosen(plugin: Plugin, stored: Stored, form: forms.Form) -> dict[str, Any]:
    """What the region chooses with a valid form: what it chose before, and what now differs from the presets, as JSON values.

    Raises SettingsBroken when the form gives something that cannot be kept as JSON.
    """
    with _plugins_own(plugin):
        before = migrated(plugin.info, stored) if plugin.info else dict(stored.values)
        presets = set(form.fields) - set(before) - set(form.changed_data)
        values = {name: value for name, value in form.cleaned_data.items() if name not in presets}
        return before | json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def rendered_fields(plugin: Plugin, form: forms.Form, template: Any) -> SafeString:
    """The form's fields in HTML by ``template``, which gets the ``form``. Raises SettingsBroken."""
    with _plugins_own(plugin):
        return template.render({"form": form})


def _form(plugin: Plugin, stored: Stored, values: Mapping[str, Any] | None = None) -> forms.Form:
    info = plugin.info
    if info is None or not info.settings_form:
        raise SettingsBroken(_("“{name}” has no settings.").format(name=plugin.name))
    form_class = import_string(info.settings_form)
    if not (isinstance(form_class, type) and issubclass(form_class, forms.Form)):
        raise TypeError(f"{info.settings_form} is not a Django form.")
    return form_class(values, initial=dict(info.default_settings) | migrated(info, stored))


def _as_sent(form: forms.Form) -> dict[str, Any]:
    """The form's own values, as a browser would send them."""
    sent: dict[str, Any] = {}
    for field in form:
        value, widget = field.value(), cast(Any, field.field.widget)
        if isinstance(field.field.widget, forms.MultiWidget):
            parts = value if isinstance(value, list) else widget.decompress(value)
            names = (f"{field.html_name}{suffix}" for suffix in widget.widgets_names)
            sent |= dict(zip(names, parts, strict=True))
        else:
            sent[field.html_name] = value
    return sent


@contextmanager
def _plugins_own(plugin: Plugin) -> Iterator[None]:
    try:
        yield
    except SettingsBroken:
        raise
    except BREAKS as exc:
        record(plugin, Phase.SETTINGS, exc)
        raise SettingsBroken(
            _(
                "The settings of “{name}” cannot be shown or changed, because its form fails: {cause}. "
                "What is stored stays as it is. Tell whoever installed the plugin."
            ).format(name=plugin.name, cause=f"{type(exc).__name__}: {exc}")
        ) from exc
