"""What an installation must have before numbers can be stored encrypted."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def check_field_keys(**options: Any) -> list[CheckMessage]:
    missing = [name for name in ("FIELD_KEYS", "LOOKUP_KEY") if not getattr(settings, name, None)]
    return [
        Error(
            f"The setting {name} is empty, so professional numbers can neither be stored nor read.",
            hint="Take it from a secret that is kept apart from the database; see docs/how_to/change_field_keys.md.",
            id=f"training.E{number:03}",
        )
        for number, name in enumerate(missing, start=1)
    ]
