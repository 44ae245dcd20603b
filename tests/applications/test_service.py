"""Applications at the clerk's desk, from the receipt to the answer; each refusal with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.applications.forms import taken_in
from tests.support.builders import TODAY, Staff
from tests.support.clocks import GivenClock
from village_board.applications.answering import (
    Given,
    NoSuchAnswer,
    age_out,
    answer,
    answer_from,
    ask_reasons,
    close,
    extend,
    postpone,
    withdraw,
)
from village_board.applications.law import law
from village_board.applications.letters import letter_of
from village_board.applications.model import ApplicantKind, Application, Consulted, Event, Result, State, Way
from village_board.applications.moves import (
    IdentityTyped,
    NoSuchApplication,
    application_of,
    explain,
    late_by,
)
from village_board.applications.reporting import counts_of, waiting_of
from village_board.applications.service import (
    abandon,
    ask_correction,
    consult,
    correct,
    hear_back,
    register,
    resume,
    take_up,
)
from village_board.base.errors import NotPermitted, NumberTaken
from village_board.base.moves import BeforeStep, DayAhead, GuardRefused, NotFromHere
from village_board.board import Board
from village_board.glance.standing import standing_of
from village_board.slips.service import slip_of

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def act(board: Board, staff: Staff) -> Callable[..., Application]:
    """Do one act at the clerk's desk."""

    def do(verb: Callable[..., Application], *given: Any, **more: Any) -> Application:
        with board.desk(staff.clerk) as desk:
            return verb(desk, *given, **more)

    return do


Act = Callable[..., Application]


def refused(act: Act, why: str, verb: Callable[..., Application], *given: Any, **more: Any) -> None:
    """The verb is refused by a guard with these words."""
    with pytest.raises(GuardRefused, match=why):
        act(verb, *given, **more)


# Receipt


@pytest.mark.parametrize("way", [Way.IN_PERSON, Way.SIGNED_MAIL])
def test_handed_in_or_signed_for_is_received_that_day(board: Board, staff: Staff, way: Way) -> None:
    """The clock runs from the day it came, also where it is typed later (P3); the slip and the day are promised."""
    # Guard: village_board/applications/service.py:receive - the office chooses when its own clock begins.
    made = taken_in(board, staff, way=way, arrived_on=YESTERDAY)
    assert (made.state, made.receipt_on) == (State.REGISTERED, YESTERDAY)
    assert made.promised_on == explain(board.records(), made).due == date(2026, 9, 28)
    assert len(slip_of(board.records(), made.id)) == 7


@pytest.mark.parametrize("way", [Way.ORDINARY_MAIL, Way.INTERNET, Way.FAX])
def test_what_nobody_signed_for_is_received_when_it_is_confirmed(
    board: Board, staff: Staff, act: Act, way: Way
) -> None:
    """No clock before the confirmation; it cannot be confirmed before it came; later counts, and is told as late."""
    made = taken_in(board, staff, way=way, arrived_on=YESTERDAY)
    assert (made.state, made.receipt_on, made.promised_on) == (State.RECEIVED, None, None)
    with pytest.raises(BeforeStep):
        act(register, made.id, YESTERDAY - timedelta(days=1))
    done = act(register, made.id, TODAY)
    assert (done.state, done.receipt_on, done.promised_on) == (State.REGISTERED, TODAY, date(2026, 9, 29))
    assert explain(board.records(), done).confirmed_late == 1


def test_a_form_without_what_it_needs_is_refused(board: Board, staff: Staff) -> None:
    """Neither name, number nor description; no contact; no applicant; a day still to come; a number given twice."""
    for values, why in (
        ({"wanted": " "}, "not said which information"),
        ({"contact": ""}, "no contact"),
        ({"applicant": "\u200b"}, "nobody is named"),
    ):
        with pytest.raises(GuardRefused, match=why):
            taken_in(board, staff, **values)
    with pytest.raises(DayAhead, match=r"2026-09-02.*2026-09-01"):
        taken_in(board, staff, arrived_on=TODAY + timedelta(days=1))
    taken_in(board, staff, number="7")
    with pytest.raises(NumberTaken):
        taken_in(board, staff, number="7")
    assert board.records().count(Application) == 1


@pytest.mark.parametrize("field", ["applicant", "contact", "wanted", "wanted_number", "description"])
def test_p2_no_identity_number_is_ever_stored(board: Board, staff: Staff, field: str) -> None:
    """P2: an identity number in any field is refused, and the sentence does not repeat it; a telephone is a contact."""
    # Guard: village_board/applications/moves.py:cleaned - the register becomes a list of identity numbers.
    with pytest.raises(IdentityTyped) as error:
        taken_in(board, staff, **{field: "我的证件 11010519491231002X 号"})
    assert "11010519491231002X" not in str(error.value)
    assert taken_in(board, staff, identity_seen=True).identity_seen


def test_numbers_follow_each_other_within_the_year(board: Board, staff: Staff, act: Act) -> None:
    """2026-001, 2026-002; found by number, by slip, by id; nothing else is found."""
    one, two = taken_in(board, staff), taken_in(board, staff)
    assert (one.number, two.number) == ("2026-001", "2026-002")
    records = board.records()
    assert application_of(records, "2026-002").id == application_of(records, slip_of(records, two.id)).id == two.id
    assert application_of(records, one.id).number == "2026-001"
    with pytest.raises(NoSuchApplication):
        application_of(records, "2026-003")


def test_only_the_office_takes_in_and_answers(board: Board, staff: Staff) -> None:
    """A villager and an overseer may not."""
    made = taken_in(board, staff)
    for who in (staff.villager, staff.overseer):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            take_up(desk, made.id)


# Correction


def test_a_correction_is_asked_once_within_seven_working_days(
    board: Board, staff: Staff, act: Act, clock: GivenClock
) -> None:
    """Received 1 Sept: until 10 Sept and not on the 11th; the sentence says the day and the seven."""
    made = taken_in(board, staff)
    clock.move(date(2026, 9, 11))
    refused(act, "until 2026-09-10, 7 working days.*2026-09-11", ask_correction, made.id, "哪一年的合同？")
    refused(act, "not said what is unclear", ask_correction, made.id, " ", on=date(2026, 9, 10))
    refused(act, "a day until when", ask_correction, made.id, "哪年？", until=date(2026, 9, 9), on=date(2026, 9, 10))
    asked = act(ask_correction, made.id, "哪一年的合同？", on=date(2026, 9, 10))
    assert asked.correction is not None
    assert asked.correction.until == date(2026, 9, 23)  # ten working days, Sunday the 20th among them
    refused(act, "nothing was corrected", correct, made.id)
    corrected = act(correct, made.id, wanted="2024年鱼塘承包合同", on=date(2026, 9, 11))
    assert (corrected.state, corrected.promised_on) == (State.CORRECTED, date(2026, 10, 15))
    act(take_up, made.id)
    refused(act, "asked to be corrected on 2026-09-10 already", ask_correction, made.id, "还有呢？")


def test_late_correction_needs_a_good_reason_and_giving_up_needs_the_day_to_be_over(
    board: Board, staff: Staff, act: Act, clock: GivenClock
) -> None:
    """On the last day nobody has given up; the day after, a correction comes in with its reason alone."""
    one, two = taken_in(board, staff), taken_in(board, staff)
    until = date(2026, 9, 15)
    for made in (one, two):
        act(ask_correction, made.id, "哪一年的？", until)
    clock.move(until)
    refused(act, "until 2026-09-15", abandon, one.id)
    clock.move(date(2026, 9, 16))
    refused(act, "until 2026-09-15; it came on 2026-09-16", correct, two.id, wanted="2024年的")
    assert act(correct, two.id, wanted="2024年的", reason="住院").state is State.CORRECTED
    given_up = act(abandon, one.id)
    assert (given_up.state, given_up.result, given_up.finished_on) == (
        State.ABANDONED,
        Result.NO_CORRECTION,
        date(2026, 9, 16),
    )


# Opinions


def test_the_clock_stands_while_opinions_are_awaited(board: Board, staff: Staff, act: Act, clock: GivenClock) -> None:
    """Nobody answers in between; with the last opinion it goes on by itself, and one that came comes not twice."""
    made = taken_in(board, staff)
    refused(act, "whose opinion", consult, made.id, Consulted.THIRD_PARTY, " ", "同意吗")
    refused(act, "what they are asked", consult, made.id, Consulted.THIRD_PARTY, "承包人", "")
    refused(
        act, "reach them on 2026-08-31, before it was asked on 2026-09-01",
        consult, made.id, Consulted.THIRD_PARTY, "承包人", "同意吗", delivered_on=YESTERDAY,
    )  # fmt: skip
    act(consult, made.id, Consulted.THIRD_PARTY, "承包人", "同意吗")
    act(consult, made.id, Consulted.OTHER_BODY, "镇农经站", "同意吗")
    with pytest.raises(NotFromHere, match="an opinion is asked"):
        act(answer, made.id, Given("granted", text="给", given="复印件"))
    clock.move(date(2026, 9, 8))
    assert act(hear_back, made.id, 1, agrees=False, opinion="有商业秘密").state is State.CONSULTING
    refused(act, "came on 2026-09-08 already", hear_back, made.id, 1, agrees=True)
    refused(act, "2 opinions were asked; there is no such number", hear_back, made.id, 3, agrees=True)
    refused(act, "1 opinions have not come; they can until 2026-09-21", resume, made.id)
    done = act(hear_back, made.id, 2, agrees=True)
    assert done.state is State.IN_PROCESS
    assert explain(board.records(), done).due == date(2026, 10, 12)  # 2, 3, 4, 7 and 8 September stood still


def test_after_their_time_the_office_decides_by_itself(board: Board, staff: Staff, act: Act, clock: GivenClock) -> None:
    """On the fifteenth working day the office still waits, on the next day it goes on."""
    made = taken_in(board, staff)
    act(consult, made.id, Consulted.THIRD_PARTY, "承包人", "同意吗")
    clock.move(date(2026, 9, 21))
    refused(act, "until 2026-09-21", resume, made.id)
    clock.move(date(2026, 9, 22))
    assert act(resume, made.id).state is State.IN_PROCESS


# Later than the term


def test_one_extension_with_approver_and_notice(board: Board, staff: Staff, act: Act, clock: GivenClock) -> None:
    """At most twenty days, by a committee member, told in time, not when it is late, and only once."""
    # Guard: village_board/applications/guards.py:before_due - an office that is late makes itself punctual.
    made = taken_in(board, staff)
    told = {"approver": "1001", "notified_on": TODAY}
    refused(act, "1 to 20 working days; 21 were asked", extend, made.id, 21, **told)
    refused(act, "1 to 20 working days; 0 were asked", extend, made.id, 0, **told)
    refused(act, "no member of the village committee", extend, made.id, 5, approver="1004", notified_on=TODAY)
    refused(act, "2026-09-02 is still to come", extend, made.id, 5, approver="1001", notified_on=date(2026, 9, 2))
    extended = act(extend, made.id, 20, **told)
    assert (extended.state, extended.promised_on) == (State.EXTENDED, date(2026, 11, 2))
    act(consult, made.id, Consulted.OTHER_BODY, "镇农经站", "同意吗")
    act(hear_back, made.id, 1, agrees=True)
    refused(act, "by 20 working days already", extend, made.id, 1, **told)
    late = taken_in(board, staff)
    clock.move(date(2026, 10, 8))
    refused(act, "due on 2026-09-29", extend, late.id, 5, approver="1001", notified_on=date(2026, 10, 8))
    refused(act, "was due on 2026-09-29: it is late", extend, late.id, 5, approver="1001", notified_on=TODAY)
    assert late_by(board.records(), late) == 9


def test_whoever_applies_too_often_is_asked_for_reasons(
    board: Board, staff: Staff, act: Act, clock: GivenClock
) -> None:
    """Nine are not too many, ten are; without reasons no later day, and nothing is declined before they were asked."""
    made = [taken_in(board, staff) for _ in range(9)]
    taken_in(board, staff, applicant="李四")
    refused(act, "9 applications within a year; .* from 10 on", ask_reasons, made[0].id)
    last = taken_in(board, staff)
    excessive = Given("not_handled.excessive", text="不予处理", reason="理由不成立")
    refused(act, "not asked for reasons", answer, last.id, excessive)
    later = {"reasons": "打官司要用", "notified_on": TODAY}
    refused(act, "has given no reasons", postpone, last.id, date(2026, 12, 1), **later)
    act(ask_reasons, last.id)
    refused(act, "asked on 2026-09-01 already", ask_reasons, last.id)
    refused(act, "has given no reasons", postpone, last.id, date(2026, 12, 1), reasons="", notified_on=TODAY)
    refused(act, "must come after 2026-09-29", postpone, last.id, date(2026, 9, 29), **later)
    moved = act(postpone, last.id, date(2026, 12, 1), **later)
    assert (moved.promised_on, moved.state) == (date(2026, 12, 1), State.REGISTERED)
    assert act(answer, last.id, excessive).state is State.NOT_HANDLED


# Answers


WORDS = {"where": "村务公开栏第三栏", "given": "复印件3页，当面交付", "reason": "含他人隐私", "body": "镇自然资源所"}
DIRECT = [name for name, rule in law().answers.items() if rule.event in (Event.ANSWER, Event.DECLINE, Event.TRANSFER)]


@pytest.mark.parametrize("name", DIRECT)
def test_every_kind_of_answer_has_its_letter_and_asks_for_what_it_needs(
    board: Board, staff: Staff, act: Act, name: str
) -> None:
    """Each of the 22 kinds: its letter holds facts, no gap, the sentence on the analogy; a missing fact stops it."""
    # Guard: village_board/applications/guards.py:answer_complete - a refusal goes out without its reason.
    rule = law().answers[name]
    made = taken_in(board, staff)
    if rule.result is Result.UNCLEAR:
        refused(act, "never asked to be corrected", answer, made.id, Given(name, text="不清楚", reason="仍不清楚"))
        act(ask_correction, made.id, "哪年？")
        made = act(correct, made.id, wanted="还是合同")
    if rule.result is Result.EXCESSIVE:
        for _ in range(9):
            taken_in(board, staff)
        act(ask_reasons, made.id)
    refused(act, "no text", answer, made.id, Given(name))
    needs: dict[str, Any] = {need: WORDS[need] for need in rule.needs if need != "grounds"}
    if "grounds" in rule.needs:
        needs["grounds"] = ("refused.third_party",)
    for need in rule.needs:
        lacking = {**needs, need: () if need == "grounds" else ""}
        refused(act, "needs", answer, made.id, Given(name, text="答复", **lacking))
    letter = letter_of(law(), made, answer_from(Given(name, **needs), TODAY), "试验村")
    assert "＿" not in letter
    assert "适用于乡镇和区县机关，本村参照办理" in letter
    assert "王小明" in letter
    assert all(WORDS[need] in letter for need in rule.needs if need != "grounds")
    done = act(answer, made.id, Given(name, text=letter, **needs))
    assert (done.result, done.finished_on, done.is_open) == (rule.result, TODAY, False)
    assert act(close, done.id, TODAY).state is State.CLOSED


def test_the_kinds_of_answers_are_those_of_the_regulation() -> None:
    """Eight grounds of refusal, three of "unable", five of "not handled", three of "other"."""
    groups = [rule.result.group for rule in law().answers.values() if rule.type != "not_this_body"]
    counted = {group: groups.count(group) for group in ("refused", "unable", "not_handled", "other")}
    assert counted == {"refused": 8, "unable": 3, "not_handled": 5, "other": 3}
    assert {rule.result for rule in law().answers.values()} == set(Result)


def test_a_partial_answer_names_its_grounds(board: Board, staff: Staff, act: Act) -> None:
    """The letter says what is given and why the rest is not; a ground that is none is refused with those that are."""
    made = taken_in(board, staff)
    partly = Given(
        "partly_granted", text="部分公开", given="合同正文", grounds=("refused.third_party",), reason="附页有账号"
    )
    with pytest.raises(NoSuchAnswer, match=r"refused\.state_secret"):
        act(answer, made.id, Given("partly_granted", text="部分", given="正文", grounds=("granted",), reason="有"))
    with pytest.raises(NoSuchAnswer, match="not_this_body"):
        act(answer, made.id, Given("other.no_correction", text="放弃"))
    done = act(answer, made.id, partly)
    assert done.answer is not None
    letter = letter_of(law(), done, done.answer, "试验村")
    assert "合同正文" in letter
    assert "保护第三方合法权益" in letter
    assert "附页有账号" in letter


def test_p26_a_transfer_keeps_the_number_of_the_other_body(board: Board, staff: Staff, act: Act) -> None:
    """P26: the state is transferred, it counts as not held, and the letter names body and number."""
    made = taken_in(board, staff)
    done = act(
        answer,
        made.id,
        Given("not_this_body", text="转送", reason="由镇里保存", body="镇自然资源所", body_number="转12"),
    )
    assert (done.state, done.result) == (State.TRANSFERRED, Result.NOT_HELD)
    assert done.answer is not None
    assert "转12" in letter_of(law(), done, done.answer, "试验村")


def test_what_is_answered_is_not_answered_twice_and_closes_when_it_arrived(
    board: Board, staff: Staff, act: Act, clock: GivenClock
) -> None:
    """No second answer; nobody received it before it was written; withdrawing needs its reason and an open matter."""
    made, back = taken_in(board, staff), taken_in(board, staff)
    clock.move(date(2026, 9, 3))
    granted = Given("granted", text="给", given="复印件")
    act(answer, made.id, granted)
    with pytest.raises(NotFromHere, match=r"is 'answered'.*close"):
        act(answer, made.id, granted)
    with pytest.raises(BeforeStep, match=r"2026-09-02.*2026-09-03"):
        act(close, made.id, date(2026, 9, 2))
    refused(act, "reason is missing", withdraw, back.id, " ")
    assert act(withdraw, back.id, "不要了").result is Result.OTHER
    with pytest.raises(NotFromHere):
        act(withdraw, made.id, "不要了")


# Public and old


def test_a_slip_tells_how_far_it_is_and_nothing_of_who_or_what(board: Board, staff: Staff, act: Act) -> None:
    """State, day and the sentence on the analogy; neither name, contact nor what was wanted; the record is internal."""
    made = taken_in(board, staff)
    told = standing_of(board.records(), slip_of(board.records(), made.id))
    assert (told.due, told.late, told.title) == (date(2026, 9, 29), 0, "2026-001")
    assert "by analogy" in str(told.next)
    for secret in ("王小明", "13800138000", "鱼塘"):
        assert secret not in str(told)
    assert not made.public
    act(ask_correction, made.id, "哪年？", date(2026, 9, 20))
    assert "2026-09-20" in str(standing_of(board.records(), slip_of(board.records(), made.id)).next)
    act(correct, made.id, wanted="2024年的")
    act(answer, made.id, Given("granted", text="给", given="复印件"))
    told = standing_of(board.records(), slip_of(board.records(), made.id))
    assert (told.due, str(told.state)) == (None, "answered")


def test_the_public_counts(board: Board, staff: Staff, act: Act, clock: GivenClock) -> None:
    """Two in person, one by fax, one online: received, handled, waiting, late; an unconfirmed one counts nowhere."""
    one = taken_in(board, staff)
    taken_in(board, staff, way=Way.SIGNED_MAIL, kind=ApplicantKind.BUSINESS, applicant="米厂")
    taken_in(board, staff, way=Way.FAX, confirmed_on=TODAY)
    taken_in(board, staff, way=Way.INTERNET)
    act(answer, one.id, Given("granted", text="给", given="复印件"))
    clock.move(date(2026, 10, 9))
    counts = counts_of(board.records(), 2026)
    assert (counts.received, counts.handled, counts.waiting, counts.late) == (3, 1, 2, 2)
    assert dict(counts.by_way) == {"in person": 1, "by letter or fax": 2, "online": 0}
    assert [due for _, due in waiting_of(board.records())] == [date(2026, 9, 29), date(2026, 9, 29), None]


def test_p9_after_five_years_only_the_count_is_left(board: Board, staff: Staff, act: Act, clock: GivenClock) -> None:
    """P9: what ended in 2026 keeps its names through 2031; in 2032 they go, and the table stays."""
    made, waiting = taken_in(board, staff, description="第三页"), taken_in(board, staff)
    act(consult, made.id, Consulted.THIRD_PARTY, "承包人", "同意吗")
    act(hear_back, made.id, 1, agrees=True, opinion="同意")
    act(answer, made.id, Given("granted", text="给王小明", given="复印件"))
    clock.move(date(2031, 12, 31))
    with board.desk(staff.clerk) as desk:
        assert age_out(desk) == []
    clock.move(date(2032, 1, 4))
    with board.desk(staff.clerk) as desk:
        (aged,) = age_out(desk)
        assert age_out(desk) == []
    for word in ("王小明", "13800138000", "鱼塘", "承包人", "第三页", "同意"):
        assert word not in str(aged)
    assert (aged.id, aged.result, aged.aged) == (made.id, Result.GRANTED, True)
    assert counts_of(board.records(), 2026).handled == 1
    assert board.records().get(Application, waiting.id).applicant == "王小明"
