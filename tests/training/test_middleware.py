import pytest

pytestmark = pytest.mark.django_db


def test_an_unknown_event_answers_404_and_leads_nowhere(client):
    response = client.get("/events/HE-NONE/")
    assert (response.status_code, response["Content-Language"]) == (404, "de")
    assert "Accept-Language" in response["Vary"].split(", ")


def test_an_address_that_nothing_answers_leads_to_its_page_in_the_visitors_language(client):
    response = client.get("/topics/", headers={"accept-language": "sv"})
    assert (response.status_code, response["Location"]) == (302, "/sv/topics/")


def test_an_unknown_page_with_its_language_answers_404(client):
    assert client.get("/de/topics/").status_code == 404
