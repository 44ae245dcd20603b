"""Written opinions before a hearing: a slip for each, an answer for each, and no name but by choice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.builders import MANY_AGREE, TODAY, Staff, announced, hearing_result
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.calendar.service import calendar_of
from village_board.glance.standing import standing_of
from village_board.hearings.cases import GuardRefused
from village_board.hearings.model import Hearing, HearingStatus, Stance, Statement
from village_board.hearings.opinions import (
    AnsweredAlready,
    EnoughForToday,
    EnoughOpinions,
    HandedIn,
    NoSuchOpinion,
    NotHeardYet,
    NothingSaid,
    ReplyMissing,
    TooLong,
    answer_due,
    answer_opinion,
    answer_statement,
    hand_in_opinion,
    opinions_of,
    public_text,
    waiting_slips,
)
from village_board.hearings.places import NoSuchClass
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import WrongMoment
from village_board.hearings.schedule import cancel_hearing
from village_board.hearings.service import confirm_hearing, publish_hearing_result, record_hearing_result
from village_board.hearings.voices import Adopted
from village_board.limits.service import change_limit
from village_board.notices.model import Delivery, Notice

HEARD_ON = TODAY + timedelta(days=21)  # a Tuesday


@pytest.fixture
def hearing(board: Board, staff: Staff) -> Hearing:
    """A hearing in three weeks."""
    return announced(board, staff)


def hand_in(board: Board, hearing: Hearing, who: Applicant, content: str = "路灯太密", **more: object) -> HandedIn:
    """Hand in an opinion."""
    given = {"stance": Stance.CHANGE, "standing": "villagers", **more}
    with board.desk() as desk:
        return hand_in_opinion(desk, hearing.id, who, content=content, **given)  # type: ignore[arg-type]


def held(board: Board, staff: Staff, clock: GivenClock, hearing: Hearing, *statements: Statement) -> Hearing:
    """Let the hearing be held, and its record be confirmed."""
    clock.move(HEARD_ON, 18)
    assert hearing.held_at is not None
    result = hearing_result(hearing.held_at, MANY_AGREE)
    with board.desk(staff.clerk) as desk:
        record_hearing_result(desk, hearing.id, type(result)(**{**vars(result), "statements": statements}))
    with board.desk(staff.overseer) as desk:
        return confirm_hearing(desk, hearing.id)


def test_p10_an_opinion_has_a_slip_and_a_name_by_choice_alone(board: Board, staff: Staff, hearing: Hearing) -> None:
    """P10: the slip is seven digits; a name is kept for the public only where the writer said so."""
    # Guard: village_board/hearings/opinions.py:hand_in_opinion - a neighbour reads who was against.
    quiet = hand_in(board, hearing, Applicant(person="1005")).opinion
    open_ = hand_in(board, hearing, Applicant(person="1005"), in_public=True).opinion
    chat = hand_in(board, hearing, Applicant(chat=9), in_public=True).opinion
    assert [one.named for one in (quiet, open_, chat)] == ["", "李阿福", ""]
    assert all(len(one.slip) == 7 for one in opinions_of(board.records(), hearing.id))
    assert not any(one.public for one in (quiet, open_, chat))


def test_what_cannot_be_an_opinion_is_refused(board: Board, staff: Staff, hearing: Hearing) -> None:
    """Each with its sentence: nothing said, a book, a class that is none, nobody, a hearing that is off."""
    someone = Applicant(person="1005")
    with pytest.raises(NothingSaid):
        hand_in(board, hearing, someone, " \n ")
    with pytest.raises(TooLong, match="501 characters; 500"):
        hand_in(board, hearing, someone, "字" * 501)
    with pytest.raises(NoSuchClass, match="others"):
        hand_in(board, hearing, someone, standing="others")
    with pytest.raises(NobodyNamed):
        hand_in(board, hearing, Applicant())
    with board.desk(staff.director) as desk:
        cancel_hearing(desk, hearing.id, "台风")
    with pytest.raises(WrongMoment):
        hand_in(board, hearing, someone)


def test_a33_a_chat_hands_in_so_many_a_day(board: Board, staff: Staff, clock: GivenClock, hearing: Hearing) -> None:
    """A33: three a day and chat, over all hearings, and so many a hearing; tomorrow is another day."""
    # Guard: village_board/hearings/opinions.py:handed_in_today - one phone drowns all others.
    other = announced(board, staff, number="2026-08", matter="鱼塘")
    for one in (hearing, other, hearing):
        hand_in(board, one, Applicant(chat=9))
    with pytest.raises(EnoughForToday, match=r"^3 "):
        hand_in(board, other, Applicant(chat=9))
    hand_in(board, other, Applicant(chat=10))
    clock.advance(timedelta(days=1))
    hand_in(board, hearing, Applicant(chat=9))
    with board.desk(staff.director) as desk:
        change_limit(desk, "hearing.opinions_most", 50, clock.today(), "试验")
    for chat in range(47):
        hand_in(board, hearing, Applicant(chat=100 + chat))
    with pytest.raises(EnoughOpinions, match=r"^50 "):
        hand_in(board, hearing, Applicant(chat=11))


def test_every_opinion_spoken_and_written_is_answered_before_the_result(
    board: Board, staff: Staff, clock: GivenClock, hearing: Hearing
) -> None:
    """Facts 1.6: statements and written opinions count together; the last answer opens the way to the result."""
    # Guard: village_board/hearings/guards/hearing.py:opinions_answered - what was handed in is passed over in silence.
    made = hand_in(board, hearing, Applicant(chat=9))
    confirmed = held(board, staff, clock, hearing, Statement(1, "代表", Stance.FOR, "早该修了"))
    assert confirmed.status is HearingStatus.ANSWERING
    slip = made.opinion.slip
    assert waiting_slips(board.records(), confirmed) == ["1", slip]
    with board.desk(staff.director) as desk:
        answer_statement(desk, hearing.id, 1, Adopted.ADOPTED, "同意")
    refused = pytest.raises(GuardRefused, match=f"1 of 2 opinions have no answer .*{slip}")
    with refused, board.desk(staff.director) as desk:
        publish_hearing_result(desk, hearing.id)
    with board.desk(staff.director) as desk:
        answer_opinion(desk, slip, Adopted.PARTLY, "隔一盏装一盏")
    with board.desk(staff.director) as desk:
        assert publish_hearing_result(desk, hearing.id).status is HearingStatus.PUBLISHED
    told = standing_of(board.records(), slip)
    assert (str(told.state), told.answer) == ("partly adopted", "隔一盏装一盏")
    mine = [row for row in board.records().all(Delivery) if row.chat == 9]
    messages = [str(board.records().get(Notice, row.notice).message) for row in mine]
    assert len([words for words in messages if slip in words]) == 1


def test_answers_come_after_the_hearing_once_and_with_their_reason(
    board: Board, staff: Staff, clock: GivenClock, hearing: Hearing
) -> None:
    """Before the record is confirmed there is none; unknown numbers, silence and a second answer are refused."""
    slip = hand_in(board, hearing, Applicant(chat=9)).opinion.slip
    with pytest.raises(NotHeardYet), board.desk(staff.director) as desk:
        answer_opinion(desk, slip, Adopted.NOT, "不")
    held(board, staff, clock, hearing, Statement(1, "代表", Stance.FOR, "早该修了"))
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        answer_opinion(desk, slip, Adopted.NOT, "不")
    for act, refusal in (
        (lambda desk: answer_opinion(desk, slip, Adopted.NOT, " "), ReplyMissing),
        (lambda desk: answer_statement(desk, hearing.id, 1, Adopted.NOT, ""), ReplyMissing),
        (lambda desk: answer_opinion(desk, "1234567", Adopted.NOT, "不"), NoSuchOpinion),
        (lambda desk: answer_statement(desk, hearing.id, 2, Adopted.NOT, "不"), NoSuchOpinion),
    ):
        with pytest.raises(refusal), board.desk(staff.director) as desk:
            act(desk)
    with board.desk(staff.director) as desk:
        answer_opinion(desk, slip, Adopted.NOT, "钱不够")
        answer_statement(desk, hearing.id, 1, Adopted.NOT, "钱不够")
    for act in (
        lambda desk: answer_opinion(desk, slip, Adopted.ADOPTED, "好"),
        lambda desk: answer_statement(desk, hearing.id, 1, Adopted.ADOPTED, "好"),
    ):
        with pytest.raises(AnsweredAlready), board.desk(staff.director) as desk:
            act(desk)


def test_answers_are_due_in_five_working_days_and_said_to_be_late(
    board: Board, staff: Staff, clock: GivenClock, hearing: Hearing
) -> None:
    """Heard on Tuesday 22 September 2026: what is due counts no day off, and the slip says how late it is."""
    made = hand_in(board, hearing, Applicant(chat=9))
    calendar = calendar_of(board.records())
    due = answer_due(board.records(), hearing)
    assert due is not None
    days = [HEARD_ON + timedelta(days=n) for n in range(1, (due - HEARD_ON).days + 1)]
    assert sum(not calendar.day(one).off for one in days) == 5
    assert made.answer_due == due
    held(board, staff, clock, hearing)
    clock.move(due + timedelta(days=2))
    assert standing_of(board.records(), made.opinion.slip).late == 2


def test_personal_numbers_are_masked_in_public() -> None:
    """P10: what a person typed about another is not published with their number."""
    assert public_text("找老王 13800138000 问") == "找老王 138****8000 问"
