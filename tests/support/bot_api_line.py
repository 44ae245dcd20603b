"""A line to the Bot API server in given time, below the library's own HTTP client: its errors are the real ones.

It is slow, it can be cut, and its server can be in every state that the one on loopback can.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any

import httpx
from telegram.request import HTTPXRequest

from bot.pace import Pace
from bot.transport import HOLD, VillageBot
from tests.support.bot_api_core import TOKEN, Telegram
from tests.support.bot_api_fields import JSON, Refused
from tests.support.bot_api_http import read_body
from tests.support.bot_api_state import Fault

#: Seconds for which the bot waits for an answer.
READ = 20.0


class Line(httpx.AsyncBaseTransport):
    """The line.

    Args:
        api: the server at its end.
        seconds: how long a request takes, at least and at most.
        cut: tells whether the line is cut at a second of the loop's clock: a request then finds nobody.
        seed: of what is left to chance.
    """

    def __init__(
        self,
        api: Telegram,
        *,
        seconds: tuple[float, float] = (0.05, 0.15),
        cut: Callable[[float], bool] = lambda _: False,
        seed: int = 1,
    ) -> None:
        self.api = api
        self.seconds = seconds
        self.cut = cut
        self.before: Callable[[str, JSON], None] = lambda method, data: None
        self._chance = random.Random(seed)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Carry a request there and its answer back."""
        body = await request.aread()
        method = request.url.path.rpartition("/")[2]
        data = read_body(request.headers.get("content-type", ""), body)
        await asyncio.sleep(self._chance.uniform(*self.seconds) / 2)
        if self.cut(self._now()):
            raise httpx.ConnectError("no route")
        self.before(method, data)
        code, answer = await self._answered(method, data)
        await asyncio.sleep(self._chance.uniform(*self.seconds) / 2)
        if self.cut(self._now()):
            await self._silence(request)
        return httpx.Response(code, content=json.dumps(answer).encode(), headers={"content-type": "application/json"})

    async def _answered(self, method: str, data: JSON) -> tuple[int, JSON]:
        try:
            if (fault := self.api.fault_for(method, data)) is not None:
                await self._fail(fault, method, data)
            result = await self._updates(data) if method == "getUpdates" else self.api.serve(method, data)
        except Refused as refused:
            answer: JSON = {"ok": False, "error_code": refused.code, "description": refused.description}
            return refused.code, answer | ({"parameters": refused.parameters} if refused.parameters else {})
        return 200, {"ok": True, "result": result}

    async def _fail(self, fault: Fault, method: str, data: JSON) -> None:
        if fault.taken:
            self.api.serve(method, data)
        else:
            self.api.note(method, data)
        if fault.code:
            raise Refused(fault.code, fault.description, **dict(fault.parameters))
        if fault.hold:
            await self._silence(None)
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")

    async def _silence(self, request: httpx.Request | None) -> None:
        await asyncio.sleep(READ)
        raise httpx.ReadTimeout("no answer", request=request)

    async def _updates(self, data: JSON) -> list[JSON]:
        self.api.note("getUpdates", data)
        limit, timeout = self.api.asked_for_updates(data)
        end = self._now() + timeout
        while not (self.api.state.updates or self.api.state.again) and self._now() < end:
            await asyncio.sleep(0.5)
            if self.cut(self._now()):
                await self._silence(None)
        return self.api.taken_updates(limit)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def bot_over(line: Line, pace: Pace | None = None, **more: Any) -> VillageBot:
    """Return the bot at this end of `line`; its waits are the running loop's."""
    return VillageBot(
        TOKEN,
        base_url="http://line/bot",
        request=HTTPXRequest(connection_pool_size=8, read_timeout=READ, httpx_kwargs={"transport": line}),
        get_updates_request=HTTPXRequest(read_timeout=HOLD + 10, httpx_kwargs={"transport": line}),
        rate_limiter=pace or Pace(**more),
    )
