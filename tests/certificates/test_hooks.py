import pytest
from django.template.loader import render_to_string

from certificates.domain import issue, replace
from certificates.domain.sharing import hide_name, link_address, share, withdraw_link
from plugins.runtime import all_hooks
from tests import factories
from tests.certificates.altering import altered
from tests.certificates.making import with_file

pytestmark = pytest.mark.django_db


def section(person):
    (found,) = [section for section in all_hooks().collect("my_sections", person=person.ref) if section.key == "certificates"]
    return found


def shown(person):
    made = section(person)
    return render_to_string(made.template, {"section": made.context})


def test_a_person_sees_their_certificates_with_file_and_verification(attended, now):
    certificate = with_file(issue(attended, now=now), now=now)
    page = shown(attended.person)
    links = [
        f"/certificates/{certificate.serial}/",
        f"/certificates/{certificate.serial}/download",
        f"/verify/{certificate.code}/",
    ]
    assert [link for link in links if f'href="{link}"' not in page] == []
    assert "Valid" in page


def test_a_replaced_certificate_is_shown_as_revoked(attended, now):
    new = replace(issue(attended, now=now), reason="Name", by=None, now=now)
    assert f"replaced by {new.serial}" in shown(attended.person)


def test_nobody_sees_the_certificates_of_others(attended, now):
    issue(attended, now=now)
    assert section(factories.person()).context == {"certificates": []}
    assert "no certificates yet" in shown(factories.person())


@pytest.mark.parametrize("number", [1, 3])
def test_the_section_takes_one_query(region, now, number, django_assert_num_queries):
    person = factories.person()
    for _position in range(number):
        issue(factories.attended(factories.registration(factories.event(region), person)), now=now)
    with django_assert_num_queries(1):
        assert len(section(person).context["certificates"]) == number


def test_the_export_holds_every_certificate_as_it_was_issued(attended, now):
    certificate = issue(attended, now=now)
    exported = all_hooks().collect("personal_data_export", person=attended.person.ref)
    (rows,) = [part.rows for part in exported if part.section == "Certificates"]
    assert rows == (
        {
            "issued_at": now.isoformat(),
            "revoked_at": None,
            "certificate": certificate.snapshot,
            "links": [],
            "name_hidden": [],
        },
    )


def test_the_export_holds_what_the_holder_decided(attended, now):
    certificate = issue(attended, now=now)
    link, moment = share(certificate, now=now), now.isoformat()
    withdraw_link(certificate, now=now)
    hide_name(certificate, now=now)
    exported = all_hooks().collect("personal_data_export", person=attended.person.ref)
    ((row,),) = [part.rows for part in exported if part.section == "Certificates"]
    assert row["links"] == [{"address": link_address(link), "made_at": moment, "withdrawn_at": moment}]
    assert row["name_hidden"] == [{"hidden_at": moment, "shown_at": None}]


def test_erasing_a_person_ends_the_links_and_hides_the_name_while_the_certificate_still_verifies(client, attended, now):
    certificate = issue(attended, now=now)
    link = share(certificate, now=now)
    lines = {line.section: line for line in all_hooks().collect("personal_data_erase", person=attended.person.ref)}
    assert (lines["Certificates"].kept, lines["Links to certificates"].deleted) == (1, 1)
    assert "without your name" in lines["Certificates"].reason
    page = client.get(f"/verify/{certificate.code}/", headers={"accept-language": "en"}).content.decode()
    assert "This certificate was issued by" in page
    assert "Kim Beispiel" not in page
    assert client.get(f"/verify/shared/{link.token}/").status_code == 404


def test_a_certificate_whose_record_was_altered_keeps_no_other_from_being_listed(attended, now):
    broken = with_file(issue(attended, now=now), now=now)
    whole = replace(broken, reason="Name misspelt", by=None, now=now)
    altered(broken, snapshot={"schema": 0})
    page = shown(attended.person)
    assert [text for text in ("Its record is damaged", broken.serial, f"/verify/{whole.code}/") if text not in page] == []
    assert f"/verify/{broken.code}/" not in page
