from plugins.credit_forms import CreditParametersForm


class SettingsForm(CreditParametersForm):
    """How the region has points of chambers and of the RbP counted."""

    plugin = "de"
