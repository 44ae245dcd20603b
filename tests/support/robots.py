"""A robot's server and a mail server on loopback: they take, refuse, hang up and stay silent, and remember."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OK = {"errcode": 0, "errmsg": "ok", "code": 0, "StatusCode": 0}


@dataclass
class Answers:
    """What a server does next, and what it accepted.

    Attributes:
        status: of the answer; 0: hang up after taking it; -1: hang up before reading; -2: never answer.
        body: of the answer.
        taken: what was accepted.
        let_go: set at the end, so that nobody who was kept waiting waits on.
    """

    status: int = 200
    body: Any = field(default_factory=lambda: dict(OK))
    taken: list[Any] = field(default_factory=list)
    port: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def texts(self) -> list[str]:
        """The words of what robots were sent."""
        found = []
        for one in self.taken:
            part = one.get("text") or one.get("content") or one
            found.append(part.get("content") or part.get("text") or str(part))
        return found


@contextmanager
def robot() -> Iterator[Answers]:
    """Serve a robot's web hook."""
    answers = Answers()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if answers.status == -1:
                self.connection.close()
                return
            length = int(self.headers["Content-Length"])
            answers.taken.append(json.loads(self.rfile.read(length)))
            if answers.status <= 0:
                if answers.status == -2:
                    answers.let_go.wait(10)
                self.connection.close()
                return
            body = answers.body if isinstance(answers.body, bytes) else json.dumps(answers.body).encode()
            self.send_response(answers.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None: ...

    with _serving(Quiet(("127.0.0.1", 0), Handler), answers):
        yield answers


class _Mail(StreamRequestHandler):
    """One conversation in SMTP."""

    answers: Answers

    def handle(self) -> None:
        self._say(220)
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say(221)
                return
            if verb == b"DATA":
                if not self._text():
                    return
            else:
                self._say(self.answers.body if verb == b"MAIL" else 250)

    def _text(self) -> bool:
        """Take the text of a mail; False where the conversation is broken off."""
        answers = self.answers
        self._say(354)
        text = b"".join(iter(self.rfile.readline, b".\r\n"))
        if answers.status in (250, 0, -2):
            answers.taken.append(text)
        if answers.status <= 0:
            if answers.status:
                answers.let_go.wait(20)
            return False
        self._say(answers.status)
        return True

    def _say(self, code: int) -> None:
        self.wfile.write(f"{code} said\r\n".encode())


@contextmanager
def mail() -> Iterator[Answers]:
    """Serve SMTP; `status` is the code after the text of a mail, `body` the one after MAIL FROM."""
    answers = Answers(status=250, body=250)

    class Handler(_Mail):
        pass

    Handler.answers = answers

    class Server(ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: Any) -> None: ...

    with _serving(Server(("127.0.0.1", 0), Handler), answers):
        yield answers


@contextmanager
def _serving(server: ThreadingTCPServer | ThreadingHTTPServer, answers: Answers) -> Iterator[None]:
    answers.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        answers.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()
