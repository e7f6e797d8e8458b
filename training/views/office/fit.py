"""What accrediting bodies want and the event does not give, said in the screen that causes it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from training.domain.accrediting.conflicts import Conflict, conflicts_of
from training.models import Event


class TellsConflicts:
    """A form that changes what bodies look at: after saving it says what has ceased to fit. It refuses nothing."""

    request: HttpRequest
    event: Event

    def form_valid(self, form: Any) -> HttpResponse:
        before = self._conflicts()
        response = super().form_valid(form)  # type: ignore[misc]
        if response.status_code == 302:
            for sentence in self._conflicts() - before:
                messages.warning(self.request, sentence)
        return response

    def _conflicts(self) -> set[str]:
        event = Event.objects.select_related("region").get(pk=self.event.pk)
        return {in_words(conflict) for conflict in conflicts_of(event, now=timezone.now())}


def in_words(conflict: Conflict) -> str:
    return _("{body}: {sentence}").format(body=conflict.accreditation.body, sentence=conflict.sentence)
