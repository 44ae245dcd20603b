"""Calendars: right to the octet, read back by another's reader, and following a meeting that is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.hearings.test_statistics import decided, held
from tests.support.builders import TODAY, VILLAGE, Staff, a_hearing, announced, convened, keep
from tests.support.clocks import GivenClock
from village_board.base.clock import SHANGHAI, instant
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.hearings.model import HearingStatus, Missed
from village_board.hearings.schedule import cancel_hearing, postpone_hearing
from village_board.i18n import translator
from village_board.interchange.standards.entries import NoDay
from village_board.interchange.standards.ics import LINE_OCTETS, CalendarEntry, calendar_file, escaped, folded
from village_board.interchange.standards.service import calendar

STAMP = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
HOSTILE = st.text(max_size=200) | st.text(st.sampled_from('\n\r\\;,:"\t鱼塘👨‍👩‍👧村BEGIN:VEVENT='), max_size=200)


def an_entry(**values: Any) -> CalendarEntry:
    """Return an entry of one hearing."""
    base = CalendarEntry(
        uid="h2222222@wtest234", sequence=0, stamp=STAMP, start=instant(date(2026, 9, 22), 14, 30), summary="听证会"
    )
    return replace(base, **values)


def events_of(content: bytes) -> list[Any]:
    """Return the entries as another's reader has them; whatever it complains of fails the test."""
    read = Calendar.from_ical(content)
    assert read.errors == []
    events = list(read.walk("VEVENT"))
    assert [event.errors for event in events] == [[] for _ in events]
    return events


def written(board: Board, only: str = "") -> list[Any]:
    """Return the entries of a board's calendar by another's reader."""
    with board.reading() as records:
        return events_of(calendar(records, board.settings, translator("zh-Hans"), only)[0])


@given(summary=HOSTILE, place=HOSTILE, description=HOSTILE)
def test_any_words_come_back_as_they_were(summary: str, place: str, description: str) -> None:
    """Line breaks, commas, emoji, two hundred hanzi: no line over 75 octets, none cut within a character."""
    # Guard: interchange/standards/ics.py:folded - a calendar program shows boxes, or refuses the file.
    content = calendar_file("村", [an_entry(summary=summary, location=place, description=description)])
    assert content.endswith(b"END:VCALENDAR\r\n")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= LINE_OCTETS
        line.decode()  # no character is cut
        assert b"\n" not in line
        assert b"\r" not in line
    (event,) = events_of(content)
    assert str(event["SUMMARY"]) == seen(summary)
    assert str(event.get("LOCATION", "")) == seen(place)
    assert str(event.get("DESCRIPTION", "")) == seen(description)


def seen(text: str) -> str:
    """Return what is left of `text` in a calendar: no control characters, one kind of line break."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in kept if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160))


@pytest.mark.parametrize("length", [74, 75, 76, 77, 150, 151])
def test_a_line_is_folded_at_75_octets(length: int) -> None:
    """The first piece takes 75 octets, each further one a space and 74."""
    pieces = folded("x" * length).removesuffix(b"\r\n").split(b"\r\n")
    assert [len(piece) for piece in pieces[:-1]] == [LINE_OCTETS] * (len(pieces) - 1)
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == b"x" * length
    assert len(folded("鱼" * 25)) == 25 * 3 + 2
    assert folded("鱼" * 26).split(b"\r\n")[1] == b" " + "鱼".encode()


def test_text_is_escaped() -> None:
    """Backslash, semicolon, comma and line break, each once (RFC 5545, text)."""
    assert escaped("a\\b;c,d\r\ne\x07") == "a\\\\b\\;c\\,d\\ne"


def test_an_entry_has_its_time_in_shanghai_and_a_day_stays_a_day() -> None:
    """14:30 is half past two in Shanghai for every reader; of a meeting without an hour only the day is said."""
    timed, day = events_of(calendar_file("村", [an_entry(), an_entry(uid="d@w", start=date(2026, 10, 1))]))
    assert timed["DTSTART"].dt == datetime(2026, 9, 22, 14, 30, tzinfo=SHANGHAI)
    assert timed["DTSTART"].dt.utcoffset() == timedelta(hours=8)
    assert day["DTSTART"].dt == date(2026, 10, 1)


def test_the_entry_follows_a_hearing_that_is_postponed_and_cancelled(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Same UID, SEQUENCE rising at every change, TENTATIVE while no new time is fixed, CANCELLED at the end."""
    # Guard: interchange/standards/entries.py:entry_of - the old time would stay in the villagers' calendars.
    hearing = announced(board, staff)
    seen_so_far = written(board)
    for step in (
        lambda desk: postpone_hearing(desk, hearing.id, None, "大雨"),
        lambda desk: postpone_hearing(desk, hearing.id, instant(TODAY + timedelta(days=30), 9), "大雨"),
        lambda desk: cancel_hearing(desk, hearing.id, "撤回"),
    ):
        clock.advance(timedelta(hours=1))
        with board.desk(staff.director) as desk:
            step(desk)
        seen_so_far += written(board)
    assert {str(event["UID"]) for event in seen_so_far} == {f"{hearing.id}@{VILLAGE}"}
    assert [str(event["STATUS"]) for event in seen_so_far] == ["CONFIRMED", "TENTATIVE", "CONFIRMED", "CANCELLED"]
    assert [event["SEQUENCE"] for event in seen_so_far] == [0, 1, 2, 3]
    stamps = [event["LAST-MODIFIED"].dt for event in seen_so_far]
    assert stamps == sorted(set(stamps))
    first, unfixed, moved, cancelled = seen_so_far
    assert unfixed["DTSTART"].dt == first["DTSTART"].dt
    assert "新时间未定" in str(unfixed["SUMMARY"])
    assert moved["DTSTART"].dt == cancelled["DTSTART"].dt == instant(TODAY + timedelta(days=30), 9)
    assert "撤回" in str(cancelled["DESCRIPTION"])


def test_past_and_coming_hearings_and_meetings_are_all_there(board: Board, staff: Staff) -> None:
    """Held, missed and called again, coming, convened; what is not announced or has no day is left out and counted."""
    miss = Missed(instant(TODAY - timedelta(days=40), 9), due=20, present=2)
    keep(board, held(number="1"), held(number="2", missed=(miss,)), decided(number="3"), a_hearing(number="4"))
    keep(board, held(number="5", held_at=None, moved=(), status=HearingStatus.POSTPONED))
    convened(board, staff, number="6")
    with board.reading() as records:
        content, entries, left_out = calendar(records, board.settings, translator("zh-Hans"))
    assert (entries, left_out) == (5, 1)
    assert len({str(event["UID"]) for event in events_of(content)}) == 5
    with board.reading() as records:
        assert calendar(records, board.settings, translator("zh-Hans"))[0] == content


def test_a_single_hearing_has_a_calendar_of_its_own(board: Board, staff: Staff) -> None:
    """One id, one entry; what is not announced, or is no meeting, is refused."""
    hearing, hidden, meeting = announced(board, staff), *keep(board, a_hearing(number="2")), convened(board, staff)
    assert [str(event["SUMMARY"]) for event in written(board, hearing.id)] == ["听证：村道路灯改造"]
    assert len(written(board, meeting.id)) == 1
    with pytest.raises(NoDay):
        written(board, hidden.id)
    with pytest.raises(NotFound):
        written(board, staff.clerk.id)


def test_a_result_that_nobody_confirmed_is_not_told_by_the_calendar(board: Board) -> None:
    """Between recording and confirmation the entry says only that the hearing was."""
    keep(board, held(status=HearingStatus.RECORDED))
    (event,) = written(board)
    assert "同意" not in str(event["DESCRIPTION"])
    assert "18" not in str(event["DESCRIPTION"])
