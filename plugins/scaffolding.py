"""Makes the package of a new plugin out of ``plugins/scaffold/``, whose files are a plugin called Acme.

The folder ``base`` is in every plugin, ``app`` in those that need a Django app, ``hooks`` in those that answer hooks, and each
part has a folder of its own. The name and the label of the new plugin take the place of ``acme`` and ``Acme``; the
translations of all parts become one catalogue.
"""

import keyword
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from plugins.api import API_VERSION
from plugins.keys import BUILT_IN, RESERVED_NAMES, is_name
from plugins.loader import discover

SCAFFOLD = Path(__file__).parent / "scaffold"
SUFFIX = "-tpl"
LANGUAGES = ("da", "de", "sv")
MOST_LETTERS = 40


class RefusedStart(Exception):
    """The plugin cannot be made; the sentence says why and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a plugin may bring: the module that answers which hooks, and what its PluginInfo says of it."""

    says: str
    module: str = ""
    hooks: tuple[str, ...] = ()
    info: tuple[str, ...] = ()
    needs_app: bool = False


PARTS = {
    "module-type": Part(
        says="a module type, the quiz, with its form and its template",
        module="modules",
        hooks=("module_types",),
        needs_app=True,
    ),
    "credit-scheme": Part(says="a credit scheme, a point a unit", module="credits", hooks=("credit_schemes",)),
    "certificate": Part(
        says="a certificate on a letterhead of its own", module="certificates", hooks=("certificate_templates",)
    ),
    "settings": Part(
        says="settings of each region, with a number printed on certificates",
        module="settings",
        hooks=("certificate_context",),
        info=('settings_form="acme.settings.SettingsForm",', 'default_settings={"provider_number": ""},'),
    ),
    "pages": Part(says="a public page of each region", info=('urls="acme.urls",',), needs_app=True),
    "model": Part(
        says="a table of its own, with export and erasure of personal data",
        module="completions",
        hooks=("course_completed", "personal_data_erase", "personal_data_export"),
        needs_app=True,
    ),
    "rule": Part(says="a rule on who may register", module="rules", hooks=("registration_rules",)),
    "question": Part(says="a question of the registration form", module="questions", hooks=("registration_questions",)),
    "report": Part(says="a form of the attendance report", module="reports", hooks=("report_formats",)),
}
USUAL = ("module-type", "credit-scheme", "certificate", "settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlugin:
    """A plugin to be made. Raises RefusedStart when it cannot be installed under this name or cannot be written so."""

    name: str
    label: str
    author: str
    parts: tuple[str, ...]

    def __post_init__(self) -> None:
        _verify_name(self.name)
        for what, text in (("label", self.label), ("author", self.author)):
            if not 0 < len(text) <= MOST_LETTERS or re.search(r"[\"\\{}<>&%\n]", text):
                raise RefusedStart(
                    f"The {what} is one line of at most {MOST_LETTERS} letters, without quotation marks and brackets."
                )
        if unknown := sorted(set(self.parts) - set(PARTS)):
            raise RefusedStart(f"There is no part {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
        if not self.parts:
            raise RefusedStart(f"Choose at least one part. There are: {', '.join(PARTS)}.")

    @property
    def distribution(self) -> str:
        return f"samkurs-{self.name.replace('_', '-')}"

    @property
    def chosen(self) -> list[Part]:
        return [part for name, part in PARTS.items() if name in self.parts]

    @property
    def folders(self) -> list[Path]:
        app = ["app"] if any(part.needs_app for part in self.chosen) else []
        hooks = ["hooks"] if any(part.hooks for part in self.chosen) else []
        return [SCAFFOLD / name for name in ("base", *app, *hooks, *(name for name in PARTS if name in self.parts))]


def start(new: NewPlugin, target: Path) -> Path:
    """Write the plugin into a new folder of the target, whole or not at all; gives the folder. Raises RefusedStart."""
    folder = target / new.distribution
    if folder.exists():
        raise RefusedStart(f"{folder} is there already. Choose another name, or another place with --target.")
    try:
        target.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=f".{new.name}-", dir=target))
    except OSError as exc:
        raise RefusedStart(f"Nothing can be written into {target}: {exc.strerror}.") from None
    try:
        for path, content in files_of(new).items():
            (half / path).parent.mkdir(parents=True, exist_ok=True)
            (half / path).write_bytes(content)
        half.chmod(0o777 & ~_umask())
        half.rename(folder)
    except BaseException:
        shutil.rmtree(half)
        raise
    return folder


def files_of(new: NewPlugin) -> dict[str, bytes]:
    """All files of the plugin by their path, the translations compiled."""
    return {path: content for folder in new.folders for path, content in _code(new, folder)} | dict(_catalogues(new))


def _verify_name(name: str) -> None:
    if not is_name(name) or len(name) > MOST_LETTERS:
        raise RefusedStart(
            f"{name!r} is no name for a plugin: small letters, digits and underscores, a letter first, at most {MOST_LETTERS}."
        )
    if name in RESERVED_NAMES | BUILT_IN or keyword.iskeyword(name):
        raise RefusedStart(f"The name {name} is reserved. Choose one that says whose plugin it is.")
    if taken := [plugin.distribution for plugin in discover() if plugin.name == name]:
        raise RefusedStart(f"A plugin {name} is installed already, by the package {taken[0]}. Choose another name.")
    if find_spec(name):
        raise RefusedStart(f"There is a Python package {name} already. Choose another name, so that both can be imported.")


def _code(new: NewPlugin, folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob(f"*{SUFFIX}")):
        path = file.relative_to(folder)
        if path.parts[0] != "locale":
            name = _named(new, path.as_posix().removesuffix(SUFFIX))
            # A file whose name begins with a dot would be left out of the site's own package.
            yield {"gitignore": ".gitignore"}.get(name, name), _named(new, _filled(new, file.read_text())).encode()


def _catalogues(new: NewPlugin) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        catalogue = Catalog(locale=language, domain="django", project=new.distribution, fuzzy=False)
        for folder in new.folders:
            source = folder / "locale" / f"{language}.po{SUFFIX}"
            texts = read_po(BytesIO(_named(new, source.read_text()).encode()), locale=language) if source.exists() else ()
            for message in texts:
                if message.id:
                    catalogue.add(message.id, message.string, flags=message.flags)
        for suffix, write in (("po", write_po), ("mo", write_mo)):
            written = BytesIO()
            write(written, catalogue)
            yield f"{new.name}/locale/{language}/LC_MESSAGES/django.{suffix}", written.getvalue()


def _named(new: NewPlugin, text: str) -> str:
    return text.replace("samkurs-acme", new.distribution).replace("acme", new.name).replace("Acme", new.label)


def _filled(new: NewPlugin, text: str) -> str:
    hooks = [(part.module, hook) for part in new.chosen for hook in part.hooks]
    info = ['apps=("acme.apps.PluginApp",),'] if any(part.needs_app for part in new.chosen) else []
    info += ['hooks="acme.hooks",'] if hooks else []
    info += [line for part in new.chosen for line in part.info]
    fillings = {
        "__API__": ".".join(map(str, API_VERSION)),
        "__AUTHOR__": new.author,
        "__PARTS__": "\n".join(f"- {part.says}" for part in new.chosen),
        "__INFO__": "\n".join(f"    {line}" for line in info),
        "__IMPORTS__": "\n".join(_imports(new)),
        "__NAMES__": "\n".join(f'    "{hook}",' for hook in sorted(hook for _module, hook in hooks)),
    }
    for token, filling in fillings.items():
        text = text.replace(token, filling)
    return text


def _imports(new: NewPlugin) -> list[str]:
    parts = sorted((part for part in new.chosen if part.hooks), key=lambda part: part.module)
    return [f"from acme.{part.module} import {', '.join(part.hooks)}" for part in parts]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
