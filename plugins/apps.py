from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PluginsConfig(AppConfig):
    name = "plugins"
    verbose_name = "Regions and plugins"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from plugins import checks  # noqa: F401  (registers the system checks)
        from plugins.exports import guard_exports
        from plugins.log import keep_region_logs
        from plugins.narrowing import narrow_filters
        from plugins.offices import sync_groups
        from plugins.own_stores import STORES as OWN_STORES
        from plugins.usage import STORES

        guard_exports()
        narrow_filters()
        keep_region_logs()
        STORES.update(OWN_STORES)
        post_migrate.connect(sync_groups)
