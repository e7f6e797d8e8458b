"""Tries the blocks of bundled plugins on raw values, as the editor's form and the page do."""

from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from plugins.registry import content_blocks, module_types


def block(key):
    provided = {**module_types(), **content_blocks()}[key]
    made = provided.value.block()
    made.set_name(key)
    return made


def shown(key, value):
    """What a page shows of a value that an editor may publish."""
    made = block(key)
    return made.render(made.clean(made.to_python(value)))


def refusals(key, value):
    """The sentences that keep a value from being published, by field; those of the whole under ``""``."""
    made = block(key)
    try:
        made.clean(made.to_python(value))
    except StructBlockValidationError as exc:
        return _sentences(exc)
    return {}


def _sentences(error):
    if isinstance(error, ListBlockValidationError) and not error.non_block_errors:
        return _sentences(next(filter(None, error.block_errors.values())))
    if not isinstance(error, StructBlockValidationError):
        return " ".join(getattr(error, "non_block_errors", None) or error.messages)
    found = {name: _sentences(inner) for name, inner in error.block_errors.items()}
    return found | ({"": " ".join(error.non_block_errors)} if error.non_block_errors else {})
