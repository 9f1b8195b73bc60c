"""Servers on the loopback address that take notices: real sockets, each in a thread."""

from __future__ import annotations

import contextlib
import email
import email.policy
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

HOST = "127.0.0.1"


@dataclass
class Webhook:
    """A server of webhooks, and what it was sent; `commands` are the command lines that ran meanwhile."""

    port: int
    received: list[dict[str, Any]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


@contextlib.contextmanager
def webhook(*, status: int = 200, location: str = "") -> Iterator[Webhook]:
    """A server that answers every request with one status."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.received.append(json.loads(body))
            kept.commands.extend(_commands())
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        kept = Webhook(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield kept
        server.shutdown()


def _commands() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


@dataclass
class Post:
    """A mail server, and the messages that it took."""

    port: int
    received: list[EmailMessage] = field(default_factory=list)


@contextlib.contextmanager
def post(*, user: str, password: str) -> Iterator[Post]:
    """A mail server that takes messages of one user."""
    received: list[EmailMessage] = []

    class Handler:
        async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            message = email.message_from_bytes(content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            received.append(message)
            return "250 taken"

    def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (user.encode(), password.encode()), handled=False)

    controller = Controller(
        Handler(), hostname=HOST, port=free_port(), authenticator=known, auth_required=True, auth_require_tls=False
    )
    controller.start()
    try:
        yield Post(controller.port, received)
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def dripping(*, each: float) -> Iterator[int]:
    """The port of a server that never comes to the end of a line: one letter every `each` seconds."""
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while not over.is_set():
                connection.sendall(b"2")
                time.sleep(each)

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                threading.Thread(target=drip, args=[connection], daemon=True).start()

    with socket.create_server((HOST, 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield int(server.getsockname()[1])
        over.set()


@contextlib.contextmanager
def silent() -> Iterator[tuple[int, list[socket.socket]]]:
    """The port of a server that takes connections, which are listed, and never says a word."""
    taken: list[socket.socket] = []

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                taken.append(server.accept()[0])

    with socket.create_server((HOST, 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield int(server.getsockname()[1]), taken
        for connection in taken:
            connection.close()
