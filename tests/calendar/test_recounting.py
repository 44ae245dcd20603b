"""A new notice of a year moves promised days of enquiries and applications: told, explained, noted, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.applications.forms import taken_in
from tests.calendar.notices import NOTICE_2027
from tests.cli.conftest import CLERK, Run, at_home, home, program, template  # noqa: F401 - fixtures
from tests.enquiries.building import taken
from tests.support.builders import Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.applications.model import Application
from village_board.applications.moves import explain
from village_board.applications.recounting import recount_applications
from village_board.base.recounted import Recounted, recounted_words
from village_board.board import Board
from village_board.calendar.service import YearLoaded, load_year
from village_board.enquiries.cases_service import Order, receive
from village_board.enquiries.finding import promise
from village_board.enquiries.model import Enquiry, EnquiryKind
from village_board.enquiries.recounting import recount_enquiries, recount_services
from village_board.glance.standing import standing_of
from village_board.hearings.registrations import Applicant
from village_board.notices.model import Notice

#: The days on which they came, so that twenty working days end behind the Spring Festival, which only the notice moves.
CAME = date(2027, 1, 12)


@pytest.fixture
def clock() -> GivenClock:
    """A day early in a year of which there is no notice yet."""
    return GivenClock(CAME)


@pytest.fixture
def board(clock: GivenClock) -> Iterator[Board]:
    """A board on that day."""
    made = memory_board(clock)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Its people."""
    return hire(board)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """The invented notice for 2027 as a file."""
    file = tmp_path / "2027.toml"
    file.write_text(NOTICE_2027, encoding="utf-8")
    return file


def loaded(board: Board, notice: Path) -> tuple[YearLoaded, list[Enquiry], list[Application]]:
    """Load the notice and count anew, as the command does."""
    with board.desk() as desk:
        done = load_year(desk, notice)
        return done, recount_enquiries(desk, done.changed), recount_applications(desk, done.changed)


def test_both_kinds_of_promises_move_with_the_notice(board: Board, staff: Staff, notice: Path) -> None:
    """The new day is what the explanation ends with; the change names the days; done again nothing changes."""
    # Guard: applications/recounting.py:recount_applications - the receipt's day stays wrong for ever.
    asked = taken(board, staff, EnquiryKind.SUGGEST).enquiry
    applied = taken_in(board, staff)
    assert applied.awaits == (2027,)
    assert applied.promised_on is not None
    _, enquiries, applications = loaded(board, notice)
    records = board.records()
    (enquiry,), (application,) = enquiries, applications
    assert (enquiry.id, application.id) == (asked.id, applied.id)
    assert enquiry.due_on == promise(records, enquiry).due != asked.due_on
    assert application.promised_on == explain(records, application).due != applied.promised_on
    assert application.awaits == ()
    for was, now, (noted,) in (
        (asked.due_on, enquiry.due_on, enquiry.recounted),
        (applied.promised_on, application.promised_on, application.recounted),
    ):
        assert (noted.was, noted.now, noted.on) == (was, now, CAME)
        assert date(2027, 1, 31) in noted.days
    with board.desk() as desk:
        assert (recount_enquiries(desk), recount_applications(desk)) == ([], [])


def test_p29_a_service_case_moves_with_the_notice_unless_its_day_was_named(
    board: Board, staff: Staff, notice: Path, clock: GivenClock
) -> None:
    """P29: ten working days are counted anew, and the slip says so; a day that somebody named stands."""
    # Guard: enquiries/recounting.py:recount_services - the one who asked would come on a day off.
    since = CAME + timedelta(days=7)  # ten working days from here end behind the festival
    clock.move(since)
    with board.desk(staff.clerk) as desk:
        by_limit = receive(desk, Order("办证", Applicant(name="某人")))
        named = receive(desk, Order("办证", Applicant(name="别人"), promised_on=by_limit.promised_on))
    with board.desk() as desk:
        done = load_year(desk, notice)
        (moved,) = recount_services(desk, done.changed)
    assert moved.id == by_limit.id
    assert (moved.recounted[0].was, moved.recounted[0].now) == (by_limit.promised_on, moved.promised_on)
    assert moved.promised_on != by_limit.promised_on
    records = board.records()
    assert records.get(type(named), named.id).promised_on == named.promised_on
    slip = standing_of(records, moved.number)
    assert slip.due == moved.promised_on
    assert "Counted anew" in str(slip.next)
    with board.desk() as desk:
        assert recount_services(desk) == []


def test_without_a_new_notice_nothing_moves(board: Board, staff: Staff) -> None:
    """Every night is asked; a promise is not moved by being asked."""
    taken(board, staff)
    taken_in(board, staff)
    with board.desk() as desk:
        assert (recount_enquiries(desk), recount_applications(desk)) == ([], [])


def test_whoever_asked_by_chat_is_told_the_new_day(board: Board, staff: Staff, notice: Path) -> None:
    """Once, with the old and the new day."""
    # Guard: enquiries/recounting.py:recount_enquiries - the asker waits for a day that does not hold.
    from village_board.enquiries.model import Channel  # noqa: PLC0415

    asked = taken(board, staff, EnquiryKind.SUGGEST, channel=Channel.BOT, who=Applicant(chat=7)).enquiry
    before = board.records().count(Notice)
    _, (moved,), _ = loaded(board, notice)
    told = list(board.records().all(Notice))[before:]
    assert [one.subject for one in told] == [asked.id]
    assert moved.due_on.isoformat() in str(told[0].message)


def test_the_change_is_a_sentence_with_and_without_its_days() -> None:
    """Which days, where they are known."""
    day = date(2027, 2, 1)
    assert "2027, 1, 31" in str(recounted_words(Recounted(day, day, day, (date(2027, 1, 31),))))
    assert "notice" in str(recounted_words(Recounted(day, day, day)))


def test_loading_a_notice_by_command_names_what_moved(
    at_home: Run,  # noqa: F811
    notice: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Calendar load: the numbers with both days; enquiry show has the change."""
    monkeypatch.setenv("VILLAGE_BOARD_TODAY", CAME.isoformat())
    slip = json.loads(
        at_home("enquiry", "receive", "--kind", "suggest", "--text", "修路", "--name", "某人", "--json", who=CLERK).out
    )["number"]
    given = ("application", "receive", "--applicant", "某人", "--contact", "村东", "--wanted", "账目", "--json")
    number = json.loads(at_home(*given, who=CLERK).out)["number"]
    said = json.loads(at_home("calendar", "load", notice, "--json").out)
    moved = next(one for one in said["recounted"] if one["number"] == slip)
    assert (moved["number"], moved["was"] != moved["now"]) == (slip, True)
    assert moved["now"][5:].replace("-", "月").lstrip("0")[:2] in at_home("enquiry", "show", slip, who=CLERK).out
    assert "重新计算" in at_home("application", "clock", number).out
    days = at_home("enquiry", "show", slip, "--explain", who=CLERK).out
    assert "第15个工作日" in days
