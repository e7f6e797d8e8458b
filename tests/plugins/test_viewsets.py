import pytest
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from plugins.exports import as_text
from plugins.models import RegionGroup
from plugins.viewsets import RegionChooserViewSet, RegionModelViewSet
from tests import factories
from training.models import Venue

pytestmark = pytest.mark.django_db


class VenueViewSet(RegionModelViewSet):
    model = Venue
    name = "scoped_venues"
    form_fields = ["region", "name", "city"]
    list_display = ["name"]
    list_filter = ["region"]
    list_export = ["name", "city"]
    inspect_view_enabled = True


class VenueChooser(RegionChooserViewSet):
    model = Venue
    name = "scoped_venue_chooser"
    register_widget = False
    form_fields = ["region", "name", "city"]


def routes(viewset):
    return (viewset.get_urlpatterns(), viewset.url_namespace)


viewsets = [
    path("venues/", include(routes(VenueViewSet()))),
    path("chooser/", include(routes(VenueChooser()))),
]
urlpatterns = [
    path("staff/", include(decorate_urlpatterns(viewsets, require_admin_access))),
    path("admin/", include(wagtailadmin_urls)),
]


@pytest.fixture(autouse=True)
def _routes(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def own():
    return Venue.objects.create(region=factories.office("Hessen"), name="Kurhaus", city="Bad Nauheim")


@pytest.fixture
def foreign():
    return Venue.objects.create(region=factories.office("Sachsen"), name="Rathaus", city="Leipzig")


@pytest.fixture
def staff_client(client, own):
    client.force_login(factories.staff(own.region))
    return client


@pytest.mark.parametrize("address", ["edit", "delete", "history", "history-results", "usage", "inspect", "copy"])
def test_a_row_of_another_region_is_not_found_on_any_screen(staff_client, own, foreign, address):
    assert staff_client.get(f"/staff/venues/{address}/{own.pk}/").status_code == 200
    assert staff_client.get(f"/staff/venues/{address}/{foreign.pk}/").status_code == 404
    assert staff_client.post(f"/staff/venues/{address}/{foreign.pk}/", {}).status_code == 404


@pytest.mark.parametrize("address", ["", "results/", "?export=csv"])
def test_lists_and_exports_hold_only_rows_of_the_own_region(staff_client, own, foreign, address):
    content = staff_client.get(f"/staff/venues/{address}").getvalue().decode()
    assert (own.name in content, foreign.name in content, foreign.region.name in content) == (True, False, False)


def test_a_new_row_cannot_be_put_into_another_region(staff_client, own, foreign):
    form = {"region": foreign.region_id, "name": "Schule", "city": "Gießen"}
    response = staff_client.post("/staff/venues/new/", form)
    assert list(response.context["form"].errors) == ["region"]
    assert Venue.objects.count() == 2
    staff_client.post("/staff/venues/new/", form | {"region": own.region_id})
    assert Venue.objects.filter(region=own.region).count() == 2


def test_a_row_cannot_be_moved_into_another_region(staff_client, own, foreign):
    form = {"region": foreign.region_id, "name": "Kurhaus", "city": "Bad Nauheim"}
    assert list(staff_client.post(f"/staff/venues/edit/{own.pk}/", form).context["form"].errors) == ["region"]
    own.refresh_from_db()
    assert own.region.name == "Hessen"


def test_the_only_region_of_a_member_of_staff_is_chosen_already(staff_client, own, foreign):
    field = staff_client.get("/staff/venues/new/").context["form"].fields["region"]
    assert (list(field.queryset), field.initial) == ([own.region], own.region)


def test_a_chooser_offers_and_gives_out_only_rows_of_the_own_region(staff_client, own, foreign):
    for address in ("", "results/", f"chosen-multiple/?id={own.pk}&id={foreign.pk}"):
        content = staff_client.get(f"/staff/chooser/{address}").content.decode()
        assert (own.name in content, foreign.name in content, foreign.region.name in content) == (True, False, False)
    assert staff_client.get(f"/staff/chooser/chosen/{own.pk}/").status_code == 200
    assert staff_client.get(f"/staff/chooser/chosen/{foreign.pk}/").status_code == 404
    staff_client.post("/staff/chooser/create/", {"region": foreign.region_id, "name": "Schule", "city": "Gießen"})
    assert Venue.objects.count() == 2


def test_superusers_see_the_rows_of_all_regions(client, own, foreign):
    client.force_login(factories.staff())
    content = client.get("/staff/venues/").content.decode()
    assert (own.name in content, foreign.name in content) == (True, True)


def test_editors_without_the_permission_see_no_rows(client, own):
    client.force_login(factories.staff(own.region, RegionGroup.Role.EDITORS))
    assert client.get("/staff/venues/").status_code == 302
    assert client.get(f"/staff/venues/edit/{own.pk}/").status_code == 404


def test_a_cell_that_looks_like_a_formula_is_exported_as_text(staff_client, own):
    Venue.objects.filter(pk=own.pk).update(name="=HYPERLINK(1)")
    lines = staff_client.get("/staff/venues/?export=csv").getvalue().decode().splitlines()
    assert lines[1] == "'=HYPERLINK(1),Bad Nauheim"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", " ="])
def test_every_start_of_a_formula_is_marked(start):
    assert as_text(f"{start}1") == f"'{start}1"


def test_numbers_and_words_stay_as_they_are():
    assert (as_text(-1), as_text("Fulda-Ost")) == (-1, "Fulda-Ost")
