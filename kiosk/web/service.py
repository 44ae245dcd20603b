"""The process of one visitor as the server sees it: textual-serve's, started without a shell and ended for certain."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from kiosk.web.visitor import MOST_COLUMNS, MOST_ROWS
from village_board.launch import DATA_VARIABLE

_VISITOR = "from kiosk.web.visitor import run; run()"
#: seconds that a visitor's process gets to end
_KINDNESS = 3.0
#: What a visitor's process is given of the server's own variables; no token is among them (A30).
_GIVEN = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", DATA_VARIABLE, "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")


class VisitorService(AppService):
    """Starts the kiosk for one browser and carries what is typed and painted.

    Args:
        home: the board's folder.
        today: the day by which to judge; empty: the machine's.
        write: sends bytes to the browser.
        close: ends the connection.
    """

    def __init__(
        self, home: Path, today: str, write: Callable[[bytes], Awaitable[None]], close: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(
            "", write_bytes=write, write_str=_nothing, close=close, download_manager=DownloadManager(), debug=False
        )
        self._given = [str(home), today]
        self.touched = time.monotonic()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        ours = {name: os.environ[name] for name in _GIVEN if name in os.environ}
        return ours | {
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(min(max(width, 1), MOST_COLUMNS)),
            "ROWS": str(min(max(height, 1), MOST_ROWS)),
        }

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-c",
            _VISITOR,
            *self._given,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
        )
        self._stdin = self._process.stdin
        return self._process

    async def on_meta(self, data: bytes) -> None:
        """Take the end of the process; it opens no address and delivers no file."""
        if b'"exit"' in data:
            await self.remote_close()

    async def on_packed(self, payload: bytes) -> None:
        """Deliver nothing."""

    async def typed(self, text: str) -> None:
        """Carry what a visitor typed or tapped."""
        self.touched = time.monotonic()
        await self.send_bytes(text.encode("utf-8", "replace"))

    async def stop(self) -> None:
        """End the process: kindly, and after three seconds certainly."""
        process, task = self._process, self._task
        if process is None or task is None:
            return
        self._task = None
        await self.send_meta({"type": "quit"})
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(process.wait()), _KINDNESS)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _nothing(_text: str) -> None:
    """Send no word of textual-serve's own protocol to a browser."""
