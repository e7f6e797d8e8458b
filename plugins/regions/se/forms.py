from plugins.credit_forms import CreditParametersForm


class SettingsForm(CreditParametersForm):
    """How the region has hours counted."""

    plugin = "se"
