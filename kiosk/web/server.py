"""The server of ``village-kiosk --web``: its own page, textual-serve's terminal, and a bounded number of visitors.

There is no sign-in, because what is shown is public: the pages of the hall without what only staff may do. Nothing on
the page comes from another machine, and its policy tells the browser so.
"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import textual_serve
from aiohttp import WSMsgType, web
from aiohttp.typedefs import Handler

from kiosk.web.service import VisitorService

PAGE = Path(__file__).with_name("page")
_STATIC = Path(textual_serve.__file__).with_name("static")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9a-fA-F:.]{2,45}\](:\d{1,5})?")
#: bytes of one message; a key, a tap and a size need fewer
_LARGEST = 8192
#: seconds between two looks for visitors who have left their browser open
_LOOK = 5.0


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, to whom.

    Attributes:
        home: the board's folder.
        today: the day by which to judge; empty: the machine's.
        host: the address on which to listen.
        port: the port; 0 for any that is free.
        visitors: how many at once; each costs a process.
        idle: seconds without a tap after which a visit ends.
    """

    home: Path
    today: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    visitors: int = 8
    idle: float = 300.0


class WebKiosk:
    """Serves one board."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._visits: set[VisitorService] = set()

    def application(self) -> web.Application:
        """Return what answers requests."""
        app = web.Application(middlewares=[_with_policy], client_max_size=_LARGEST)
        app.router.add_get("/", self._page)
        app.router.add_get("/ws", self._visit)
        app.router.add_static("/page/", PAGE)
        app.router.add_static("/static/", _STATIC)
        app.on_shutdown.append(self._end_all)
        return app

    async def serve(self, told: Callable[[str, int], None]) -> None:
        """Serve until SIGTERM or SIGINT; tell host and port when it listens."""
        ended = asyncio.Event()
        for wish in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(wish, ended.set)
        runner = web.AppRunner(self.application(), access_log=None)
        await runner.setup()
        look = asyncio.create_task(self._end_idle())
        try:
            await web.TCPSite(runner, self._serving.host, self._serving.port).start()
            host, port = runner.addresses[0][:2]
            told(host, port)
            await ended.wait()
        finally:
            look.cancel()
            await runner.cleanup()

    # Requests

    async def _page(self, _request: web.Request) -> web.FileResponse:
        full = len(self._visits) >= self._serving.visitors
        return web.FileResponse(PAGE / ("full.html" if full else "index.html"), status=503 if full else 200)

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
            raise web.HTTPForbidden  # another site's page would fill the places with its own visitors
        if len(self._visits) >= self._serving.visitors:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=_LARGEST)

        async def send(data: bytes) -> None:
            with suppress(ConnectionError):
                await socket.send_bytes(data)

        async def close() -> None:
            await socket.close()

        visit = VisitorService(self._serving.home, self._serving.today, send, close)
        self._visits.add(visit)
        try:
            await socket.prepare(request)
            await visit.start(_number(request, "width", 80), _number(request, "height", 24))
            await _carry(socket, visit)
        finally:
            await visit.stop()
            self._visits.discard(visit)
        return socket

    # Ends

    async def _end_idle(self) -> None:
        while True:
            await asyncio.sleep(min(_LOOK, self._serving.idle / 2))
            now = time.monotonic()
            for visit in [one for one in self._visits if now - one.touched > self._serving.idle]:
                await visit.remote_close()

    async def _end_all(self, _app: web.Application) -> None:
        await asyncio.gather(*(visit.remote_close() for visit in self._visits), return_exceptions=True)


async def _carry(socket: web.WebSocketResponse, visit: VisitorService) -> None:
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            what, *given = json.loads(message.data)
        except (ValueError, TypeError):
            return  # no page of ours
        match what, given:
            case "stdin", [str(typed)]:
                await visit.typed(typed)
            case "resize", [{"width": int(width), "height": int(height)}]:
                await visit.set_terminal_size(width, height)
            case "ping", [str(word)]:
                await socket.send_json(["pong", word[:40]])


def _number(request: web.Request, name: str, usual: int) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 5 else usual  # noqa: PLR2004 - no window has 10,000 columns


@web.middleware
async def _with_policy(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only who asks by an address, and forbid the page everything that is not this machine's."""
    if not _HOST.fullmatch(request.host):
        raise web.HTTPBadRequest
    response = await handler(request)
    if not response.prepared:
        here = f"'self' ws://{request.host} wss://{request.host}"
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            f"font-src 'self' data:; connect-src {here}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store" if request.path == "/" else "no-cache"
    return response
