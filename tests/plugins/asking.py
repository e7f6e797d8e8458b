"""A plugin that asks one question of each kind, for tests of what becomes of the answers."""

from plugins.models import PluginActivation
from tests.plugins.packages import info

HOOKS = """
from plugins.api import RegistrationQuestion, hookimpl

@hookimpl
def registration_questions():
    return [
        RegistrationQuestion(key="acme_meal", label="Your meal", kind="choice", required=True,
                             choices={"vegan": "Vegan", "fish": "With fish"}, help_text="Lunch is served at noon."),
        RegistrationQuestion(key="acme_hearing", label="Do you need an induction loop?", kind="yes_no"),
        RegistrationQuestion(key="acme_case", label="A case you bring", kind="long_text"),
        RegistrationQuestion(key="acme_ward", label="Ward", applies=lambda event: "ward" in event.title),
        RegistrationQuestion(key="acme_broken", label="Broken", applies=lambda event: 1 / 0),
    ]
"""


def install(installed, region, *, name="acme", hooks=HOOKS):
    """Installs it under a name, active in the region; the folder to uninstall it by."""
    hooks = hooks.replace("acme_", f"{name}_")
    folder = installed.install(name, {"__init__.py": info(name, hooks=f"{name}.hooks"), "hooks.py": hooks})
    PluginActivation.objects.create(region=region, plugin=name)
    return folder
