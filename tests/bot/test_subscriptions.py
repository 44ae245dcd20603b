"""Choosing, following, linking and erasing in the chat (N16, N17, N20-N24)."""

from __future__ import annotations

import pytest

from bot.answers.subscriptions import quiet_in
from bot.core import Core
from bot.telling import notice_reply
from tests.bot.players import Players
from tests.disclosure.hands import corrected, published
from tests.notices.test_followers import claimed, do, send_all
from tests.support.builders import TODAY, Staff, announced
from village_board.base.clock import instant
from village_board.board import Board
from village_board.notices.followers import follow_of
from village_board.notices.linking import issue_link_code, link_of
from village_board.notices.model import CONSENT_VERSION, Delivery, Follow, Subscriber, Theme
from village_board.notices.quiet import Quiet
from village_board.notices.service import subscribe
from village_board.people.service import find_person


async def subscribed(players: Players, chat: int) -> None:
    """Subscribe through the consent text."""
    await players.say(chat, "/subscribe")
    await players.press(chat, "sub:yes")


def subscriber(board: Board) -> Subscriber:
    """Return the only subscriber."""
    (one,) = board.records().all(Subscriber)
    return one


async def test_n22_the_words_that_were_shown_are_kept(players: Players, board: Board) -> None:
    """N22: what stands in the record is what stood in the chat; scanning a code alone subscribes nobody."""
    # Guard: bot/handlers/public.py:_subscribe
    await players.say(31, "/start")
    assert list(board.records().all(Subscriber)) == []
    shown = (await players.say(31, "/subscribe")).text
    await players.press(31, "sub:yes")
    one = subscriber(board)
    assert one.consent == CONSENT_VERSION
    assert one.consent_text
    assert all(line in shown for line in one.consent_text.splitlines())


async def test_topics_groups_and_hours_are_chosen_by_buttons(players: Players, board: Board) -> None:
    """One press leaves a topic out, another takes it in; hours stand on buttons and can be written."""
    # Guard: bot/handlers/subscriptions.py:_change
    await subscribed(players, 31)
    await players.say(31, "/notices")
    await players.press(31, "sb:t:money")
    await players.press(31, "sb:t:works")
    await players.press(31, "sb:t:money")
    assert subscriber(board).left_out == (Theme.WORKS,)
    await players.press(31, "sb:q")
    await players.press(31, "sb:q:1320-360")
    assert (subscriber(board).quiet_from, subscriber(board).quiet_until) == (1320, 360)
    said = await players.say(31, "/quiet 22:30-6")
    assert "22:30" in said.text
    await players.press(31, "sb:q:v")
    assert subscriber(board).quiet_from is None
    await players.press(31, "sb:d:1080")
    assert subscriber(board).digest_at == 1080
    await players.press(31, "sb:d:x")
    assert subscriber(board).digest_at is None


@pytest.mark.parametrize(
    "data",
    ["sb:t:nothing", "sb:g:99", "sb:q:9999-1", "sb:q:1-", "sb:d:99999", "sb:d:-5", "sb:x:y", "fw:h2222222", "sb:q:٣-٤"],
)
async def test_a14_a_forged_button_changes_nothing(players: Players, board: Board, data: str) -> None:
    """A14: whatever is sent back, the choices stay, and the chat gets an answer."""
    await subscribed(players, 31)
    before = subscriber(board)
    said = await players.press(31, data)
    assert said.text or said.alert
    assert subscriber(board).left_out == before.left_out
    assert (subscriber(board).quiet_from, subscriber(board).digest_at) == (None, None)
    assert list(board.records().all(Follow)) == []


async def test_who_has_not_subscribed_is_told_so(players: Players, board: Board) -> None:
    """There is nothing to choose yet, and nothing is kept."""
    await players.press(31, "sb:t:money")
    assert list(board.records().all(Subscriber)) == []
    assert "sub" in (await players.say(31, "/notices")).labels.values()


async def test_a_hearing_is_followed_from_its_card(players: Players, board: Board, staff: Staff) -> None:
    """Follow, hear of it, follow no longer; /follow with the short code does the same."""
    # Guard: bot/answers/cards.py:shown - nobody finds how to follow.
    made = announced(board, staff, number="F-1")
    card = await players.say(31, made.id)
    assert f"fw:{made.id}" in card.labels.values()
    await players.press(31, f"fw:{made.id}")
    assert follow_of(board.records(), 31, made.id) is not None
    assert made.matter in (await players.say(31, "/follow")).text
    card = await players.press(31, f"r:{made.id}")
    assert f"uf:{made.id}" in card.labels.values()
    await players.press(31, f"uf:{made.id}")
    assert follow_of(board.records(), 31, made.id) is None
    await players.say(31, f"/follow {made.id}")
    assert follow_of(board.records(), 31, made.id) is not None


async def test_p2_a_chat_is_linked_with_the_code_from_the_hall(players: Players, board: Board, staff: Staff) -> None:
    """P2: a wrong code says so and links nothing; the right one links; a number can be shown instead."""
    # Guard: bot/handlers/subscriptions.py:link
    await subscribed(players, 31)
    await players.say(31, "/link 12345678")
    assert link_of(board.records(), 31) is None
    code = do(board, lambda desk: issue_link_code(desk, find_person(desk, "1005")), staff.clerk)
    await players.say(31, f"/link {code}")
    link = link_of(board.records(), 31)
    assert link is not None
    assert link.person == staff.villager.id
    said = await players.say(32, "/link")
    assert any(word.isdigit() and len(word) == 8 for word in said.text.replace("：", " ").split())


async def test_n21_delete_asks_erases_and_confirms(players: Players, board: Board, staff: Staff) -> None:
    """N21: nothing happens before the second press; then nothing of the chat is anywhere."""
    # Guard: bot/handlers/subscriptions.py:_erase - language and drafts stay behind.
    chat = 7654321
    made = announced(board, staff, number="F-1")
    await subscribed(players, chat)
    await players.press(chat, "lang:en")
    await players.press(chat, f"fw:{made.id}")
    await players.say(chat, "/delete")
    assert subscriber(board).chat == chat
    said = await players.press(chat, "del:yes")
    assert said.text.startswith("Erased")
    left = [name for name in board.db.tables() for one in board.db.table(name) if one.get("chat") == chat]
    assert left == []
    assert str(chat) not in str([one for name in board.db.tables() for one in board.db.table(name)])


async def test_n17_several_notices_stand_in_one_message_each_with_its_code(board: Board, staff: Staff) -> None:
    """N17: numbered, each with its short code and a button that opens it."""
    # Guard: bot/telling.py:notice_reply - of four notices only the first is read.
    do(board, lambda desk: subscribe(desk, 31, "zh-Hans"))
    one, other = announced(board, staff, number="F-1"), announced(board, staff, number="F-2")
    found = claimed(board)
    assert found is not None
    core = Core(board)
    reply = notice_reply(board.records(), core, found)
    core.close()
    assert one.id in reply.text
    assert other.id in reply.text
    assert [button.data for row in reply.rows for button in row] == [f"r:{one.id}", f"r:{other.id}"]


async def test_n19_a_correction_links_to_the_version_before(board: Board, staff: Staff) -> None:
    """N19: its short code, its fingerprint, and a button."""
    # Guard: bot/telling.py:_said
    do(board, lambda desk: subscribe(desk, 31, "zh-Hans"))
    old = published(board, staff)
    send_all(board)
    corrected(board, staff, old, "办公用品2批 2,400.00元")
    found = claimed(board)
    assert found is not None
    core = Core(board)
    reply = notice_reply(board.records(), core, found)
    core.close()
    assert old.id in reply.text
    assert found.notice.replaces_fingerprint in reply.text
    assert f"r:{old.id}" in [button.data for row in reply.rows for button in row]


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("22:30-6:00", Quiet(1350, 360)),
        ("22点到6点", Quiet(1320, 360)),
        ("22：30 至 6：15", Quiet(1350, 375)),
        ("21-7", Quiet(1260, 420)),
        ("24:00-24", Quiet(0, 0)),
        ("25-7", None),
        ("22:70-6", None),
        ("whenever", None),
        ("", None),
    ],
)
def test_quiet_hours_are_read_as_people_write_them(text: str, quiet: Quiet | None) -> None:
    """Full-width signs and Chinese words too; what is no time of day is none."""
    assert quiet_in(text) == quiet


async def test_n16_a_notice_of_the_night_waits_for_own_hours(players: Players, board: Board, staff: Staff) -> None:
    """N16: chosen in the chat, kept on the row."""
    await subscribed(players, 31)
    await players.say(31, "/quiet 8-12")
    announced(board, staff, number="F-1")
    (row,) = board.records().all(Delivery)
    assert row.not_before == instant(TODAY, 12)
