"""The process of one visitor in a browser: the kiosk's app, written to a pipe. Staff cannot sign in here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from textual._xterm_parser import XTermParser
from textual.drivers import web_driver
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from kiosk.app import KioskApp
from kiosk.faults import keep_faults
from kiosk.terminal import HallDecoder
from village_board.base.errors import BoardError
from village_board.board import open_board
from village_board.launch import clock_for

#: cells that a browser's window may have; a larger one is somebody's joke
MOST_COLUMNS, MOST_ROWS = 300, 120


class VisitorParser(XTermParser):
    """Textual's parser, for which an empty text is the end of all typing: here it was sifted away (F12)."""

    def feed(self, data: str) -> Iterable[Message]:
        """Return the events of `data`; none of an empty text."""
        return super().feed(data) if data else ()


class VisitorDriver(WebDriver):
    """Textual's driver for browsers, without hovering, paste brackets and files; it ends when its server is gone."""

    def _enable_mouse_support(self) -> None:
        self.write("\x1b[?1000h\x1b[?1006h")

    def _enable_bracketed_paste(self) -> None:
        """Leave it off: a paste without an end would swallow every key after it."""

    def start_application_mode(self) -> None:
        """Start; Textual switches hovering on once more, which no visitor needs and every movement would send."""
        super().start_application_mode()
        self.write("\x1b[?1003l\x1b[?1000h\x1b[?1006h")

    def run_input_thread(self) -> None:
        """Read until the server closes the pipe, then end."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.call_from_thread(self._app.exit)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take a size that a window can have, and the end; nothing else is for a visitor to say."""
        if packet_type == "quit":
            super().on_meta(packet_type, payload)
        elif packet_type == "resize" and (size := window(payload.get("width"), payload.get("height"))):
            super().on_meta(packet_type, {"width": size[0], "height": size[1]})


def window(width: object, height: object) -> tuple[int, int] | None:
    """Return columns and rows, no more than a window has; None where they are no size."""
    if not isinstance(width, int) or not isinstance(height, int) or width < 1 or height < 1:
        return None
    return min(width, MOST_COLUMNS), min(height, MOST_ROWS)


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Show the board of the home ``argv[0]``, judged as on the day ``argv[1]``, to one visitor; exit as it ended."""
    home, today = sys.argv[1:] if argv is None else argv
    web_driver.getincrementaldecoder = lambda _encoding: HallDecoder  # type: ignore[assignment, attr-defined]
    web_driver.XTermParser = VisitorParser  # type: ignore[attr-defined]
    os.environ.pop("TEXTUAL_ALLOW_SIGNALS", None)
    try:
        board = open_board(Path(home), clock=clock_for(today))
    except BoardError as error:
        sys.exit(error.exit_code)
    app = KioskApp(board, VisitorDriver, staff=False)
    try:
        with keep_faults(app, board.home):
            app.run()
    finally:
        board.close()
    sys.exit(app.return_code or 0)
