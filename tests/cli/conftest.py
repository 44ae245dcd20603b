"""The program run in this process: one home with everything, made once and copied for each test."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from tests.support.builders import (
    TODAY,
    Staff,
    a_case,
    a_hearing,
    a_resolution,
    a_voucher,
    an_entry,
    hire,
    keep,
)
from tests.support.clocks import GivenClock
from village_board.accounts.model import Closing
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Asset, Contract, Instalment, Resource
from village_board.accounts.stocktakes import Stocktake
from village_board.accounts.subsidies import SubsidyBatch, SubsidyKind
from village_board.base.clock import SystemClock, instant
from village_board.board import Board, found_board, open_board
from village_board.cli.main import run
from village_board.disclosure.model import Gap, Item, ItemStatus
from village_board.hearings.case import CaseState
from village_board.hearings.execution import Execution
from village_board.hearings.model import ResolutionStatus
from village_board.hearings.roll_model import RollEntry
from village_board.people.acts import Act
from village_board.people.model import Household, Person
from village_board.people.pin import Pin, _peppered
from village_board.people.service import OFFICE

PINS = {"1001": "1111", "1002": "2222", "1003": "3333", "1004": "4444"}
DIRECTOR, SECRETARY, OVERSEER, CLERK = PINS


@dataclass(frozen=True)
class Said:
    """What the program answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output; anything else there fails the test."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Staff]:
    """A home in which every register holds something."""
    home = tmp_path_factory.mktemp("cli") / "home"
    board = found_board(home, name="试验村", clock=GivenClock(TODAY))
    staff = hire(board)
    _set_pins(board)
    keep(
        board,
        a_case(CaseState.DISCUSSED, number="C-9", matter="新事项"),
        a_hearing(number="T-1", matter="路灯听证", notice_on=TODAY - timedelta(days=20), held_at=instant(TODAY, 9)),
        a_resolution(number="J-1", matter="修桥决议", meeting_on=TODAY, notice_on=TODAY - timedelta(days=9)),
        a_resolution(
            number="J-2", matter="公示中的决议", status=ResolutionStatus.PUBLIC, published_on=TODAY - timedelta(days=2)
        ),
        a_voucher("记-1", date(2026, 8, 5), ("102", 800_000, 0), ("501", 0, 800_000), summary="鱼塘租金"),
        Asset(number="A-1", name="旧小学", original_value=12_345_678),
        Resource(number="R-1", name="东塘", area=an_area()),
        Contract(number="HT-1", name="东塘承包合同"),
        Instalment(contract="HT-1", sequence=1, due_on=TODAY, due=800_000),
        Execution(matter="修桥", case="C-8", opened_on=TODAY),
        Item(number="GK-1", name="一季度财务", catalogue="SG-12", period="2026-Q1", published_on=date(2026, 4, 9)),
        Item(number="GK-2", name="未签发的草稿", status=ItemStatus.DRAFT),
        Household(number="01-01"),
        RollEntry(resolution="J-1", person_number="1005", name="李阿福"),
        OpeningBalance(account="102", account_name="银行存款", debit=100),
        Closing(month="2026-07"),
        Stocktake(year=2024, counted_by=("徐小云",), counted_on=date(2025, 1, 9), lines=()),
        SubsidyBatch(
            number="BT-0", policy="地力补贴", subsidy=SubsidyKind.HEAD, period="2025", rate=100, total=100, headcount=1
        ),
        Gap(catalogue="SG-12", period="2026-Q2", reason="会计换人"),
        replace(an_entry("XX-01"), category="试验"),
    )
    board.close()
    return home, staff


def an_area() -> Any:
    """Return 12.34 mu."""
    return Decimal("12.34")


def _set_pins(board: Board) -> None:
    """Give the office its PINs under a cheap hash: its strength is not what these tests are about."""
    cheap = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with board.desk(OFFICE) as desk:
        desk.require(Act.SET_PIN)
        for person in desk.all(Person):
            if person.number in PINS:
                desk.put(Pin(person=person.id, hash=cheap.hash(_peppered(PINS[person.number], board.pepper()))))
        desk.record("test")


@pytest.fixture
def home(template: tuple[Path, Staff], tmp_path: Path) -> Path:
    """A copy of that home."""
    return Path(shutil.copytree(template[0], tmp_path / "home"))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the program as from a shell, at ten on `TODAY`, without a terminal."""
    monkeypatch.setenv("VILLAGE_BOARD_TODAY", TODAY.isoformat())
    monkeypatch.setattr(SystemClock, "now", lambda _: instant(TODAY, 10))  # a given day has the machine's time of day

    def call(*words: object, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["village-board", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            run()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Said(int(left.value.code or 0), out, err)

    return call


@pytest.fixture
def at_home(program: Run, home: Path) -> Run:
    """The same with ``--home``; `who` adds ``--as`` and types the PIN."""

    def call(*words: object, who: str = "", stdin: str = "") -> Said:
        signed = ("--as", who) if who else ()
        return program(*words, "--home", home, *signed, stdin=stdin or (PINS[who] + "\n" if who else ""))

    return call


@pytest.fixture
def opened(home: Path) -> Iterator[Board]:
    """The board of that home, for looking."""
    board = open_board(home, clock=GivenClock(TODAY))
    yield board
    board.close()
