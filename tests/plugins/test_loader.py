import pytest

from plugins.failures import PluginFailed, failures
from plugins.loader import discover, owner_of, plugin_apps, plugin_named
from tests.plugins.packages import info, write_installed


def only_failure():
    (failure,) = failures()
    return failure


def test_a_plugin_is_found_with_its_package_and_version(installed):
    installed.install("acme", {"__init__.py": info("acme")}, dist="acme-samkurs")
    plugin = plugin_named("acme")
    assert (plugin.distribution, plugin.version, plugin.info.label, plugin.is_healthy) == ("acme-samkurs", "1.2", "Test", True)
    assert [plugin.name for plugin in discover()] == sorted(plugin.name for plugin in discover())


@pytest.mark.parametrize(
    ("name", "text", "phase", "cause"),
    [
        ("acme", "raise RuntimeError('boom')", "entry point", "RuntimeError: boom"),
        ("acme", "import sys; sys.exit('bye')", "entry point", "SystemExit: bye"),
        ("acme", "def (", "entry point", "SyntaxError"),
        ("acme", "plugin = object()", "entry point", "does not name a PluginInfo"),
        ("acme", "other = 1", "entry point", "AttributeError"),
        ("acme", info("emca"), "entry point", "calls itself 'emca'"),
        ("acme", info("acme", api="2.0"), "API version", "written for hook API 2.0"),
        ("acme", info("acme", api="1.99"), "API version", "written for hook API 1.99"),
        ("acme", info("acme", api="one"), "API version", "not as 'one'"),
        ("acme", info("acme", depends=None), "entry point", "PluginInfo.depends is NoneType instead of tuple"),
        ("acme", info("acme", depends="emca"), "entry point", "PluginInfo.depends is str instead of tuple"),
        ("acme", info("acme", depends=(5,)), "entry point", "PluginInfo.depends has something else than texts in it"),
        ("acme", info("acme", author=5), "entry point", "PluginInfo.author is int instead of str"),
        ("acme", info("acme", default_settings=None), "entry point", "is NoneType instead of Mapping"),
        ("acme", info("acme", apps=("nowhere.apps.App",)), "app", "nowhere"),
        ("acme", info("acme", depends=("absent",)), "dependency", "depends on absent"),
        ("forum", info("forum"), "name", "reserved"),
        ("Acme", info("Acme"), "name", "small letters"),
    ],
)
def test_a_broken_plugin_is_kept_with_phase_and_cause_and_stops_no_other(installed, name, text, phase, cause):
    installed.install(name, {"__init__.py": text})
    failed = plugin_named(name)
    assert not failed.is_active
    assert (only_failure().plugin, only_failure().version, only_failure().phase.title) == (name, "1.2", phase)
    assert cause in only_failure().cause
    assert plugin_named("de").is_healthy


def test_the_second_package_with_a_name_is_refused_and_the_first_works_on(installed):
    installed.install("acme", {"__init__.py": info("acme")}, dist="a-first")
    installed.install("acme", {"__init__.py": info("acme")}, dist="b-second", package="acme_two")
    assert plugin_named("acme").distribution == "a-first"
    assert plugin_named("acme").is_healthy
    assert (only_failure().distribution, only_failure().phase.title) == ("b-second", "name")


def test_nobody_takes_the_place_of_a_bundled_plugin(installed):
    installed.install("de", {"__init__.py": info("de")}, dist="a-fake", package="fake")
    assert plugin_named("de").distribution == "samkurs"
    assert only_failure().distribution == "a-fake"


def test_those_that_depend_on_a_broken_plugin_fail_with_it(installed):
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    installed.install("beta", {"__init__.py": info("beta", depends=("acme",))})
    installed.install("gamma", {"__init__.py": info("gamma", depends=("beta",))})
    discover()
    assert [(failure.plugin, failure.phase.title) for failure in failures()] == [
        ("acme", "entry point"),
        ("beta", "dependency"),
        ("gamma", "dependency"),
    ]


def test_an_unreadable_package_hides_no_other(installed, tmp_path):
    folder = installed.install("acme", {"__init__.py": info("acme")})
    broken = tmp_path / "broken"
    write_installed(broken, "beta", {"__init__.py": info("beta")})
    next(broken.glob("*.dist-info/entry_points.txt")).write_bytes(b"[samkurs.plugins]\n\xff\xfe nonsense")
    installed.uninstall(folder)
    import sys

    sys.path += [str(broken), str(folder)]
    assert plugin_named("acme").is_healthy
    assert plugin_named("beta") is None


def test_plugins_can_be_switched_off_by_name_or_all_but_the_built_in(installed, monkeypatch):
    monkeypatch.setenv("PLUGINS_DISABLE", "acme, core")
    installed.install("acme", {"__init__.py": "raise RuntimeError('never imported')"})
    assert {plugin.name: plugin.is_disabled for plugin in discover()} == {
        plugin.name: plugin.name == "acme" for plugin in discover()
    }
    monkeypatch.setenv("PLUGINS_DISABLE", "*")
    installed.install("beta", {"__init__.py": info("beta")})
    assert {plugin.name for plugin in discover() if plugin.info} == {"certificates", "core"}
    assert failures() == ()


def test_strict_mode_raises(installed, monkeypatch):
    monkeypatch.setenv("PLUGINS_STRICT", "1")
    installed.install("acme", {"__init__.py": "raise RuntimeError('boom')"})
    with pytest.raises(PluginFailed, match=r"acme.*boom"):
        discover()


def test_the_longest_name_owns_a_key(installed):
    installed.install("de_sn", {"__init__.py": info("de_sn")})
    assert owner_of("de_sn_2013").name == "de_sn"
    assert owner_of("de_snow").name == "de"
    assert owner_of("de").name == "de"
    assert owner_of("denmark") is None


def test_a_label_of_the_core_or_of_another_plugin_leaves_the_app_out(installed):
    app = "from plugins.app_config import PluginAppConfig\nclass App(PluginAppConfig):\n    name = '{}'\n    label = '{}'\n"
    for name, label in (("acme", "acme_more"), ("acme_more", "acme_more"), ("django", "django_tasks")):
        text = info(name, apps=(f"{name}_package.apps.App",))
        installed.install(
            name, {"__init__.py": text, "apps.py": app.format(f"{name}_package", label)}, package=f"{name}_package"
        )
    apps = plugin_apps(["django_tasks"])
    assert [path for path in apps if "_package" in path] == ["acme_package.apps.App"]
    assert [(failure.plugin, failure.phase.title) for failure in failures()] == [("acme_more", "app"), ("django", "app")]
