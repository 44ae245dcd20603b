"""An hour before the kiosk: random taps, keys and resizes over hostile words, by the app's own clock (K10, A31)."""

from __future__ import annotations

import asyncio
import gc
import importlib
import pkgutil
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import psutil
import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size

import kiosk.pages
import kiosk.screens
import kiosk.staff
import kiosk.widgets
from kiosk.app import KioskApp
from kiosk.screens.home import HomeScreen
from kiosk.terminal import PACE, HallDecoder
from tests.kiosk.hands import burst, sequences, tap
from tests.kiosk.hostile import ALL
from tests.kiosk.painted import foreign
from tests.kiosk.test_emergency import warn
from tests.kiosk.village import TODAY, make_village
from tests.support.virtual import VirtualLoop, run_virtually
from village_board.board import Board, open_board

SIZES = ((80, 24), (53, 47), (120, 40))
#: what a screen may be made smaller to for a while.
SQUEEZED = ((20, 10), (1, 1), (300, 3), (240, 67))
KEYS = [*"0123456789*#/+-jfedgq", "\r", "\t", "\x1b", "\x1b[H", "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\x7f"]
HOUR, WARM = 3600.0, 1200.0
#: what may come on in the last two thirds of the hour: objects, by their share, and bytes, for what is loaded late.
MORE_OBJECTS, MORE_BYTES = 0.03, 20_000_000


class MovingClock:
    """The office's clock: it goes as the loop's does, so that midnight comes within the hour."""

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop
        self._began = datetime(TODAY.year, TODAY.month, TODAY.day, 15, 20, tzinfo=UTC)  # 23:20 in the village

    def now(self) -> datetime:
        return self._began + timedelta(seconds=self._loop.passed)

    def today(self) -> date:
        return (self.now() + timedelta(hours=8)).date()


class HourDriver(HeadlessDriver):
    """A terminal that keeps nothing but what is foreign in it; what is typed passes the hall's own sieve."""

    def __init__(self, *args, **named) -> None:
        super().__init__(*args, **named)
        loop = asyncio.get_running_loop()
        self.found, self.frames, self._tail = "", 0, b""
        self._parser = XTermParser()
        self._decoder = HallDecoder(pace=PACE)
        self._decoder._sieve._clock = loop.time

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.frames += 1
        self.found += foreign(data.encode("utf-8", "surrogatepass"))

    def type(self, typed: bytes) -> None:
        sifted = self._decoder.decode(typed)
        for event in self._parser.feed(sifted) if sifted else ():  # nothing would be the terminal's end
            self.process_message(event)

    def let_go(self) -> None:
        """Give on a lone Escape, as the driver does ten times a second."""
        for event in self._parser.tick():
            self.process_message(event)

    def resize(self, size: tuple[int, int]) -> None:
        self._size = size
        self.send_message(events.Resize(Size(*size), Size(*size)))


class Passing:
    """A kiosk, who stands before it, and what was seen."""

    def __init__(self, board: Board, loop: VirtualLoop, seed: int) -> None:
        self.loop, self.dice = loop, random.Random(seed)
        self.app = KioskApp(board, HourDriver, clock=loop.time)
        self.size = (80, 24)
        self.screens: Counter[str] = Counter()
        self.acts = 0
        self.looked: list[tuple[int, int]] = []

    @property
    def terminal(self) -> HourDriver:
        driver = self.app._driver
        assert isinstance(driver, HourDriver)
        return driver

    async def wait(self, seconds: float) -> None:
        """Let time pass; every half second somebody looks which screen it is."""
        until = self.loop.time() + seconds
        while (left := until - self.loop.time()) > 0:
            await asyncio.sleep(min(left, 0.5))
            self.terminal.let_go()
            self.screens[type(self.app.screen).__name__] += 1

    def gap(self) -> float:
        """Return how long nothing happens: a finger, a reader, one who hesitates, one who has gone."""
        kind = self.dice.choices(("tap", "read", "think", "hesitate", "gone"), (30, 55, 10, 2.5, 2.5))[0]
        low, high = {
            "tap": (0.02, 0.6), "read": (0.6, 4), "think": (4, 25), "hesitate": (61, 79), "gone": (81, 150),
        }[kind]  # fmt: skip
        return self.dice.uniform(low, high)

    def act(self) -> None:
        """Tap, press, type nonsense, or change the terminal's size."""
        dice, terminal = self.dice, self.terminal
        what = dice.random()
        self.acts += 1
        if what < 0.45:
            terminal.type(tap(dice, *self.size))
        elif what < 0.9:
            terminal.type(dice.choice(KEYS).encode())
        elif what < 0.97:
            terminal.type(burst(dice, *self.size)[:4096])
        else:
            for size in dice.choices(SQUEEZED, k=dice.randint(0, 3)):
                terminal.resize(size)
            self.size = dice.choice(SIZES)
            terminal.resize(self.size)

    async def pass_time(self, seconds: float) -> None:
        """Let people come and go for so long."""
        until = self.loop.time() + seconds
        while (left := until - self.loop.time()) > 0 and not self.ended:
            await self.wait(min(self.gap(), left))
            self.act()

    @property
    def ended(self) -> bool:
        return self.app._exit or not self.app.is_running


async def stand(board: Board, loop: VirtualLoop, seconds: float, warm: float, seed: int) -> Passing:
    """Pass `seconds` before the kiosk of `board`; memory is looked at after `warm` and at the end, nobody there."""
    passing = Passing(board, loop, seed)
    running = asyncio.create_task(passing.app.run_async(headless=False, size=passing.size))
    await asyncio.sleep(3)
    await passing.pass_time(warm)
    load_pages()
    await passing.wait(85)
    passing.looked.append(memory())
    await passing.pass_time((seconds - warm) / 2)
    warn(board)  # until midnight
    await passing.pass_time((seconds - warm) / 2)
    assert not passing.ended, passing.app._exception
    passing.terminal.resize((80, 24))
    for _ in range(3):  # one leaves the attract screen, one the warning
        await passing.wait(2)
        passing.terminal.type(b"\x1b[H")
    await passing.wait(2)
    assert isinstance(passing.app.screen, HomeScreen)
    await passing.wait(85)
    passing.looked.append(memory())
    passing.app.exit()
    await running
    assert passing.app.return_code in (0, None)
    return passing


def load_pages() -> None:
    """Load what any page may need: which of them chance opens late is not what a visitor leaves behind."""
    for package in (kiosk.pages, kiosk.screens, kiosk.widgets, kiosk.staff):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def memory() -> tuple[int, int]:
    """Return how many objects there are, and the bytes of the process."""
    gc.unfreeze()
    gc.collect()
    return len(gc.get_objects()), psutil.Process().memory_info().rss


@pytest.fixture(scope="module")
def hostile_village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village in which every word is an attack."""
    home = tmp_path_factory.mktemp("hostile") / "home"
    make_village(home, demo="", hostile=ALL).close()
    return home


@pytest.fixture
def hostile_home(hostile_village: Path, tmp_path: Path) -> Path:
    """A copy of it: visits are counted in it, and a warning is published."""
    return Path(shutil.copytree(hostile_village, tmp_path / "home"))


@pytest.fixture
def stood(hostile_home: Path) -> Iterator[object]:
    """Let people stand before the hostile village for so many seconds."""

    def run(seconds: float, warm: float, seed: int) -> Passing:
        async def work(loop: VirtualLoop) -> Passing:
            board = open_board(hostile_home, clock=MovingClock(loop))
            try:
                return await stand(board, loop, seconds, warm, seed)
            finally:
                board.close()

        return run_virtually(work)

    yield partial(run)
    faults = hostile_home / "log" / "kiosk.log"
    assert not faults.exists(), faults.read_text(encoding="utf-8")[-3000:]


def test_k10_two_minutes_of_taps_and_keys_leave_the_same_kiosk(stood) -> None:
    """K10, A31: two minutes by the app's clock, idle and attract screen among them: nothing foreign is painted."""
    # Guard: kiosk/widgets/ink.py:safe - one control character in a name, and the next screen is painted in its colours.
    passing = stood(120, 20, 7)
    assert passing.terminal.found == ""
    assert passing.terminal.frames > 20
    assert passing.acts > 15


def test_k10_k11_every_sequence_by_itself_leaves_the_same_kiosk(hostile_home: Path) -> None:
    """K10, K11: each of some thousand, the clock going on, so that the sieve throws none away; then home is home."""
    # Guard: kiosk/terminal.py:Sieve, kiosk/app.py:inherit_bindings - a key that ends, hints or writes.
    every = sequences()

    async def work(loop: VirtualLoop) -> Passing:
        board = open_board(hostile_home, clock=MovingClock(loop))
        passing = Passing(board, loop, 1)
        running = asyncio.create_task(passing.app.run_async(headless=False, size=passing.size))
        await asyncio.sleep(3)
        for start in range(0, len(every), 12):
            for sequence in every[start : start + 12]:
                passing.terminal.type(sequence)
            await passing.wait(1)
            assert not passing.ended, every[start : start + 12]
        passing.terminal.type(b"\x1b[H")
        await passing.wait(2)
        assert isinstance(passing.app.screen, HomeScreen)
        passing.app.exit()
        await running
        board.close()
        return passing

    assert run_virtually(work).terminal.found == ""
    assert not (hostile_home / "log" / "kiosk.log").exists()


@pytest.mark.long
def test_k10_an_hour_of_taps_and_keys_leaves_the_same_kiosk_and_flat_memory(stood) -> None:
    """K10, A31: 3,600 seconds by the app's clock, one process, no restart; a warning, midnight, visitors who go.

    Nothing foreign is painted, memory is flat within `MORE_OBJECTS` after the first third, and home is home at the end.
    """
    # Guard: kiosk/app.py:begin_anew, kiosk/kept.py:KeptSheet.begin_anew - what each visitor leaves adds up.
    passing = stood(HOUR, WARM, 8)
    assert passing.loop.passed >= HOUR
    assert passing.terminal.found == ""
    assert passing.acts > 500
    assert {"HomeScreen", "SheetScreen", "AttractScreen", "AskScreen", "EmergencyScreen"} <= set(passing.screens)
    (objects, size), (objects_later, size_later) = passing.looked
    assert objects_later < objects * (1 + MORE_OBJECTS), passing.looked
    assert size_later - size < MORE_BYTES, passing.looked
