"""Chromium without a window, spoken to by its DevTools protocol: what a page asks for, shows, and does at a tap."""

from __future__ import annotations

import asyncio
import base64
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium")


_LEFT = "Inspected target navigated or closed"


class PageLeft(Exception):
    """The page that was asked is on its way to another."""


class Browser:
    """One tab."""

    def __init__(self, way: aiohttp.ClientWebSocketResponse) -> None:
        self._way, self._number = way, 0
        self.asked: list[str] = []
        self.faults: list[str] = []

    async def do(self, method: str, **given: Any) -> dict[str, Any]:
        """Give one command, and note what happened meanwhile."""
        self._number += 1
        await self._way.send_json({"id": self._number, "method": method, "params": given})
        while True:
            event = await self._way.receive_json()
            if event.get("id") == self._number:
                if event.get("error", {}).get("message") == _LEFT:
                    raise PageLeft
                assert "error" not in event, event
                return dict(event["result"])
            params = event.get("params", {})
            if event["method"] == "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            elif event["method"] == "Network.webSocketCreated":
                self.asked.append(params["url"])
            elif event["method"] == "Runtime.exceptionThrown":
                self.faults.append(str(params))
            elif event["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
                self.faults.append(params["entry"]["text"])

    async def worth(self, script: str) -> Any:
        """Return the value of `script`."""
        done = await self.do("Runtime.evaluate", expression=script, returnByValue=True)
        return done["result"].get("value")

    async def until(self, script: str, seconds: float = 30) -> None:
        """Wait until `script` is true."""
        async with asyncio.timeout(seconds):
            while not await self._is_true(script):  # noqa: ASYNC110 - the browser is asked
                await asyncio.sleep(0.1)

    async def _is_true(self, script: str) -> bool:
        try:
            return bool(await self.worth(script))
        except PageLeft:
            return False

    async def tap(self, x: float, y: float) -> None:
        """Tap a point of the page."""
        for what in ("mousePressed", "mouseReleased"):
            await self.do("Input.dispatchMouseEvent", type=what, x=x, y=y, button="left", clickCount=1)

    async def picture(self) -> bytes:
        """Return what is shown, as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot"))["data"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """Start Chromium with its own folder."""
    assert PROGRAM is not None
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        "--headless=new",
        "--no-sandbox",
        "--disable-background-networking",
        "--no-first-run",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        "--window-size=1280,800",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        port = ""
        while not port:
            line = (await process.stderr.readline()).decode()
            assert line, "chromium ended"
            if "DevTools listening on" in line:
                port = line.split(":")[2].split("/")[0]
        drain = asyncio.create_task(process.stderr.read())
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json") as answer:
                tabs = await answer.json(content_type=None)
            place = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            async with client.ws_connect(place, max_msg_size=0) as way:
                tab = Browser(way)
                for domain in ("Network", "Runtime", "Log", "Page"):
                    await tab.do(f"{domain}.enable")
                yield tab
        drain.cancel()
    finally:
        process.terminate()
        await process.wait()
