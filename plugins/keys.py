"""Who may use which key: a plugin's keys are its name, or begin with its name and an underscore."""

import re
from collections.abc import Iterable

BUILT_IN = frozenset({"core", "certificates"})
"""The plugins the site itself is made of: active in every region, never switched off."""

RESERVED_KEYS = frozenset(
    {"lecture", "workshop", "forum", "self_study", "hours", "standard", "missing_plugin", "attendance", "completion", "speaker"}
)
"""Keys without a prefix, which only built-in plugins may use."""

RESERVED_NAMES = RESERVED_KEYS | {"cms", "training", "plugins", "self", "samkurs"}
"""Names that would give a plugin a key, an app label or an address of the core."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def is_name(text: object) -> bool:
    """Whether the text may be a plugin's name or a key: small letters, digits and underscores, a letter first."""
    return isinstance(text, str) and len(text) <= 100 and _NAME.fullmatch(text) is not None


def owns(name: str, key: str) -> bool:
    """Whether the key is the name, or begins with it and an underscore."""
    return key == name or key.startswith(f"{name}_")


def owning_name(key: str, names: Iterable[str]) -> str | None:
    """The name that owns the key. Where several do, the longest: ``de_sn_2013`` is the key of ``de_sn``, not of ``de``."""
    return max((name for name in names if owns(name, key)), key=len, default=None)


def is_reserved(name: str) -> bool:
    """Whether the name belongs to the core, or would own keys such as ``core_attendance_csv`` that do."""
    return name in RESERVED_NAMES or owning_name(name, BUILT_IN - {name}) is not None
