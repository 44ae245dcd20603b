"""A village's own catalogue: changed, added to, switched off, each with a reason; every version readable."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, an_entry, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound, NotPermitted
from village_board.board import Board
from village_board.catalogue.loading import shipped_entries
from village_board.catalogue.model import Audience, Entry, EntryGroup, Frequency, Privacy
from village_board.catalogue.service import (
    CodeTaken,
    EntryIncomplete,
    EntryReasonMissing,
    EntryUnchanged,
    add_entry,
    change_entry,
    entry_of,
    entry_versions,
    switch_entry,
)

BASIS = "村民代表会议决定"


@pytest.fixture
def own(board: Board) -> Board:
    """A board with the shipped catalogue."""
    keep(board, *shipped_entries())
    return board


def change(board: Board, staff: Staff, code: str, **values: Any) -> Entry:
    """Change an entry as the director."""
    with board.desk(staff.director) as desk:
        return change_entry(desk, code, "代表会议决定改为按月公开", **values)


def test_every_version_of_an_entry_stays_readable_the_shipped_one_too(
    own: Board, staff: Staff, clock: GivenClock
) -> None:
    """Two changes leave three versions, the first as it was shipped."""
    # Guard: catalogue/service.py:_keep - a change writes over what was shipped.
    shipped = next(entry for entry in shipped_entries() if entry.code == "SG-12")
    change(own, staff, "SG-12", frequency=Frequency.MONTHLY)
    clock.advance(timedelta(days=1))
    change(own, staff, "SG-12", responsible="村务监督委员会")
    first, second, third = entry_versions(own.records(), "SG-12")
    assert (first.version, first.frequency, first.name) == (1, shipped.frequency, shipped.name)
    assert (second.version, second.frequency, second.changed_on) == (2, Frequency.MONTHLY, TODAY)
    assert (third.version, third.responsible) == (3, "村务监督委员会")
    assert third.reason == "代表会议决定改为按月公开"
    assert own.records().count(Entry) == len(shipped_entries())


def test_an_entry_is_switched_off_and_on_with_a_reason(own: Board, staff: Staff) -> None:
    """It stays in the catalogue, with why; a second time is refused."""
    with own.desk(staff.director) as desk:
        off = switch_entry(desk, "SG-20", "本村没有征地", off=True)
    assert (off.switched_off, off.reason) == (True, "本村没有征地")
    with pytest.raises(EntryUnchanged), own.desk(staff.director) as desk:
        switch_entry(desk, "SG-20", "再一次", off=True)
    with own.desk(staff.director) as desk:
        assert not switch_entry(desk, "SG-20", "今年有征地", off=False).switched_off
    assert [one.switched_off for one in entry_versions(own.records(), "SG-20")] == [False, True, False]


def test_an_entry_is_added_once_and_whole(own: Board, staff: Staff) -> None:
    """With a code of its own, a basis, somebody responsible and a reason."""
    made = Entry(
        code="YX-01",
        group=EntryGroup.DISTRICT,
        category="便民",
        name="停水停电\x1b[2J通知",
        basis=BASIS,
        responsible="供电所",
        audience=Audience.EVERYBODY,
        privacy=Privacy.NONE,
    )
    with own.desk(staff.director) as desk:
        added = add_entry(desk, made, "十分之一以上村民要求")
    assert (added.name, added.version, added.reason) == ("停水停电[2J通知", 1, "十分之一以上村民要求")
    wrong = [
        (made, "再加一次", CodeTaken),
        (an_entry("YX-02", basis="", responsible="甲"), "原因", EntryIncomplete),
        (an_entry("YX-02", basis=BASIS, responsible="甲"), " ", EntryReasonMissing),
        (an_entry(" ", basis=BASIS, responsible="甲"), "原因", EntryIncomplete),
    ]
    for entry, reason, refusal in wrong:
        with pytest.raises(refusal), own.desk(staff.director) as desk:
            add_entry(desk, entry, reason)
    assert own.records().count(Entry) == len(shipped_entries()) + 1


def test_a_change_says_why_and_changes_something(own: Board, staff: Staff) -> None:
    """No empty reason, no empty name, no change to the same, no code of nobody; and only the committee."""
    with pytest.raises(EntryReasonMissing), own.desk(staff.director) as desk:
        change_entry(desk, "SG-12", " ", frequency=Frequency.MONTHLY)
    with pytest.raises(EntryIncomplete):
        change(own, staff, "SG-12", name=" ")
    with pytest.raises(EntryUnchanged):
        change(own, staff, "SG-12", frequency=Frequency.QUARTERLY)
    with pytest.raises(NotFound):
        change(own, staff, "SG-99", frequency=Frequency.MONTHLY)
    with pytest.raises(TypeError):
        change(own, staff, "SG-12", version=9)
    with pytest.raises(NotPermitted), own.desk(staff.clerk) as desk:
        change_entry(desk, "SG-12", "原因", frequency=Frequency.MONTHLY)
    assert entry_of(own.records(), "SG-12").version == 1


def test_what_may_hold_personal_data_is_for_the_villagers_concerned() -> None:
    """Every shipped entry says for whom it is (公开对象)."""
    for entry in shipped_entries():
        wanted = Audience.CONCERNED if entry.privacy is Privacy.HIGH else Audience.EVERYBODY
        assert entry.audience is wanted
