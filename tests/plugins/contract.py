"""The hook API as text, one promise a line: ``python -m tests.plugins.contract`` writes the file of the present version."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from plugins import api, specs

HERE = Path(__file__).parent


def file_of(version: tuple[int, int] = api.API_VERSION) -> Path:
    return HERE / f"hook_api_{version[0]}_{version[1]}.txt"


def versions() -> list[tuple[int, int]]:
    """The versions there is a file of, the oldest first."""
    found = (re.fullmatch(r"hook_api_(\d+)_(\d+)", path.stem) for path in HERE.glob("hook_api_*.txt"))
    return sorted((int(match[1]), int(match[2])) for match in found if match)


def contract() -> str:
    """Every name of ``plugins.api`` with its fields, types and defaults, and every hook with its arguments and its answer."""
    lines = [line for name in sorted(api.__all__) if name != "API_VERSION" for line in _name(name, getattr(api, name))]
    hooks = [line for name in specs.HOOKS for line in _hook(name, getattr(specs, name))]
    return "\n".join([*lines, *hooks, ""])


def broken_promises(older: str, newer: str) -> list[str]:
    """What a minor version may not do: take a line back, or ask for a field that was not asked for before."""
    old, new = older.splitlines(), newer.splitlines()
    classes = {line.split(" ")[1] for line in old if line.startswith("class ")}
    demanded = [line for line in new if line not in old and line.startswith("field ") and " = " not in line]
    return [line for line in old if line not in new] + [
        line for line in demanded if line.split(" ")[1].split(".")[0] in classes
    ]


def _name(name: str, value: Any) -> Iterator[str]:
    if is_dataclass(value):
        yield f"class {name}"
        hints = get_type_hints(value)
        for field in fields(value):
            yield f"field {name}.{field.name}: {_type(hints[field.name])}{_default(field)}"
    elif get_origin(value) is Literal:
        yield from (f"value {name}: {word!r}" for word in get_args(value))
    elif inspect.isfunction(value):
        yield f"function {name}{_plain(str(inspect.signature(value)))}"
    else:
        yield f"name {name}"


def _hook(name: str, spec: Any) -> Iterator[str]:
    hints = get_type_hints(spec)
    yield f"hook {name}: {_type(hints.pop('return'))}"
    yield from (f"argument {name}.{argument}: {_type(hint)}" for argument, hint in hints.items())


def _default(field: Field) -> str:
    if field.default_factory is not MISSING:
        return f" = {field.default_factory.__name__}()"
    return "" if field.default is MISSING else f" = {field.default!r}"


def _type(hint: Any) -> str:
    words = {getattr(api, name): name for name in api.__all__ if get_origin(getattr(api, name)) is Literal}
    return words.get(hint) or _plain(inspect.formatannotation(hint))


def _plain(text: str) -> str:
    """Types without the modules they come from."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", text)


if __name__ == "__main__":
    file_of().write_text(contract())
