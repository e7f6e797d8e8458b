from plugins.credit_forms import CreditParametersForm


class SettingsForm(CreditParametersForm):
    """How the region has the points of physicians in Saxony counted."""

    plugin = "de_sn"
