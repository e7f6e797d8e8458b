import json
import re
from html import unescape

import pytest

from plugins.models import PluginActivation
from tests import factories
from training.models import CoursePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_active", [True, False])
def test_the_editor_is_offered_the_types_of_the_plugins_active_in_the_pages_region(client, quiz, is_active):
    region = factories.office()
    course = factories.course(region, ("Lecture", "lecture", 45))
    PluginActivation.objects.create(region=region, plugin="acme", enabled=is_active)
    CoursePage.get_edit_handler.cache_clear()
    client.force_login(factories.staff())
    html = client.get(f"/admin/pages/{course.pk}/edit/").content.decode()
    packed = [unescape(text) for text in re.findall(r'data-w-block-data-value="([^"]*)"', html)]
    hidden = {match[1] for text in packed if (match := re.search(r'"hiddenTypes": (\[[^\]]*\]|{[^}]*})', text))}
    CoursePage.get_edit_handler.cache_clear()
    assert hidden
    for found in hidden:
        types = json.loads(found)
        types = types["_list"] if isinstance(types, dict) else types
        assert types == (["missing_plugin"] if is_active else ["acme_quiz", "missing_plugin"])
