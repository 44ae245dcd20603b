"""The least that answers like Telegram: every message is taken at once. A process of its own, for both bots."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_MESSAGE = b'{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}'
_ME = b'{"id":1,"is_bot":true,"first_name":"b","username":"bench_bot"}'


def _result(head: bytes) -> bytes:
    method = head.split(b" ", 2)[1].rpartition(b"/")[2]
    if method in (b"sendMessage", b"editMessageText"):
        return _MESSAGE
    return {b"getMe": _ME, b"getUpdates": b"[]"}.get(method, b"true")


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            if (match := _LENGTH.search(head)) is not None:
                await reader.readexactly(int(match[1]))
            if b"/getUpdates" in head:
                await asyncio.sleep(0.5)
            body = b'{"ok":true,"result":' + _result(head) + b"}"
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body))
            writer.write(body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


@contextmanager
def bench_server() -> Iterator[str]:
    """Run it; yield what ``--api-base`` takes."""
    argv = [sys.executable, "-m", "tests.bench.bot_server"]
    with subprocess.Popen(argv, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}/bot"
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_serve())
