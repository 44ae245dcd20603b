"""Guides and contacts: kept by the office, found by old names, made sure of, never with private numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.hands import LEAK
from tests.support.builders import TODAY, Staff
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.guides.model import Contact, Guide
from village_board.guides.refusals import (
    AmountNegative,
    CheckedInFuture,
    DaysDisordered,
    FeeWithoutBasis,
    FieldMissing,
    NoReason,
    NotATelephone,
    PersonalInText,
    StandsAlready,
    WithdrawnAlready,
)
from village_board.guides.rules import check, named
from village_board.guides.service import add, change, confirm_checked, every, holding, stale, withdraw
from village_board.limits.service import change_limit
from village_board.people.model import Actor

GUIDE = Guide(
    name="最低生活保障申请",
    old_names=("低保", "吃低保"),
    steps=("填表", "入户核实"),
    papers=("户口簿",),
    where="一楼窗口",
    owner="文书",
    checked_on=TODAY,
)
CONTACT = Contact(office="镇供电服务站", what_for="停电", telephone="0512-0100400", owner="文书", checked_on=TODAY)


def added(board: Board, who: Actor, one: Guide | Contact) -> Guide | Contact:
    """Add `one` as `who`."""
    with board.desk(who) as desk:
        return add(desk, one)


def test_a_guide_is_found_by_what_villagers_call_it(board: Board, staff: Staff) -> None:
    """Issue 6.7: search finds the old names; whoever added it with a day of check is written down."""
    # Guard: guides/model.py:Guide.words - a villager finds nothing under the name that he knows.
    kept = added(board, staff.clerk, GUIDE)
    assert [hit.record.id for hit in board.records().search("吃低保")] == [kept.id]
    assert (kept.id[:2], kept.version, kept.checked_by) == ("gd", 1, staff.clerk.id)
    assert holding(board.records(), Guide) == [kept]


def test_only_the_office_keeps_guides(board: Board, staff: Staff) -> None:
    """A villager reads and does not write."""
    with pytest.raises(NotPermitted):
        added(board, staff.villager, GUIDE)


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        (replace(GUIDE, name=" "), FieldMissing),
        (replace(GUIDE, steps=("", " ")), FieldMissing),
        (replace(GUIDE, where=""), FieldMissing),
        (replace(GUIDE, owner=""), FieldMissing),
        (replace(GUIDE, fee=-1), AmountNegative),
        (replace(GUIDE, promised_days=-1), AmountNegative),
        (replace(GUIDE, fee=500), FeeWithoutBasis),
        (replace(GUIDE, valid_from=TODAY, valid_until=TODAY - timedelta(days=1)), DaysDisordered),
        (replace(GUIDE, checked_on=TODAY + timedelta(days=1)), CheckedInFuture),
        (replace(CONTACT, telephone="问村里"), NotATelephone),
        (replace(CONTACT, telephone="12"), NotATelephone),
        (replace(CONTACT, what_for=""), FieldMissing),
    ],
)
def test_what_helps_nobody_is_refused(board: Board, staff: Staff, wrong: Guide | Contact, refused: type) -> None:
    """A part missing, days in the wrong order, a fee without a rule, no number: nothing is written."""
    # Guard: guides/rules.py:check - a guide without steps hangs in the hall.
    with pytest.raises(refused):
        added(board, staff.clerk, wrong)
    assert every(board.records(), type(wrong)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CONTACT, telephone="13812345678"),
        replace(CONTACT, office="村委会", telephone="138 1234 5678"),
        replace(CONTACT, what_for="停电，急事打 13812345678"),
        replace(GUIDE, owner="13812345678"),
        replace(GUIDE, steps=("填表", "打 13812345678")),
        replace(GUIDE, old_names=("低保", LEAK)),
    ],
)
def test_private_numbers_are_refused_in_every_text(board: Board, staff: Staff, wrong: Guide | Contact) -> None:
    """The telephone of an office only: a private mobile, or an identity number, is kept nowhere."""
    # Guard: guides/service.py:check_texts - a villager's mobile hangs in the hall.
    with pytest.raises(PersonalInText) as refusal:
        added(board, staff.clerk, wrong)
    assert "1381234" not in str(refusal.value)
    assert every(board.records(), type(wrong)) == []


def test_a_change_is_a_new_version_and_passes_the_same_gate(board: Board, staff: Staff) -> None:
    """Version, log and revision count on; a change that changes nothing is none; the gate stands there too."""
    kept = added(board, staff.clerk, GUIDE)
    before = board.verify().entries
    with board.desk(staff.clerk) as desk:
        new = change(desk, Guide, kept.id, {"where": "二楼窗口"})
    assert (new.version, new.where, new.name) == (2, "二楼窗口", GUIDE.name)
    assert board.verify().entries == before + 1
    with board.desk(staff.clerk) as desk:
        assert change(desk, Guide, kept.id, {"where": "二楼窗口"}).version == 2
    with pytest.raises(PersonalInText), board.desk(staff.clerk) as desk:
        change(desk, Guide, kept.id, {"where": "13812345678"})
    assert board.records().get(Guide, kept.id).where == "二楼窗口"


def test_what_is_withdrawn_is_found_no_more_and_changes_no_more(board: Board, staff: Staff) -> None:
    """Withdrawn with a reason; then neither searched, listed, changed nor checked."""
    # Guard: guides/model.py:Upheld.public - a wrong number is dialled on.
    kept = added(board, staff.clerk, CONTACT)
    with pytest.raises(NoReason), board.desk(staff.clerk) as desk:
        withdraw(desk, Contact, kept.id, " ")
    with board.desk(staff.clerk) as desk:
        withdraw(desk, Contact, kept.id, "站点撤了")
    assert board.records().search("供电") == []
    assert every(board.records(), Contact) == []
    with pytest.raises(WithdrawnAlready), board.desk(staff.clerk) as desk:
        confirm_checked(desk, Contact, kept.id)
    assert added(board, staff.clerk, CONTACT).id != kept.id


def test_the_same_name_stands_once_on_one_day(board: Board, staff: Staff) -> None:
    """Next year's guide may wait beside this year's; two that hold on one day contradict each other."""
    this = replace(GUIDE, valid_until=TODAY)
    added(board, staff.clerk, this)
    with pytest.raises(StandsAlready):
        added(board, staff.clerk, GUIDE)
    coming = added(board, staff.clerk, replace(GUIDE, valid_from=TODAY + timedelta(days=1)))
    assert coming.id not in [one.id for one in holding(board.records(), Guide)]
    assert coming.id in [one.id for one in every(board.records(), Guide)]


def test_stale_ones_follow_the_villages_limit(board: Board, staff: Staff) -> None:
    """Issue 6.6: after guide.check_days days without a check each is named, with the days; a check ends that."""
    # Guard: guides/service.py:stale - a number that nobody answers hangs for years.
    fresh = added(board, staff.clerk, replace(CONTACT, office="甲", checked_on=TODAY - timedelta(days=180)))
    old = added(board, staff.clerk, replace(CONTACT, office="乙", checked_on=TODAY - timedelta(days=181)))
    never = added(board, staff.clerk, replace(GUIDE, checked_on=None))
    found = {one.id: reason for one, reason in stale(board.records())}
    assert set(found) == {old.id, never.id}
    assert found[old.id].facts == {"days": 181, "limit": 180}
    with board.desk(staff.clerk) as desk:
        confirm_checked(desk, Contact, old.id)
        confirm_checked(desk, Guide, never.id, TODAY - timedelta(days=1))
    assert stale(board.records()) == []
    with pytest.raises(CheckedInFuture), board.desk(staff.clerk) as desk:
        confirm_checked(desk, Contact, old.id, TODAY + timedelta(days=1))
    with board.desk(staff.director) as desk:
        change_limit(desk, "guide.check_days", 30, TODAY, "村委会定：每月核对")
    assert [one.id for one, _ in stale(board.records())] == [fresh.id]


@given(
    st.sampled_from(["110", "12345", "0512-0100400", "(0512) 0100400", "0512-0100400-8", "0512-0100400转8", "96777"])
)
def test_what_can_be_dialled_passes(number: str) -> None:
    """Short numbers, area codes, extensions: all that offices have."""
    check(replace(CONTACT, telephone=number), TODAY)


@given(st.text(max_size=30))
def test_any_text_is_either_a_number_or_refused_with_a_sentence(text: str) -> None:
    """No text breaks the rule, and one without three digits is never a number."""
    try:
        check(replace(CONTACT, telephone=text), TODAY)
    except Refused:
        return
    assert sum(char.isdecimal() for char in text) >= 3


def test_words_mean_the_guide_with_that_old_name() -> None:
    """A whole name wins over a part of it; Traditional and wide forms count alike; nothing means nothing."""
    other = replace(GUIDE, id="gdb", name="低保年审", old_names=())
    both = [replace(GUIDE, id="gda"), other]
    assert [one.id for one in named(both, "低保")] == ["gda"]
    assert [one.id for one in named(both, "低保年審")] == ["gdb"]
    assert named(both, "建房") == []
    assert named(both, " ") == []
