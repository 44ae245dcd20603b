"""The HTTP side of the Bot API server: requests in, answers out, and every way of not answering."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from tests.support.bot_api_fields import JSON, Refused, Upload

if TYPE_CHECKING:
    from tests.support.bot_api import BotApi

_TOKEN = re.compile(r"\d+:[\w-]+")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64
    api: BotApi

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = unquote(self.path.partition("?")[0])  # a file's address has %3A in its token
        if path.startswith("/control/"):
            self._reply(200, {"ok": True, "result": self.server.api.control(path.rpartition("/")[2], body)})
            return
        if path.startswith(f"/file/bot{self.server.api.token}/files/"):
            self._file(path.rpartition("/")[2])
            return
        match = re.fullmatch(r"/bot([^/]*)/(\w+)", path)
        if match is None:
            self._reply(404, {"ok": False, "error_code": 404, "description": "Not Found"})
            return
        token, method = match.groups()
        try:
            if token != self.server.api.token:
                raise Refused(401 if _TOKEN.fullmatch(token) else 404, "Unauthorized")  # noqa: TRY301
            self._answer(method, self._data(body))
        except Refused as refused:
            answer: JSON = {"ok": False, "error_code": refused.code, "description": refused.description}
            if refused.parameters:
                answer["parameters"] = refused.parameters
            self._reply(refused.code, answer)

    def _answer(self, method: str, data: JSON) -> None:
        api = self.server.api
        fault = api.fault_for(method, data)
        if fault is None:
            self._reply(200, {"ok": True, "result": api.serve(method, data)})
            return
        if fault.taken:
            api.serve(method, data)
        else:
            api.note(method, data)
        if fault.code:
            raise Refused(fault.code, fault.description, **dict(fault.parameters))
        if fault.hold:
            api.closing.wait(120)
        self.close_connection = True

    def _data(self, body: bytes) -> JSON:
        return read_body(self.headers.get("Content-Type") or "", body)

    def _file(self, name: str) -> None:
        content = self.server.api.state.files.get(name, b"")
        with suppress(OSError):
            self.send_response(200 if content else 404)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def _reply(self, code: int, answer: JSON) -> None:
        text = json.dumps(answer, ensure_ascii=False).encode()
        with suppress(OSError):
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)


def read_body(content_type: str, body: bytes) -> JSON:
    """Return the parameters in a request's body.

    Raises:
        Refused: its type is none that Telegram reads.
    """
    kind = content_type.partition(";")[0].strip()
    if not body:
        return {}
    if kind == "application/json":
        return dict(json.loads(body))
    if kind == "application/x-www-form-urlencoded":
        pairs = parse_qs(body.decode(), keep_blank_values=True, strict_parsing=True)
        return {name: values[0] for name, values in pairs.items()}
    if kind == "multipart/form-data":
        return _multipart(content_type, body)
    raise Refused(400, f"Bad Request: unsupported content type {kind}")


def _multipart(content_type: str, body: bytes) -> JSON:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    found: JSON = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True) or b""
        assert isinstance(content, bytes)
        file = part.get_filename()
        found[name] = content.decode() if file is None else Upload(file, content)
    return found
