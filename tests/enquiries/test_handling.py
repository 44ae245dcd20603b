"""Who answers, who publishes, what is handed on, what the asker says: refusals with their sentences."""

from __future__ import annotations

from datetime import date

import pytest
from tinydb import where

from tests.enquiries.building import assigned, replied, taken
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.enquiries import handling
from village_board.enquiries.finding import NoSuchEnquiry, enquiry_of, outlook
from village_board.enquiries.handling import Said
from village_board.enquiries.judging import OlderReply, judge, reopen
from village_board.enquiries.model import Channel, EnquiryKind, EnquiryState, Grade
from village_board.enquiries.publishing import NotFitForAll, publish, published
from village_board.enquiries.receiving import PersonalNumberInText
from village_board.enquiries.rules import DayBefore, NotNow, NotYet, late_by
from village_board.enquiries.templates import FactMissing, NoSuchTemplate, reply_templates
from village_board.hearings.registrations import Applicant
from village_board.notices.model import Delivery, Notice

CHAT = {"channel": Channel.BOT, "who": Applicant(chat=501)}


def test_only_who_it_is_assigned_to_answers(board: Board, staff: Staff) -> None:
    """Assigned to the director: the secretary cannot reply, the clerk writes down what the director said."""
    # Guard: village_board/enquiries/guards.py:the_one_assigned - anybody would answer for the village.
    first, second = assigned(board, staff), assigned(board, staff)
    with pytest.raises(NotYet, match="assigned to"), board.desk(staff.secretary) as desk:
        handling.reply(desk, first.number, Said("随便"))
    for one, who in ((first, staff.director), (second, staff.clerk)):
        with board.desk(who) as desk:
            assert handling.reply(desk, one.number, Said("好")).state is EnquiryState.REPLIED


def test_an_office_answers_by_whoever_holds_it(board: Board, staff: Staff) -> None:
    """Assigned to a post, its holder of today answers."""
    made = taken(board, staff).enquiry
    with board.desk(staff.clerk) as desk:
        handling.accept(desk, made.number)
        handling.assign(desk, made.number, office="村党支部书记")
    with board.desk(staff.secretary) as desk:
        assert handling.reply(desk, made.number, Said("好")).reply == "好"


def test_a_late_reply_says_why(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Due on Tuesday the 8th, answered on Friday the 11th: three days late, and the reason stands with it."""
    # Guard: village_board/enquiries/guards.py:reason_when_late - delays would have no reason.
    made = assigned(board, staff)
    clock.move(date(2026, 9, 11))
    with pytest.raises(NotYet, match="3 days late"), board.desk(staff.director) as desk:
        handling.reply(desk, made.number, Said("好"))
    with board.desk(staff.director) as desk:
        late = handling.reply(desk, made.number, Said("好", "停电"))
    assert (late.late_days, late_by(late, date(2026, 12, 1))) == (3, 3)
    assert late.steps[-1].reason == "停电"


def test_a_rejection_needs_its_reason(board: Board, staff: Staff) -> None:
    """What is not taken is refused with its reason, once."""
    made = taken(board, staff).enquiry
    with pytest.raises(NotYet, match="reason"), board.desk(staff.clerk) as desk:
        handling.reject(desk, made.number, Said())
    with board.desk(staff.clerk) as desk:
        handling.reject(desk, made.number, Said(reason="与村务无关"))
    with pytest.raises(NotNow, match="not accepted"), board.desk(staff.clerk) as desk:
        handling.accept(desk, made.number)


def test_p26_handing_on_names_the_body_and_counts_the_bouncing(board: Board, staff: Staff) -> None:
    """P26: on, back, on again: two bounces; without the other body's number it is not handed on."""
    # Guard: village_board/enquiries/guards.py:body_named - nobody could ask where it went.
    made = taken(board, staff).enquiry
    with pytest.raises(NotYet, match="number is missing"), board.desk(staff.clerk) as desk:
        handling.hand_on(desk, made.number, "镇建设办", " ", Said(reason="镇里的事"))
    with board.desk(staff.clerk) as desk:
        assert handling.hand_on(desk, made.number, "镇建设办", "12345", Said(reason="镇里的事")).bounces == 0
        assert handling.hand_back(desk, made.number, Said(reason="不归镇里")).bounces == 1
        last = handling.hand_on(desk, made.number, "县公交公司", "96166", Said(reason="公交的事"))
    assert (last.bounces, [one.body for one in last.handings]) == (2, ["镇建设办", "县公交公司"])
    with pytest.raises(NotYet, match="other body"), board.desk(staff.clerk) as desk:
        handling.close(desk, made.number)


def test_steps_stand_in_the_order_of_their_days(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P3: a step may be written down later, not dated before the one before it."""
    made = taken(board, staff).enquiry
    clock.move(date(2026, 9, 3))
    with board.desk(staff.clerk) as desk:
        handling.accept(desk, made.number, on=date(2026, 9, 2))
    with pytest.raises(DayBefore), board.desk(staff.clerk) as desk:
        handling.assign(desk, made.number, office="文书", on=date(2026, 9, 1))


def test_silence_is_closed_after_seven_days_and_is_no_satisfaction(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Replied on 1 September, judged until the 8th: closed from the 9th on, unrated; too late to judge then."""
    # Guard: village_board/enquiries/guards.py:asker_had_time - it would be closed before anybody could object.
    made = replied(board, staff)
    assert made.rating_until == date(2026, 9, 8)
    clock.move(date(2026, 9, 8))
    with pytest.raises(NotYet, match="can still judge"), board.desk(staff.clerk) as desk:
        handling.close(desk, made.number)
    clock.move(date(2026, 9, 9))
    with pytest.raises(NotYet, match="ended on"), board.desk(staff.clerk) as desk:
        judge(desk, made.number, solved=True, grade=Grade.SATISFIED)
    with board.desk(staff.clerk) as desk:
        (closed,) = handling.close_all_over(desk)
    assert (closed.state, closed.solved, closed.grade) == (EnquiryState.CLOSED, None, None)


def test_the_asker_is_asked_again_three_working_days_after(board: Board, staff: Staff) -> None:
    """Replied on Tuesday: asked by Friday; what was heard then is no judgement of the asker."""
    made = replied(board, staff)
    assert outlook(board.records(), made).ask_again_on == date(2026, 9, 4)
    with board.desk(staff.clerk) as desk:
        asked = handling.follow_up(desk, made.number, Said("电话没人接"))
    assert outlook(board.records(), asked).ask_again_on is None
    assert asked.grade is None


def test_reopened_once_with_a_new_limit_and_a_new_judgement(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Not solved: opened once more, answered and judged anew; a third time it is not opened."""
    made = replied(board, staff, EnquiryKind.HELP)
    clock.move(date(2026, 9, 3))
    with board.desk(staff.clerk) as desk:
        judge(desk, made.number, solved=False, grade=Grade.DISSATISFIED)
        again = reopen(desk, made.number, "还是不亮")
        assert (again.due_on, again.grade, again.solved) == (date(2026, 9, 8), None, None)
        handling.assign(desk, made.number, person=staff.director.id)
        handling.reply(desk, made.number, Said("换了灯"))
        judge(desk, made.number, solved=False, grade=Grade.VERY_DISSATISFIED)
    with pytest.raises(NotYet, match="already"), board.desk(staff.clerk) as desk:
        reopen(desk, made.number, "又坏了")
    with board.desk(staff.clerk) as desk:
        assert handling.close(desk, made.number).solved is False


def test_a_reason_for_reopening_passes_the_same_gate(board: Board, staff: Staff) -> None:
    """P21: a telephone number is refused there as well."""
    made = replied(board, staff)
    with board.desk(staff.clerk) as desk:
        judge(desk, made.number, solved=False, grade=Grade.DISSATISFIED)
    with pytest.raises(PersonalNumberInText), board.desk(staff.clerk) as desk:
        reopen(desk, made.number, "打我电话13800138000")


def test_a14_only_the_asking_chat_judges_and_each_reply_once(board: Board, staff: Staff) -> None:
    """A14, A15: another chat's button, an old round's and a second press change nothing."""
    # Guard: village_board/enquiries/judging.py:judge - a stranger would rate, or one person twice.
    made = replied(board, staff, **CHAT)
    for chat, round_, refusal in ((502, 1, NoSuchEnquiry), (501, 0, OlderReply), (501, 2, OlderReply)):
        with pytest.raises(refusal), board.desk() as desk:
            judge(desk, made.id, solved=True, grade=Grade.SATISFIED, chat=chat, round_=round_)
    with board.desk() as desk:
        judge(desk, made.id, solved=True, grade=Grade.SATISFIED, chat=501, round_=1)
    with pytest.raises(OlderReply), board.desk() as desk:
        judge(desk, made.id, solved=False, grade=Grade.DISSATISFIED, chat=501, round_=1)


def test_n24_the_asker_alone_is_told_and_no_words_are_pushed(board: Board, staff: Staff) -> None:
    """N24: accepted and answered are told to the asking chat; neither question, answer nor slip stand in it."""
    made = replied(board, staff, **CHAT)
    notices = board.records().find(Notice, where("subject") == made.id)
    assert [one.event for one in notices] == ["enquiry.received", "enquiry.moved", "enquiry.answered"]
    assert {one.chat for one in board.records().all(Delivery)} == {501}
    said = " ".join(one.title for one in notices)
    assert all(word not in said for word in (made.text, made.reply, made.number))


def test_public_only_when_the_asker_agrees(board: Board, staff: Staff) -> None:
    """The reply is nobody else's until its asker says so; then it is found, with both words."""
    # Guard: village_board/enquiries/guards.py:asker_agrees - a private matter would hang on the wall.
    private, open_ = replied(board, staff), replied(board, staff, may_be_public=True)
    with pytest.raises(NotYet, match="did not agree"), board.desk(staff.secretary) as desk:
        publish(desk, private.number)
    with board.desk(staff.secretary) as desk:
        publish(desk, open_.number)
    assert [one.id for one in published(board.records())] == [open_.id]
    found = board.records().search("路灯")
    assert [hit.record.id for hit in found] == [open_.id]


def test_who_replied_does_not_publish(board: Board, staff: Staff) -> None:
    """Four eyes: the director wrote it, the director cannot publish it; the clerk may not at all."""
    made = replied(board, staff, may_be_public=True)
    with pytest.raises(NotYet, match="second person"), board.desk(staff.director) as desk:
        publish(desk, made.number)
    with pytest.raises(NotPermitted), board.desk(staff.clerk) as desk:
        publish(desk, made.number)


def test_the_gate_stops_it_and_names_the_places_not_the_values(board: Board, staff: Staff) -> None:
    """A29: a mobile number in the answer blocks; with other words for the public it passes."""
    # Guard: village_board/enquiries/publishing.py:publish - a private number would be on the kiosk.
    made = assigned(board, staff, may_be_public=True)
    with board.desk(staff.director) as desk:
        handling.reply(desk, made.number, Said("请打张三家的电话13800138000"))
    with pytest.raises(NotFitForAll, match="answer: mobile number") as caught, board.desk(staff.secretary) as desk:
        publish(desk, made.number)
    assert "13800138000" not in str(caught.value)
    assert not enquiry_of(board.records(), made.number).public
    with board.desk(staff.secretary) as desk:
        shown = publish(desk, made.number, answer="请到村委会办公室咨询")
    assert (shown.public_reply, shown.reply) == ("请到村委会办公室咨询", "请打张三家的电话13800138000")


def test_templates_need_their_facts(board: Board, staff: Staff) -> None:
    """A missing fact is named; a filled one carries the day on which it was asked."""
    made = assigned(board, staff)
    with pytest.raises(NoSuchTemplate, match="known"), board.desk(staff.director) as desk:
        handling.reply_by_template(desk, made.number, "nothing", {})
    with pytest.raises(FactMissing, match="basis"), board.desk(staff.director) as desk:
        handling.reply_by_template(desk, made.number, "known", {"answer": "周末开放"})
    for one in reply_templates().values():
        filled = one.filled(dict.fromkeys(one.places, "某事"), "2026年9月1日")
        assert "{" not in filled
        assert "2026年9月1日" in filled
