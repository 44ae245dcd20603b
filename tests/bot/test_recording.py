"""Recording by conversation: votes, speeches, another time, leaving, going on from another face (A14-A17)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bot.players import Heard, Players
from tests.support.builders import Staff, keep
from tests.support.clocks import GivenClock
from village_board.chats.talk import VALID_FOR
from village_board.hearings.corrections import correct_hearing
from village_board.hearings.drafts_service import keep_answers, open_draft
from village_board.hearings.model import Ballot, Hearing, HearingStatus, Resolution, ResolutionStatus, Stance
from village_board.hearings.result_draft import Question, ResultDraft
from village_board.people.binding import Binding

CLERK, OVERSEER = 81, 82
HEARING, VOTE = "村道路灯改造", "鱼塘改标"


@pytest.fixture
async def held(players: Players, staff: Staff, clock: GivenClock) -> Players:
    """Hearing and meeting are over; clerk and overseer are bound."""
    clock.move(date(2026, 9, 22), 18)
    keep(
        players.board,
        Binding(chat=CLERK, person=staff.clerk.id, bound_at=clock.now()),
        Binding(chat=OVERSEER, person=staff.overseer.id, bound_at=clock.now()),
    )
    return players


async def counted(players: Players, which: str, *numbers: str) -> Heard:
    """Begin to record and send numbers; return what the bot said last."""
    await players.say(CLERK, "/record")
    heard = await players.press(CLERK, which)
    for number in numbers:
        heard = await players.say(CLERK, number)
    return heard


async def test_a_vote_is_recorded_by_conversation_and_confirmed_by_another(held: Players) -> None:
    """Due, present and votes are asked, the reckoning is shown, another person's single-use button publishes it."""
    heard = await counted(held, VOTE, "42", "30", "25", "3", "2")
    assert "须至少2/3到会" in heard.text
    assert "结果：通过" in heard.text
    await held.press(CLERK, "改表决方式")
    await held.press(CLERK, "无记名")
    await held.press(CLERK, "都对，登记")
    vote = next(held.board.records().all(Resolution))
    assert (vote.status, vote.ballot, vote.meeting_on) == (ResolutionStatus.RECORDED, Ballot.SECRET, date(2026, 9, 13))
    await held.press(OVERSEER, "con")
    await held.press(OVERSEER, VOTE)
    await held.press(OVERSEER, "无误，确认")
    assert next(held.board.records().all(Resolution)).status is ResolutionStatus.PUBLIC


async def test_the_second_person_sends_it_back_in_the_chat(held: Players) -> None:
    """What is wrong is asked for, and the meeting waits to be recorded again."""
    await counted(held, VOTE, "42", "30", "25", "3", "2")
    await held.press(CLERK, "都对，登记")
    await held.press(OVERSEER, "con")
    await held.press(OVERSEER, VOTE)
    assert "哪里不对" in (await held.press(OVERSEER, "不对，退回")).text
    assert "已退回" in (await held.say(OVERSEER, "赞成抄成了25，应是24")).text
    vote = next(held.board.records().all(Resolution))
    assert (vote.status, vote.sent_back[0].reason) == (ResolutionStatus.CONVENED, "赞成抄成了25，应是24")
    assert "已退回" not in (await held.say(OVERSEER, "你好")).text


async def test_a_speech_is_added_by_buttons_first(held: Players) -> None:
    """Who, stance, words, name, public or not: kept at every step, over a restart."""
    await counted(held, HEARING, "18", "15", "2", "1")
    await held.press(CLERK, "通过")
    await held.press(CLERK, "加一条发言")
    await held.press(CLERK, "听证代表")
    await held.press(CLERK, "建议修改")
    again = Players(held.board)
    await again.begin()
    await again.say(CLERK, "路口再加一盏")
    await again.say(CLERK, "李阿福")
    heard = await again.press(CLERK, "否")
    assert "发言1条" in heard.text
    await again.press(CLERK, "加一条发言")
    await again.say(CLERK, "老党员")
    await again.press(CLERK, "赞成")
    await again.say(CLERK, "早该修了")
    await again.press(CLERK, "不写姓名")
    await again.press(CLERK, "都对，登记")
    first, second = next(again.board.records().all(Hearing)).statements
    assert (first.standing, first.stance, first.speaker, first.named_in_public) == (
        "听证代表",
        Stance.CHANGE,
        "李阿福",
        False,
    )
    assert (second.slip, second.standing, second.speaker) == (2, "老党员", "")
    await again.end()


async def test_another_time_is_asked_and_judged(held: Players) -> None:
    """The time of the notice can be changed; one that is none is asked again, and the rules judge it as ever."""
    await counted(held, HEARING, "18", "15", "2", "1")
    await held.press(CLERK, "通过")
    await held.press(CLERK, "改时间")
    assert "不是日期时间" in (await held.say(CLERK, "昨天下午")).text
    await held.say(CLERK, "2026-09-22 19:00")
    assert "要到" in (alert := (await held.press(CLERK, "都对，登记")).alert) or "19:00" in alert
    assert next(held.board.records().all(Hearing)).status is HearingStatus.ANNOUNCED


async def test_cancel_leaves_at_any_point(held: Players) -> None:
    """/cancel gives the draft up; with nothing open members and others hear the same (A19)."""
    # Guard: bot/handlers/desk.py:cancel
    await counted(held, VOTE, "42", "30")
    assert "不登记了" in (await held.say(CLERK, "/cancel")).text
    assert held.board.records().count(ResultDraft) == 0
    nothing = (await held.say(99, "/cancel")).text
    assert "没有在办的" in nothing
    assert (await held.say(CLERK, "/cancel")).text == nothing


async def test_what_was_begun_at_the_desk_is_finished_in_the_chat(held: Players, staff: Staff) -> None:
    """A draft of the desk stands first in the list; a button for what the desk changed later does nothing (A17)."""
    # Guard: bot/handlers/desk.py:_record - numbers that nobody saw would be recorded
    vote = next(held.board.records().all(Resolution))
    with held.board.desk(staff.clerk) as desk:
        draft = open_draft(desk, vote.id).draft.with_answer(Question.DUE, "42")
        keep_answers(desk, draft)
    heard = await held.say(CLERK, "/record")
    assert "未填完" in heard.text
    heard = await held.press(CLERK, VOTE)
    assert "实到几人" in heard.text
    for number in ("30", "25", "3", "2"):
        heard = await held.say(CLERK, number)
    nonce = heard.labels["都对，登记"]
    with held.board.desk(staff.clerk) as desk:
        draft = open_draft(desk, vote.id).draft
        keep_answers(desk, draft.with_answer(Question.IN_FAVOUR, "5"))
    assert "别处改过" in (await held.press(CLERK, nonce)).alert
    assert next(held.board.records().all(Resolution)).status is ResolutionStatus.CONVENED


async def test_one_step_back_asks_the_last_answer_again(held: Players) -> None:
    """The answer before is forgotten and asked anew; the button of the whole record is dead after it (A17)."""
    # Guard: bot/handlers/recording.py:_one_back
    heard = await counted(held, VOTE, "42", "30", "25", "3", "2")
    record = heard.labels["都对，登记"]
    heard = await held.press(CLERK, "上一步")
    assert "弃权的几人" in heard.text
    assert (await held.press(CLERK, record)).alert
    await held.press(CLERK, "上一步")
    assert "弃权的几人" in (await held.say(CLERK, "4")).text
    assert "都对，登记" in (await held.say(CLERK, "1")).labels


async def test_a_correction_is_confirmed_by_another(held: Players, staff: Staff) -> None:
    """A25, A26: it stands in the list with what was and what is; whoever wrote it does not confirm it."""
    # Guard: bot/answers/desk.py:to_confirm
    await counted(held, HEARING, "18", "15", "2", "1")
    await held.press(CLERK, "通过")
    await held.press(CLERK, "都对，登记")
    await held.press(OVERSEER, "con")
    await held.press(OVERSEER, HEARING)
    await held.press(OVERSEER, "无误，确认")
    hearing = next(held.board.records().all(Hearing))
    with held.board.desk(staff.clerk) as desk:
        correct_hearing(desk, hearing.id, {"present": "19"}, "签到表数错了")
    await held.press(OVERSEER, "con")
    heard = await held.press(OVERSEER, HEARING)
    for said in ("18", "19", "签到表数错了"):
        assert said in heard.text
    await held.press(OVERSEER, "无误，确认更正")
    assert next(held.board.records().all(Hearing)).present == 19


async def test_a_record_that_waited_long_takes_no_words_and_is_kept(held: Players, clock: GivenClock) -> None:
    """Half an hour later words are a question again; what was filled in stands, and is gone on with."""
    # Guard: village_board/chats/service.py:is_recording - a search would become a count of votes.
    await counted(held, VOTE, "42", "30")
    clock.advance(VALID_FOR)
    count = held.request.chats[CLERK].count
    await held.say(CLERK, "25")
    assert held.request.chats[CLERK].count == count + 2
    heard = await held.say(CLERK, "/record")
    assert "未填完" in heard.text
    assert "赞成的几人" in (await held.press(CLERK, VOTE)).text
