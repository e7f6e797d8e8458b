"""Plugins are locked and installed again for real: wheels built by pip, a virtual environment, files altered and removed."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plugins.lock import Locked, LockError, write_lock
from tests.plugins.packages import info, pip, write_source

ROOT = Path(__file__).parents[2]


def build(folder, wheels, name, version="1.2"):
    source = folder / f"{name}-{version}"
    write_source(source, name, {"__init__.py": info(name)}, version=version)
    pip("wheel", "--wheel-dir", wheels, source)
    return wheels / f"samkurs_{name}-{version}-py3-none-any.whl"


@pytest.fixture
def var(tmp_path):
    (tmp_path / "var" / "wheels").mkdir(parents=True)
    return tmp_path / "var"


@pytest.fixture
def lock(var):
    return lambda: write_lock(var / "plugins.lock", wheels=var / "wheels", base=ROOT / "requirements.txt")


def test_the_lock_has_every_installed_plugin_with_the_hash_of_its_wheel(var, lock, installed, tmp_path):
    installed.install("acme", {"__init__.py": info("acme")})
    wheel = build(tmp_path, var / "wheels", "acme")
    hashed = sha256(wheel.read_bytes()).hexdigest()
    assert lock() == [Locked(name="samkurs-acme", version="1.2", hashes=(hashed,))]
    assert f"\nsamkurs-acme==1.2 \\\n    --hash=sha256:{hashed}\n" in (var / "plugins.lock").read_text()


def test_what_a_plugin_needs_is_locked_with_it_and_the_sites_own_packages_are_not(var, lock, installed, tmp_path):
    folder = installed.install("acme", {"__init__.py": info("acme")})
    needs(folder, "samkurs-acme", "Django>=5", "samkurs_tools>=1; python_version > '3'", "absent; extra == 'more'")
    tools = installed.install("tools", {"__init__.py": ""})
    next(tools.glob("*.dist-info/entry_points.txt")).unlink()
    for name in ("acme", "tools"):
        build(tmp_path, var / "wheels", name)
    assert [package.name for package in lock()] == ["samkurs-acme", "samkurs-tools"]


@pytest.mark.parametrize(
    ("requirement", "sentence"),
    [
        ("absent", "samkurs-acme needs absent, which is not installed"),
        ("Django<2", "samkurs-acme needs Django<2, but .+ is installed"),
        ("", "There is no wheel of samkurs-acme 1.2 in .+“pip download --no-deps"),
    ],
)
def test_what_cannot_be_locked_gets_a_sentence_and_writes_nothing(var, lock, installed, requirement, sentence):
    folder = installed.install("acme", {"__init__.py": info("acme")})
    needs(folder, "samkurs-acme", *filter(None, [requirement]))
    with pytest.raises(LockError, match=sentence):
        lock()
    assert not (var / "plugins.lock").exists()


def needs(folder, dist, *requirements):
    metadata = folder / f"{dist.replace('-', '_')}-1.2.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text() + "".join(f"Requires-Dist: {line}\n" for line in requirements))


class Environment:
    """A virtual environment that installs what is locked in ``var``."""

    def __init__(self, folder, var):
        self.python, self.var = folder / "bin" / "python", var

    def install(self):
        done = self.run(ROOT / ".ci" / "install_plugins.py")
        return done.returncode, done.stderr

    def plugins(self):
        question = "print(*[p.name + p.dist.version for p in entry_points(group='samkurs.plugins')])"
        return sorted(self.run("-c", f"from importlib.metadata import entry_points\n{question}").stdout.split())

    def run(self, *arguments):
        environment = {**os.environ, "SAMKURS_VAR": str(self.var), "PLUGINS_INDEX": ""}
        return subprocess.run(
            [self.python, *arguments], env=environment, cwd=self.var, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def venv(tmp_path_factory):
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def environment(venv, var):
    """One where nothing is installed: without a lock, what an earlier lock named goes."""
    environment = Environment(venv, var)
    assert environment.install() == (0, "")
    assert environment.plugins() == []
    return environment


def test_an_environment_gets_exactly_what_is_locked_and_nothing_altered(environment, tmp_path, var, installed, lock):
    folders = [installed.install(name, {"__init__.py": info(name)}) for name in ("acme", "beta")]
    acme, _beta = (build(tmp_path, var / "wheels", name) for name in ("acme", "beta"))
    lock()
    assert environment.install() == (0, "")
    assert environment.plugins() == ["acme1.2", "beta1.2"]

    kept = acme.read_bytes()
    acme.write_bytes(kept + b"x")
    code, told = environment.install()
    assert code == 1
    assert f"{acme.name} is not the file that was locked" in told
    acme.unlink()
    code, told = environment.install()
    assert code == 1
    assert f"samkurs-acme 1.2 is locked, but its wheel is not in {var / 'wheels'}" in told
    (var / "plugins.lock").write_text("samkurs-acme==1.2\n")
    code, told = environment.install()
    assert code == 1
    assert "is not as “manage.py plugins lock” writes it" in told
    assert environment.plugins() == ["acme1.2", "beta1.2"]

    acme.write_bytes(kept)
    installed.uninstall(folders[1])
    lock()
    assert environment.install() == (0, "")
    assert environment.plugins() == ["acme1.2"]


def test_a_newer_version_replaces_the_older_one(environment, tmp_path, var):
    for version in ("1.2", "1.3"):
        wheel = build(tmp_path, var / "wheels", "acme", version)
        locked = Locked(name="samkurs-acme", version=version, hashes=(sha256(wheel.read_bytes()).hexdigest(),))
        (var / "plugins.lock").write_text(f"{locked}\n")
        assert environment.install() == (0, "")
        assert environment.plugins() == [f"acme{version}"]


def test_the_command_says_what_it_locked_or_why_it_could_not(tmp_path, var, installed, settings, capsys):
    settings.VAR_DIR = var
    installed.install("acme", {"__init__.py": info("acme")})
    with pytest.raises(CommandError, match="There is no wheel of samkurs-acme"):
        call_command("plugins", "lock")
    elsewhere = tmp_path / "elsewhere"
    build(tmp_path, elsewhere, "acme")
    call_command("plugins", "lock", "--wheels", str(elsewhere))
    assert (
        capsys.readouterr().out
        == f"samkurs-acme 1.2\nLocked in {var / 'plugins.lock'}: 1. Set-up installs exactly that from now on.\n"
    )
