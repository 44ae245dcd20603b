"""Ask the village through the bot: guided, left at any point, judged once by the chat that asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tinydb import where

from tests.bot.players import Heard, Players
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.board import Board
from village_board.chats.model import Chat
from village_board.chats.talk import VALID_FOR
from village_board.enquiries import handling
from village_board.enquiries.handling import Said
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind, EnquiryState, Grade
from village_board.enquiries.publishing import publish
from village_board.notices.model import Follow

CHAT, OTHER = 601, 602
WORDS = "村口第三盏路灯不亮了，晚上看不清路。"
REPORT = "我要检举会计私吞租金"


async def handed_in(players: Players, chat: int = CHAT, words: str = WORDS, button: str = "可以公开") -> Heard:
    """Ask as a villager does it: kind, words, whether it may be public, review."""
    await players.say(chat, "/ask")
    await players.press(chat, "求助")
    await players.say(chat, words)
    await players.press(chat, button)
    return await players.press(chat, "是，提交")


def the_one(board: Board) -> Enquiry:
    (one,) = board.records().all(Enquiry)
    return one


def answered(board: Board, staff: Staff) -> Enquiry:
    """Accept, assign and answer what was asked."""
    one = the_one(board)
    with board.desk(staff.clerk) as desk:
        if one.state is EnquiryState.SUBMITTED:
            handling.accept(desk, one.number)
        handling.assign(desk, one.number, person=staff.director.id)
    with board.desk(staff.director) as desk:
        return handling.reply(desk, one.number, Said("灯泡已换好。"))


async def test_from_the_kind_to_the_receipt(players: Players) -> None:
    """The receipt carries slip, promised day, how it came about, and both pledges."""
    receipt = await handed_in(players)
    one = the_one(players.board)
    assert (one.kind, one.channel, one.text, one.may_be_public) == (EnquiryKind.HELP, Channel.BOT, WORDS, True)
    for said in (one.number, "2026年9月4日", "3个工作日", "属实"):
        assert said in receipt.text


async def test_a15_what_was_shown_is_handed_in_once(players: Players) -> None:
    """A15, A17: a text sent again replaces the first; the old button and a second press hand in nothing."""
    # Guard: bot/talks/engine.py:_pressed - one enquiry would be handed in twice.
    await players.say(CHAT, "/ask")
    await players.press(CHAT, "求助")
    await players.say(CHAT, "写错了")
    await players.press(CHAT, "只给我")
    old = players.request.chats[CHAT].labels["是，提交"]
    await players.say(CHAT, WORDS)
    assert (await players.press(CHAT, old)).alert
    await players.press(CHAT, "只给我")
    new = players.request.chats[CHAT].labels["是，提交"]
    await players.press(CHAT, new)
    assert (await players.press(CHAT, new)).alert
    assert (the_one(players.board).text, the_one(players.board).may_be_public) == (WORDS, False)


async def test_it_survives_a_restart(village: Board) -> None:
    """What a chat has begun is in the store: another process of the bot goes on with it."""
    first = Players(village)
    await first.begin()
    await first.say(CHAT, "/ask")
    await first.press(CHAT, "求助")
    await first.say(CHAT, WORDS)
    labels = first.request.chats[CHAT].labels
    await first.end()
    second = Players(village)
    await second.begin()
    second._update = 100
    await second.press(CHAT, labels["可以公开"])
    await second.press(CHAT, "是，提交")
    await second.end()
    assert the_one(village).text == WORDS


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("leave", ["/cancel", "算了", "button"])
async def test_it_can_be_left_at_any_point(players: Players, steps: int, leave: str) -> None:
    """By command, word or button; afterwards nothing of it is stored, and words are a question again."""
    # Guard: bot/talks/engine.py:left - the next words would be taken as a complaint.
    await players.say(CHAT, "/ask")
    await players.press(CHAT, "求助")
    if steps:
        await players.say(CHAT, WORDS)
    if steps > 1:
        await players.press(CHAT, "可以公开")
    heard = await (players.press(CHAT, "不写了") if leave == "button" else players.say(CHAT, leave))
    assert "没有保存" in heard.text
    assert players.board.records().count(Enquiry) == 0
    assert players.board.records().find(Chat, where("chat") == CHAT) == []


async def test_a_draft_is_forgotten_after_a_while(players: Players, clock: GivenClock) -> None:
    """Half an hour later the words are looked for, not taken."""
    await players.say(CHAT, "/ask")
    await players.press(CHAT, "求助")
    clock.advance(VALID_FOR + timedelta(seconds=1))
    assert "公开吗" not in (await players.say(CHAT, WORDS)).text


async def test_p15_a_report_is_sent_elsewhere_and_leaves_no_trace(
    players: Players, caplog: pytest.LogCaptureFixture
) -> None:
    """P15: the words are not in the store at any moment, and whoever goes there leaves nothing behind."""
    # Guard: bot/talks/engine.py:_typed - the accused could read it.
    await players.say(CHAT, "/ask")
    await players.press(CHAT, "投诉")
    heard = await players.say(CHAT, REPORT)
    assert "12388" in heard.text
    board = players.board
    (kept,) = board.records().find(Chat, where("chat") == CHAT)
    assert "私吞" not in str(to_json(kept))
    await players.press(CHAT, "我去那里")
    assert board.records().find(Chat, where("chat") == CHAT) == []
    everything = str([[to_json(one) for one in board.records().all(cls)] for cls in board.records()._kinds.values()])
    assert "私吞" not in everything
    assert "私吞" not in caplog.text
    assert board.records().count(Enquiry) == 0


async def test_p15_the_person_decides(players: Players) -> None:
    """A text that only reads like one is taken when it is sent again after the button."""
    await players.say(CHAT, "/ask")
    await players.press(CHAT, "建议")
    await players.say(CHAT, "举报箱挂得太高")
    await players.press(CHAT, "不是")
    await players.say(CHAT, "举报箱挂得太高")
    await players.press(CHAT, "可以公开")
    await players.press(CHAT, "是，提交")
    assert the_one(players.board).text == "举报箱挂得太高"


async def test_p15_the_door_for_reports_stores_nothing(players: Players) -> None:
    """P15: the button beside the kinds shows the discipline office; the store is as before."""
    await players.say(CHAT, "/ask")
    version = players.board.version()
    assert "12388" in (await players.press(CHAT, "eq:w:report")).text
    assert players.board.version() == version
    assert "60" in (await players.press(CHAT, "eq:w:petition")).text


async def test_p21_a_personal_number_is_not_taken(players: Players) -> None:
    """P21: while an enquiry is written, too; the draft has no words after it."""
    await players.say(CHAT, "/ask")
    await players.press(CHAT, "求助")
    await players.say(CHAT, "打我手机13800138000")
    (kept,) = players.board.records().find(Chat, where("chat") == CHAT)
    assert kept.talk is not None
    assert not kept.talk.has("text")


async def test_mine_shows_my_own_alone(players: Players, staff: Staff) -> None:
    """A14: another chat sees neither the list nor the card, whatever button it forges."""
    # Guard: bot/answers/cards.py:shown - anybody could read a complaint by its id.
    await handed_in(players)
    one = answered(players.board, staff)
    await players.say(CHAT, "/mine")
    card = await players.press(CHAT, one.number)
    assert "灯泡已换好" in card.text
    assert "没有来件" in (await players.say(OTHER, "/mine")).text
    assert "灯泡" not in (await players.press(OTHER, f"r:{one.id}")).text
    assert (await players.press(OTHER, f"er:{one.id}:1:y:0")).alert
    assert (await players.press(OTHER, f"er:{one.id}:again")).alert
    assert the_one(players.board).grade is None


async def test_the_answer_is_judged_once(players: Players, staff: Staff) -> None:
    """Solved, then one of five grades; the old buttons are dead."""
    await handed_in(players)
    one = answered(players.board, staff)
    await players.press(CHAT, f"r:{one.id}")
    await players.press(CHAT, "已解决")
    grade = players.request.chats[CHAT].labels["基本满意"]
    assert "谢谢" in (await players.press(CHAT, grade)).text
    judged = the_one(players.board)
    assert (judged.state, judged.solved, judged.grade) == (EnquiryState.CONFIRMED, True, Grade.MOSTLY_SATISFIED)
    assert (await players.press(CHAT, grade)).alert
    assert (await players.press(CHAT, f"er:{one.id}:1:n")).alert


async def test_not_solved_is_opened_once_more(players: Players, staff: Staff) -> None:
    """With the reason, by the same guided way; a button of the first answer does not judge the second."""
    await handed_in(players)
    one = answered(players.board, staff)
    await players.press(CHAT, f"r:{one.id}")
    await players.press(CHAT, "没解决")
    await players.press(CHAT, "不满意")
    await players.press(CHAT, "再办一次")
    await players.say(CHAT, "换了还是不亮")
    assert "2026年9月4日" in (await players.press(CHAT, "是，提交")).text
    assert the_one(players.board).state is EnquiryState.REOPENED
    again = answered(players.board, staff)
    assert (await players.press(CHAT, f"er:{again.id}:1:y:0")).alert
    await players.press(CHAT, f"er:{again.id}:2:y")
    assert "谢谢" in (await players.press(CHAT, "非常满意")).text


async def test_the_public_answer_is_everybodys(players: Players, staff: Staff) -> None:
    """Published question and answer are listed and opened by anybody, and found by words; no name, no chat."""
    await handed_in(players)
    one = answered(players.board, staff)
    assert "还没有" in (await players.press(OTHER, "ea:0")).text
    with players.board.desk(staff.secretary) as desk:
        publish(desk, one.number)
    await players.press(OTHER, "ea:0")
    shown = await players.press(OTHER, WORDS[:10])
    assert WORDS in shown.text
    assert "灯泡已换好" in shown.text
    assert "灯泡" in (await players.say(OTHER, f"/start r_{one.id}")).text


async def test_n21_stop_erases_the_chat(players: Players) -> None:
    """N21: after /stop nothing leads from the enquiry to the chat; the slip still tells how far it is."""
    await handed_in(players)
    one = the_one(players.board)
    await players.say(CHAT, "/stop")
    assert players.board.records().find(Follow, where("chat") == CHAT) == []
    assert "没有来件" in (await players.say(CHAT, "/mine")).text
    assert one.number in (await players.say(CHAT, one.number)).text


async def test_hostile_buttons_do_nothing(players: Players) -> None:
    """A14, A28: whatever comes in place of id, round or grade."""
    for data in (
        "er:",
        "er:x",
        "er:x:1:y:9",
        "er:x:y:y:1",
        "eq:k:report",
        "eq:yes:",
        "eq:sure:x",
        "eq::",
        "er:en:1:y:٣",
    ):
        await players.press(CHAT, data)
    assert players.request.errors == []
    assert players.board.records().count(Enquiry) == 0
