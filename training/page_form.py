"""The editor's form of a training."""

from typing import Any

from plugins.forms import RegionPageForm
from training.audience import profession_choices


class TrainingPageForm(RegionPageForm):
    """Offers the professions of the page's region as well as what is ticked already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.region and "professions" in self.fields:
            self.fields["professions"].choices = profession_choices(self.region, keep=self.instance.professions)
