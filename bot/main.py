"""``village-bot``: finds home, token and day, and wires. The chat library is imported when all are there."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.faults import ProgramFault
from bot.logs import start_log
from bot.token import find_token
from village_board.base.clock import Clock
from village_board.base.errors import BoardError
from village_board.base.message import Message
from village_board.board import Board, open_board
from village_board.i18n import translator
from village_board.launch import clock_for, home_folder, language_for
from village_board.logs import fault
from village_board.settings import FILE, read_settings
from village_board.text.clean import terminal_safe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

USAGE = 2
#: Seconds from SIGTERM to the end of the process, at most.
STOP_SECONDS = 4.5


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the bot and exit: 0 stopped, 1 a fault of the program, 2 usage, 3 store, 4 Telegram."""
    try:
        options = _parser().parse_args(argv)
        if options.what == "health":
            sys.exit(_health(options))
        options.simulate = bool(options.simulate or options.replay or options.record or options.what)
        _start(options)
    except BoardError as error:
        _tell(error.message)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(0)
    sys.exit(0)


def _start(options: Namespace) -> None:
    clock = clock_for(options.today)
    home = home_folder(options.home, demo=options.demo)
    token = "" if options.simulate else _token(home)
    board = _open(options, home, clock)
    try:
        board.check_writable()  # a bot that can keep no update would take the same one for ever
        from village_board.doctor.rules import read_rules  # noqa: PLC0415 - they bring every check with them

        read_rules()
        log = start_log(board.home, token)
        try:
            if options.simulate:
                asyncio.run(_replay(board, options.replay) if options.replay else _simulate(board, options.record))
            else:
                with board.only_sender():
                    asyncio.run(_serve(board, token, options.api_base))
        except BoardError:
            raise
        except Exception as error:
            logging.getLogger("bot").critical("fault: %s", fault(error))
            raise ProgramFault(log) from error
    finally:
        board.close()


def _health(options: Namespace) -> int:
    from bot.health import look  # noqa: PLC0415 - a bot that runs asks nobody how it does

    found = look(home_folder(options.home, demo=options.demo), clock_for(options.today))
    if options.json:
        import json  # noqa: PLC0415

        _print(json.dumps(found.facts(), ensure_ascii=False))
    else:
        t = translator(language_for(), "bot")
        for line in found.lines():
            _print(t.say(line))
    return found.code


async def _serve(board: Board, token: str, api_base: str) -> None:
    from bot.core import Core  # noqa: PLC0415 - after what may fail has failed in one sentence
    from bot.runner import Runner  # noqa: PLC0415
    from bot.transport import telegram_bot  # noqa: PLC0415

    core = Core(board)
    try:
        await Runner(core, telegram_bot(token, api_base), _tell, stopping=_bounded).run()
    finally:
        core.close()


def _bounded() -> None:
    """Let the stop take its time and no more: a thread that waits for a disk or a robot cannot be broken off.

    What is left then is as after a power cut: committed or not, and recovered at the next start.
    """
    import os  # noqa: PLC0415 - beside what needs it
    import threading  # noqa: PLC0415

    def leave() -> None:
        logging.getLogger("bot").warning("the stop took too long and was cut short")
        os._exit(0)

    timer = threading.Timer(STOP_SECONDS, leave)
    timer.daemon = True
    timer.start()


async def _simulate(board: Board, record: Path | None) -> None:
    from bot.core import Core  # noqa: PLC0415
    from bot.replay import Recorder  # noqa: PLC0415
    from bot.simulate import Simulator  # noqa: PLC0415

    core, recorder = Core(board), Recorder(_print)
    try:
        simulator = Simulator(core, recorder.show, heard=recorder.hear)
        simulator.terminal.several = record is not None  # a journey says of each thing who saw it
        await simulator.run()
    finally:
        core.close()
        if record is not None:
            recorder.write(record)


async def _replay(board: Board, file: Path) -> None:
    """Play a journey, and print how what was seen differs."""
    from bot.core import Core  # noqa: PLC0415
    from bot.replay import JourneyDiffers, Player, difference, read_journey  # noqa: PLC0415
    from bot.simulate import Simulator  # noqa: PLC0415

    journey, player, core = read_journey(file), Player(), Core(board)
    simulator = Simulator(core, player.seen, file.parent)
    try:
        await simulator.begin()
        try:
            differs = difference(journey, await player.play(journey, simulator), file.name)
        finally:
            await simulator.end()
    finally:
        core.close()
    for line in differs:
        _print(line)
    if differs:
        raise JourneyDiffers(file.name)


def _open(options: Namespace, home: Path, clock: Clock) -> Board:
    if options.demo:
        from village_board.demo import ensure_demo  # noqa: PLC0415 - only the demo needs it

        return ensure_demo(home, clock, _say)
    return open_board(home, clock=clock)


def _token(home: Path) -> str:
    """Return the token before a board is opened or made: without one there is nothing to open it for."""
    file = read_settings(home).bot_token_file if (home / FILE).is_file() else ""
    return find_token(home, file)


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
    parser.add_argument(
        "what", nargs="?", choices=("simulate", "health"), help=t("health: how the bot does; simulate: as --simulate.")
    )
    parser.add_argument("--json", action="store_true", help=t("With health: one JSON value."))
    parser.add_argument("--home", type=Path, help=t("Folder of the board."))
    parser.add_argument("--demo", action="store_true", help=t("Use the invented demo village."))
    parser.add_argument("--api-base", default="", metavar="URL", help=t("Another Bot API server."))
    parser.add_argument("--simulate", action="store_true", help=t("Talk in this terminal, without a token."))
    parser.add_argument("--replay", type=Path, metavar="FILE", help=t("Play a journey again, and compare."))
    parser.add_argument("--record", type=Path, metavar="FILE", help=t("With --simulate: write the talk as a journey."))
    parser.add_argument("--today", default="", metavar="DATE", help=t("Judge as on this day, such as 2026-09-30."))
    return parser
