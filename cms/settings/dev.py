"""What ``make run`` uses: readable errors, mails caught locally."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import LOGGING, VAR_DIR

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]

MAIL_FOLDER = VAR_DIR / "mail"
"""Where ``manage.py dev`` keeps the mails it catches; ``/dev/mail/`` shows them."""

# The worker would print two lines for every task, and the log-ins would scroll away.
_quiet = {name: {"handlers": ["problems"], "propagate": False} for name in ("django_tasks", "django_tasks_db")}
LOGGING = LOGGING | {"loggers": LOGGING["loggers"] | _quiet}
