"""A served village, and a visitor without a browser."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pyte
import pytest
from aiohttp import web

from kiosk.web.server import Serving, WebKiosk
from tests.kiosk.village import TODAY, make_village


class Visitor:
    """What a browser would do: it types, and sees what is painted."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.screen = pyte.Screen(100, 30)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.others: list[Any] = []

    @property
    def text(self) -> str:
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data for x in range(self.screen.columns)).rstrip() for row in rows)

    async def say(self, *message: object) -> None:
        await self.socket.send_str(json.dumps(message))

    async def see(self, *texts: str, seconds: float = 20) -> None:
        """Read until all of `texts` are painted."""
        async with asyncio.timeout(seconds):
            while not all(text in self.text for text in texts):
                got = await self.socket.receive()
                assert got.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), (got, self.text)
                if got.type is aiohttp.WSMsgType.TEXT:
                    self.others.append(got.data)
                else:
                    self.raw += got.data
                    self._stream.feed(got.data.replace(b"\x1b[?2026$p", b""))

    async def closed(self, seconds: float = 20) -> None:
        """Read until the server ends the visit."""
        async with asyncio.timeout(seconds):
            while (await self.socket.receive()).type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT):
                pass


class Site:
    """A served village."""

    def __init__(self, kiosk: WebKiosk, client: aiohttp.ClientSession, url: str) -> None:
        self.kiosk, self.client, self.url = kiosk, client, url

    @asynccontextmanager
    async def visit(self, origin: str = "") -> AsyncIterator[Visitor]:
        headers = {"Origin": origin or self.url}
        async with self.client.ws_connect(f"{self.url}/ws?width=100&height=30", headers=headers, max_msg_size=0) as way:
            yield Visitor(way)

    @property
    def processes(self) -> list[int]:
        """The processes of those who are here."""
        return [visit._process.pid for visit in self.kiosk._visits if visit._process is not None]

    async def empty(self, seconds: float = 10) -> None:
        """Wait until nobody is here."""
        async with asyncio.timeout(seconds):
            while self.kiosk._visits:  # noqa: ASYNC110 - the server tells nobody of it
                await asyncio.sleep(0.02)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


Open = Callable[..., Any]


@pytest.fixture(scope="session")
def web_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village that nobody changes."""
    home = tmp_path_factory.mktemp("web") / "home"
    make_village(home, demo="").close()
    return home


@asynccontextmanager
async def served(home: Path, **others: Any) -> AsyncIterator[Site]:
    """Serve `home` on a free port of this machine."""
    kiosk = WebKiosk(replace(Serving(home, TODAY.isoformat(), port=0), **others))
    runner = web.AppRunner(kiosk.application(), access_log=None)
    await runner.setup()
    look = asyncio.create_task(kiosk._end_idle())
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession() as client:
            yield Site(kiosk, client, url)
    finally:
        look.cancel()
        await runner.cleanup()
