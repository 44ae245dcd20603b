"""What ``village-kiosk --web`` does before it serves: is the extra there, is the board there, on which address."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from village_board.base.errors import OutsideError, UsageError
from village_board.base.message import N_, Message, say

if TYPE_CHECKING:
    from argparse import Namespace

    from village_board.board import Board


class NoWebExtra(UsageError):
    """textual-serve is not installed."""

    sentence = N_("Pages for browsers need the extra 'web': pip install 'village-board[web]'")

    def __init__(self) -> None:
        super().__init__()


class AddressTaken(OutsideError):
    """The address cannot be listened on."""

    sentence = N_("The address {host}, port {port}, cannot be listened on ({why}). Choose another with --port.")

    def __init__(self, host: str, port: int, error: OSError) -> None:
        super().__init__(host=host, port=port, why=error.strerror or type(error).__name__)


def serve(board: Board, options: Namespace, tell: Callable[[Message], None]) -> int:
    """Serve `board` to browsers until told to end, and return the exit code.

    Raises:
        NoWebExtra: the extra is not installed.
        AddressTaken: another program listens there, or the address is not this machine's.
    """
    if find_spec("textual_serve") is None:
        raise NoWebExtra
    from kiosk.web.server import Serving, WebKiosk  # noqa: PLC0415 - only where the extra is

    serving = Serving(
        board.home,
        options.today,
        options.listen,
        options.port,
        max(options.visitors, 1),
    )

    def told(host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        tell(say("The board is served at {address}. Stop it with Ctrl+C.", address=f"http://{shown}:{port}/"))

    with suppress(KeyboardInterrupt):
        try:
            asyncio.run(WebKiosk(serving).serve(told))
        except OSError as error:
            raise AddressTaken(options.listen, options.port, error) from None
    return 0
