"""Guided conversations: kept at every answer, left at any point, and none of their buttons does anything twice."""

from __future__ import annotations

import random
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tinydb import where

from bot.talks.answering import PLACES
from bot.talks.table import GUIDES
from tests.bot.homes import home_with, running
from tests.bot.players import Heard, Players
from tests.bot.test_members import bound
from tests.support.bot_api import BotApi
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.applications.model import Application
from village_board.attachments.model import Attachment
from village_board.base.codec import to_json
from village_board.board import Board
from village_board.chats.model import Chat
from village_board.chats.talk import VALID_FOR, Talk
from village_board.enquiries.model import Enquiry
from village_board.enquiries.never_taken import NeverTaken, never_taken
from village_board.enquiries.templates import place_word, reply_templates
from village_board.glance.own import own_of_chat
from village_board.hearings.model import Hearing
from village_board.people.acts import Act

CHAT, OTHER, CLERK = 701, 702, 703
#: An application from the first question to the receipt, by words and buttons.
APPLYING = ("/apply", "鱼塘承包合同", "[纸质]", "[自然人]", "李阿福", "[就在这里]", "[是，提交]")


async def does(players: Players, chat: int, *what: str) -> Heard:
    """Say or press one after the other; a button stands in brackets."""
    heard = Heard()
    for one in what:
        heard = await (players.press(chat, one[1:-1]) if one.startswith("[") else players.say(chat, one))
    return heard


def talk_of(board: Board, chat: int = CHAT) -> Talk | None:
    """Return what the chat has begun."""
    known = board.records().one(Chat, where("chat") == chat)
    return known.talk if known is not None else None


async def test_an_application_goes_from_the_first_question_to_the_receipt(players: Players) -> None:
    """P20: number, slip and promised day; the form of the Regulation; the day of receipt is confirmed by the button."""
    receipt = await does(players, CHAT, *APPLYING)
    (one,) = players.board.records().all(Application)
    assert (one.wanted, one.applicant, one.contact, one.receipt_on) == (
        "鱼塘承包合同",
        "李阿福",
        "本聊天",
        one.arrived_on,
    )
    (own,) = own_of_chat(players.board.records(), CHAT)
    for said in (one.number, own.standing.number, "2026年9月29日", "20个工作日"):
        assert said in receipt.text


async def test_it_survives_a_restart_at_every_step(village: Board) -> None:
    """Another process of the bot takes each step; nothing is asked twice and nothing is lost."""
    # Guard: bot/talks/engine.py:_kept - the answer before the restart would be gone.
    labels: dict[str, str] = {}
    for number, step in enumerate(APPLYING):
        players = Players(village)
        await players.begin()
        players._update = 100 * (number + 1)
        players.request.chats[CHAT] = Heard(labels=labels)
        heard = await does(players, CHAT, step)
        labels = dict(heard.labels)
        await players.end()
    (one,) = village.records().all(Application)
    assert one.applicant == "李阿福"


def _answered(before: int, api: BotApi) -> bool:
    return len(api.sent(CHAT)) > before


@pytest.mark.long
def test_it_survives_kill_9_between_all_steps(tmp_path: Path, api: BotApi) -> None:
    """After kill -9 at each answer the next process goes on at the same question: one application comes of it."""
    # Guard: bot/talks/engine.py:begin, _typed, _chosen - outside the commit an answer is lost or taken twice.
    home = tmp_path / "h"
    board, _ = home_with(home)
    for step in APPLYING:
        before = len(api.sent(CHAT))
        with running(home, "--api-base", api.base) as process:
            if step.startswith("["):
                last = api.sent(CHAT)[-1]
                data = next(data for label, data in last.buttons if label.startswith(step[1:-1]))
                api.press(CHAT, data, message_id=last.message_id)
            else:
                api.say(CHAT, step)
            api.wait(partial(_answered, before))
            process.kill()
            process.wait()
    assert board.records().count(Application) == 1
    board.close()


def test_p13_a_photograph_comes_over_the_network(tmp_path: Path, api: BotApi) -> None:
    """P13: fetched from the server's own address for files, judged by content, kept with the enquiry."""
    # Guard: bot/transport.py:telegram_bot - base_file_url
    board, _ = home_with(tmp_path / "h")
    made = BytesIO()
    Image.new("RGB", (40, 30), (90, 30, 30)).save(made, "JPEG")

    def pressed(label: str) -> None:
        last = api.sent(CHAT)[-1]
        api.press(CHAT, next(data for said, data in last.buttons if said.startswith(label)), message_id=last.message_id)

    with running(tmp_path / "h", "--api-base", api.base):
        for step in ("/ask", "[求助]", "路灯不亮", "[只给我]", "[是，提交]", "[附上照片]", ""):
            before = len(api.sent(CHAT))
            if step.startswith("["):
                pressed(step[1:-1])
            elif step:
                api.say(CHAT, step)
            else:
                api.send_photo(CHAT, made.getvalue())
            api.wait(partial(_answered, before))
    assert board.records().count(Attachment) == 1, api.sent(CHAT)[-1].text
    board.close()


@pytest.mark.parametrize("steps", range(1, len(APPLYING)))
@pytest.mark.parametrize("leave", ["/cancel", "算了", "[不写了]"])
async def test_it_can_be_left_at_every_step(players: Players, steps: int, leave: str) -> None:
    """By command, word or button; then nothing of it is stored, and words are a question again."""
    # Guard: bot/talks/engine.py:left - the next words would be taken as an answer.
    await does(players, CHAT, *APPLYING[:steps])
    heard = await does(players, CHAT, leave)
    assert "没有保存" in heard.text
    assert players.board.records().find(Chat, where("chat") == CHAT) == []
    assert "没有查到" in (await players.say(CHAT, "某某某")).text


async def test_a_step_back_asks_the_step_before(players: Players) -> None:
    """The answer before is forgotten and asked anew; at the first question there is no way back."""
    heard = await does(players, CHAT, *APPLYING[:3])
    assert "谁来申请" in heard.text
    assert "要什么形式" in (await players.press(CHAT, "上一步")).text
    heard = await players.press(CHAT, "上一步")
    assert "您想看什么" in heard.text
    assert "上一步" not in heard.labels


async def test_it_is_left_politely_after_half_an_hour(players: Players, clock: GivenClock) -> None:
    """It is said that it was left; what was sent is answered as a question; its buttons are dead, and say so."""
    # Guard: village_board/chats/talk.py:is_open - a search would become somebody's application.
    heard = await does(players, CHAT, *APPLYING[:2])
    button = heard.labels["纸质"]
    clock.advance(VALID_FOR + timedelta(seconds=1))
    assert (await players.press(CHAT, button)).alert
    count = players.request.chats[CHAT].count
    await players.say(CHAT, "某某某")
    assert players.request.chats[CHAT].count == count + 2
    assert talk_of(players.board) is None


async def test_a14_a15_a_button_is_good_once_and_for_one_chat(players: Players) -> None:
    """A14, A15: pressed by another chat, pressed twice, pressed after a step back: an alert, and nothing is done."""
    # Guard: bot/talks/engine.py:_pressed - the token is compared with the chat's own conversation.
    heard = await does(players, CHAT, *APPLYING[:-1])
    button = heard.labels["是，提交"]
    assert (await players.press(OTHER, button)).alert
    await players.press(CHAT, "上一步")
    assert (await players.press(CHAT, button)).alert
    await does(players, CHAT, "[就在这里]", "[是，提交]")
    assert (await players.press(CHAT, button)).alert
    assert players.board.records().count(Application) == 1


async def test_a14_a28_forged_buttons_of_a_conversation_do_nothing(players: Players) -> None:
    """A14, A28: whatever stands in place of token and answer; an answer that was not offered is none."""
    await does(players, CHAT, *APPLYING[:2])
    talk = talk_of(players.board)
    assert talk is not None
    chance = random.Random(28)
    forged = [
        "t:",
        "t::",
        "t::!",
        "t:x:!",
        f"t:{talk.token}:!",
        f"t:{talk.token}:gold",
        f"t:{talk.token}:",
        "ap:x:y:z",
        "fa:",
        "apx:",
    ]
    forged += ["".join(chance.choices("abt:!<x'\";/.", k=chance.randint(1, 60))) for _ in range(30)]
    for data in forged:
        await players.press(CHAT, data)
    assert players.request.errors == []
    assert players.board.records().count(Application) == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "合同\x1b]0;x\x07\x1b[2J\u202e元000,1\u200b",
        "[@click=app.quit]合同[/]",
        "合同" + "\u0301" * 200,
        "=1+1 合同",
        "合同 t.me/evil @someone /publish",
    ],
)
async def test_a1_a4_a5_a6_a10_hostile_words_are_cleaned(players: Players, hostile: str) -> None:
    """A1, A4-A6, A10: what is stored holds no control, direction or stacked marks; what is shown links to nothing."""
    # Guard: village_board/text/clean.py:clean - the words would reach store and screens as they came.
    # Guard: bot/reply.py:parts - the answer would open whatever somebody wrote.
    await players.say(CHAT, "/apply")
    await players.say(CHAT, hostile)
    await does(players, CHAT, "[纸质]", "[自然人]")
    await players.say(CHAT, hostile[:60])
    heard = await players.press(CHAT, "就在这里")
    assert "是，提交" in heard.labels
    assert "t.me/" not in heard.text
    await players.press(CHAT, "是，提交")
    (one,) = players.board.records().all(Application)
    for text in (one.wanted, one.applicant):
        assert not set(text) & set("\x1b\x07\u202e\u200b")
        assert text.count("\u0301") <= 2


@pytest.mark.parametrize("door", ["/apply", "[求助]"])
@pytest.mark.parametrize("words", ["我妈得了乳腺癌", "见法院判决书", "打我手机13800138000", "身份证11010519491231002X"])
async def test_p21_what_is_never_taken_is_refused_before_anything_is_stored(
    players: Players, door: str, words: str
) -> None:
    """P21: illness, case papers, personal numbers: nothing of the words is in the store, and the way to go is said."""
    # Guard: bot/talks/taken.py:words_of and bot/talks/enquiring.py:_take_text
    await does(players, CHAT, "/ask", door)
    heard = await players.say(CHAT, words)
    assert "没有保存" in heard.text
    everything = str(
        [[to_json(one) for one in players.board.records().all(cls)] for cls in players.board.records()._kinds.values()]
    )
    assert words not in everything
    assert players.board.records().count(Enquiry) + players.board.records().count(Application) == 0


def test_p21_questions_about_insurance_or_guides_are_taken() -> None:
    """A word that anybody asks with is not an illness."""
    for words in ("看病怎么报销", "残疾证怎么办", "合作医疗多少钱", "卫生室几点开门"):
        assert never_taken(words) is None
    assert never_taken("得了肝炎") is NeverTaken.ILLNESS
    assert never_taken("（2025）皖1234民初56号") is NeverTaken.CASE_PAPERS


@pytest.mark.parametrize("words", ["我要举报会计贪污", "检举村长受贿"])
async def test_p15_a_report_ends_the_conversation_and_leaves_no_trace(
    players: Players, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """P15: in an application, too; the chat is forgotten, and no log line tells of it."""
    # Guard: bot/talks/taken.py:words_of - TakenElsewhere ends it before anything is kept.
    await players.say(CHAT, "/apply")
    assert "12388" in (await players.say(CHAT, words)).text
    assert players.board.records().find(Chat, where("chat") == CHAT) == []
    assert words not in caplog.text


async def test_a33_a_chat_applies_for_so_much_a_day(players: Players) -> None:
    """A33: the fourth application of one chat on one day is not begun."""
    # Guard: village_board/applications/from_chat.py:check_flood
    for _ in range(3):
        await does(players, CHAT, *APPLYING)
    assert "今天" in (await players.say(CHAT, "/apply")).text
    assert players.board.records().count(Application) == 3


async def test_an_application_is_taken_back_by_its_chat_alone(players: Players) -> None:
    """A14: another chat sees neither card nor button; the one who applied withdraws it with a reason."""
    # Guard: village_board/applications/from_chat.py:application_of_chat
    await does(players, CHAT, *APPLYING)
    (one,) = players.board.records().all(Application)
    assert "打不开" in (await players.press(OTHER, f"r:{one.id}")).text
    assert (await players.press(OTHER, f"apx:{one.id}")).alert
    heard = await does(players, CHAT, f"[r:{one.id}]", "[撤回申请]", "[不需要了]", "[是，撤回]")
    assert "已撤回" in heard.text
    assert next(players.board.records().all(Application)).state.value == "withdrawn"


async def test_mine_lists_all_of_ones_own_and_nobody_elses(players: Players) -> None:
    """Enquiry, application and opinion stand there with where each is; another chat has nothing."""
    await does(players, CHAT, *APPLYING)
    await does(players, CHAT, "/ask", "[求助]", "路灯不亮", "[只给我]", "[是，提交]")
    hearing = next(players.board.records().all(Hearing))
    await does(players, CHAT, f"[op:{hearing.id}:for]", "[其他村民]", "好", "[是，提交]")
    text = (await players.say(CHAT, "/mine")).text
    for said in ("信息公开申请", "求助", "书面意见", "鱼塘承包合同", "2026年9月29日"):
        assert said in text
    assert "没有来件" in (await players.say(OTHER, "/mine")).text


async def test_one_thing_is_talked_of_at_a_time(players: Players, staff: Staff, clock: GivenClock) -> None:
    """Whoever begins another thing leaves the first; a record that was begun stays to be gone on with."""
    # Guard: village_board/chats/service.py:keep_talk - words would answer the other question.
    await bound(players, CLERK, staff.clerk)
    clock.advance(timedelta(days=22))
    await does(players, CLERK, "/record", "[村道路灯改造]", "/ask", "[求助]")
    assert "可以公开吗" in (await players.say(CLERK, "路灯不亮")).text
    assert "未填完" in (await players.say(CLERK, "/record")).text


@pytest.mark.parametrize("name", [name for name, guide in GUIDES.items() if guide.acts])
async def test_a19_a_members_conversation_is_no_strangers(players: Players, staff: Staff, name: str) -> None:
    """A14, A19: a conversation in somebody else's name is not gone on with: the words are only looked for."""
    # Guard: bot/talks/engine.py:_who - a chat that is not bound any more would act on.
    del staff
    with players.board.desk() as desk:
        desk.put(Chat(chat=OTHER, talk=Talk(name, desk.now, "abc", "x", person="px", about="f 0 n")))
    heard = await players.say(OTHER, "郑立新")
    assert talk_of(players.board, OTHER) is None
    assert players.request.errors == []
    assert "没有查到" in heard.text or heard.text


async def test_every_conversation_that_acts_for_the_office_needs_an_act() -> None:
    """A villager's conversations are exactly these; all others ask for a right."""
    open_to_all = {name for name, guide in GUIDES.items() if not guide.acts}
    assert open_to_all == {
        "ask", "reopen", "rate", "register", "withdraw", "opinion", "objection", "apply", "take_back", "files",
    }  # fmt: skip
    assert all(act in Act for guide in GUIDES.values() for act in guide.acts)


def test_every_form_of_a_reply_fits_into_the_conversation() -> None:
    """No form has more places than are asked for, and each place has words."""
    for form in reply_templates().values():
        assert len(form.places) <= PLACES
        for place in form.places:
            assert place_word(place) != place
