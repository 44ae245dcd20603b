"""Ways through the rooms of the desk under test, by keys alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from textual import events

from kiosk.desk.rooms import ROOMS
from tests.kiosk.desk_hall import HELD_ON, Desk


async def enter_room(at: Desk, name: str) -> None:
    """Go from the home into the room of this module, by F3, arrows and Enter."""
    shown = [room.module for room in ROOMS if room.is_for(at.app.signed_in)]
    await at.press("f3", *["down"] * shown.index(f"kiosk.desk.rooms.{name}"), "enter")


async def choose(at: Desk, step: str) -> None:
    """Choose the step with this name on a sheet, by Enter."""
    at.app.screen.query_one(f"#step-{step}").focus()
    await at.press("enter")


async def do(at: Desk, **answers: str) -> None:
    """Fill a form in and do it with F2."""
    at.fill(**answers)
    await at.settle()
    await at.press("f2")


async def paste(at: Desk, text: str) -> None:
    """Paste into the field with the focus, as a terminal brings it."""
    at.app.post_message(events.Paste(text))
    await at.settle()


def wrong(at: Desk, field: str) -> str:
    """Return what is said below a field."""
    return str(at.app.screen.query_one(f"#box-{field}").wrong)


def told(at: Desk) -> str:
    """Return what is said at the foot."""
    return str(at.app.screen._told)


def die_while_typing(home: Path, who: str, script: str, day: date = HELD_ON) -> None:
    """Run `script` against the desk of `home` in another process, which is then killed without a word (kill -9).

    `script` is the body of a coroutine that knows `at`; `day` is the one on which that happens.
    """
    lines = "\n".join(f"        {line}" for line in script.strip().splitlines())
    code = (
        "import asyncio, os, signal\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from tests.kiosk.desk_hall import desk\n"
        "from tests.kiosk.desk_rooms import *\n"
        "from tests.support.clocks import GivenClock\n"
        "from village_board.board import open_board\n"
        "from village_board.people.service import actor, find_person\n"
        "async def main():\n"
        f"    clock = GivenClock(date.fromisoformat({day.isoformat()!r}))\n"
        f"    board = open_board(Path({str(home)!r}), clock=clock)\n"
        f"    who = actor(board.records(), find_person(board.records(), {who!r}))\n"
        "    async with desk(board, language='en') as at:\n"
        "        await at.enter(who)\n"
        f"{lines}\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=False, capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
