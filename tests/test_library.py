import subprocess
import sys

SET_UP = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.without_cms.settings"
import django
django.setup()
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db import connection
from django.apps import apps
from django.conf import settings
call_command("check", fail_level="WARNING")
MigrationLoader(connection).project_state().apps
settings.MIGRATION_MODULES = dict.fromkeys((app.label for app in apps.get_app_configs()), None)
call_command("migrate", run_syncdb=True, verbosity=0)
"""
"""The migrations are put together, so that one which needs ``cms`` is found; the tables come from the models, quickly."""


def test_the_library_sets_up_in_a_site_without_cms():
    run = subprocess.run([sys.executable, "-c", SET_UP], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
