"""The due calendar: periodic items on their days, items after events, all by the village's limits (facts 3)."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.builders import Staff, an_entry, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.calendar.rules import YearUnknown
from village_board.catalogue.loading import shipped_entries
from village_board.catalogue.model import EntryGroup, Frequency
from village_board.catalogue.service import add_entry, change_entry, switch_entry
from village_board.disclosure.due import due_calendar, due_items, is_disclosed, last_received
from village_board.disclosure.explaining import EntryHasRhythm, EventAhead, explain_gap, record_event
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import ReasonMissing
from village_board.limits.service import change_limit

TABLE = Path(__file__).with_name("due_by_hand.csv")


def by_hand() -> list[dict[str, str]]:
    """Return the rows of the table that was written apart from this program, with the notice for 2026 beside it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_due_dates_of_a_year_equal_the_table_written_by_hand(board: Board, staff: Staff, clock: GivenClock) -> None:
    """All 51 periodic entries and 20 events of 2026, over holidays and days made up."""
    # Guard: disclosure/due.py:event_due - a change during a holiday is counted from the wrong day.
    rows = by_hand()
    events = [row for row in rows if row["kind"] == "event"]
    assert len({row["code"] for row in rows if row["kind"] == "period"}) == 51
    assert len(events) == 20
    keep(board, *shipped_entries())
    clock.move(date(2026, 12, 31))
    with board.desk(staff.clerk) as desk:
        for row in events:
            record_event(desk, row["code"], "有变更", date.fromisoformat(row["period"]))
    found = sorted(
        ("event" if one.event else "period", one.entry.code, one.period, one.due_on.isoformat())
        for one in due_calendar(board.records(), 2026)
    )
    assert found == sorted((row["kind"], row["code"], row["period"], row["due"]) for row in rows)


def test_a_change_that_was_recorded_is_missing_after_twenty_working_days(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Facts 3: 20 working days after the event, with its reason, until something of the entry is published."""
    # Guard: disclosure/due.py:_events - a change that nobody publishes is never late.
    keep(board, an_entry("SG-02", Frequency.ON_CHANGE))
    clock.move(date(2026, 3, 20))
    with board.desk(staff.clerk) as desk:
        event = record_event(desk, "SG-02", "副主任换人", date(2026, 3, 20))
    clock.move(date(2026, 4, 20))
    assert due_items(board.records()) == []
    clock.move(date(2026, 4, 21))
    (missing,) = due_items(board.records())
    assert (missing.due_on, missing.period) == (date(2026, 4, 20), "2026-03-20")
    assert missing.event is not None
    assert missing.event.id == event.id
    with board.desk(staff.clerk) as desk:
        explain_gap(desk, "SG-02", "2026-03-20", "名单待镇里备案")
    (missing,) = due_items(board.records())
    assert missing.gap is not None
    (due,) = due_calendar(board.records(), 2026)
    assert not is_disclosed(board.records(), due)
    keep(board, Item(number="1", name="名单", catalogue="SG-02", published_on=date(2026, 4, 21)))
    assert due_items(board.records()) == []
    assert is_disclosed(board.records(), due)


def test_what_hung_before_the_event_does_not_answer_it(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The list of last year says nothing of who was chosen today."""
    # Guard: disclosure/due.py:_is_published_since - any old item of the entry counts.
    keep(board, an_entry("SG-02", Frequency.IMMEDIATE))
    keep(board, Item(number="1", name="名单", catalogue="SG-02", published_on=date(2026, 8, 31)))
    with board.desk(staff.clerk) as desk:
        record_event(desk, "SG-02", "副主任换人", date(2026, 9, 1))
    clock.move(date(2026, 9, 3))
    assert [(one.period, one.due_on) for one in due_items(board.records())] == [("2026-09-01", date(2026, 9, 2))]


def test_an_event_is_one_that_happened_to_an_entry_without_rhythm(board: Board, staff: Staff) -> None:
    """No event of tomorrow, none of a quarterly entry, none without words, none of no entry."""
    keep(board, an_entry("SG-02", Frequency.ON_CHANGE), an_entry("SG-12"))
    wrong = [
        ("SG-12", "有变更", date(2026, 9, 1), EntryHasRhythm),
        ("SG-02", "有变更", date(2026, 9, 2), EventAhead),
        ("SG-02", " \x1b ", date(2026, 9, 1), ReasonMissing),
        ("SG-99", "有变更", date(2026, 9, 1), NotFound),
    ]
    for code, what, on, refusal in wrong:
        with pytest.raises(refusal), board.desk(staff.clerk) as desk:
            record_event(desk, code, what, on)


def test_an_event_whose_days_nobody_can_count_is_not_recorded(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The clerk learns at the desk that a year's notice is missing; the hall's first screen does not stumble."""
    # Guard: disclosure/explaining.py:record_event - one event without a calendar blinds every list of what is due.
    keep(board, an_entry("SG-02", Frequency.ON_CHANGE))
    clock.move(date(2090, 3, 1))
    with pytest.raises(YearUnknown), board.desk(staff.clerk) as desk:
        record_event(desk, "SG-02", "换人", date(2090, 3, 1))
    assert due_items(board.records()) == []


def test_a_village_sets_its_own_days(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The day is the village's limit; in a month that lacks it the last day takes its place."""
    # Guard: disclosure/due.py:due_days - a number in the code wins over the village's own.
    keep(board, an_entry("SG-13", Frequency.MONTHLY))
    with board.desk(staff.director) as desk:
        change_limit(desk, "disclosure.monthly_day", 31, date(2026, 9, 1), "村民代表会议决定")
    assert [one.due_on for one in due_calendar(board.records(), 2026)][:4] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_an_entry_that_is_switched_off_is_not_due(board: Board, staff: Staff) -> None:
    """What the village does not do, such as a levy, is not missing every quarter."""
    # Guard: disclosure/due.py:due_items - a switched-off entry is called missing for ever.
    keep(board, an_entry())
    keep(board, Item(number="1", name="别的", published_on=date(2026, 2, 1)))
    assert due_items(board.records())
    with board.desk(staff.director) as desk:
        switch_entry(desk, "SG-12", "本村没有这一项", off=True)
    assert due_items(board.records()) == []
    assert due_calendar(board.records(), 2026) == []


def test_a_new_rhythm_judges_nothing_that_lies_before_it(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Monthly from June on: the months before are not missing, a quarter that was missing stays so."""
    # Guard: disclosure/due.py:_rhythms - a village that promises more is late for a year at once, or hides a gap.
    keep(board, an_entry(basis="会议", responsible="村民委员会"))
    keep(board, Item(number="1", name="别的", published_on=date(2026, 2, 1)))
    clock.move(date(2026, 6, 5))
    with board.desk(staff.director) as desk:
        change_entry(desk, "SG-12", "代表会议决定", frequency=Frequency.MONTHLY)
    clock.move(date(2026, 8, 20))
    assert [one.period for one in due_items(board.records())] == ["2026-Q1", "2026-06", "2026-07"]
    with board.desk(staff.director) as desk:
        add_entry(desk, an_entry("YX-1", Frequency.MONTHLY, basis="会议", responsible="供电所"), "要求")
    assert "YX-1" not in [one.entry.code for one in due_items(board.records())]
    clock.move(date(2026, 9, 15))
    assert ("YX-1", "2026-08") in [(one.entry.code, one.period) for one in due_items(board.records())]


@pytest.mark.parametrize("status", [ItemStatus.EXPIRED, ItemStatus.ARCHIVED, ItemStatus.DECIDED])
def test_what_hung_or_was_decided_fills_its_period(board: Board, status: ItemStatus) -> None:
    """An archived quarter was published; one decided not to be open is counted elsewhere, not missing."""
    keep(board, an_entry())
    keep(board, Item(number="1", name="别的", published_on=date(2026, 5, 1)))
    keep(board, Item(number="2", name="二季度", catalogue="SG-12", period="2026-Q2", status=status))
    assert due_items(board.records()) == []


def test_p11_district_items_are_shown_with_the_day_they_came(board: Board, clock: GivenClock) -> None:
    """P11: "last received on", from the newest item; never as anybody's lateness."""
    keep(board, an_entry("DC-65", Frequency.MONTHLY, group=EntryGroup.DISTRICT))
    assert last_received(board.records(), "DC-65") is None
    keep(
        board,
        Item(
            number="1", name="抽检", catalogue="DC-65", source="区市监局", received_on=date(2026, 7, 3), imported=True
        ),
        Item(
            number="2", name="抽检", catalogue="DC-65", source="区市监局", received_on=date(2026, 8, 5), imported=True
        ),
    )
    clock.advance(timedelta(days=100))
    assert last_received(board.records(), "DC-65") == date(2026, 8, 5)
    assert due_items(board.records()) == []
