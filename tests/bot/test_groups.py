"""Groups and channels of Telegram: bound by a code, posted to at their pace, lost and moved (N8-N15, A18)."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.request import HTTPXRequest

from bot.core import Core
from bot.faults import TokenRefused
from bot.pace import Pace
from bot.posting import Posts
from bot.speech import heard
from bot.transport import ALLOWED, VillageBot, scripted_bot
from tests.bot.players import Players, Scripted
from tests.bot.ticks import GivenTicks
from tests.notices.posts import EMERGENCY, channel, posts, published, states
from tests.support.bot_api import TOKEN, BotApi, Fault
from tests.support.builders import TODAY, Staff
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.links.service import bot_is_here
from village_board.notices.apprise_sender import Fate, Outcome
from village_board.notices.channel_service import add_group, bind_group
from village_board.notices.channels import Channel, ChannelState
from village_board.notices.model import DeliveryState
from village_board.notices.posting import ClaimedPost
from village_board.notices.routing import ChannelKind, Event
from village_board.people.service import OFFICE

S = DeliveryState
GROUP = -1001


class Sending:
    """A sender of posts, over the network of the loopback, in given time."""

    def __init__(self, board: Board, api: BotApi) -> None:
        self.board = board
        self.api = api
        self.ticks = GivenTicks()
        self.core = Core(board)
        self.bot = VillageBot(
            TOKEN,
            base_url=api.base,
            request=HTTPXRequest(connection_pool_size=4, read_timeout=0.3, connect_timeout=1),
            get_updates_request=HTTPXRequest(connection_pool_size=1),
            rate_limiter=Pace(self.ticks),
        )
        self.posts = Posts(self.core, self.bot, ticks=self.ticks)

    async def drain(self) -> Counter[DeliveryState]:
        """Send what can be sent now; return how many posts are in which state."""
        await self.posts.drain()
        return states(self.board)

    async def drain_all(self) -> Counter[DeliveryState]:
        """Send until nothing waits, second by second."""
        for _ in range(1000):
            if not (await self.drain())[S.PENDING]:
                break
            await self.ticks.sleep(1)
        return states(self.board)


@pytest.fixture
async def sending(board: Board, api: BotApi) -> AsyncIterator[Sending]:
    """A sender, ready."""
    made = Sending(board, api)
    await made.bot.initialize()
    yield made
    await made.bot.shutdown()
    made.core.close()


def bound(board: Board, staff: Staff, chat: int = GROUP, **values: Any) -> Channel:
    """Bind a group."""
    with board.desk(staff.clerk) as desk:
        _, code = add_group(desk, f"群{chat}", **values)
    with board.desk(OFFICE) as desk:
        made = bind_group(desk, chat, code)
    assert made is not None
    return made


async def in_group(players: Players, what: dict[str, Any], chat: int = GROUP, kind: str = "supergroup") -> None:
    """Deal with an update of a group; a text is a command."""
    said: dict[str, Any] = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": kind, "title": "群"}, **what}
    if (text := said.get("text", "")).startswith("/"):
        said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    field = "channel_post" if kind == "channel" else "message"
    if field == "message":
        said["from"] = {"id": 9, "is_bot": False, "first_name": "x"}
    players._update += 1
    update = Update.de_json({"update_id": players._update, field: said}, players.bot)
    assert heard(update) is not None
    await players.app.process_update(update)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a18_a_group_is_bound_by_a_code_said_in_it(players: Players, staff: Staff, kind: str) -> None:
    """A18: the code of a member, said in a group or channel, binds it; the bot says so there."""
    # Guard: bot/handlers/wiring.py:application - without the filter of groups the command reaches nobody
    board = players.board
    with board.desk(staff.clerk) as desk:
        made, code = add_group(desk, "通知群")
    await in_group(players, {"text": f"/bindgroup@player_bot {code}"}, kind=kind)
    kept = board.records().get(Channel, made.id)
    assert (kept.chat, kept.state) == (GROUP, ChannelState.ACTIVE)
    assert "通知群" in players.request.chats[GROUP].text


async def test_a18_a_wrong_code_binds_nothing(players: Players, staff: Staff) -> None:
    """A18: a wrong code, or none, binds nothing, and does not tell what was wrong with it."""
    with players.board.desk(staff.clerk) as desk:
        add_group(desk, "通知群")
    said = set()
    for code in ("", "aaaaaaaa", "x" * 4000):
        await in_group(players, {"text": f"/bindgroup {code}".strip()})
        said.add(players.request.chats[GROUP].text)
    assert len(said) == 1
    assert not [one for one in players.board.records().all(Channel) if one.chat]


async def test_a_group_is_not_answered(players: Players) -> None:
    """In a group the bot answers nothing but the binding: no menu, no search, no subscription."""
    for text in ("/start", "/stop", "余额", "/subscribe", "/record"):
        await in_group(players, {"text": text})
    assert GROUP not in players.request.chats


async def test_n10_put_out_of_a_group(players: Players, staff: Staff, caplog: pytest.LogCaptureFixture) -> None:
    """N10: put out of a group, its channel is inactive at once, and an alarm stands in the log."""
    # Guard: bot/handlers/groups.py:GroupHandlers.membership - without it every notice fails there first
    made = bound(players.board, staff)
    me = {"id": 5, "is_bot": True, "first_name": "b"}
    change = {
        "chat": {"id": GROUP, "type": "supergroup", "title": "群"},
        "from": {"id": 9, "is_bot": False, "first_name": "x"},
        "date": 1,
        "old_chat_member": {"status": "member", "user": me},
        "new_chat_member": {"status": "kicked", "user": me, "until_date": 0},
    }
    update = Update.de_json({"update_id": 77, "my_chat_member": change}, players.bot)
    assert heard(update) is not None
    with caplog.at_level(logging.ERROR):
        await players.app.process_update(update)
    assert players.board.records().get(Channel, made.id).state is ChannelState.GONE
    assert "ALARM" in caplog.text
    assert {"my_chat_member", "channel_post"} <= {*ALLOWED}


async def test_n14_a_group_becomes_a_supergroup(players: Players, staff: Staff) -> None:
    """N14: a group that says that it has moved is followed at once."""
    made = bound(players.board, staff, -5)
    await in_group(players, {"migrate_to_chat_id": -1005}, chat=-5, kind="group")
    assert players.board.records().get(Channel, made.id).chat == -1005


async def test_a_group_gets_the_notice_with_code_and_link(board: Board, staff: Staff, sending: Sending) -> None:
    """A group gets sentence, short code and link, without preview and without buttons; the receipt is kept (N7)."""
    with board.desk(OFFICE) as desk:
        bot_is_here(desk, "village_test_bot")
    bound(board, staff)
    notice = published(board, staff, "账目")
    assert await sending.drain() == {S.SENT: 1}
    (said,) = sending.api.sent(GROUP)
    assert "账目" in said.text
    assert said.text.endswith(f"https://t.me/village_test_bot?start=r_{notice.subject}")
    assert said.preview_off
    assert not said.buttons
    assert posts(board)[0].receipt == str(said.message_id)


async def test_n8_twenty_a_minute_to_a_group(board: Board, staff: Staff) -> None:
    """N8: a group gets at most twenty posts in any minute; another does not wait for it, an emergency goes first."""
    # Guard: village_board/notices/sending.py:Turns.wait - without it Telegram answers 429 to the whole bot
    one, other = bound(board, staff), bound(board, staff, -1002)
    request, ticks, core = Scripted(), GivenTicks(), Core(board)
    bot = scripted_bot(request)
    await bot.initialize()
    sender = Posts(core, bot, ticks=ticks)
    for number in range(25):
        published(board, staff, f"账目{number}")
    at: list[float] = []
    sent = 0
    while states(board)[S.PENDING]:
        await sender.drain()
        now = [call for call in request.calls if call[0] == "sendMessage"]
        at += [ticks.at] * sum(1 for call in now[sent:] if call[1]["chat_id"] == str(one.chat))
        sent = len(now)
        if ticks.at == 1000:
            assert len([call for call in now if call[1]["chat_id"] == str(other.chat)]) == 20
            published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
        await ticks.sleep(1)
    assert len(at) == 26
    assert max(sum(1 for later in at if 0 <= later - first < 60) for first in at) == 20
    texts = [call[1]["text"] for call in request.calls if call[0] == "sendMessage"]
    assert ["县气象局" in text for text in texts[40:42]] == [True, True]
    await bot.shutdown()
    core.close()


async def test_n9_a_group_that_is_told_too_fast(board: Board, staff: Staff, sending: Sending) -> None:
    """N9: a 429 is no attempt; nothing is sent in the pause, and everything after it."""
    # Guard: bot/posting.py:outcome_of - taken as a refusal the notice is lost
    bound(board, staff)
    published(board, staff, "账目")
    sending.api.fail("sendMessage", Fault.status(429, retry_after=30))
    assert await sending.drain() == {S.PENDING: 1}
    assert posts(board)[0].attempts == 0
    began = sending.ticks.at
    assert await sending.drain_all() == {S.SENT: 1}
    assert sending.ticks.at - began >= 30


async def test_n10_a_group_that_is_closed_to_us(
    board: Board, staff: Staff, sending: Sending, caplog: pytest.LogCaptureFixture
) -> None:
    """N10: a 403 makes the channel inactive at once, with an alarm; what waits there is cancelled, others go on."""
    # Guard: bot/posting.py:settle_group - without it every later notice fails there first
    made = bound(board, staff)
    bound(board, staff, -1002)
    published(board, staff, "一")
    published(board, staff, "二")
    sending.api.fail("sendMessage", Fault.status(403, "Forbidden: bot was kicked"), times=9, chats={GROUP})
    assert await sending.drain_all() == {S.FAILED: 1, S.CANCELLED: 1, S.SENT: 2}
    kept = board.records().get(Channel, made.id)
    assert (kept.state, "kicked" in kept.reason) == (ChannelState.GONE, True)
    assert "ALARM" in caplog.text


async def test_n11_a_bad_request_is_for_good(board: Board, staff: Staff, sending: Sending) -> None:
    """N11: a 400 is one attempt and no more; the channel stays in use."""
    made = bound(board, staff)
    published(board, staff, "账目")
    sending.api.fail("sendMessage", Fault.status(400, "Bad Request: message is weird"))
    assert await sending.drain() == {S.FAILED: 1}
    assert board.records().get(Channel, made.id).state is ChannelState.ACTIVE


async def test_n13_x6_a_silent_server(board: Board, staff: Staff, sending: Sending) -> None:
    """N13, X6: accepted and then silent: a normal post is unknown and one copy is there."""
    # Guard: bot/posting.py:outcome_of - taken as not sent the group hears it twice
    bound(board, staff)
    published(board, staff, "账目")
    sending.api.fail("sendMessage", Fault.hang(taken=True))
    assert await sending.drain() == {S.UNKNOWN: 1}
    assert len(sending.api.sent(GROUP)) == 1


async def test_n14_a_post_follows_the_group(board: Board, staff: Staff, sending: Sending) -> None:
    """N14: a group that has moved is posted to at its new number, once."""
    made = bound(board, staff)
    published(board, staff, "账目")
    moved = Fault.status(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1009)
    sending.api.fail("sendMessage", moved, chats={GROUP})
    assert await sending.drain_all() == {S.SENT: 1}
    assert board.records().get(Channel, made.id).chat == -1009
    assert len(sending.api.sent(-1009)) == 1


async def test_x14_a_revoked_token_keeps_what_waits(board: Board, staff: Staff, sending: Sending) -> None:
    """X14: with a token that is no longer known nothing is lost."""
    bound(board, staff)
    published(board, staff, "账目")
    sending.api.fail("sendMessage", Fault.status(401, "Unauthorized"))
    with pytest.raises(TokenRefused):
        await sending.drain()
    assert states(board) == {S.PENDING: 1}


async def test_addresses_are_served_beside_groups(board: Board, staff: Staff, sending: Sending) -> None:
    """A robot whose address is missing is refused for good, and holds up no group."""
    channel(board, staff, ChannelKind.WECOM)
    bound(board, staff)
    published(board, staff, "账目")
    assert await sending.drain() == {S.SENT: 1, S.FAILED: 1}
    assert all(later >= earlier for earlier, later in pairwise(one.at for one in sending.api.sent()))


async def test_n16_the_sender_wakes_by_itself(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N1, N16: a post leaves soon after its commit, and one of the night when seven has come, without being asked."""
    # Guard: bot/posting.py:Posts._watch - without the next time what waited for the morning waits for a commit
    bound(board, staff)
    clock.move(TODAY, 23)
    request, ticks, core = Scripted(), GivenTicks(), Core(board)
    bot = scripted_bot(request)
    await bot.initialize()
    sender = Posts(core, bot, ticks=ticks)
    running = asyncio.create_task(sender.run())
    published(board, staff, "账目")
    for _ in range(20):
        await asyncio.sleep(0.01)
    assert states(board) == {S.PENDING: 1}
    clock.move(TODAY + timedelta(days=1), 7)
    for _ in range(500):
        if states(board)[S.SENT]:
            break
        await asyncio.sleep(0.01)
    assert states(board) == {S.SENT: 1}
    await sender.stop()
    await asyncio.wait_for(running, 5)
    await bot.shutdown()
    core.close()


async def test_an_address_is_served_in_a_thread_of_its_own(
    board: Board, staff: Staff, sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow robot holds up neither the bot's loop nor the threads of the store."""
    # Guard: bot/posting.py:Posts._to_address - in the loop a robot of ten seconds makes the bot deaf for ten seconds
    channel(board, staff, ChannelKind.WECOM)
    published(board, staff, "账目")
    threads: list[str] = []

    def send(home: Path, claimed: ClaimedPost, text: str, title: str) -> Outcome:
        threads.append(threading.current_thread().name)
        assert "账目" in text
        return Outcome(Fate.SENT)

    monkeypatch.setattr("bot.posting.send_to_address", send)
    assert await sending.drain() == {S.SENT: 1}
    assert threads[0].startswith("posts")
