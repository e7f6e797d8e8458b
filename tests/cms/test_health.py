import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_health_is_a_plain_ok_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok", "text/plain")


@pytest.mark.django_db
def test_health_says_so_when_the_database_is_gone(client):
    def refuse(*args):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"The database does not answer.")
