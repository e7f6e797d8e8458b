from plugins.credit_forms import CreditParametersForm


class SettingsForm(CreditParametersForm):
    """How the region has the credits of physicians counted."""

    plugin = "ch"
