"""Plugin packages that are broken, each in one way, and one that is not: what a site may meet when people write plugins."""

from tests.plugins.packages import info

APP = "from plugins.app_config import PluginAppConfig\nclass App(PluginAppConfig):\n    name = '{name}'\n    {body}\n"
HOOK = "from plugins.api import *\nfrom plugins.api import hookimpl\n"


def app(name: str, *, body: str = "pass", **files: str) -> dict[str, str]:
    return {"__init__.py": info(name, apps=(f"{name}.apps.App",)), "apps.py": APP.format(name=name, body=body), **files}


def hooks(name: str, text: str) -> dict[str, str]:
    return {"__init__.py": info(name, hooks=f"{name}.hooks"), "hooks.py": HOOK + text}


GOOD = {
    "__init__.py": info("good", apps=("good.apps.App",), hooks="good.hooks", urls="good.urls"),
    "apps.py": APP.format(name="good", body="pass"),
    "models.py": "from django.db import models\nclass Note(models.Model):\n    text = models.TextField()\n",
    "migrations/__init__.py": "",
    "migrations/0001_initial.py": """
        from django.db import migrations, models
        class Migration(migrations.Migration):
            initial = True
            operations = [migrations.CreateModel("Note", [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
            ])]
    """,
    "hooks.py": """
        from plugins.api import Profession, hookimpl
        @hookimpl
        def professions():
            return [Profession(key="good_clown", label="Hospital clown", sector="health")]
    """,
    "urls.py": """
        from django.http import HttpResponse
        from django.urls import path
        from good.models import Note
        urlpatterns = [path("", lambda request, region: HttpResponse(f"{region.name}: {Note.objects.count()}"))]
    """,
}
HALF_A_MODEL = """
from django.db import models
class Half(models.Model):
    event = models.ForeignKey("training.Event", on_delete=models.CASCADE)
raise RuntimeError("boom")
"""
FOREIGN_KEY = """
from django.db import models
class Visit(models.Model):
    event = models.ForeignKey("training.Event", on_delete=models.CASCADE)
    free = models.ForeignKey("training.Event", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
"""
UNRESOLVED = "from django.urls import include, path\nurlpatterns = [path('x/', include('no.such.module'))]\n"
MIGRATION = {"models.py": "", "migrations/__init__.py": "", "migrations/0001_initial.py": "1 / 0"}

BROKEN = {
    "bad_import": ("E001", {"__init__.py": "raise RuntimeError('boom')"}),
    "bad_syntax": ("E001", {"__init__.py": "def ("}),
    "bad_exit": ("E001", {"__init__.py": "import sys\nsys.exit('bye')"}),
    "bad_object": ("E001", {"__init__.py": "plugin = object()"}),
    "bad_api": ("E002", {"__init__.py": info("bad_api", api="9.0")}),
    "other_twin": ("E003", {"__init__.py": info("good")}),
    "bad_needs": ("E004", {"__init__.py": info("bad_needs", depends=("bad_import",))}),
    "bad_models": ("E005", app("bad_models", **{"models.py": HALF_A_MODEL})),
    "bad_ready": ("E005", app("bad_ready", body="def plugin_ready(self): 1 / 0")),
    "bad_own_ready": ("E005", app("bad_own_ready", body="def ready(self): 1 / 0")),
    "bad_menu": ("E005", app("bad_menu", **{"wagtail_hooks.py": "1 / 0"})),
    "bad_tags": ("E005", app("bad_tags", **{"templatetags/__init__.py": "", "templatetags/x.py": "1 / 0"})),
    "bad_label": ("E005", app("bad_label", body="label = 'training'")),
    "bad_module": ("E006", {"__init__.py": info("bad_module", hooks="bad_module.none")}),
    "bad_spelling": ("E006", hooks("bad_spelling", "@hookimpl\ndef modul_types(): return []")),
    "bad_argument": ("E006", hooks("bad_argument", "@hookimpl\ndef my_sections(user): return []")),
    "bad_wrapper": ("E006", hooks("bad_wrapper", "@hookimpl(wrapper=True)\ndef module_types(): return (yield)")),
    "bad_provider": ("E007", hooks("bad_provider", "@hookimpl\ndef module_types(): 1 / 0")),
    "bad_answer": ("E007", hooks("bad_answer", "@hookimpl\ndef professions(): return ['clown']")),
    "bad_block": (
        "E007",
        hooks("bad_block", "@hookimpl\ndef module_types(): return [ModuleType(key='bad_block', label='B', block=int)]"),
    ),
    "bad_rule": (
        "E007",
        hooks("bad_rule", "@hookimpl\ndef registration_rules(): return [RegistrationRule(key='bad_rule', label='', check=0)]"),
    ),
    "bad_key": (
        "E008",
        hooks("bad_key", "@hookimpl\ndef professions(): return [Profession(key='c', label='C', sector='health')]"),
    ),
    "bad_urls": ("E009", {"__init__.py": info("bad_urls", urls="bad_urls.urls"), "urls.py": "1 / 0"}),
    "bad_path": ("E009", {"__init__.py": info("bad_path", urls="bad_path.urls"), "urls.py": UNRESOLVED}),
    "bad_admin": ("E009", {"__init__.py": info("bad_admin", admin_urls="bad_admin.urls"), "urls.py": UNRESOLVED}),
    "bad_form": ("E011", {"__init__.py": info("bad_form", settings_form="bad_form.forms.Form"), "forms.py": "1 / 0"}),
    "bad_upgrade": ("E011", {"__init__.py": info("bad_upgrade", settings_version=2, settings_migrate="bad_upgrade.none")}),
    "bad_migration": ("E012", app("bad_migration", **MIGRATION)),
}
"""Package: the number of its system check, and its files."""

LATE = {
    "late_error": hooks("late_error", "@hookimpl\ndef my_sections(person): raise ValueError(person.name)"),
    "late_exit": hooks("late_exit", "import sys\n@hookimpl\ndef my_sections(): sys.exit()"),
    "late_answer": hooks("late_answer", "@hookimpl\ndef my_sections(): return 5"),
    "late_field": hooks(
        "late_field",
        "@hookimpl\ndef my_sections(): return [MySection(key='late_field', title='X', template='', context={}, order='a')]",
    ),
    "late_rule": hooks(
        "late_rule",
        "@hookimpl\ndef registration_rules():\n"
        "    return [RegistrationRule(key='late_rule', label='X', check=lambda facts, settings: 1 / 0)]",
    ),
    "late_key": app("late_key", **{"models.py": FOREIGN_KEY}),
    "late_view": {
        "__init__.py": info("late_view", urls="late_view.urls"),
        "urls.py": "from django.urls import path\nurlpatterns = [path('', lambda request, region: 1 / 0)]",
    },
}
"""Packages that pass every check and fail only when they are asked."""
