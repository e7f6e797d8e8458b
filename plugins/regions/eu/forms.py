from plugins.credit_forms import CreditParametersForm


class SettingsForm(CreditParametersForm):
    """How the region has European credits counted."""

    plugin = "eu"
