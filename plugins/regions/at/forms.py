from plugins.credit_forms import CreditParametersForm


class SettingsForm(CreditParametersForm):
    """How the region has the points of physicians counted."""

    plugin = "at"
