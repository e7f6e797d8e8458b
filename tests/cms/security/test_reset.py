import pytest

from cms.security.second_factor import enrol, has_second_factor
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    user = factories.staff(factories.office("Hessen"), "editors")
    enrol(user)
    return user


def test_a_superuser_resets_the_second_factor_after_asking(client, editor):
    client.force_login(factories.staff())
    assert f"/admin/users/{editor.pk}/reset-second-factor/" in client.get("/admin/users/").content.decode()
    assert client.get(f"/admin/users/{editor.pk}/reset-second-factor/").status_code == 200
    assert has_second_factor(editor)
    client.post(f"/admin/users/{editor.pk}/reset-second-factor/")
    assert not has_second_factor(editor)


def test_staff_of_a_region_reset_nobodys_second_factor(client, editor):
    colleague = factories.staff(editor.groups.get().region_group.region, "organisers")
    client.force_login(colleague)
    assert client.post(f"/admin/users/{editor.pk}/reset-second-factor/").status_code == 404
    assert has_second_factor(editor)
