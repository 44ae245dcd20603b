"""Boards, persons and records for tests: what most tests need and none is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from tinydb import where

from village_board.accounts.model import Line, Voucher
from village_board.accounts.rules import with_sums
from village_board.base.clock import Clock, instant
from village_board.base.kind import Record
from village_board.board import Board
from village_board.catalogue.model import Entry, EntryGroup, Frequency
from village_board.desk import Desk
from village_board.hearings.case import CaseState, DecisionCase
from village_board.hearings.model import Hearing, HearingConclusion, Resolution
from village_board.hearings.resolutions import confirm_resolution, convene_meeting, record_resolution
from village_board.hearings.rules import Counts
from village_board.hearings.service import HearingResult, announce_hearing
from village_board.kinds import COLLECTIONS
from village_board.people.acts import Act
from village_board.people.model import Actor, Office, Person, Role
from village_board.people.service import OFFICE
from village_board.settings import Settings
from village_board.store import connect

R = TypeVar("R", bound=Record)
HR = TypeVar("HR", Hearing, Resolution)

TODAY = date(2026, 9, 1)
VILLAGE = "wtest234"
#: Twenty invited, eighteen came, fifteen agreed.
MANY_AGREE = Counts(20, 18, 15, 2, 1)


def memory_board(clock: Clock, home: Path = Path("/nowhere")) -> Board:
    """Return an empty board whose store is gone when it is closed."""
    db = connect("memory:", village=VILLAGE, collections=COLLECTIONS, create=True)
    return Board(home, Settings(village=VILLAGE, name="试验村", store="memory:"), db, clock)


def keep(board: Board, *records: R) -> list[R]:
    """Write `records` as an import would, in one commit."""
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        kept = desk.put_many(records)
        desk.record("test")
    return kept


def actor_of(person: Person, day: date = TODAY) -> Actor:
    """Return `person` as one who acts."""
    return Actor(person.id, person.name, person.roles(day))


@dataclass(frozen=True)
class Staff:
    """Who holds which office in the tests."""

    director: Actor
    secretary: Actor
    overseer: Actor
    clerk: Actor
    villager: Actor
    township: Actor


def hire(board: Board) -> Staff:
    """Register six persons, one in each office."""
    posts = (
        ("1001", "郑立新", Office("村委会主任", Role.COMMITTEE, since=date(2021, 1, 1))),
        ("1002", "何春梅", Office("村党支部书记", Role.COMMITTEE)),
        ("1003", "吴长河", Office("村务监督委员会主任", Role.OVERSIGHT)),
        ("1004", "徐小云", Office("文书", Role.CLERK)),
        ("1005", "李阿福", None),
        ("9001", "钱志强", Office("驻村干部", Role.TOWNSHIP)),
    )
    people = keep(
        board,
        *(Person(number=number, name=name, offices=(office,) if office else ()) for number, name, office in posts),
    )
    return Staff(*(actor_of(person) for person in people))


CASE = "2026-C1"


def a_case(state: CaseState, **values: Any) -> DecisionCase:
    """Return the case `CASE` as it stands in `state`; how it came there is not what most tests are about."""
    base = DecisionCase(
        number=CASE,
        matter="村道路灯改造",
        proposer="村党支部",
        opened_on=TODAY - timedelta(days=30),
        moved_on=TODAY - timedelta(days=10),
        state=state,
        told=int(state not in (CaseState.PROPOSED, CaseState.PARTY_STUDIED, CaseState.DISCUSSED)),
    )
    return replace(base, **values)


def with_case(desk: Desk, record: HR) -> HR:
    """Return a new hearing or resolution with a case of its own, which stands where the record may be announced."""
    if record.case:
        return record
    case = a_case(
        CaseState.DISCUSSED if isinstance(record, Hearing) else CaseState.REVIEWED,
        number=f"C-{record.number}",
        matter=record.matter,
        category=record.category,
        amount=record.amount,
        outside_collective=getattr(record, "outside_collective", False),
    )
    if desk.one(DecisionCase, where("number") == case.number) is None:
        desk.require(Act.REGISTER_CASE)
        desk.put(case)
        desk.record(case.number)
    return replace(record, case=case.number)


def announce(desk: Desk, hearing: Hearing) -> Hearing:
    """Announce `hearing` in a case of its own."""
    return announce_hearing(desk, with_case(desk, hearing))


def convene(desk: Desk, resolution: Resolution) -> Resolution:
    """Convene the meeting of `resolution` in a case of its own."""
    return convene_meeting(desk, with_case(desk, resolution))


def a_hearing(**values: Any) -> Hearing:
    """Return a hearing, not yet announced, that may be: twenty representatives, in three weeks."""
    base = Hearing(
        number="2026-07",
        matter="村道路灯改造",
        held_at=instant(TODAY + timedelta(days=21), 14, 30),
        place="村委会会议室",
        due=20,
    )
    return replace(base, **values)


def announced(board: Board, staff: Staff, **values: Any) -> Hearing:
    """Return a hearing that the committee has announced today, in a case of its own."""
    with board.desk(staff.director) as desk:
        return announce(desk, a_hearing(**values))


def hearing_result(
    held_at: datetime,
    counts: Counts = MANY_AGREE,
    conclusion: HearingConclusion | None = HearingConclusion.PASSED,
) -> HearingResult:
    """Return a result that the counts bear."""
    return HearingResult(held_at, counts, conclusion)


def a_resolution(**values: Any) -> Resolution:
    """Return a resolution whose meeting may be convened today."""
    base = Resolution(number="2026-31", matter="村道路灯改造", meeting_on=TODAY + timedelta(days=12))
    return replace(base, **values)


def convened(board: Board, staff: Staff, **values: Any) -> Resolution:
    """Return a resolution whose meeting the committee has convened today, in a case of its own."""
    with board.desk(staff.director) as desk:
        return convene(desk, a_resolution(**values))


def passed(board: Board, staff: Staff, clock: Any, **values: Any) -> Resolution:
    """Return a resolution that was passed and published on the day of its meeting, on which the clock then stands."""
    made = convened(board, staff, **values)
    assert made.meeting_on is not None
    clock.move(made.meeting_on)
    with board.desk(staff.clerk) as desk:
        record_resolution(desk, made.id, made.meeting_on, Counts(42, 30, 28, 1, 1))
    with board.desk(staff.overseer) as desk:
        return confirm_resolution(desk, made.id)


def a_voucher(number: str, dated: date, *lines: tuple[str, int, int], **values: Any) -> Voucher:
    """Return a voucher of lines (account, debit, credit) with its sums."""
    made = Voucher(
        number=number,
        dated=dated,
        summary=values.pop("summary", "试验凭证"),
        lines=tuple(Line(account, debit, credit) for account, debit, credit in lines),
        **values,
    )
    return with_sums(made)


def an_entry(code: str = "SG-12", frequency: Frequency = Frequency.QUARTERLY, **values: Any) -> Entry:
    """Return an entry of the village's own catalogue."""
    base = Entry(code=code, group=EntryGroup.SELF_GOVERNMENT, category="财务", name=f"事项{code}", frequency=frequency)
    return replace(base, **values)
