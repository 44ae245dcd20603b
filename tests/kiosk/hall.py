"""The kiosk under test: with a given clock, and with eyes for what is painted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager

from rich.segment import Segment
from textual.pilot import Pilot

from kiosk.aloud import RECORDINGS, Machine
from kiosk.app import KioskApp
from kiosk.sheet import Entry, Page, Sheet, Shelf
from tests.support.speech import FakePlayer
from village_board.board import Board
from village_board.i18n import translator


class Hall:
    """An app with its pilot; time passes when a test says so."""

    def __init__(
        self, app: KioskApp, pilot: Pilot[None], seconds: list[float], player: FakePlayer | None = None
    ) -> None:
        self.app, self.pilot, self._seconds = app, pilot, seconds
        self.player = player or FakePlayer()

    async def settle(self) -> None:
        """Wait until what was begun is painted: a screen that comes while this waits has a reading of its own."""
        while True:
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
            if not self.app.workers:
                return

    async def press(self, *keys: str) -> None:
        """Press keys as a person does, a second apart."""
        for key in keys:
            self.wait(1)
            await self.pilot.press(key)
            await self.settle()

    async def click(self, selector: str, *, after: float = 1) -> None:
        """Tap a target."""
        self.wait(after)
        await self.pilot.click(selector)
        await self.settle()

    async def open(self, page: Page) -> None:
        """Open a page."""
        self.app.open(page)
        await self.pilot.pause()
        await self.settle()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._seconds[0] += seconds

    def segments(self) -> Iterator[Segment]:
        """Every piece that is painted, with its colours."""
        for strip in self.app.screen._compositor.render_strips():
            yield from strip

    @property
    def text(self) -> str:
        """What stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@asynccontextmanager
async def hall(
    board: Board, size: tuple[int, int] = (80, 24), *, says: bool = True, plays: Iterable[str] = RECORDINGS
) -> AsyncIterator[Hall]:
    """Run the kiosk of `board` in a terminal of `size`, with a player that sounds nothing and a voice if it `says`."""
    seconds, player = [1000.0], FakePlayer()
    machine = Machine(says, frozenset(plays), lambda: player)
    app = KioskApp(board, clock=lambda: seconds[0], machine=lambda: machine)
    async with app.run_test(size=size) as pilot:
        there = Hall(app, pilot, seconds, player)
        await there.settle()
        yield there


def shelf_of(board: Board, language: str = "zh-Hans") -> Shelf:
    """Return what pages read from."""
    return Shelf(board.records(), board.settings, translator(language, "kiosk"))


def entries(sheet: Sheet) -> list[Entry]:
    """Return the rows of a sheet."""
    return [part for part in sheet.parts if isinstance(part, Entry)]
