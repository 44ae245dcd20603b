"""An item on its way to the wall: three people, versions, corrections (P5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.builders import TODAY, Staff, an_entry, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound, NotPermitted, NumberTaken
from village_board.board import Board
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.law import Step
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import ItemNotReady
from village_board.disclosure.service import draft_item, review_item, sign_item, submit_item
from village_board.disclosure.signers import WrongPost, name_signers
from village_board.disclosure.steps import DropCause
from village_board.disclosure.words import DROPPED_BECAUSE, status_line
from village_board.notices.model import Notice
from village_board.people.model import Actor, Role
from village_board.people.service import SamePerson

ITEM = Item(number="GK-1", name="二季度财务", content="收入 8,000.00 元")


def drafted(board: Board, who: Actor) -> Item:
    """Draft `ITEM` as `who`."""
    with board.desk(who) as desk:
        return draft_item(desk, ITEM)


def submitted(board: Board, who: Actor, record_id: str) -> Item:
    """Submit as `who`."""
    with board.desk(who) as desk:
        return submit_item(desk, board.attachments, record_id)[0]


def reviewed(board: Board, who: Actor, record_id: str) -> Item:
    """Review as `who`."""
    with board.desk(who) as desk:
        return review_item(desk, record_id)


def signed(board: Board, who: Actor, record_id: str) -> Item:
    """Sign as `who`."""
    with board.desk(who) as desk:
        return sign_item(desk, record_id)


def published(board: Board, staff: Staff) -> Item:
    """Draft, review and sign `ITEM` by three people."""
    made = drafted(board, staff.clerk)
    submitted(board, staff.clerk, made.id)
    reviewed(board, staff.overseer, made.id)
    return signed(board, staff.director, made.id)


def test_p5_an_item_passes_through_three_hands(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P5: clerk, oversight committee, committee; it is public after the third only."""
    # Guard: disclosure/service.py:sign_item - a draft stands on the wall.
    made = drafted(board, staff.clerk)
    assert (made.status, made.public, made.published_on) == (ItemStatus.DRAFT, False, None)
    assert not submitted(board, staff.clerk, made.id).public
    assert not reviewed(board, staff.overseer, made.id).public
    clock.advance(timedelta(days=1))
    done = signed(board, staff.director, made.id)
    assert (done.status, done.public, done.published_on) == (ItemStatus.PUBLISHED, True, TODAY + timedelta(days=1))
    assert (done.drafted_by, done.reviewed_by, done.signed_by) == (
        staff.clerk.id,
        staff.overseer.id,
        staff.director.id,
    )
    assert board.records().count(Notice) == 1


def both(actor: Actor) -> Actor:
    """Return the same person with every role."""
    return Actor(actor.id, actor.name, frozenset(Role))


def test_p5_nobody_does_two_of_the_three_steps(board: Board, staff: Staff) -> None:
    """P5: the person counts, not the office: one with all roles still needs two others."""
    # Guard: disclosure/service.py:review_item - publisher and reviewer are one person.
    made = drafted(board, both(staff.clerk))
    submitted(board, staff.clerk, made.id)
    with pytest.raises(SamePerson):
        reviewed(board, both(staff.clerk), made.id)
    reviewed(board, both(staff.overseer), made.id)
    for who in (staff.clerk, staff.overseer):
        with pytest.raises(SamePerson):
            signed(board, both(who), made.id)
    signed(board, staff.director, made.id)


def test_p5_each_step_is_its_office_s(board: Board, staff: Staff) -> None:
    """P5: the committee does not review, the oversight committee does not sign, a villager does nothing."""
    with pytest.raises(NotPermitted):
        drafted(board, staff.villager)
    made = drafted(board, staff.clerk)
    submitted(board, staff.clerk, made.id)
    for who in (staff.director, staff.villager, staff.township):
        with pytest.raises(NotPermitted):
            reviewed(board, who, made.id)
    reviewed(board, staff.overseer, made.id)
    for who in (staff.overseer, staff.clerk):
        with pytest.raises(NotPermitted):
            signed(board, who, made.id)


def test_no_step_is_left_out_or_done_twice(board: Board, staff: Staff) -> None:
    """Not reviewed unsubmitted, not signed unreviewed, not reviewed twice, not signed twice."""
    # Guard: disclosure/service.py:review_item - an item is reviewed that no machine looked at.
    made = drafted(board, staff.clerk)
    with pytest.raises(ItemNotReady):
        reviewed(board, staff.overseer, made.id)
    submitted(board, staff.clerk, made.id)
    with pytest.raises(ItemNotReady):
        signed(board, staff.director, made.id)
    reviewed(board, staff.overseer, made.id)
    with pytest.raises(ItemNotReady):
        reviewed(board, staff.overseer, made.id)
    signed(board, staff.director, made.id)
    with pytest.raises(ItemNotReady):
        signed(board, staff.secretary, made.id)


def test_a_draft_has_a_number_of_its_own_and_an_entry_that_exists(board: Board, staff: Staff) -> None:
    """Two items of one number, or one of no entry, are refused."""
    keep(board, an_entry())
    drafted(board, staff.clerk)
    with pytest.raises(NumberTaken):
        drafted(board, staff.director)
    with pytest.raises(NotFound), board.desk(staff.clerk) as desk:
        draft_item(desk, Item(number="GK-2", name="错的", content="无", catalogue="SG-99"))
    with board.desk(staff.clerk) as desk:
        draft_item(desk, Item(number="GK-3", name="对的", content="有", catalogue="SG-12"))


def correction_of(board: Board, staff: Staff, record_id: str, content: str) -> Item:
    """Draft and review a correction."""
    with board.desk(staff.clerk) as desk:
        made = correct_item(desk, record_id, content, what="收入一栏", why="漏记一笔")
    submitted(board, staff.clerk, made.id)
    return reviewed(board, staff.overseer, made.id)


def test_a26_a_correction_replaces_and_keeps_what_it_replaces(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A26, N19: the old version stands until the new one is signed, and stays readable after it."""
    # Guard: disclosure/correcting.py:correct_item - a published figure is changed in place.
    old = published(board, staff)
    clock.advance(timedelta(days=3))
    draft = correction_of(board, staff, old.id, "收入 8,500.00 元")
    assert board.records().get(Item, old.id) == old
    assert not draft.public
    new = signed(board, staff.director, draft.id)
    kept = board.records().get(Item, old.id)
    assert (kept.status, kept.public, kept.content) == (ItemStatus.SUPERSEDED, True, old.content)
    assert (new.version, new.number, new.status) == (2, old.number, ItemStatus.PUBLISHED)
    assert new.id != old.id
    assert new.correction is not None
    assert (new.correction.replaces, new.correction.what, new.correction.on) == (old.id, "收入一栏", clock.today())
    assert [n.message.msgid for n in board.records().all(Notice)][-1] == "Correction: {name}. {what}"


def test_a16_the_second_of_two_corrections_is_not_signed(board: Board, staff: Staff) -> None:
    """A16: two corrections of one version: the first signed stands, the second is taken back and says why."""
    # Guard: disclosure/service.py:_tell_published - the second waits for ever for a signature that is refused.
    old = published(board, staff)
    first, second = (correction_of(board, staff, old.id, text) for text in ("甲", "乙"))
    signed(board, staff.director, first.id)
    with pytest.raises(ItemNotReady):
        signed(board, staff.director, second.id)
    left = board.records().get(Item, second.id)
    assert left.status is ItemStatus.DROPPED
    assert DROPPED_BECAUSE[DropCause.CORRECTED] in {line.msgid for line in status_line(left, TODAY)}
    assert [i.content for i in board.records().all(Item) if i.status is ItemStatus.PUBLISHED] == ["甲"]


def test_only_what_is_published_is_corrected(board: Board, staff: Staff) -> None:
    """A draft is changed otherwise, and an old version is not corrected again."""
    made = drafted(board, staff.clerk)
    with pytest.raises(ItemNotReady):
        correction_of(board, staff, made.id, "甲")


def test_p5_a_correction_needs_three_people_again(board: Board, staff: Staff) -> None:
    """P5: its drafter neither reviews nor signs it, whoever signed the first version."""
    old = published(board, staff)
    with board.desk(staff.director) as desk:
        made = correct_item(desk, old.id, "甲", what="乙", why="丙")
    assert (made.reviewed_by, made.signed_by) == ("", "")
    submitted(board, staff.director, made.id)
    reviewed(board, staff.overseer, made.id)
    with pytest.raises(SamePerson):
        signed(board, staff.director, made.id)
    with pytest.raises(WrongPost):
        signed(board, staff.secretary, made.id)
    with board.desk(staff.director) as desk:
        name_signers(desk, Step.SIGN_VILLAGE, ["村委会主任", "村党支部书记"], "主任起草时由书记签发")
    signed(board, staff.secretary, made.id)


def test_a4_hostile_text_in_a_correction_is_cleaned(board: Board, staff: Staff) -> None:
    """A4: no control character of a correction reaches a screen; its lines stay."""
    old = published(board, staff)
    made = correction_of(board, staff, old.id, "第一行\x1b]0;x\x07\n第二行\u202e")
    assert made.content == "第一行]0;x\n第二行"
