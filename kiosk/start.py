"""What ``village-kiosk`` does: options, the board, the app; one sentence where one of them fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kiosk.heartbeat import STEP, WORK, told
from kiosk.pages.home import read_home
from kiosk.reading import Reader
from village_board.base.clock import Clock
from village_board.base.errors import BoardError, UsageError
from village_board.base.message import N_
from village_board.board import Board, open_board
from village_board.i18n import translator
from village_board.launch import clock_for, home_folder
from village_board.text.clean import terminal_safe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

USAGE = 2
FAILED = 1


class NoTerminal(UsageError):
    """The kiosk was started where nobody could see it."""

    sentence = N_("The kiosk needs a terminal for its screen and keys. Start it in one.")

    def __init__(self) -> None:
        super().__init__()


def start(argv: Sequence[str] | None = None) -> int:
    """Show the kiosk until it ends, and return the exit code."""
    try:
        return _show(_parser().parse_args(argv))
    except BoardError as error:
        _tell(translator(domain="kiosk").say(error.message))
        return error.exit_code


def _show(options: Namespace) -> int:
    clock = clock_for(options.today)
    if options.web:
        return _web(options, clock)
    if not (sys.__stdin__ and sys.__stdin__.isatty()):
        raise NoTerminal
    board = _open(options, clock)
    told(STEP)
    if options.desk:
        return _desk(board)
    reader = Reader(board)
    first = reader.begin(read_home, translator(domain="kiosk"))
    # Textual would ask the terminal for keys that no visitor needs, and read signals' keys from the environment.
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    from kiosk.aloud import machine_here  # noqa: PLC0415 - after what may fail has failed in one sentence
    from kiosk.app import KioskApp  # noqa: PLC0415
    from kiosk.faults import keep_faults  # noqa: PLC0415
    from kiosk.terminal import HallDriver, prepare  # noqa: PLC0415

    prepare()
    told(STEP)
    machine = machine_here if board.settings.read_aloud == "yes" else None
    app = KioskApp(board, HallDriver, reader=reader, first=first, machine=machine)
    try:
        with keep_faults(app, board.home):
            app.run()
    finally:
        board.close()
    return app.return_code or 0  # run() returns None after a crash as well


def _desk(board: Board) -> int:
    import gc  # noqa: PLC0415 - the kiosk's own app turns this on again itself

    from kiosk.desk.start import show_desk  # noqa: PLC0415 - a hall's kiosk never loads it

    gc.enable()
    try:
        return show_desk(board)
    finally:
        board.close()


def _web(options: Namespace, clock: Clock) -> int:
    import gc  # noqa: PLC0415 - as for the desk

    from kiosk.web.start import serve  # noqa: PLC0415 - a hall's kiosk never loads it

    gc.enable()
    board = _open(options, clock)
    try:
        return serve(board, options, lambda message: _tell(translator(domain="kiosk").say(message)))
    finally:
        board.close()


def _open(options: Namespace, clock: Clock) -> Board:
    home = home_folder(options.home, demo=options.demo)
    if options.demo:
        from village_board.demo import ensure_demo  # noqa: PLC0415 - only the demo needs it

        return ensure_demo(home, clock, _tell_of_work)
    return open_board(home, clock=clock, before_long_work=partial(told, WORK))


def _tell_of_work(text: str) -> None:
    told(WORK)
    _tell(text)


def _tell(text: str) -> None:
    print(terminal_safe(text), file=sys.stderr)  # noqa: T201 - before and after the screen, this is how it speaks


def _parser() -> ArgumentParser:
    from argparse import ArgumentParser  # noqa: PLC0415 - beside its only use

    t = translator(domain="kiosk")

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            _tell(t("This command cannot be understood: {why}", why=message))
            self.exit(USAGE)

    parser = Parser(
        prog="village-kiosk", description=t("The board of a village, on a screen in its hall."), allow_abbrev=False
    )
    parser.add_argument("--home", type=Path, help=t("Folder of the board."))
    parser.add_argument("--demo", action="store_true", help=t("Use the invented demo village."))
    parser.add_argument("--desk", action="store_true", help=t("Open the committee's desk, for who has a PIN."))
    parser.add_argument("--web", action="store_true", help=t("Serve the same pages to browsers, without staff."))
    parser.add_argument("--listen", default="127.0.0.1", metavar="ADDRESS", help=t("With --web: where to listen."))
    parser.add_argument("--port", type=int, default=8000, help=t("With --web: the port."))
    parser.add_argument("--visitors", type=int, default=8, help=t("With --web: how many visitors at once."))
    # Taken by kiosk/main.py before anything else; it stands here for the help.
    parser.add_argument(
        "--supervised", action="store_true", help=t("Start it again whatever ends it: for the machine in the hall.")
    )
    parser.add_argument("--today", default="", metavar="DATE", help=t("Judge as on this day, such as 2026-09-30."))
    return parser
