"""``village-bot``: finds home, token and day, and wires. The chat library is imported only when all of them are there."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.faults import ProgramFault
from bot.logs import start_log
from bot.single import only_bot
from bot.token import find_token
from village_board.base.clock import Clock, DayClock, SystemClock
from village_board.base.errors import BoardError, UsageError
from village_board.base.message import N_, Message
from village_board.board import Board, open_board
from village_board.i18n import translator
from village_board.settings import FILE, read_settings
from village_board.text.clean import terminal_safe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

HOME_VARIABLE = "VILLAGE_BOARD_HOME"
TODAY_VARIABLE = "VILLAGE_BOARD_TODAY"
USAGE = 2


class DayUnreadable(UsageError):
    """A day given on the command line is no day."""

    sentence = N_("'{text}' is no day. Write it as 2026-09-30.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the bot and exit: 0 stopped, 1 a fault of the program, 2 usage, 3 store, 4 Telegram."""
    try:
        _start(_parser().parse_args(argv))
    except BoardError as error:
        _tell(error.message)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(0)
    sys.exit(0)


def _start(options: Namespace) -> None:
    clock = _clock(options.today)
    home = _home(options)
    token = "" if options.simulate else _token(home)
    board = _open(options, home, clock)
    try:
        log = start_log(board.home, token)
        try:
            if options.simulate:
                asyncio.run(_simulate(board))
            else:
                with only_bot(board.home):
                    asyncio.run(_serve(board, token, options.api_base))
        except BoardError:
            raise
        except Exception as error:
            logging.getLogger("bot").critical("fault: %s at %s", type(error).__name__, _place(error))
            raise ProgramFault(log) from error
    finally:
        board.close()


async def _serve(board: Board, token: str, api_base: str) -> None:
    from bot.core import Core  # noqa: PLC0415 - after what may fail has failed in one sentence
    from bot.runner import Runner  # noqa: PLC0415
    from bot.transport import telegram_bot  # noqa: PLC0415

    core = Core(board)
    try:
        await Runner(core, telegram_bot(token, api_base), _tell).run()
    finally:
        core.close()


async def _simulate(board: Board) -> None:
    from bot.core import Core  # noqa: PLC0415
    from bot.simulate import Simulator  # noqa: PLC0415

    core = Core(board)
    try:
        await Simulator(core, _print).run()
    finally:
        core.close()


def _home(options: Namespace) -> Path:
    if options.home is not None:
        return Path(options.home)
    if options.demo:
        from village_board.demo import demo_home  # noqa: PLC0415 - only the demo needs it

        return demo_home()
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else _data_home() / "village-board"


def _open(options: Namespace, home: Path, clock: Clock) -> Board:
    if options.demo:
        from village_board.demo import ensure_demo  # noqa: PLC0415

        return ensure_demo(home, clock, _say)
    return open_board(home, clock=clock)


def _token(home: Path) -> str:
    """Return the token before a board is opened or made: without one there is nothing to open it for."""
    file = read_settings(home).bot_token_file if (home / FILE).is_file() else ""
    return find_token(home, file)


def _clock(today: str) -> Clock:
    text = today or os.environ.get(TODAY_VARIABLE, "")
    if not text:
        return SystemClock()
    try:
        return DayClock(date.fromisoformat(text))
    except ValueError:
        raise DayUnreadable(text) from None


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _place(error: BaseException) -> str:
    """Return where in the program it happened, without the values that stood there (A22)."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return "" if last is None else f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}"


def _tell(message: Message) -> None:
    _say(translator(domain="bot").say(message))


def _say(text: str) -> None:
    with contextlib.suppress(OSError):  # a terminal that was closed must not end the bot
        print(terminal_safe(text), file=sys.stderr, flush=True)  # noqa: T201 - this is how it speaks


def _print(text: str) -> None:
    print(terminal_safe(text), flush=True)  # noqa: T201 - the simulator's screen


def _parser() -> ArgumentParser:
    from argparse import ArgumentParser  # noqa: PLC0415

    t = translator(domain="bot")

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            _say(t("This command cannot be understood: {why}", why=message))
            self.exit(USAGE)

    parser = Parser(prog="village-bot", description=t("The village's chat bot."))
    parser.add_argument("--home", type=Path, help=t("Folder of the board."))
    parser.add_argument("--demo", action="store_true", help=t("Use the invented demo village."))
    parser.add_argument("--api-base", default="", metavar="URL", help=t("Another Bot API server."))
    parser.add_argument("--simulate", action="store_true", help=t("Talk in this terminal, without a token."))
    parser.add_argument(
        "--today", default="", metavar="DATE", help=t("Judge as on this day, such as 2026-09-30.")
    )
    return parser
