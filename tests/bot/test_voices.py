"""What any villager hands in through the bot: a place, an opinion, an objection; and slips."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tinydb import where

from tests.bot.players import Players
from tests.support.builders import MANY_AGREE, Staff, hearing_result, passed
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.board import Board
from village_board.chats.model import Chat
from village_board.chats.talk import VALID_FOR
from village_board.hearings.model import Hearing, PlacesOf, Resolution, ResolutionStatus
from village_board.hearings.opinions import answer_opinion
from village_board.hearings.registrations import set_places
from village_board.hearings.service import confirm_hearing, record_hearing_result
from village_board.hearings.voices import Adopted, Objector, Opinion, PlaceState, Registration
from village_board.notices.model import Follow

CHAT, OTHER = 501, 502
PLACES = (
    PlacesOf("representatives", 6),
    PlacesOf("interested", 6),
    PlacesOf("villagers", 3),
    PlacesOf("enterprises", 1),
)


@pytest.fixture
def hearing(village: Board, staff: Staff) -> Hearing:
    """The village's hearing, with sixteen places."""
    made = next(one for one in village.records().all(Hearing))
    with village.desk(staff.clerk) as desk:
        return set_places(desk, made.id, PLACES)


async def registered(players: Players, hearing: Hearing, chat: int) -> str:
    """Register as a villager does it, by buttons alone; return the receipt."""
    await players.say(chat, f"/start r_{hearing.id}")
    for button in ("我要报名", "驻村企业", "是，我报名"):
        heard = await players.press(chat, button)
    return heard.text


async def test_p2_taking_part_needs_three_presses_and_no_name(players: Players, hearing: Hearing) -> None:
    """P2, P20: from the card by class to the slip; the second in a class of one waits, and is told so."""
    receipt = await registered(players, hearing, CHAT)
    mine = next(players.board.records().all(Registration))
    assert (mine.state, mine.person, mine.name) == (PlaceState.PLACED, "", "")
    assert "您的回执号" in receipt
    assert "您有名额" in receipt
    assert "候补第1位" in await registered(players, hearing, OTHER)


async def test_a_second_press_registers_nobody_twice(players: Players, hearing: Hearing) -> None:
    """A15: the old button says that one is registered, with the slip."""
    receipt = await registered(players, hearing, CHAT)
    slip = receipt.split("您的回执号：")[1][:7]
    heard = await players.press(CHAT, f"tp:{hearing.id}:enterprises:yes")
    assert slip in heard.alert
    assert len(list(players.board.records().all(Registration))) == 1


async def test_withdrawing_asks_first_and_erases_the_follow(players: Players, hearing: Hearing) -> None:
    """N21: after it nothing leads from the registration to the chat; the next one has the place."""
    await registered(players, hearing, CHAT)
    await registered(players, hearing, OTHER)
    await players.say(CHAT, f"/start r_{hearing.id}")
    await players.press(CHAT, "撤销我的报名")
    assert "已撤销" in (await players.press(CHAT, "是，撤销")).text
    assert players.board.records().find(Follow, where("chat") == CHAT) == []
    states = sorted(one.state.value for one in players.board.records().all(Registration))
    assert states == ["placed", "withdrawn"]
    heard = await players.press(CHAT, f"tp:{hearing.id}:off:yes")
    assert "没有这项报名" in heard.alert


async def test_a33_who_leaves_holds_no_place(players: Players, hearing: Hearing) -> None:
    """A33, N21: /stop gives the place back, so that nobody takes them all by leaving and coming again."""
    # Guard: bot/handlers/public.py:_stop - one chat fills the hall.
    await registered(players, hearing, CHAT)
    assert "报名已撤销" in (await players.say(CHAT, "/stop")).text
    assert [one.state for one in players.board.records().all(Registration)] == [PlaceState.WITHDRAWN]
    assert players.board.records().find(Follow, where("chat") == CHAT) == []


async def test_p10_the_card_shows_places_and_no_names(players: Players, hearing: Hearing) -> None:
    """P10: classes with fewer than three places are counted together."""
    await registered(players, hearing, CHAT)
    text = (await players.say(OTHER, f"/start r_{hearing.id}")).text
    assert "村民代表：6个已报0个" in text
    assert "其他村民、驻村企业：4个已报1个" in text or "驻村企业、其他村民：4个已报1个" in text
    assert "前报名" in text


async def written(players: Players, hearing: Hearing, chat: int, text: str) -> None:
    """Begin an opinion and send its text."""
    await players.say(chat, f"/start r_{hearing.id}")
    for button in ("提交书面意见", f"op:{hearing.id}:change", "其他村民"):
        await players.press(chat, button)
    await players.say(chat, text)


async def test_an_opinion_is_shown_before_it_is_handed_in_once(players: Players, hearing: Hearing) -> None:
    """A17: what was shown is handed in; a text that is sent again replaces it, and its old button is dead."""
    await written(players, hearing, CHAT, "路灯太密")
    old = players.request.chats[CHAT].labels["是，提交"]
    heard = await players.say(CHAT, "路灯隔五十米一盏")
    assert "路灯隔五十米一盏" in heard.text
    assert (await players.press(CHAT, old)).alert
    receipt = (await players.press(CHAT, "是，提交")).text
    (opinion,) = players.board.records().all(Opinion)
    assert (opinion.content, opinion.named, opinion.person) == ("路灯隔五十米一盏", "", "")
    assert opinion.slip in receipt
    assert (await players.press(CHAT, old)).alert
    assert len(list(players.board.records().all(Opinion))) == 1


async def test_p15_an_accusation_is_not_taken_as_an_opinion(players: Players, hearing: Hearing) -> None:
    """P15: whoever writes of corruption is sent to the township's discipline office; nothing of it is kept."""
    # Guard: bot/talks/taken.py:words_of - the accused reads who accuses.
    await written(players, hearing, CHAT, "我要举报村长贪污")
    assert "12388" in players.request.chats[CHAT].text
    chat = players.board.records().one(Chat, where("chat") == CHAT)
    assert "贪污" not in str(chat and to_json(chat))
    assert list(players.board.records().all(Opinion)) == []


async def test_p21_a_personal_number_is_not_taken_and_the_question_stays_open(
    players: Players, hearing: Hearing
) -> None:
    """P21: the text with a number is refused; the next one without is taken."""
    await written(players, hearing, CHAT, "找我 13800138000")
    assert "是，提交" not in players.request.chats[CHAT].labels
    await players.say(CHAT, "路灯太密")
    assert "是，提交" in players.request.chats[CHAT].labels


async def test_words_much_later_are_a_question_again(players: Players, hearing: Hearing, clock: GivenClock) -> None:
    """Half an hour after it was begun, what somebody sends is looked for and not taken as an opinion."""
    # Guard: village_board/chats/talk.py:is_open - a search becomes an objection.
    await written(players, hearing, CHAT, "路灯太密")
    clock.advance(VALID_FOR + timedelta(seconds=1))
    heard = await players.say(CHAT, "鱼塘")
    assert "是，提交" not in heard.labels


async def test_giving_up_keeps_nothing(players: Players, hearing: Hearing) -> None:
    """By the button or by the word."""
    for way in ("button", "word"):
        await written(players, hearing, CHAT, "路灯太密")
        heard = await (players.press(CHAT, "不写了") if way == "button" else players.say(CHAT, "算了"))
        assert "没有提交" in heard.text
    assert list(players.board.records().all(Opinion)) == []


async def test_p21_an_objection_by_chat_has_a_receipt_and_waits_for_the_hall(
    players: Players, village: Board, staff: Staff, clock: GivenClock
) -> None:
    """P2, P10, P21, P25: text, confirmation, slip and promised day; it stops the case only when shown in the hall."""
    made = passed(village, staff, clock, number="2026-99", matter="修水渠")
    await players.say(CHAT, f"/start r_{made.id}")
    await players.press(CHAT, "提出异议")
    await players.say(CHAT, "水渠太窄 [@click=app.quit]看[/]")
    receipt = (await players.press(CHAT, "是，提交")).text
    (objector,) = village.records().all(Objector)
    assert objector.person == ""
    assert "第1条异议" in receipt
    assert "前公开答复" in receipt
    assert "到村里出示回执" in receipt
    assert village.records().get(Resolution, made.id).status is ResolutionStatus.PUBLIC
    card = (await players.say(OTHER, f"/start r_{made.id}")).text
    assert "水渠太窄 [＠click=app．quit]看[/]" in card  # A1, A10: literal, and nothing to press
    assert "应在" in card
    clock.advance(timedelta(days=60))
    heard = await players.say(CHAT, f"/start r_{made.id}")
    assert "提出异议" not in heard.labels
    assert (await players.press(CHAT, f"ob:{made.id}")).alert


async def test_p20_seven_digits_or_the_command_tell_how_far_it_is(players: Players, hearing: Hearing) -> None:
    """P20: the same answer by number and by /slip; a mistyped one says so; without a number it says what to send."""
    slip = (await registered(players, hearing, CHAT)).split("您的回执号：")[1][:7]
    for said in (slip, f"/slip {slip}", f"/slip {slip[:3]} {slip[3:]}"):
        text = (await players.say(OTHER, said)).text
        assert "已报名，有名额" in text
        assert hearing.matter in text
    wrong = slip[:-1] + str((int(slip[-1]) + 1) % 10)
    assert "不是回执号" in (await players.say(OTHER, wrong)).text
    assert "七位数字" in (await players.say(OTHER, "/slip")).text


async def test_answers_stand_on_the_card_by_slip(
    players: Players, village: Board, staff: Staff, clock: GivenClock, hearing: Hearing
) -> None:
    """P10: before it is answered a text is counted and not shown; then it stands there with its answer, masked."""
    await written(players, hearing, CHAT, "路灯太密")
    await players.press(CHAT, "是，提交")
    text = (await players.say(OTHER, f"/start r_{hearing.id}")).text
    assert "收到1条书面意见" in text
    assert "路灯太密" not in text
    assert hearing.held_at is not None
    clock.move(hearing.held_at.date(), 18)
    with village.desk(staff.clerk) as desk:
        record_hearing_result(desk, hearing.id, hearing_result(hearing.held_at, MANY_AGREE))
    with village.desk(staff.overseer) as desk:
        confirm_hearing(desk, hearing.id)
    (opinion,) = village.records().all(Opinion)
    assert "其余" in (await players.say(OTHER, f"/start r_{hearing.id}")).text
    with village.desk(staff.director) as desk:
        answer_opinion(desk, opinion.slip, Adopted.PARTLY, "隔一盏装，问 13800138000")
    text = (await players.say(OTHER, f"/start r_{hearing.id}")).text
    assert "路灯太密" in text
    assert "部分采纳" in text
    assert "138****8000" in text


@pytest.mark.parametrize(
    "data", ["tp", "tp:zzz", "tp:hzzzzzzz:villagers:yes", "op:yes:x", "ob:", "ob:hzzzzzzz", "op:x:for:a"]
)
async def test_a14_forged_buttons_do_nothing(players: Players, hearing: Hearing, data: str) -> None:
    """A14, A28: whatever somebody makes a button say, nothing is handed in and an answer comes."""
    await players.press(CHAT, data)
    assert list(players.board.records().all(Registration)) == []
    assert list(players.board.records().all(Opinion)) == []
    assert players.request.chats[CHAT].text or players.request.chats[CHAT].alert
