"""A server on this machine that behaves as the EIV's interface for organisers is described; nothing leaves it.

Statuses: 200; 401 for a wrong password or token; 406 for a VNR that is closed, or a day outside the period; 422 for a wrong
check digit or value; 429, 500 and broken lines as ``trouble`` says. (EFN, VNR) is one record, which a withdrawal leaves there.
"""

import base64
import json
import secrets
import socket
import threading
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from plugins.identifiers import efn_error

VNR, PASSWORD = "2760512345678901234", "geheim 4711 ü"
FLAGS = ("punkte_basis_flag", "punkte_lernerfolg_flag")
FIELDS = {"efn", *FLAGS, "punkte_referent", "teilnahmedatum"}


class EivServer:
    """``records`` is what it holds, by VNR and EFN. ``calls`` lists method, path and status of each call in their order.

    ``trouble`` holds what befalls the next pushes, one each: a status, a pair of one and Retry-After, ``"cut"`` for a line that
    breaks within the answer after the record was written, ``"dead"`` for one that breaks before that, or
    what is to be called after the record was written and before it is answered.
    """

    def __init__(self) -> None:
        self.passwords = {VNR: PASSWORD}
        self.closed: set[str] = set()
        self.period = ("2000-01-01", "2999-12-31")
        self.records: dict[tuple[str, str], dict[str, Any]] = {}
        self.pushed: list[tuple[str, str]] = []
        self.calls: list[tuple[str, str, int]] = []
        self.headers: list[str] = []
        self.tokens: dict[str, str] = {}
        self.trouble: deque[Any] = deque()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._lock = threading.Lock()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "EivServer":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def statuses(self) -> list[int]:
        """Of the pushes."""
        return [status for method, _path, status in self.calls if method == "POST"]

    def answer(self, method: str, path: str, authorization: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        with self._lock:
            self.headers.append(f"{method} {path}")
            if (method, path) == ("GET", "/fobi/veranstalter-auth/jwt"):
                return self._token(authorization)
            vnr = self.tokens.get(authorization.removeprefix("Bearer "))
            if vnr is None:
                return 401, {"message": "token"}, {}
            if (method, path) == ("POST", "/fobi/veranstalter/push_teilnahme"):
                return self._push(vnr, json.loads(body))
            if (method, path.partition("?")[0]) == ("GET", "/fobi/veranstalter/gemeldetepunkte"):
                return 200, [row for (of, _efn), row in self.records.items() if of == vnr], {}
            if (method, path) == ("GET", "/fobi/veranstalter/veranstaltung"):
                begin, end = self.period
                closed = vnr in self.closed
                return 200, {"vnr": vnr, "beginn": begin, "ende": end, "gesperrt_fuer_veranstalter": closed}, {}
            return 404, {}, {}

    def change_password(self, password: str) -> None:
        """Tokens given so far hold no longer."""
        self.passwords[VNR] = password
        self.tokens.clear()

    def _token(self, authorization: str) -> tuple[int, Any, dict[str, str]]:
        vnr, _colon, password = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if self.passwords.get(vnr) != password:
            return 401, {}, {}
        token = secrets.token_urlsafe(40)
        self.tokens[token] = vnr
        return 200, {"jwt": token}, {}

    def _push(self, vnr: str, sent: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        trouble = self.trouble.popleft() if self.trouble else 200
        if trouble == 302:
            return 302, {}, {"Location": f"{self.address}/elsewhere"}
        if isinstance(trouble, tuple):
            return trouble[0], {}, {"Retry-After": str(trouble[1])}
        if trouble not in (200, "cut") and not callable(trouble):
            return trouble, {}, {}
        if vnr in self.closed or not self.period[0] <= sent["teilnahmedatum"] <= self.period[1]:
            return 406, {"message": "fachlich"}, {}
        points = sent["punkte_referent"]
        is_formed = set(sent) == FIELDS and all(isinstance(sent[flag], bool) for flag in FLAGS)
        if not is_formed or efn_error(sent["efn"]) or type(points) is not int or not 0 <= points <= 99:
            return 422, {"message": sent["efn"]}, {}
        self._upsert(vnr, sent)
        if callable(trouble):
            trouble()
        return (200, {"efn": sent["efn"]}, {}) if trouble != "cut" else ("cut", {}, {})  # type: ignore[return-value]

    def _upsert(self, vnr: str, sent: dict[str, Any]) -> None:
        now = datetime.now(UTC).isoformat()
        before = self.records.get((vnr, sent["efn"]), {"created": now})
        self.records[vnr, sent["efn"]] = before | sent | {"last_modified": now}
        self.pushed.append((vnr, sent["efn"]))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: Any) -> None:
                """Nothing: pytest shows what matters."""

            def respond(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, content, headers = server.answer(self.command, self.path, self.headers.get("Authorization", ""), body)
                server.calls.append((self.command, self.path, status))
                if status == "dead":
                    self.hang_up()
                else:
                    with suppress(ConnectionError):  # whoever asked may be gone by now
                        self.reply(status, content, headers)

            def reply(self, status: Any, content: Any, headers: dict[str, str]) -> None:
                text = json.dumps(content).encode()
                self.send_response(200 if status == "cut" else status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text) + (1000 if status == "cut" else 0)))
                self.end_headers()
                self.wfile.write(text)
                if status == "cut":
                    self.hang_up()

            def hang_up(self) -> None:
                self.wfile.flush()
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

            do_GET = do_POST = respond  # noqa: N815 - names that the library asks for

        return Handler
