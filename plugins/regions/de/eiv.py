"""Credits of physicians and psychotherapists sent to the EIV, the system in which German chambers collect points.

Its interface for organisers (OpenAPI “EIV FOBI - Veranstalter”, version 1.0 20260714-01, described by a third party; not tried
against the EIV itself): a token by VNR and password, then one call a person. The same EFN sent twice is one record, and points
are taken back by the same call without any. What came of a call is decided by the HTTP status alone.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from requests.auth import AuthBase, HTTPBasicAuth

from plugins.api import CreditReport, CreditReportService, ReportAccess, ReportConnection, ReportedPerson, ReportOutcome
from plugins.identifiers import plain, vnr_error

SETTING = "eiv_address"
TOKEN, PUSH = "/fobi/veranstalter-auth/jwt", "/fobi/veranstalter/push_teilnahme"
TIMEOUT = (10, 30)
"""Seconds to connect, and between two parts of an answer."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_ANSWER = 100_000
"""Of a token, in bytes; the body of any other answer is of no use."""


class Unreachable(Exception):
    """No whole answer came. Nothing of the request is told: its headers hold token or password."""


class NoToken(Exception):
    """Without a token nothing can be sent; ``outcome`` says what that means."""

    def __init__(self, outcome: ReportOutcome) -> None:
        super().__init__(outcome.status)
        self.outcome = outcome


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Bearer(AuthBase):
    """The token of a request. As ``auth`` it is not replaced by what a ``.netrc`` of the server says."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


class Connection:
    """Speaks for one VNR. The token is fetched with the first call, and once more when it is no longer taken."""

    def __init__(self, access: ReportAccess) -> None:
        self._address = address_of(access.settings)
        self._login = HTTPBasicAuth(plain(access.report.reference).encode(), access.secret.encode())
        self._report = access.report
        self._session = requests.Session()
        self._session.trust_env = urlsplit(self._address).hostname not in LOCAL  # no proxy on the way to this very machine
        self._token = ""

    def submit(self, person: ReportedPerson) -> ReportOutcome:
        """Send what the person earned, or say why this interface cannot express it."""
        if reason := _inexpressible(person, self._report):
            return ReportOutcome(status="malformed", sentence=reason)
        return self._push(
            person.number,
            day=person.date.isoformat(),
            basis=person.basis > 0,
            learning_check=person.learning_check > 0,
            speaker=int(person.speaker),
        )

    def withdraw(self, person: ReportedPerson) -> ReportOutcome:
        """Take back what was sent; the record itself stays with the EIV, without points."""
        return self._push(person.number, day=person.date.isoformat(), basis=False, learning_check=False, speaker=0)

    def _push(self, efn: str, *, day: str, basis: bool, learning_check: bool, speaker: int) -> ReportOutcome:
        content = {
            "efn": efn,
            "punkte_basis_flag": basis,
            "punkte_lernerfolg_flag": learning_check,
            "punkte_referent": speaker,
            "teilnahmedatum": day,
        }
        try:
            return _outcome(self._with_token(lambda auth: self._call("POST", PUSH, auth=auth, json=content)))
        except Unreachable:
            return _later(_("The EIV could not be reached, or the line broke before it had answered."))
        except NoToken as instead:
            return instead.outcome

    def _with_token(self, send: Callable[[AuthBase], Answer]) -> Answer:
        was_new = not self._token
        self._token = self._token or self._new_token()
        answer = send(Bearer(self._token))
        if answer.status == 401 and not was_new:
            self._token = self._new_token()
            answer = send(Bearer(self._token))
        if answer.status == 401:
            self._token = ""
        return answer

    def _new_token(self) -> str:
        self._token = ""
        answer = self._call("GET", TOKEN, auth=self._login)
        if answer.status != 200:
            raise NoToken(_outcome(answer))
        token = _token_in(answer.body)
        if not token:
            raise NoToken(_later(_("The EIV gave no token. Have a look at the address in the settings.")))
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


def _inexpressible(person: ReportedPerson, report: CreditReport) -> str:
    """Why the interface has no words for this: it credits what was granted as a whole or not at all, and whole points."""
    granted = (person.basis, report.granted), (person.learning_check, report.granted_learning_check)
    if any(amount and whole is not None and amount != whole for amount, whole in granted):
        return _("The EIV credits the granted points as a whole. Ask the chamber how to report a part of them.")
    if person.speaker != int(person.speaker):
        return _("The EIV takes whole points of speakers only. Ask the chamber how to report a part of one.")
    return ""


def _outcome(answer: Answer) -> ReportOutcome:
    status = answer.status
    if status == 200:
        return ReportOutcome(status="accepted", receipt=f"EIV, {_answered_at(answer):%Y-%m-%d %H:%M:%S} UTC")
    if status == 401:
        sentence = _("The EIV does not take the password of this VNR. Compare both with the chamber's notice.")
        return ReportOutcome(status="unauthorised", sentence=sentence)
    if status == 406:
        sentence = _(
            "The EIV refuses this report. Either it does not know the VNR, or has closed it for reports, or the day is outside "
            "the period of the grant. Ask the chamber."
        )
        return ReportOutcome(status="refused", sentence=sentence)
    if status == 422:
        sentence = _("The EIV cannot read this report: the EFN or a value is wrong. Ask the person to compare the EFN.")
        return ReportOutcome(status="malformed", sentence=sentence)
    if status == 429:
        return _later(_("The EIV asks to wait, because it gets too many calls."), wait=_wait(answer))
    return _later(_("The EIV answered with the status {status}.").format(status=status))


def _later(sentence: str, *, wait: int | None = None) -> ReportOutcome:
    return ReportOutcome(status="later", sentence=sentence, wait=wait)


def _answered_at(answer: Answer) -> datetime:
    return _date(answer.headers.get("Date", "")) or datetime.now(UTC)


def _wait(answer: Answer) -> int | None:
    """What ``Retry-After`` says, in seconds or as a date (RFC 9110, 10.2.3)."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return int(said[:9])
    until = _date(said)
    return max(0, int((until - _answered_at(answer)).total_seconds())) if until else None


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def checked_address(typed: str) -> str:
    """The base address without a slash at its end. Raises ValueError with a sentence: https, a host, and nothing behind."""
    address = typed.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ValueError(_("Enter an address such as https://eiv.example, without a name, password or question mark in it."))
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOCAL):
        raise ValueError(_("The address has to begin with https://, because EFN and password go there."))
    return address


def address_of(settings: Mapping[str, Any]) -> str:
    """The base address the region set. Raises ValueError with a sentence when there is none, or none that may be used."""
    address = settings.get(SETTING)
    if not isinstance(address, str) or not address.strip():
        raise ValueError(_("No address of the EIV is set. Enter it in the settings of the plugin “Germany”."))
    return checked_address(address)


def destination(settings: Mapping[str, Any]) -> str:
    return urlsplit(address_of(settings)).netloc


def connect(access: ReportAccess) -> ReportConnection:
    """Raises ValueError with a sentence when the address or the VNR cannot be used; nothing is sent yet."""
    if error := vnr_error(access.report.reference):
        raise ValueError(error)
    connection = Connection(access)
    return ReportConnection(submit=connection.submit, withdraw=connection.withdraw)


EIV = CreditReportService(
    key="de_eiv",
    label=gettext_lazy("EIV, the point accounts of the German chambers"),
    number="de_efn",
    schemes=("de_mfbo2013", "de_mfbo2024", "de_opk", "de_sn_2013", "de_mv"),
    secret_label=gettext_lazy("Password of the VNR"),
    secret_help=gettext_lazy("The chamber gave it together with the VNR. It is kept encrypted until the report is done."),
    destination=destination,
    connect=connect,
)
