"""A news site on a port of this machine: a real HTTP server that answers as a test tells it to."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """One answer: `body` in pieces, `pause` seconds before each. Without a length the connection's end tells."""

    status: int = 200
    body: bytes | list[bytes] = b""
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    length: bool = True


@dataclass
class Asked:
    """A request that the site was asked."""

    path: str
    headers: dict[str, str]
    time: float


class Site:
    """`site["/a"] = Answer(…)` is given at each request, a list of answers one after the other, the last for ever.

    Whatever has no answer is not there (404), robots.txt too.
    """

    def __init__(self, server: ThreadingHTTPServer, scheme: str = "http") -> None:
        self._server = server
        self._scheme = scheme
        self._answers: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []

    def __setitem__(self, path: str, answers: Answer | list[Answer]) -> None:
        self._answers[path] = list(answers) if isinstance(answers, list) else [answers]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"{self._scheme}://{host}:{self._server.server_address[1]}{path}"

    def page(self, path: str, html: str, **headers: str) -> str:
        """Have a web page at the path; gives its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self[path] = Answer(body=html.encode(), headers={"Content-Type": "text/html; charset=utf-8", **named})
        return self.url(path)

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt aside."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def next_answer(self, path: str) -> Answer:
        """What to answer now."""
        answers = self._answers.get(path, [Answer(404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Handler(BaseHTTPRequestHandler):
    """Answers as its site says."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(
            Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic())
        )
        answer = self.site.next_answer(self.path)
        pieces = answer.body if isinstance(answer.body, list) else [answer.body]
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.length and "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(sum(map(len, pieces))))
        self.close_connection = not answer.length or "Content-Length" in answer.headers
        self.end_headers()
        try:
            for piece in pieces:
                time.sleep(answer.pause)
                self.wfile.write(piece)
                self.wfile.flush()
        except OSError:
            self.close_connection = True  # the client had enough

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that does not mind clients who break off."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


@contextmanager
def running(encrypted: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site while it runs; over TLS if there is a context with a certificate."""

    class Own(Handler):
        pass

    server = Server(("127.0.0.1", 0), Own)
    if encrypted:
        server.socket = encrypted.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    Own.site = Site(server, "https" if encrypted else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Own.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
