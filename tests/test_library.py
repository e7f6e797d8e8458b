import os
import subprocess
import sys


def test_the_library_sets_up_in_a_site_without_cms():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.without_cms.settings"}
    run = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
