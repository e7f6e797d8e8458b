from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "training"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from plugins.usage import STORES
        from training import (
            checks,  # noqa: F401
            receivers,  # noqa: F401
            usage,
        )

        STORES.update(usage.STORES)
