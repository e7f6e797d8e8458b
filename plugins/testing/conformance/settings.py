"""The settings of one region: what the plugin presets has to pass its own form."""

import json

import pytest
from django import forms

from plugins.runtime import NOTHING
from plugins.settings import Stored
from plugins.settings_form import chosen, filled_form, stored_form
from plugins.testing.conformance.subject import Subject


class SettingsTests(Subject):
    def test_its_settings_form_accepts_what_it_presets(self, db: None) -> None:
        form = self._filled()
        assert form.is_valid(), form.errors.as_json()
        assert set(self.info.default_settings) == set(form.cleaned_data), "Presets and form name different settings."

    def test_what_the_settings_form_gives_can_be_stored(self, db: None) -> None:
        """Stored as JSON and shown again, it is what was chosen."""
        values = chosen(self.installed, NOTHING, self._filled())
        again = stored_form(self.installed, Stored(values, self.info.settings_version))
        assert not again.is_bound, again.errors.as_json()

    def test_its_presets_can_be_stored(self) -> None:
        presets = dict(self.info.default_settings)
        assert json.loads(json.dumps(presets)) == presets, "Settings are JSON values."

    def _filled(self) -> forms.Form:
        """The form with the presets, as a browser would send them back."""
        if not self.info.settings_form:
            pytest.skip(f"{self.plugin} has no settings form.")
        shown = {field.html_name: field.value() for field in stored_form(self.installed, NOTHING)}
        sent = {name: value for name, value in shown.items() if value is not None and value is not False}
        return filled_form(self.installed, NOTHING, sent)
