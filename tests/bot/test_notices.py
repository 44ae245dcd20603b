"""Subscribing, telling and the rows of the outbox (N1-N14, N21-N26)."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from tests.support.builders import Staff, a_hearing, announce
from tests.support.clocks import GivenClock
from village_board.base.message import say
from village_board.board import Board
from village_board.notices import outbox, service
from village_board.notices.model import CONSENT_VERSION, Delivery, DeliveryState, Notice, NoticeKind, Subscriber
from village_board.notices.routing import Event
from village_board.notices.rules import MOVES, IllegalMove, check_move
from village_board.notices.telling import tell
from village_board.people.service import OFFICE

CHATS = (11, 12, 13)


def subscribed(board: Board, *chats: int, language: str = "zh-Hans") -> None:
    """Let `chats` subscribe."""
    for chat in chats:
        with board.desk(OFFICE) as desk:
            service.subscribe(desk, chat, language)


def told(board: Board, staff: Staff, kind: NoticeKind = NoticeKind.NORMAL) -> Notice:
    """Announce a hearing, which tells all subscribers; with another kind, tell it again as that."""
    with board.desk(staff.director) as desk:
        hearing = announce(desk, a_hearing())
    with board.desk(staff.director) as desk:
        if kind is not NoticeKind.NORMAL:
            desk.require("announce_hearing")  # type: ignore[arg-type]
            notice = tell(desk, hearing, say("Hearing: {matter}", matter=hearing.matter), Event.ITEM_EMERGENCY)
            desk.record(hearing.id)
            return notice
    return next(board.records().all(Notice))


def rows(board: Board) -> list[Delivery]:
    """Return the outbox."""
    return list(board.records().all(Delivery))


def claimed(board: Board, sender: str = "me") -> Delivery:
    """Claim the next delivery, committed."""
    with board.desk(OFFICE) as desk:
        found = outbox.claim(desk, sender)
    assert found is not None
    return found.delivery


def settle(board: Board, act: object, *args: object) -> None:
    """Commit one settlement."""
    with board.desk(OFFICE) as desk:
        act(desk, *args)  # type: ignore[operator]


def test_n1_record_and_rows_are_one_commit(board: Board, staff: Staff) -> None:
    """N1: an act that fails after it has told leaves neither the record nor a row."""
    # Guard: village_board/desk.py:unit_of_work - telling in a transaction of its own would leave rows behind
    subscribed(board, *CHATS)

    def fail() -> None:
        with board.desk(staff.director) as desk:
            announce(desk, a_hearing())
            raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        fail()
    assert rows(board) == []
    assert list(board.records().all(Notice)) == []
    told(board, staff)
    assert [row.chat for row in rows(board)] == list(CHATS)


def test_n2_the_same_version_is_told_once(board: Board, staff: Staff) -> None:
    """N2: telling the same version in the same words again makes no second row; whoever is new gets one."""
    # Guard: village_board/notices/rows.py:deliver - without the keys that are there each chat had two rows
    subscribed(board, *CHATS)
    told(board, staff)
    subscribed(board, 14)
    for _ in range(2):
        with board.desk(staff.director) as desk:
            desk.require("announce_hearing")  # type: ignore[arg-type]
            notice = next(desk.all(Notice))
            tell(desk, desk.lookup(notice.subject), notice.message, Event(notice.event))
            desk.record(notice.subject)
    assert sorted(row.chat for row in rows(board)) == [*CHATS, 14]
    assert len({row.key for row in rows(board)}) == 4


@pytest.mark.parametrize(("was", "becomes"), sorted(product(DeliveryState, DeliveryState)))
def test_n3_only_lawful_moves(was: DeliveryState, becomes: DeliveryState) -> None:
    """N3: a move that is not in the table is refused; what is sent, failed, dead or cancelled never moves again."""
    # Guard: village_board/notices/rules.py:check_move - without it a settled row could be sent again
    if (was, becomes) in MOVES:
        check_move(was, becomes)
        assert was in (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN)
    else:
        with pytest.raises(IllegalMove):
            check_move(was, becomes)


def test_n4_a_claimed_row_is_sending_and_nobody_claims_it_again(board: Board, staff: Staff) -> None:
    """N4: the row is `sending` once the claim is committed."""
    # Guard: village_board/notices/outbox.py:claim - a claim that only reads would give the row to two senders
    subscribed(board, *CHATS)
    told(board, staff)
    chats = {claimed(board).chat for _ in CHATS}
    assert chats == set(CHATS)
    assert {row.state for row in rows(board)} == {DeliveryState.SENDING}
    with board.desk(OFFICE) as desk:
        assert outbox.claim(desk, "other") is None


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [(NoticeKind.NORMAL, DeliveryState.UNKNOWN), (NoticeKind.EMERGENCY, DeliveryState.PENDING)],
)
def test_n6_an_interrupted_send_is_unknown(
    board: Board, staff: Staff, kind: NoticeKind, becomes: DeliveryState
) -> None:
    """N6, N5: what a former process left under way is unknown; only an emergency goes again by itself."""
    # Guard: village_board/notices/rules.py:after_lost_lease - PENDING for all would send a normal notice twice
    told(board, staff)
    subscribed(board, 11)
    if kind is NoticeKind.NORMAL:
        with board.desk(staff.director) as desk:
            announce(desk, a_hearing(number="2"))
    else:
        with board.desk(staff.director) as desk:
            desk.require("announce_hearing")  # type: ignore[arg-type]
            hearing = desk.lookup(next(desk.all(Notice)).subject)
            tell(desk, hearing, say("Flood"), Event.ITEM_EMERGENCY)
            desk.record(hearing.id)
    claimed(board, "dead process")
    with board.desk(OFFICE) as desk:
        assert outbox.recover(desk, "me") == 1
    assert [row.state for row in rows(board)] == [becomes]


def test_x9_a_clock_set_back_holds_up_nothing_and_frees_nothing(board: Board, staff: Staff, clock: GivenClock) -> None:
    """X9: with the clock an hour back, what waits is still claimed, and what is under way stays with its sender."""
    # Guard: village_board/notices/outbox.py:_due - a test of `due_at` against the clock would hold the row up
    subscribed(board, *CHATS)
    told(board, staff)
    mine = claimed(board)
    clock.advance(timedelta(hours=-1))
    with board.desk(OFFICE) as desk:
        assert outbox.recover(desk, "me") == 0
    assert claimed(board).chat != mine.chat
    clock.advance(timedelta(days=1))
    with board.desk(OFFICE) as desk:
        assert outbox.recover(desk, "me") == 0


def test_n5_only_a_person_sends_an_unknown_one_again(board: Board, staff: Staff) -> None:
    """N5: an unknown normal notice waits for a person, who can send it again once; it is marked."""
    # Guard: village_board/notices/outbox.py:resend_by_person - without the state's test a sent one went twice
    subscribed(board, 11)
    told(board, staff)
    row = claimed(board)
    settle(board, outbox.settle_unknown, row, "ReadTimeout")
    assert [one.id for one in outbox.unknown(board.records())] == [row.id]
    with board.desk(OFFICE) as desk:
        assert outbox.claim(desk, "me") is None
    with board.desk(staff.clerk) as desk:
        again = outbox.resend_by_person(desk, row.id)
    assert again.resent
    with pytest.raises(outbox.NotUnknown), board.desk(staff.clerk) as desk:
        outbox.resend_by_person(desk, row.id)


def test_n7_the_receipt_is_kept(board: Board, staff: Staff) -> None:
    """N7: Telegram's message id is the receipt."""
    # Guard: village_board/notices/outbox.py:settle_sent
    subscribed(board, 11)
    told(board, staff)
    settle(board, outbox.settle_sent, claimed(board), 99)
    (row,) = rows(board)
    assert (row.state, row.message_id) == (DeliveryState.SENT, 99)


def test_n9_being_asked_to_wait_is_no_attempt(board: Board, staff: Staff) -> None:
    """N9: after 429 the row is pending again, and its attempts are as before."""
    # Guard: village_board/notices/outbox.py:settle_again - a busy day would look like a dead line
    subscribed(board, 11)
    told(board, staff)
    with board.desk(OFFICE) as desk:
        outbox.settle_again(desk, outbox.claim(desk, "me").delivery, "RetryAfter", counted=False)  # type: ignore[union-attr]
    (row,) = rows(board)
    assert (row.state, row.attempts) == (DeliveryState.PENDING, 0)


def test_n12_after_a_day_of_tries_it_is_dead(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N12: it is tried for 24 hours from its first try, however long it had waited before."""
    # Guard: village_board/notices/outbox.py:settle_again - without the limit last month's meeting were told today
    subscribed(board, 11)
    told(board, staff)
    clock.advance(timedelta(days=3))  # the machine was off: no try yet
    settle(board, outbox.settle_again, claimed(board), "ConnectError")
    assert rows(board)[0].state is DeliveryState.PENDING
    clock.advance(timedelta(hours=23))
    settle(board, outbox.settle_again, claimed(board), "ConnectError")
    assert rows(board)[0].state is DeliveryState.PENDING
    clock.advance(timedelta(hours=2))
    settle(board, outbox.settle_again, claimed(board), "ConnectError")
    assert rows(board)[0].state is DeliveryState.DEAD


def test_n14_a_moved_chat_keeps_its_subscription(board: Board, staff: Staff) -> None:
    """N14: the new number is kept, and the notice goes there."""
    # Guard: village_board/notices/outbox.py:settle_moved
    subscribed(board, 11)
    told(board, staff)
    settle(board, outbox.settle_moved, claimed(board), -100)
    assert rows(board)[0].chat == -100
    assert next(board.records().all(Subscriber)).chat == -100
    assert claimed(board).chat == -100


def test_n21_leaving_cancels_what_waits_and_erases_the_chat(board: Board, staff: Staff) -> None:
    """N21: what waits is cancelled; the chat's number is nowhere any more, not even in keys; counts stay."""
    # Guard: village_board/notices/rows.py:part - without the loop the waiting notice were sent after /stop
    subscribed(board, 7654321, 12)
    told(board, staff)
    with board.desk(OFFICE) as desk:
        outbox.settle_sent(desk, outbox.claim(desk, "me").delivery, 1)  # type: ignore[union-attr]
    with board.desk(staff.director) as desk:
        announce(desk, a_hearing(number="2"))
    with board.desk(OFFICE) as desk:
        assert service.unsubscribe(desk, 7654321)
    states = sorted(row.state for row in rows(board) if row.chat == 0)
    assert states == [DeliveryState.CANCELLED, DeliveryState.SENT]
    assert "7654321" not in "".join(str(row) for row in rows(board))
    assert not [name for name in board.db.tables() for document in board.db.table(name) if "7654321" in str(document)]
    assert sum(outbox.counts(board.records()).values()) == 4
    with board.desk(OFFICE) as desk:
        assert not service.unsubscribe(desk, 7654321)


def test_n21_leaving_while_under_way_ends_as_it_ends(board: Board, staff: Staff) -> None:
    """N21: a send that is under way is settled by what came of it, and never tried again."""
    # Guard: village_board/notices/outbox.py:_settle - PENDING without a chat could never be sent
    subscribed(board, 11)
    told(board, staff)
    row = claimed(board)
    settle(board, service.unsubscribe, 11)
    settle(board, outbox.settle_again, row, "ConnectError")
    assert rows(board)[0].state is DeliveryState.UNKNOWN


def test_n22_consent_is_kept_with_its_version(board: Board) -> None:
    """N22: when and to which text somebody agreed."""
    # Guard: village_board/notices/service.py:subscribe
    subscribed(board, 11)
    (one,) = board.records().all(Subscriber)
    assert (one.consent, one.consented_at) == (CONSENT_VERSION, board.records().now)


def test_n23_what_waits_changes_its_language(board: Board, staff: Staff) -> None:
    """N23: each row bears its subscriber's language, also after the subscriber chose another."""
    # Guard: village_board/notices/service.py:set_language
    subscribed(board, 11, language="en")
    subscribed(board, 12)
    told(board, staff)
    settle(board, service.set_language, 12, "zh-Hant")
    assert {row.chat: row.language for row in rows(board)} == {11: "en", 12: "zh-Hant"}


def test_n10_gone_and_back(board: Board, staff: Staff) -> None:
    """N10: who blocked the bot is inactive at once and gets no row; writing again makes them active."""
    # Guard: village_board/notices/outbox.py:settle_gone - an active one would be tried at every notice
    subscribed(board, 11)
    told(board, staff)
    settle(board, outbox.settle_gone, claimed(board), "Forbidden")
    with board.desk(staff.director) as desk:
        announce(desk, a_hearing(number="2"))
    assert [row.state for row in rows(board)] == [DeliveryState.FAILED]
    settle(board, service.awaken, 11)
    with board.desk(staff.director) as desk:
        announce(desk, a_hearing(number="3"))
    assert [row.state for row in rows(board)] == [DeliveryState.FAILED, DeliveryState.PENDING]


def test_n26_the_states_always_sum_to_what_was_due(board: Board, staff: Staff) -> None:
    """N26: whatever came of the sends, the counts sum to the number due."""
    # Guard: village_board/notices/outbox.py:counts
    subscribed(board, *range(1, 8))
    notice = told(board, staff)
    ends = (
        (outbox.settle_sent, 5),
        (outbox.settle_unknown, "t"),
        (outbox.settle_failed, "b"),
        (outbox.settle_gone, "f"),
        (outbox.settle_again, "c"),
    )
    for act, value in ends:
        settle(board, act, claimed(board), value)
        assert sum(outbox.counts(board.records(), notice.id).values()) == 7
    settle(board, service.unsubscribe, 7)
    found = outbox.counts(board.records(), notice.id)
    assert sum(found.values()) == 7
    assert found[DeliveryState.CANCELLED] == 1
