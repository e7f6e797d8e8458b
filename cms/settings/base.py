"""Settings that hold everywhere. ``dev``, ``test`` and ``production`` each say in what they differ."""

import os
from pathlib import Path

import dj_database_url

from cms.settings.logs import LOGGING  # noqa: F401
from cms.settings.mail import mail_settings
from cms.settings.secrets import secret, secrets_of
from cms.settings.security import *  # noqa: F403
from cms.settings.security import caches
from plugins.loader import plugin_apps
from plugins.translations import plugin_locale_paths

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("SAMKURS_VAR", BASE_DIR / "var"))
SECRET_KEY = secret("SECRET_KEY", VAR_DIR / "secrets")
SECOND_FACTOR_KEY = secret("SECOND_FACTOR_KEY", VAR_DIR / "secrets")
FIELD_KEYS = secrets_of("FIELD_KEYS", VAR_DIR / "secrets")
LOOKUP_KEY = secret("LOOKUP_KEY", VAR_DIR / "secrets")

INSTALLED_APPS = [
    "cms",
    "certificates",
    "training",
    "plugins",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
INSTALLED_APPS += plugin_apps(INSTALLED_APPS)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms.security.middleware.private_pages_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "training.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.security.middleware.second_factor_middleware",
    "cms.security.boundaries.RegionBoundaryMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "plugins.middleware.RegionGate",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
FORM_RENDERER = "cms.forms.SiteFormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR_DIR / 'samkurs.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue instead of failing, readers never wait. ATOMIC_REQUESTS would lock every page: never switch it on.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Ten minutes is the longest OWASP ASVS 5.0 allows a code sent by mail (6.5.5).
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"confirm_login_code": "training.forms.code.SignInCodeForm"}
# With three attempts per code, a guesser has 90 attempts an hour at a million codes. An office shares one address (ip).
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,3/m/key,30/h/key"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("de", "Deutsch"), ("da", "Dansk"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / app / "locale" for app in ("cms", "training", "certificates", "plugins")]
LOCALE_PATHS += plugin_locale_paths()
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
FORMAT_MODULE_PATH = ["cms.formats"]
WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
CERTIFICATE_ROOT = VAR_DIR / "certificates"
CERTIFICATE_PROCESSES = 2
"""Processes that draw certificates side by side, each taking up to 130 MiB; with 0 the worker draws them itself."""
CREDIT_PROOF_ROOT = VAR_DIR / "credit_proofs"
NOTICE_ROOT = VAR_DIR / "notices"
DOSSIER_ROOT = VAR_DIR / "dossiers"

WAGTAIL_SITE_NAME = "Samkurs"
WAGTAILADMIN_BASE_URL = BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "cms.LicensedImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.LicensedDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

CACHES = caches(VAR_DIR / "cache")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

UID_DOMAIN = os.environ.get("UID_DOMAIN", "samkurs.example")
"""The right half of calendar UIDs. It outlives a change of the site's address, so it is set once and kept."""

vars().update(mail_settings())
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Samkurs <noreply@samkurs.example>")
