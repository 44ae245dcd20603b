"""What members do in the bot: bind, record, confirm; and what nobody else can (A14-A19)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.bot.players import Heard, Players
from tests.support.builders import Staff, a_hearing
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.chats.model import Chat
from village_board.hearings.model import Hearing, HearingConclusion, HearingStatus
from village_board.hearings.schedule import postpone_hearing
from village_board.notices.followers import follow
from village_board.notices.model import Delivery, Follow, Notice, Subscriber
from village_board.people.binding import TRIES, VALID_FOR, Binding, issue_code
from village_board.people.model import Actor, Person
from village_board.people.service import OFFICE
from village_board.store.errors import StoreFull

CLERK, OVERSEER, STRANGER = 81, 82, 83


def code_for(board: Board, who: Actor) -> str:
    """Issue a one-time code."""
    with board.desk(OFFICE) as desk:
        return issue_code(desk, desk.get(Person, who.id))


async def bound(players: Players, chat: int, who: Actor) -> Heard:
    """Bind a chat as a member does it."""
    await players.say(chat, f"/start b_{code_for(players.board, who)}")
    return await players.press(chat, "是，我是")


def told_of(board: Board, subject: str) -> list[int]:
    """Return the chats that are told of a record; members hear of each other's chats, too (A18)."""
    records = board.records()
    return [row.chat for row in records.all(Delivery) if records.get(Notice, row.notice).subject == subject]


def hearing_of(board: Board) -> Hearing:
    """Return the one hearing."""
    return next(board.records().all(Hearing))


@pytest.fixture
async def held(players: Players, staff: Staff, clock: GivenClock) -> Players:
    """The day of the hearing is over; clerk and overseer are bound."""
    clock.move(date(2026, 9, 22), 18)
    await bound(players, CLERK, staff.clerk)
    await bound(players, OVERSEER, staff.overseer)
    return players


async def filled_in(players: Players) -> Heard:
    """Answer all questions; the button that records is then there."""
    await players.say(CLERK, "/record")
    await players.press(CLERK, "村道路灯改造")
    for number in ("18", "十五", "2", "1"):
        await players.say(CLERK, number)
    return await players.press(CLERK, "通过")


async def test_binding_asks_with_the_name_and_tells(players: Players, staff: Staff) -> None:
    """A18: a valid code asks for confirmation with the name; only then the chat is bound."""
    heard = await players.say(CLERK, f"/start b_{code_for(players.board, staff.clerk)}")
    assert "您是徐小云本人吗" in heard.text
    assert list(players.board.records().all(Binding)) == []
    assert "已绑定为徐小云" in (await players.press(CLERK, "是，我是")).text
    assert "登记听证结果" in (await players.say(CLERK, "/start")).labels


async def test_a18_a_code_is_good_once_and_not_for_long(players: Players, staff: Staff, clock: GivenClock) -> None:
    """A18: a code that was used, is too old or guessed is refused with the same sentence."""
    # Guard: village_board/people/binding.py:person_of_code
    code = code_for(players.board, staff.clerk)
    await players.say(CLERK, f"/start b_{code}")
    await players.press(CLERK, "是，我是")
    late = code_for(players.board, staff.overseer)
    refusals = [await players.say(STRANGER, f"/start b_{code}")]
    texts = {refusals[0].text}
    clock.advance(VALID_FOR + timedelta(seconds=1))
    texts.add((await players.say(STRANGER, f"/start b_{late}")).text)
    texts.add((await players.say(STRANGER, "/start b_guessed1")).text)
    assert len(texts) == 1
    assert "绑定" in texts.pop()


async def test_a18_after_five_wrong_codes_even_a_right_one_is_refused(players: Players, staff: Staff) -> None:
    """A18: five wrong tries in ten minutes close the door for that chat."""
    # Guard: village_board/people/binding.py:TRIES
    for _ in range(TRIES):
        await players.say(STRANGER, "/start b_guessed1")
    heard = await players.say(STRANGER, f"/start b_{code_for(players.board, staff.clerk)}")
    assert "本人吗" not in heard.text


async def test_a19_for_others_the_command_does_not_exist(players: Players) -> None:
    """A19: an unbound person gets the same answer to /record as to any unknown command."""
    # Guard: bot/handlers/desk.py:record - another answer would tell who is a member
    texts = {(await players.say(STRANGER, text)).text for text in ("/record", "/publish", "/nonsense")}
    texts |= {(await players.press(STRANGER, data)).text for data in ("rec", "con", "con:h2345678")}
    assert len(texts) == 1
    assert "没有这个命令" in texts.pop()


async def test_a_hearing_is_recorded_by_questions_and_confirmed_by_another(held: Players) -> None:
    """The guided record ends in the store; a second member's button publishes it and tells the subscribers."""
    board = held.board
    await held.press(STRANGER, "sub:yes")
    heard = await filled_in(held)
    assert "都对吗" in heard.text
    assert "补录" not in heard.text
    heard = await held.press(CLERK, "都对，登记")
    assert "已登记" in heard.text
    assert hearing_of(board).status is HearingStatus.RECORDED
    assert told_of(board, hearing_of(board).id) == []
    await held.press(OVERSEER, "con")
    heard = await held.press(OVERSEER, "村道路灯改造")
    assert "登记人：徐小云" in heard.text
    heard = await held.press(OVERSEER, "无误，确认")
    assert "已确认并公开" in heard.text
    hearing = hearing_of(board)
    assert (hearing.status, hearing.conclusion) == (HearingStatus.PUBLISHED, HearingConclusion.PASSED)
    assert (hearing.present, hearing.in_favour, hearing.against, hearing.abstained) == (18, 15, 2, 1)
    assert told_of(board, hearing.id) == [STRANGER]


async def test_without_quorum_nobody_is_asked_how_people_spoke(held: Players) -> None:
    """Too few came: one number is enough, and it is recorded as without quorum."""
    await held.say(CLERK, "/record")
    await held.press(CLERK, "村道路灯改造")
    heard = await held.say(CLERK, "3")
    assert "未达法定人数" in heard.text
    await held.press(CLERK, "都对，登记")
    assert hearing_of(held.board).conclusion is None


async def test_numbers_that_do_not_fit_are_asked_again(held: Players) -> None:
    """More came than were invited: the sentence of the rule, and the same question."""
    await held.say(CLERK, "/record")
    await held.press(CLERK, "村道路灯改造")
    heard = await held.say(CLERK, "21")
    assert "人数对不上" in heard.text
    assert "实到几人" in heard.text
    assert "请只写数字" in (await held.say(CLERK, "很多")).text


async def test_the_draft_survives_a_restart_and_can_be_left(held: Players) -> None:
    """The unfinished record stands in the store; another process goes on with it, and it can be given up."""
    await held.say(CLERK, "/record")
    await held.press(CLERK, "村道路灯改造")
    await held.say(CLERK, "18")
    again = Players(held.board)
    await again.begin()
    heard = await again.say(CLERK, "15")
    assert "反对的几人" in heard.text
    assert "不登记了" in (await again.press(CLERK, "不登记了")).text
    assert "查“2”" in (await again.say(CLERK, "2")).text or "没有查到" in again.request.chats[CLERK].text
    await again.end()


async def test_an_unfinished_record_is_gone_on_with(held: Players) -> None:
    """/record asks the open question again; words where a button is due do not lose the place."""
    await held.say(CLERK, "/record")
    await held.press(CLERK, "村道路灯改造")
    for number in ("18", "15", "2", "1"):
        await held.say(CLERK, number)
    assert "请按下面的按钮" in (await held.say(CLERK, "路灯")).text
    heard = await held.say(CLERK, "/record")
    assert "结论是什么" in heard.text
    assert "都对吗" in (await held.press(CLERK, "通过")).text
    assert "都对吗" in (await held.say(CLERK, "/record")).text


async def test_a_record_of_a_hearing_that_moved_is_begun_again(held: Players, staff: Staff) -> None:
    """A17: the hearing was postponed while its result was being filled in: it is said, and the time asked anew."""
    # Guard: village_board/hearings/drafts_service.py:open_draft - it would be recorded for a time that is no more
    await held.say(CLERK, "/record")
    await held.press(CLERK, "村道路灯改造")
    with held.board.desk(staff.director) as desk:
        postpone_hearing(desk, hearing_of(held.board).id, None, "下雨")
    heard = await held.say(CLERK, "18")
    assert "已被郑立新于" in heard.text
    assert "什么时候开的" in heard.text


async def test_a14_a_button_is_its_persons_own(held: Players) -> None:
    """A14: a button pressed by somebody else, bound or not, or made up, is refused with an alert."""
    # Guard: village_board/chats/service.py:press - looked up without the chat it would act for anybody
    heard = await filled_in(held)
    nonce = heard.labels["都对，登记"]
    for chat in (OVERSEER, STRANGER):
        assert "无权操作" in (await held.press(chat, nonce)).alert
    assert "无权操作" in (await held.press(CLERK, "q:made_up")).alert
    assert hearing_of(held.board).status is HearingStatus.ANNOUNCED


async def test_a14_a_chat_that_changed_hands_has_no_old_buttons(held: Players, staff: Staff) -> None:
    """A14: a button belongs to the person: bound to somebody else, the same chat cannot press it."""
    # Guard: village_board/chats/service.py:press - the person's test
    nonce = (await filled_in(held)).labels["都对，登记"]
    await bound(held, CLERK, staff.director)
    assert "无权操作" in (await held.press(CLERK, nonce)).alert
    assert hearing_of(held.board).status is HearingStatus.ANNOUNCED


async def test_a15_twice_is_once(held: Players) -> None:
    """A15: the same button pressed again, also after a restart, tells the same result and does nothing."""
    # Guard: village_board/chats/service.py:press - without used_at the second press would be refused or act twice
    heard = await filled_in(held)
    nonce = heard.labels["都对，登记"]
    await held.press(CLERK, nonce)
    rev = hearing_of(held.board).rev
    again = Players(held.board)
    await again.begin()
    heard = await again.press(CLERK, nonce)
    assert "先前已经办好" in heard.text
    assert hearing_of(held.board).id in heard.text
    assert hearing_of(held.board).rev == rev
    await again.end()


async def test_a15_an_old_button_is_expired(held: Players, clock: GivenClock) -> None:
    """A15: after half an hour, and after 30 days, the button says that it is no longer valid."""
    # Guard: village_board/chats/service.py:press - expires_at
    nonce = (await filled_in(held)).labels["都对，登记"]
    clock.advance(timedelta(days=30))
    assert "失效" in (await held.press(CLERK, nonce)).alert
    assert hearing_of(held.board).status is HearingStatus.ANNOUNCED


async def test_a17_a_button_for_an_earlier_draft_is_refused(held: Players) -> None:
    """A17: once the draft is filled in again, the button of the former one does nothing."""
    # Guard: village_board/chats/service.py:answer_for - the former numbers would be recorded
    nonce = (await filled_in(held)).labels["都对，登记"]
    await held.press(CLERK, "重新填")
    assert "无权操作" in (await held.press(CLERK, nonce)).alert
    assert hearing_of(held.board).status is HearingStatus.ANNOUNCED


async def test_a16_the_second_of_two_learns_who_was_first(held: Players, staff: Staff, clock: GivenClock) -> None:
    """A16: somebody changed the hearing meanwhile: the button is refused and says who did it."""
    # Guard: village_board/chats/service.py:press - without the revision an unseen version would be signed
    nonce = (await filled_in(held)).labels["都对，登记"]
    with held.board.desk(staff.director) as desk:
        postpone_hearing(desk, hearing_of(held.board).id, None, "下雨")
    alert = (await held.press(CLERK, nonce)).alert
    assert "郑立新" in alert
    assert hearing_of(held.board).status is HearingStatus.POSTPONED


async def test_four_eyes_hold_in_the_bot_too(held: Players, staff: Staff) -> None:
    """Who recorded cannot confirm: there is no button, and a director bound twice gains nothing."""
    await bound(held, 84, staff.director)
    await held.say(84, "/record")
    await held.press(84, "村道路灯改造")
    for number in ("18", "15", "2", "1"):
        await held.say(84, number)
    await held.press(84, "通过")
    await held.press(84, "都对，登记")
    await held.press(84, "con")
    heard = await held.press(84, "村道路灯改造")
    assert "另一位成员确认" in heard.text
    assert not any("确认" in label for label in heard.labels)


async def test_n22_scanning_does_not_subscribe_consent_does(players: Players) -> None:
    """N22: a scanned code opens the record; subscribing needs the consent text and its button."""
    # Guard: bot/handlers/public.py:start
    hearing = hearing_of(players.board)
    await players.say(STRANGER, f"/start r_{hearing.id}")
    await players.say(STRANGER, "/subscribe")
    assert list(players.board.records().all(Subscriber)) == []
    await players.press(STRANGER, "同意")
    assert [one.chat for one in players.board.records().all(Subscriber)] == [STRANGER]


async def test_n21_stop_forgets_the_chat(players: Players) -> None:
    """N21: /stop confirms; number and language of the chat are gone."""
    # Guard: bot/handlers/public.py:_stop
    await players.press(STRANGER, "lang:en")
    await players.press(STRANGER, "sub:yes")
    assert "erased" in (await players.say(STRANGER, "/stop")).text
    assert list(players.board.records().all(Subscriber)) == []
    assert list(players.board.records().all(Chat)) == []


async def test_n21_stop_keeps_a_registration_until_it_is_sent_again(players: Players) -> None:
    """N21: who registered for a meeting still hears of it, and is told so; a second /stop ends that too."""
    # Guard: bot/handlers/public.py:_stop - "erased" would be untrue, or the registration could never be ended.
    await players.press(STRANGER, "sub:yes")
    with players.board.desk(OFFICE) as desk:
        follow(desk, STRANGER, hearing_of(players.board).id, takes_part=True)
    assert "报名" in (await players.say(STRANGER, "/stop")).text
    assert len(list(players.board.records().all(Follow))) == 1
    assert "删除" in (await players.say(STRANGER, "/stop")).text
    assert list(players.board.records().all(Follow)) == []


async def test_an_announced_hearing_is_told_once_more_to_nobody(held: Players) -> None:
    """What another hearing's notice says reaches who subscribed later only by search."""
    assert told_of(held.board, hearing_of(held.board).id) == []
    assert a_hearing().matter in (await held.say(STRANGER, "路灯")).text


async def test_x10_a_full_disk_says_that_nothing_was_saved(players: Players, monkeypatch: pytest.MonkeyPatch) -> None:
    """X10: when the store cannot write, the villager is told so, and reading goes on."""
    # Guard: bot/speech.py:failed - without it the button would seem to have worked

    def full(*_: object) -> None:
        raise StoreFull("board.db")

    monkeypatch.setattr(players.board, "desk", full)
    heard = await players.press(STRANGER, "sub:yes")
    assert "没有保存" in heard.alert
    assert "board.db" not in heard.alert
    assert "下次开会" in (await players.say(STRANGER, "下次开会")).text
