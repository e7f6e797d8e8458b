"""The settings of one region: what the plugin presets has to pass its own form."""

import json
from typing import Any

import pytest
from django.forms import BaseForm
from django.utils.module_loading import import_string

from plugins.testing.conformance.subject import Subject


class SettingsTests(Subject):
    def test_its_settings_form_accepts_what_it_presets(self, db: None) -> None:
        form = self._form()(data=self._presets())
        assert form.is_valid(), form.errors.as_json()
        assert set(self.info.default_settings) == set(form.cleaned_data), "Presets and form name different settings."

    def test_what_the_settings_form_gives_can_be_stored(self, db: None) -> None:
        form = self._form()(data=self._presets())
        assert form.is_valid(), form.errors.as_json()
        assert json.loads(json.dumps(form.cleaned_data)) == form.cleaned_data, "Settings are JSON values."

    def test_its_presets_can_be_stored(self) -> None:
        presets = dict(self.info.default_settings)
        assert json.loads(json.dumps(presets)) == presets, "Settings are JSON values."

    def _form(self) -> type[BaseForm]:
        if not self.info.settings_form:
            pytest.skip(f"{self.plugin} has no settings form.")
        form: type[BaseForm] = import_string(self.info.settings_form)
        return form

    def _presets(self) -> dict[str, Any]:
        """The presets as a browser would send them back."""
        fields = {bound.html_name: bound.value() for bound in self._form()(initial=dict(self.info.default_settings))}
        return {name: value for name, value in fields.items() if value is not None and value is not False}
