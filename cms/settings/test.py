"""What the tests use. ``DATABASE_URL`` chooses PostgreSQL, as everywhere."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, VAR_DIR

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECOND_FACTOR_KEY = "only-for-tests"
FIELD_KEYS = ["only-for-tests"]
LOOKUP_KEY = "only-for-tests-either"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: tests of concurrent registration open it from several processes.
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
WHITENOISE_AUTOREFRESH = True  # nothing is collected before tests
_scratch = Path(tempfile.mkdtemp(prefix="samkurs-test-"))
MEDIA_ROOT = _scratch / "media"
CERTIFICATE_ROOT = _scratch / "certificates"
CERTIFICATE_PROCESSES = 0
CREDIT_PROOF_ROOT = _scratch / "credit_proofs"
NOTICE_ROOT = _scratch / "notices"
DOSSIER_ROOT = _scratch / "dossiers"
