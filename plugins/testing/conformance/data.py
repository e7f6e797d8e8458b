"""Personal data: given to the person whose it is, deleted on demand, and neither fails for somebody unknown."""

import pytest

from plugins.manager import implementations
from plugins.runtime import NOTHING, Answer, Hooks
from plugins.testing.conformance.subject import Subject
from plugins.testing.samples import PERSON

EXPORT, ERASE = "personal_data_export", "personal_data_erase"


class DataTests(Subject):
    def test_what_can_be_exported_can_be_erased(self) -> None:
        _ = self.info
        both = {hook: self.plugin in implementations(hook) for hook in (EXPORT, ERASE)}
        if not any(both.values()):
            pytest.skip(f"{self.plugin} says that it keeps no personal data.")
        assert both == {EXPORT: True, ERASE: True}

    def test_somebody_unknown_has_no_data(self, db: None) -> None:
        answer = self._asked(EXPORT)
        assert [data.section for data in answer.value if data.rows] == []

    def test_erasing_somebody_unknown_deletes_nothing(self, db: None) -> None:
        answer = self._asked(ERASE)
        assert sum(erasure.deleted + erasure.kept for erasure in answer.value) == 0

    def _asked(self, hook: str) -> Answer:
        _ = self.info
        if self.plugin not in implementations(hook):
            pytest.skip(f"{self.plugin} does not implement {hook}.")
        (answer,) = Hooks({self.plugin: NOTHING}).each(hook, person=PERSON)
        if answer.error:
            raise answer.error
        return answer
