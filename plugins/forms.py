"""The editor's form of a page, which offers of the plugins' blocks those of the page's region."""

from collections.abc import Set
from copy import copy
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from plugins.form_fields import PluginStreamFormField
from plugins.keys import BUILT_IN
from plugins.runtime import active_plugins
from plugins.scope import region_of


class RegionPageForm(WagtailAdminPageForm):
    """Offers in the page's own streams, and in those of its rows, what the plugins active in its region provide.

    A page above every region is offered what the site itself provides. What is on the page already stays and can be edited,
    whichever plugin it is of.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        page = self.instance if self.instance.path else self.parent_page
        self.region = region_of(page) if page else None
        plugins = active_plugins(self.region) if self.region else BUILT_IN
        _offer(self.fields, plugins)
        for formset in self.formsets.values():
            formset.form = type(formset.form.__name__, (formset.form,), {})
            formset.form.base_fields = dict(formset.form.base_fields)
            _offer(formset.form.base_fields, plugins)


def _offer(fields: Any, plugins: Set[str]) -> None:
    for name, field in fields.items():
        if isinstance(field, PluginStreamFormField):
            fields[name] = copy(field).offer(plugins)
