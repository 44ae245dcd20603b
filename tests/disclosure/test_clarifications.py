"""A rumour is answered by a clarification that names the statement, the fact and its record (P16)."""

from __future__ import annotations

import pytest

from tests.disclosure.hands import LEAK, drafted, published
from tests.support.builders import TODAY, Staff
from village_board.base.errors import NotFound, NotPermitted
from village_board.board import Board
from village_board.disclosure.beside import Clarification, ClarificationStatus
from village_board.disclosure.clarifications import (
    ClarificationIncomplete,
    ClarificationNotReady,
    ClarificationStopped,
    clarifications_of,
    draft_clarification,
    publish_clarification,
    withdraw_clarification,
)
from village_board.disclosure.refusals import ReasonMissing
from village_board.notices.model import Notice
from village_board.people.model import Actor, Role
from village_board.people.service import SamePerson

RUMOUR, FACT = "办公用品买了九批", "一共三批，单据在村部可查。"


def clarified(board: Board, staff: Staff, record: str) -> Clarification:
    """Draft and publish."""
    with board.desk(staff.clerk) as desk:
        made = draft_clarification(desk, RUMOUR, FACT, record)
    with board.desk(staff.director) as desk:
        return publish_clarification(desk, made.id)


def test_p16_a_clarification_is_published_by_a_second_person(board: Board, staff: Staff) -> None:
    """P16: drafted, not public; published by another, told, and found by its words."""
    # Guard: disclosure/clarifications.py:publish_clarification - one person declares what is true.
    item = published(board, staff)
    both = Actor(staff.clerk.id, staff.clerk.name, frozenset(Role))
    with board.desk(both) as desk:
        made = draft_clarification(desk, RUMOUR, FACT, item.id)
    assert not made.public
    assert clarifications_of(board.records()) == []
    with pytest.raises(SamePerson), board.desk(both) as desk:
        publish_clarification(desk, made.id)
    with board.desk(staff.director) as desk:
        done = publish_clarification(desk, made.id)
    assert (done.public, done.published_on, done.record) == (True, TODAY, item.id)
    assert [one.id for one in clarifications_of(board.records(), item.id)] == [done.id]
    assert [hit.record.id for hit in board.records().search("九批")] == [done.id]
    assert "Clarification: {statement}" in [notice.message.msgid for notice in board.records().all(Notice)]
    with pytest.raises(ClarificationNotReady), board.desk(staff.director) as desk:
        publish_clarification(desk, done.id)


def test_p16_it_names_statement_fact_and_a_record_that_villagers_can_read(board: Board, staff: Staff) -> None:
    """P16: no part is missing, the record is public, and nobody is exposed by it."""
    item, hidden = published(board, staff), drafted(board, staff.clerk, number="GK-2")
    for statement, fact, record, refusal in (
        (" ", FACT, item.id, ClarificationIncomplete),
        (RUMOUR, "\x1b", item.id, ClarificationIncomplete),
        (RUMOUR, FACT, "", ClarificationIncomplete),
        (RUMOUR, FACT, hidden.id, ClarificationIncomplete),
        (RUMOUR, FACT, "i99999", NotFound),
        (RUMOUR, LEAK, item.id, ClarificationStopped),
    ):
        with pytest.raises(refusal), board.desk(staff.clerk) as desk:
            draft_clarification(desk, statement, fact, record)
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        draft_clarification(desk, RUMOUR, FACT, item.id)


def test_a_clarification_that_was_wrong_is_withdrawn_with_a_reason(board: Board, staff: Staff) -> None:
    """It is shown no more; why stays with it."""
    made = clarified(board, staff, published(board, staff).id)
    with pytest.raises(ReasonMissing), board.desk(staff.director) as desk:
        withdraw_clarification(desk, made.id, " ")
    with board.desk(staff.director) as desk:
        gone = withdraw_clarification(desk, made.id, "单据又多出一批")
    assert (gone.status, gone.public, gone.withdrawn_reason) == (ClarificationStatus.WITHDRAWN, False, "单据又多出一批")
    assert clarifications_of(board.records()) == []
    with pytest.raises(ClarificationNotReady), board.desk(staff.director) as desk:
        withdraw_clarification(desk, made.id, "再撤")
