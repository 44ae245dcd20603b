"""Making the demo village: its clerks' files are imported, its story is played, its year ends today (P31).

Everyone in office has the same PIN, which the README says openly; no other board has it.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from tinydb import where

from village_board.base.clock import Clock
from village_board.base.errors import BoardError
from village_board.base.message import N_, Message
from village_board.board import Board, BoardExists, HomeNotWritable, found_board, open_board
from village_board.data_files import data_path
from village_board.demo.story import play
from village_board.i18n import Translator, translator
from village_board.interchange.importing import KINDS, import_files
from village_board.launch import demo_home, language_for
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.people.pin import Pin, set_pin
from village_board.settings import FILE, read_settings
from village_board.store.errors import HomeInUse
from village_board.store.lock import HomeLock

#: the PIN of everyone in office, in the demo and nowhere else
DEMO_PIN = "1234"
_CLERKS = "clerk-files"
_MAKING = ".making"
_STORE = "board.db"
_WAIT_SECONDS, _LOOK_SECONDS = 60.0, 0.2
Say = Callable[[str], object]


class DemoBroken(BoardError):
    """The shipped demo does not fit its program: a fault of ours, and never of the reader's."""

    sentence = N_("The demo village cannot be made: {why} Install Village Board again.")

    def __init__(self, why: Message) -> None:
        super().__init__(why=why)


def ensure_demo(home: Path, clock: Clock, say: Say) -> Board:
    """Open the demo in `home`, which is made first where there is none.

    The one in `demo_home()` moves with the calendar: on another day it is made anew, unless it is in use.

    Raises:
        BoardError: it can be neither made nor opened.
    """
    _make_folder(home)
    waits_until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            with HomeLock(home).exclusive():
                if _is_wanted(home, clock.today()):
                    _make(home, clock, say)
                break
        except HomeInUse:
            # Somebody uses the demo, or is making it at this moment: then it is there soon.
            if (home / FILE).is_file():
                break
            if time.monotonic() > waits_until:
                raise
            time.sleep(_LOOK_SECONDS)
    return _open(home, clock, waits_until)


def make_demo(home: Path, clock: Clock, say: Say) -> Board:
    """Make the demo in `home` and return it open.

    Raises:
        BoardExists: there is a board already.
        HomeInUse: another program uses the folder.
    """
    _make_folder(home)
    with HomeLock(home).exclusive():
        if (home / FILE).exists():
            raise BoardExists(home)
        _make(home, clock, say)
    return open_board(home, clock=clock)


def build_demo(board: Board, today: date, progress: Say) -> None:
    """Fill an empty board with the demo village of `today`: its clerks' files, its story, its PINs.

    `progress` is told what is being done, in words.

    Raises:
        DemoBroken: the shipped files do not fit this program.
    """
    t = _words()
    progress(t("Making the demo village: the clerk's files ..."))
    files = _maker().make(today, board.home / _CLERKS)
    with board.desk() as desk:
        report = import_files(desk, files, progress=_steps(t, progress))
    if report.blocked:
        raise DemoBroken(report.findings[0].message)
    progress(t("Playing what the village did: meetings, objections, corrections ..."))
    play(board, tomllib.loads(data_path("demo", "story.toml").read_text("utf-8")))
    _set_pins(board)


def _is_wanted(home: Path, today: date) -> bool:
    if not (home / FILE).is_file():
        return True
    return home == demo_home() and read_settings(home).demo not in ("", today.isoformat())


def _make_folder(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise HomeNotWritable(home, error.strerror or type(error).__name__) from None


def _make(home: Path, clock: Clock, say: Say) -> None:
    """Make the demo in a folder of its own, then put it into `home`, settings last: a cut leaves no half."""
    making = home / _MAKING
    if not (making.exists() or (home / FILE).exists()) and (home / _STORE).exists():
        raise BoardExists(home)
    shutil.rmtree(making, ignore_errors=True)
    names = tomllib.loads(data_path("demo", "content", "names.toml").read_text("utf-8"))
    today = clock.today()
    board = found_board(making, name=names["village"], township=names["township"], demo=today.isoformat(), clock=clock)
    try:
        build_demo(board, today, say)
    finally:
        board.close()
    (home / FILE).unlink(missing_ok=True)
    for leftover in home.glob(f"{_STORE}*"):
        leftover.unlink()
    for part in sorted(making.iterdir(), key=lambda path: path.name == FILE):
        target = home / part.name
        if target.is_dir():
            shutil.rmtree(target)
        part.replace(target)
    making.rmdir()


def _open(home: Path, clock: Clock, waits_until: float) -> Board:
    """Open the demo, which holds its folder from then on; where it is just being made, it is there soon."""
    while True:
        try:
            return open_board(home, clock=clock)
        except HomeInUse:
            if time.monotonic() > waits_until:
                raise
            time.sleep(_LOOK_SECONDS)


def _maker() -> ModuleType:
    """Return ``data/demo/make.py``, which stands beside the files that it makes and not in a package."""
    script = data_path("demo", "make.py")
    spec = importlib.util.spec_from_file_location("village_board_demo_maker", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with _importable(script.parent):
        spec.loader.exec_module(module)
    return module


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def _words() -> Translator:
    return translator(language_for())


def _steps(t: Translator, progress: Say) -> Callable[[int, int, str], Any]:
    """Return what tells the progress of an import, in quarters."""
    told = [0]

    def step(done: int, total: int, label: str) -> None:
        # Reading names its file, writing the kind of table; the writing is what takes time.
        if label in KINDS and (quarter := done * 4 // total) > told[0]:
            told[0] = quarter
            progress(t("Importing: {percent} %", percent=quarter * 25))

    return step


def _set_pins(board: Board) -> None:
    """Give everyone in office the same PIN, under one hash: one each would take longer than all the rest."""
    with board.desk() as desk:
        first, *others = (one for one in list(desk.all(Person)) if one.roles(desk.today) - {Role.VILLAGER})
        set_pin(desk, first, DEMO_PIN, board.pepper())
        known = desk.one(Pin, where("person") == first.id)
        assert known is not None
        desk.require(Act.SET_PIN)
        desk.put_many(Pin(person=person.id, hash=known.hash) for person in others)
        desk.record()
