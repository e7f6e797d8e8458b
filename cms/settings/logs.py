"""Where the site's words to its operators go: to standard error, problems only, without secrets."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_secrets": {"()": "cms.logs.HideSecrets"}},
    "formatters": {
        "problems": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "requests": {"()": "django.utils.log.ServerFormatter", "format": "[{server_time}] {message}", "style": "{"},
    },
    "handlers": {
        "problems": {
            "class": "logging.StreamHandler",
            "level": "WARNING",
            "filters": ["hide_secrets"],
            "formatter": "problems",
        },
        "requests": {"class": "logging.StreamHandler", "filters": ["hide_secrets"], "formatter": "requests"},
    },
    "root": {"handlers": ["problems"]},
    "loggers": {
        "django": {"handlers": []},  # instead of Django's own, which are silent on a server
        "django.server": {"handlers": ["requests"], "level": "INFO", "propagate": False},
    },
}
