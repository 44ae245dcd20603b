"""A Bot API server on loopback: strict about types and limits, able to fail in every way, and remembering.

In a test::

    with BotApi() as api:
        api.say(7, "/start")                      # somebody writes
        api.fail("sendMessage", Fault.status(429, retry_after=30))
        ... village-bot --api-base api.base ...
        assert api.sent(7)[-1].text == ...

By hand: ``python -m tests.support.bot_api --port 9100``; it prints how to point the bot at it and how to speak.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from contextlib import suppress
from typing import Any, Self

from tests.support.bot_api_core import TOKEN, Telegram
from tests.support.bot_api_fields import JSON, Refused
from tests.support.bot_api_http import Handler, Server
from tests.support.bot_api_limits import Limits
from tests.support.bot_api_methods import USERNAME
from tests.support.bot_api_state import Fault, Sent

__all__ = ["TOKEN", "USERNAME", "BotApi", "Fault", "Limits", "Sent"]

HELP = """
Point the bot at it, in another terminal:
  VILLAGE_BOT_TOKEN={token} village-bot --demo --home /tmp/demo --api-base {base}
Speak and press:
  curl -d '{{"chat": 7, "text": "/start"}}' {root}/control/say
  curl -d '{{"chat": 7, "data": "m"}}' {root}/control/press
Let it fail, and be well again:
  curl -d '{{"method": "sendMessage", "code": 429, "parameters": {{"retry_after": 5}}}}' {root}/control/fail
  curl -d '{{}}' {root}/control/heal
"""


class BotApi(Telegram):
    """The server, in a thread of its own."""

    def __init__(self, port: int = 0, token: str = TOKEN, *, echo: bool = False, limits: Limits | None = None) -> None:
        super().__init__(token, echo=echo, limits=limits)
        self.closing = threading.Event()
        self._server = Server(("127.0.0.1", port), Handler)
        self._server.api = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def base(self) -> str:
        """What ``--api-base`` takes."""
        return f"{self.root}/bot"

    @property
    def root(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with self.lock:
            self.lock.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def serve(self, method: str, data: JSON) -> Any:
        """Carry out a request; one for updates waits.

        Raises:
            Refused: as Telegram would.
        """
        if method != "getUpdates":
            return super().serve(method, data)
        self.note(method, data)
        return self._updates(data)

    def _updates(self, data: JSON) -> list[JSON]:
        """Return updates from an offset on; wait for one; a second poller ends the first."""
        limit, timeout = self.asked_for_updates(data)
        end = time.monotonic() + timeout
        with self.lock:
            self.state.poller += 1
            me = self.state.poller
            self.lock.notify_all()
            while not (self.state.updates or self.state.again) and time.monotonic() < end and not self.closing.is_set():
                self.lock.wait(min(end - time.monotonic(), 0.5))
                if self.state.poller != me:
                    raise Refused(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one bot runs",
                    )
            return self.taken_updates(limit)


def main() -> None:
    """Run until interrupted, and show every request."""
    parser = argparse.ArgumentParser(
        description="A Bot API server on loopback, as strict as Telegram's.",
        epilog="Then: village-bot --api-base http://127.0.0.1:PORT/bot, with VILLAGE_BOT_TOKEN=1:test",
    )
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--token", default=TOKEN)
    options = parser.parse_args()
    with BotApi(options.port, options.token, echo=True) as api, suppress(KeyboardInterrupt):
        sys.stdout.write(HELP.format(base=api.base, root=api.root, token=options.token))
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main()
