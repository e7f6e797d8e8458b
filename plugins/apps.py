from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PluginsConfig(AppConfig):
    name = "plugins"
    verbose_name = "Regions and plugins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from plugins import checks  # noqa: F401  (registers the system checks)
        from plugins.exports import guard_csv_exports
        from plugins.offices import sync_groups

        guard_csv_exports()
        post_migrate.connect(sync_groups)
