from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from plugins.api import CertificateTemplate


class Counting(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path.startswith("/redirect"):
            self.send_response(302)
            self.send_header("Location", "/after-redirect")
        else:
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def listener():
    """A real web server on this machine that writes down what it is asked for."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    server.asked = []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path):
    """The folder of a plain design that a test may spoil."""
    made = tmp_path / "design"
    made.mkdir()
    (made / "template.html").write_text('{% extends "base.html" %}{% block body %}<p>{{ facts.name }}</p>{% endblock %}')
    (made / "style.css").write_text("@page { margin: 20mm }")
    (made / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')
    return made


@pytest.fixture
def descriptor(folder):
    return CertificateTemplate(key="tried", label="Tried", folder=folder)
