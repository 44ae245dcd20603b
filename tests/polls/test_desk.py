"""The desk's room of polls: what is typed becomes questions, and every form is found again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.blank.filled import Filled
from kiosk.desk.blank.placing import place_of
from kiosk.desk.blank.shape import Form
from kiosk.desk.browse.steps import others_do
from kiosk.desk.rooms import ROOMS, form_of
from kiosk.desk.rooms.polls import (
    BY_HAND,
    CLOSE,
    FORMS,
    LISTING,
    OPEN,
    SLIPS,
    WITHDRAW,
    TooManyByHand,
    questions_of,
    record_screen,
)
from tests.polls.test_polls import by_chat, opened
from tests.support.builders import TODAY, Staff
from tests.support.clocks import GivenClock
from village_board.attachments.files import AttachmentStore
from village_board.board import Board
from village_board.i18n import translator
from village_board.polls.model import Poll, PollQuestion, PollState
from village_board.polls.refusals import PollPersonal
from village_board.slips import sealed


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make digests quick: how slow they are is not what these tests are about."""
    monkeypatch.setitem(sealed._COST, "n", 2)


def test_questions_are_written_below_each_other() -> None:
    """A question, its choices, an empty line, the next one; odd spaces and empty lines mean nothing."""
    assert questions_of("\n几点？\n 六点\n七点 \n\n\n要吗？\n要\n不要\n") == (
        PollQuestion("几点？", ("六点", "七点")),
        PollQuestion("要吗？", ("要", "不要")),
    )


def test_numbers_before_questions_and_choices_are_left_out() -> None:
    """Each face numbers them itself; a time, an amount or a ratio keeps its digits."""
    assert questions_of("1、几点关门？\n1. 八点\nB）九点\n10.5元\n8：30\n1:1混合\n2．") == (
        PollQuestion("几点关门？", ("八点", "九点", "10.5元", "8：30", "1:1混合", "2．")),
    )


def test_personal_data_is_refused_at_the_field_where_it_stands(board: Board, staff: Staff) -> None:
    """The machine says what it found, at the field; the number itself is not said again."""
    answers = {
        "name": "班车", "about": "身份证330106199001011234的老沈", "asked": "村民", "questions": "几点？\n六点\n七点",
        "closes_on": (TODAY + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    typed = filled(OPEN, **answers)
    with pytest.raises(PollPersonal) as refused, board.desk(staff.director) as desk:
        OPEN.do(desk, typed)
    field, said = place_of(refused.value, typed, translator("en", "kiosk"))
    assert field == "about"
    assert "330106" not in said


def test_who_may_not_begin_a_poll_reads_who_does(staff: Staff) -> None:
    """The clerk does not look for it in vain: the list names whose it is."""
    t = translator("en", "kiosk")
    (line,) = others_do(LISTING.steps, staff.clerk, t)
    assert line[0] == "Open an opinion poll: done by village committee member."
    assert not others_do(LISTING.steps, staff.director, t)


@given(st.text(alphabet="问答\n \t\x1b?", max_size=60))
def test_whatever_is_typed_makes_questions_without_empty_words(text: str) -> None:
    """No question and no choice is empty, however the lines lie."""
    for one in questions_of(text):
        assert one.text.strip()
        assert all(choice.strip() for choice in one.choices)


def test_every_form_is_found_again_and_says_whose_act_it_is() -> None:
    """A draft is gone on with by its name; the committee and the office each see their own."""
    assert all(form_of(form.name) is form for form in FORMS)
    assert all(form.act is not None for form in FORMS)
    assert [room.words for room in ROOMS if "po" in room.kinds] == ["Opinion polls"]


def filled(form: Form, subject: str = "", **answers: str) -> Filled:
    """Return the answers of a form as somebody typed them."""
    return Filled(form, answers, subject, TODAY, AttachmentStore(Path("/nowhere")), {})


def test_a_poll_is_opened_handed_out_and_ended_by_its_forms(board: Board, staff: Staff) -> None:
    """By the same service as everywhere: open, twelve codes by hand at most, close with the reason."""
    # Guard: kiosk/desk/rooms/polls.py:_hand_out - a hundred codes would be written down wrongly.
    answers = {
        "name": "班车", "about": "交给公司", "asked": "村民", "questions": "几点？\n六点\n七点", "by_chat": "yes",
        "closes_on": (TODAY + timedelta(days=9)).isoformat(),
    }  # fmt: skip
    with board.desk(staff.director) as desk:
        made = OPEN.do(desk, filled(OPEN, **answers))
    assert isinstance(made, Poll)
    by_chat(board, made, 5, 1)
    with board.desk(staff.clerk) as desk:
        codes = SLIPS.do(desk, filled(SLIPS, made.id, count=str(BY_HAND)))
    assert len(codes) == BY_HAND
    with pytest.raises(TooManyByHand), board.desk(staff.clerk) as desk:
        SLIPS.do(desk, filled(SLIPS, made.id, count=str(BY_HAND + 1)))
    with board.desk(staff.director) as desk:
        ended = CLOSE.do(desk, filled(CLOSE, made.id, reason="公司今天要答复"))
    assert ended.state is PollState.CLOSED
    assert WITHDRAW.act is CLOSE.act


def test_the_room_lists_polls_and_offers_what_may_be_done(board: Board, staff: Staff, clock: GivenClock) -> None:
    """An open one stands in bold with its four steps; one that is over shows its numbers, or that they are too few."""
    poll, t = opened(board, staff), translator("zh-Hans", "kiosk")
    records = board.records()
    (row,) = LISTING.read(records, staff.director, t)
    assert (row.id, row.marked) == (poll.id, True)
    sheet = record_screen(poll.id)._read_sheet(records, staff.director, t)
    assert [step.name for step in sheet.steps] == [form.name for form in FORMS if form is not OPEN]
    clock.move(poll.closes_on + timedelta(days=1))
    over = record_screen(poll.id)._read_sheet(board.records(), staff.director, t)
    assert not over.steps
    assert any("不到10人" in words for words, _ in over.paragraphs)
