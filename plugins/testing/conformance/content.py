"""What editors fill in: it has to come back as it was stored, also after a time without the plugin."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from plugins.fields import PluginStreamField
from plugins.registry import content_blocks, module_types
from plugins.testing.conformance.subject import Subject, fail
from plugins.testing.reloading import absent, stream_fields

ID = "7a1e0001-0000-4000-8000-000000000000"


class Stored(NamedTuple):
    """An item of a stream as the database keeps it, in a field that offers its type."""

    field: PluginStreamField
    item: dict[str, Any]

    def again(self) -> Any:
        """The item after it was read and written once more."""
        value = self.field.to_python([self.item])
        list(value)  # Wagtail passes on unread what nobody has looked at
        (item,) = json.loads(json.dumps(self.field.get_prep_value(value)))
        return item


class ContentTests(Subject):
    def test_content_comes_back_as_it_was_stored(self) -> None:
        for stored in self._stored():
            assert stored.again() == stored.item

    def test_the_editor_can_open_and_check_it(self) -> None:
        for field, item in self._stored():
            value = field.to_python([item])
            assert [child.block_type for child in value] == [item["type"]]
            field.stream_block.get_form_state(value)
            assert str(value[0].render()) is not None

    def test_content_survives_the_absence_of_the_plugin(self) -> None:
        """Read and written while the plugin is not installed, and equal when it is back."""
        before = list(self._stored())
        with absent(self.plugin):
            for stored in before:
                assert stored.item["type"] not in stored.field.stream_block.child_blocks
                assert stored.again() == stored.item
        for stored in before:
            assert stored.item["type"] in stored.field.stream_block.child_blocks
            assert stored.again() == stored.item

    def test_older_content_is_migrated(self) -> None:
        changed = [item for item in self.provided(module_types, content_blocks) if item.version > 1]
        if not changed:
            pytest.skip(f"No block of {self.plugin} has a version above 1.")
        for descriptor in changed:
            examples = self.older_contents.get(descriptor.key, {})
            if missing := set(range(1, descriptor.version)) - set(examples):
                fail(f"older_contents[{descriptor.key!r}] needs an example of version {min(missing)}, as it was stored then.")
            block = descriptor.block()
            block.set_name(descriptor.key)
            for version, value in examples.items():
                migrated = block.to_python(descriptor.migrate(version, json.loads(json.dumps(value))))
                assert block.get_prep_value(block.clean(migrated)) is not None

    def _stored(self) -> Iterator[Stored]:
        """The default of each block and the values of ``contents``, as each field that offers the block writes them."""
        for descriptor in self.provided(module_types, content_blocks):
            fields = [field for field in stream_fields() if descriptor.key in field.stream_block.child_blocks]
            assert fields, f"No field of the site offers {descriptor.key}."
            for field in fields:
                block = field.stream_block.child_blocks[descriptor.key]
                default = block.get_prep_value(block.get_default())
                for value in (default, *self.contents.get(descriptor.key, ())):
                    written = {"type": descriptor.key, "version": descriptor.version, "value": value, "id": ID}
                    first = Stored(field, written)
                    yield Stored(field, first.again())
