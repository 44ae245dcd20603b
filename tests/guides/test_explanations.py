"""An item in plain words: two people, one version, gone with its item."""

from __future__ import annotations

import pytest

from tests.disclosure.hands import LEAK, drafted, published
from tests.support.builders import Staff
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.disclosure.life import withdraw_item
from village_board.guides.explanations import (
    draft_explanation,
    explanation_of,
    publish_explanation,
    withdraw_explanation,
)
from village_board.guides.model import Answered, Explanation
from village_board.guides.refusals import ExplanationEmpty, ExplanationNotReady, NoReason, PersonalInText
from village_board.people.model import Actor, Role
from village_board.people.service import SamePerson

PAIR = Answered("买了什么？", "三批办公用品。")


def explained(board: Board, staff: Staff, item: str, answer: str = PAIR.answer) -> Explanation:
    """Draft and publish."""
    with board.desk(staff.clerk) as desk:
        made = draft_explanation(desk, item, [Answered(PAIR.question, answer)])
    with board.desk(staff.director) as desk:
        return publish_explanation(desk, made.id)


def test_an_explanation_is_published_by_a_second_person(board: Board, staff: Staff) -> None:
    """Drafted, nobody reads it; its drafter cannot publish it, whatever roles they have."""
    # Guard: guides/explanations.py:publish_explanation - one person explains the accounts as they like.
    item = published(board, staff)
    both = Actor(staff.clerk.id, staff.clerk.name, frozenset(Role))
    with board.desk(both) as desk:
        made = draft_explanation(desk, item.id, [PAIR])
    assert explanation_of(board.records(), item.id) is None
    with pytest.raises(SamePerson), board.desk(both) as desk:
        publish_explanation(desk, made.id)
    with pytest.raises(NotPermitted), board.desk(staff.overseer) as desk:
        publish_explanation(desk, made.id)
    with board.desk(staff.director) as desk:
        done = publish_explanation(desk, made.id)
    assert explanation_of(board.records(), item.id) == done
    with pytest.raises(ExplanationNotReady), board.desk(staff.director) as desk:
        publish_explanation(desk, made.id)


def test_it_needs_a_public_item_and_an_answer_to_each_question(board: Board, staff: Staff) -> None:
    """No draft is explained, no question stays open, nobody is exposed."""
    item, hidden = published(board, staff), drafted(board, staff.clerk, number="GK-2")
    for about, pairs in ((hidden.id, [PAIR]), (item.id, []), (item.id, [PAIR, Answered("几批？", " ")])):
        with pytest.raises(ExplanationEmpty), board.desk(staff.clerk) as desk:
            draft_explanation(desk, about, pairs)
    with pytest.raises(PersonalInText), board.desk(staff.clerk) as desk:
        draft_explanation(desk, item.id, [Answered("谁领的？", LEAK)])


def test_a_new_one_takes_the_place_of_the_old_and_each_can_be_withdrawn(board: Board, staff: Staff) -> None:
    """One explanation a version stands at a time; taking it back needs a reason."""
    item = published(board, staff)
    first, second = explained(board, staff, item.id), explained(board, staff, item.id, "四批。")
    assert not board.records().get(Explanation, first.id).public
    assert explanation_of(board.records(), item.id) == second
    with pytest.raises(NoReason), board.desk(staff.director) as desk:
        withdraw_explanation(desk, second.id, "")
    with board.desk(staff.director) as desk:
        withdraw_explanation(desk, second.id, "数错了")
    assert explanation_of(board.records(), item.id) is None
    with pytest.raises(ExplanationNotReady), board.desk(staff.director) as desk:
        withdraw_explanation(desk, second.id, "再来")


def test_it_goes_with_its_item(board: Board, staff: Staff) -> None:
    """What explains a withdrawn item would tell what was taken back."""
    # Guard: guides/explanations.py:explanation_of - the content of a withdrawn item lives on in its explanation.
    item = published(board, staff)
    explained(board, staff, item.id)
    with board.desk(staff.clerk) as desk:
        withdraw_item(desk, item.id, "有误，重新核对")
    assert explanation_of(board.records(), item.id) is None
