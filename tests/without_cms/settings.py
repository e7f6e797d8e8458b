"""A Wagtail site of somebody else's that installs the library without our ready-made site."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "cms"]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("cms.")]
ROOT_URLCONF = "tests.without_cms.urls"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
FORMAT_MODULE_PATH = []
AUTH_USER_MODEL = "auth.User"
WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "wagtaildocs.Document"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
