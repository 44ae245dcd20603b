"""The desk under test: a village with people who have a PIN, a given clock, eyes for what is painted."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from rich.segment import Segment
from textual.pilot import Pilot

from kiosk.desk.app import DeskApp
from tests.support.builders import TODAY, Staff, actor_of, announced, convened, hire, keep
from tests.support.clocks import GivenClock
from village_board.board import Board, found_board, open_board
from village_board.people.model import Actor, Person
from village_board.people.pin import set_pin

PIN = "135246"
HELD_ON = date(2026, 9, 22)


@cache
def _made() -> Path:
    """Make a home once: staff with PINs, forty representatives, one hearing and one meeting that were held today."""
    home = Path(mkdtemp(prefix="desk")) / "home"
    clock = GivenClock(TODAY)
    board = found_board(home, name="试验村", clock=clock)
    staff = hire(board)
    keep(
        board,
        *(Person(number=f"2{n:03d}", name=f"代表{n}", representative=True, household=f"H{n}") for n in range(1, 41)),
    )
    with board.desk() as desk:
        for who in (staff.clerk, staff.overseer, staff.director):
            set_pin(desk, desk.get(Person, who.id), PIN, board.pepper())
    announced(board, staff)
    convened(board, staff, matter="鱼塘改标")
    board.close()
    return home


@dataclass
class Office:
    """An open board with its clock and staff."""

    board: Board
    clock: GivenClock
    staff: Staff


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Open a copy of the village in `folder`, on the evening of the day of its hearing."""
    home = folder / "home"
    shutil.copytree(_made(), home)
    clock = GivenClock(TODAY)
    board = open_board(home, clock=clock)
    numbers = ("1001", "1002", "1003", "1004", "1005", "9001")
    people = {person.number: person for person in board.records().all(Person)}
    clock.move(HELD_ON, 18)
    try:
        yield Office(board, clock, Staff(*(actor_of(people[number]) for number in numbers)))
    finally:
        board.close()


class Desk:
    """The desk's app with its pilot; time passes when a test says so."""

    def __init__(self, app: DeskApp, pilot: Pilot[None], seconds: list[float]) -> None:
        self.app, self.pilot, self._seconds = app, pilot, seconds
        self.keys = 0

    async def settle(self) -> None:
        """Wait until what was begun is done and painted."""
        for _ in range(4):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            if all(worker.is_finished for worker in self.app.workers):
                break

    async def press(self, *keys: str) -> None:
        """Press keys as a person does, a second apart, and wait."""
        for key in keys:
            self._seconds[0] += 1
            self.keys += 1
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type words quickly; they are not counted as keys."""
        await self.pilot.press(*text)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._seconds[0] += seconds

    async def sign_in(self, who: Actor, pin: str = PIN) -> None:
        """Sign in by name."""
        self.app.screen.query_one("#number").value = who.name
        self.app.screen.query_one("#pin").value = pin
        self.app.screen.query_one("#pin").focus()
        await self.press("enter")

    async def enter(self, who: Actor) -> None:
        """Let somebody in as after the sign-in, which costs a fifth of a second."""
        self.app.enter(who)
        await self.settle()

    def fill(self, **answers: str) -> None:
        """Write into fields, without the keys."""
        for name, text in answers.items():
            widget = self.app.screen.query_one(f"#f-{name}")
            if hasattr(widget, "options"):
                widget.choose([value for value, _ in widget.options].index(text), on=False)
            elif hasattr(widget, "load_text"):
                widget.load_text(text)
            else:
                widget.value = text

    def segments(self) -> Iterator[Segment]:
        """Every piece that is painted, with its colours."""
        for strip in self.app.screen._compositor.render_strips():
            yield from strip

    @property
    def text(self) -> str:
        """What stands on the screen, line breaks taken out."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@asynccontextmanager
async def desk(board: Board, size: tuple[int, int] = (80, 24), language: str = "zh-Hans") -> AsyncIterator[Desk]:
    """Run the desk of `board` in a terminal of `size`."""
    seconds = [1000.0]
    app = DeskApp(board, clock=lambda: seconds[0], language=language)
    async with app.run_test(size=size) as pilot:
        there = Desk(app, pilot, seconds)
        await there.settle()
        yield there
