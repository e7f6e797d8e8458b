import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from certificates.domain import issue
from certificates.domain.issuer_keys import signing_key
from certificates.models import IssuerKey
from cms.models import HomePage, RegionPage
from plugins.models import Region, RegionGroup
from tests import factories

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Thüringen",
    "slug": "thueringen",
    "code": "TH",
    "organisation": "Koordinierungsstelle Thüringen",
    "contact_email": "info@thueringen.example",
    "country": "DE",
    "language": "de",
    "time_zone": "Europe/Berlin",
    "palette": "samkurs",
}


@pytest.fixture
def home():
    locale, _made = Locale.objects.get_or_create(language_code="de")
    return Page.get_first_root_node().add_child(instance=HomePage(title="Samkurs", slug="samkurs-de", locale=locale))


@pytest.fixture
def superuser(client):
    client.force_login(factories.staff())
    return client


def test_a_superuser_makes_a_region_with_its_home_page_and_groups(superuser, home):
    superuser.post("/admin/regions/new/", FORM)
    region = Region.objects.get(slug="thueringen")
    assert RegionPage.objects.child_of(home).get().pk == region.root_page_id
    assert sorted(region.groups.values_list("role", flat=True)) == sorted(RegionGroup.Role.values)


def test_a_region_needs_the_home_page_of_its_language(superuser, home):
    Locale.objects.get_or_create(language_code="sv")
    response = superuser.post("/admin/regions/new/", FORM | {"language": "sv"})
    assert "no home page in this language" in str(response.context["form"].errors["language"])
    assert not Region.objects.exists()


def test_deleting_a_region_is_refused_in_words(superuser):
    region = factories.office("Hessen")
    response = superuser.post(f"/admin/regions/delete/{region.pk}/", follow=True)
    assert "cannot be deleted" in str([str(message) for message in response.context["messages"]])
    assert Region.objects.filter(pk=region.pk).exists()


def test_staff_of_a_region_do_not_find_the_screens_of_regions(client):
    region = factories.office("Hessen")
    client.force_login(factories.staff(region))
    assert client.get(f"/admin/regions/edit/{region.pk}/").status_code == 404
    assert client.get("/admin/regions/").status_code == 302


@pytest.fixture
def region():
    return factories.office("Hessen")


def changed(superuser, region, **names):
    fields = {name: getattr(region, name) for name in FORM}
    return superuser.post(f"/admin/regions/edit/{region.pk}/", fields | names)


def test_short_name_and_code_change_while_nothing_names_the_region(superuser, region):
    changed(superuser, region, slug="hessen-neu", code="HN")
    assert Region.objects.values_list("slug", "code").get() == ("hessen-neu", "HN")


def test_once_a_key_signs_for_a_region_short_name_and_code_are_read_and_not_changed(superuser, region, now):
    signing_key(region, now=now)
    before = (region.slug, region.code)
    changed(superuser, region, slug="hessen-neu", code="HN", name="Hessenland")
    assert Region.objects.values_list("slug", "code", "name").get() == (*before, "Hessenland")
    fields = superuser.get(f"/admin/regions/edit/{region.pk}/").context["form"].fields
    assert {name for name, field in fields.items() if field.disabled} == {"slug", "code"}
    assert fields["slug"].help_text.startswith("This stays as it is: certificates of the region name it")


@pytest.mark.parametrize("name", ["slug", "code"])
def test_the_region_itself_refuses_another_name_once_certificates_have_it(region, now, name):
    issue(factories.attended(factories.registration(factories.event(region))), now=now)
    IssuerKey.objects.all().delete()
    setattr(region, name, "XX")
    with pytest.raises(ValidationError) as refused:
        region.full_clean()
    assert refused.value.message_dict[name][0].startswith("This stays as it is: certificates of the region name it")


def test_a_region_with_certificates_is_changed_in_all_else(region, now):
    signing_key(region, now=now)
    region.name = "Hessenland"
    region.clean()
