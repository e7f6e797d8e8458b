"""The way to the EIV: requests with a token, which is fetched with the first and once more when it is no longer taken."""

import json
from typing import Any
from urllib.parse import urlsplit

import requests
from django.utils.translation import gettext as _
from requests.auth import AuthBase, HTTPBasicAuth

from plugins.api import ReportOutcome
from plugins.regions.de.eiv.address import LOCAL
from plugins.regions.de.eiv.outcomes import Answer, later, outcome_of

TOKEN = "/fobi/veranstalter-auth/jwt"  # noqa: S105 (a path)
TIMEOUT = (10, 30)
"""Seconds to connect, and between two parts of an answer."""
LONGEST_ANSWER = 100_000
"""Of a token, in bytes; the body of any other answer is of no use."""


class Unreachable(Exception):
    """No whole answer came. Nothing of the request is told: its headers hold token or password."""


class NoToken(Exception):
    """Without a token nothing can be sent; ``outcome`` says what that means."""

    def __init__(self, outcome: ReportOutcome) -> None:
        super().__init__(outcome.status)
        self.outcome = outcome


class Bearer(AuthBase):
    """The token of a request. As ``auth`` it is not replaced by what a ``.netrc`` of the server says."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


class Channel:
    """Calls for one VNR."""

    def __init__(self, address: str, login: HTTPBasicAuth) -> None:
        self._address, self._login, self._token = address, login, ""
        self._session = requests.Session()
        self._session.trust_env = urlsplit(address).hostname not in LOCAL  # no proxy on the way to this very machine

    def post(self, path: str, content: dict[str, Any]) -> Answer:
        """Raises Unreachable or NoToken."""
        was_new = not self._token
        self._token = self._token or self._new_token()
        answer = self._call("POST", path, auth=Bearer(self._token), json=content)
        if answer.status == 401 and not was_new:
            self._token = self._new_token()
            answer = self._call("POST", path, auth=Bearer(self._token), json=content)
        if answer.status == 401:
            self._token = ""
        return answer

    def _new_token(self) -> str:
        self._token = ""
        answer = self._call("GET", TOKEN, auth=self._login)
        if answer.status != 200:
            raise NoToken(outcome_of(answer))
        token = _token_in(answer.body)
        if not token:
            raise NoToken(later(_("The EIV gave no token. Have a look at the address in the settings.")))
        return token

    def _call(self, method: str, path: str, **content: Any) -> Answer:
        """One request. A redirect is an answer like any other: password and EFN go to no other host."""
        address = self._address + path
        try:
            with self._session.request(
                method, address, timeout=TIMEOUT, allow_redirects=False, stream=True, **content
            ) as response:
                return Answer(response.status_code, response.headers, _read(response))
        except (requests.RequestException, UnicodeError):
            raise Unreachable from None


def _read(response: requests.Response) -> bytes:
    content = b""
    for part in response.iter_content(8192):
        content += part
        if len(content) > LONGEST_ANSWER:
            break
    return content


def _token_in(body: bytes) -> str:
    try:
        token: object = json.loads(body)["jwt"]
    except (ValueError, KeyError, TypeError):
        return ""
    return token if isinstance(token, str) and token.isascii() and token.isprintable() else ""
