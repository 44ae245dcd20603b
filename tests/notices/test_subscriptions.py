"""Topics, groups, cases, corrections, leaving and erasing (N19-N24)."""

from __future__ import annotations

from tests.disclosure.hands import corrected, published
from tests.notices.test_followers import claimed, do, rows, send_all
from tests.notices.test_quiet import told
from tests.support.builders import Staff, announced, convened, keep
from village_board.base.message import say
from village_board.board import Board
from village_board.desk import Desk
from village_board.disclosure.life import withdraw_item
from village_board.hearings.case import DecisionCase
from village_board.hearings.schedule import cancel_hearing
from village_board.notices import outbox
from village_board.notices.followers import follow
from village_board.notices.linking import issue_link_code, link_chat
from village_board.notices.model import (
    CONSENT_VERSION,
    UNSUBSCRIBED,
    Delivery,
    DeliveryState,
    Notice,
    Subscriber,
    Theme,
)
from village_board.notices.routing import Event
from village_board.notices.service import (
    choose_groups,
    choose_themes,
    erase_chat,
    leave,
    set_language,
    subscribe,
    unsubscribe,
)
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.people.binding import Binding, BindingTries
from village_board.people.model import Person

S = DeliveryState


def subscribed(board: Board, *chats: int) -> None:
    """Let chats subscribe."""
    for chat in chats:
        do(board, lambda desk, chat=chat: subscribe(desk, chat, "zh-Hans", "the words"))


def test_a_topic_that_was_left_out_does_not_come_and_an_emergency_does(board: Board, staff: Staff) -> None:
    """By topic: no meetings for 11, nothing but emergencies for 12, everything for 13."""
    # Guard: notices/audience.py:Everybody.wants - a topic left out comes all the same.
    subscribed(board, 11, 12, 13)
    do(board, lambda desk: choose_themes(desk, 11, [Theme.MEETINGS]))
    do(board, lambda desk: choose_themes(desk, 12, list(Theme)))
    made = announced(board, staff)
    assert [chat for chat, _ in send_all(board)] == [13]
    told(board, made, Event.CASE_MOVED, 1)
    assert sorted(chat for chat, _ in send_all(board)) == [11, 13]
    told(board, made, Event.ITEM_EMERGENCY, 2)
    assert sorted(chat for chat, _ in send_all(board)) == [11, 12, 13]
    do(board, lambda desk: choose_themes(desk, 11, []))
    assert do(board, lambda desk: choose_themes(desk, 12, [Theme.MONEY])).left_out == (Theme.MONEY,)


def test_a_group_hears_of_its_own_meetings(board: Board, staff: Staff) -> None:
    """By villagers' group: group 3's meeting is not told to those who want group 2 alone; the village's is."""
    subscribed(board, 11, 12, 13)
    do(board, lambda desk: choose_groups(desk, 11, [2]))
    do(board, lambda desk: choose_groups(desk, 12, [3, 2]))
    made = announced(board, staff)
    assert sorted(chat for chat, _ in send_all(board)) == [11, 12, 13]

    def act(desk: Desk) -> None:
        desk.require(Act.IMPORT)
        tell(desk, made, say("Group {n}", n=3), Event.RESOLUTION_SHOWN, Facts(group=3))
        desk.record(made.id)

    do(board, act)
    assert sorted(chat for chat, _ in send_all(board)) == [12, 13]


def test_who_follows_a_case_hears_of_its_hearing_and_its_meeting(board: Board, staff: Staff) -> None:
    """By case: hearing, resolution, and the case itself are one matter."""
    # Guard: notices/audience.py:bases - who follows the matter never hears of its hearing.
    made = announced(board, staff)
    case = next(one for one in board.records().all(DecisionCase) if one.number == made.case)
    do(board, lambda desk: follow(desk, 11, case.id))
    do(board, lambda desk: cancel_hearing(desk, made.id, "撤回"), staff.director)
    convened(board, staff)  # another matter
    told(board, case, Event.CASE_MOVED)  # type: ignore[arg-type]
    assert send_all(board) == [(11, "Cancelled"), (11, "News {n}")]


# Corrections


def test_n19_whoever_was_sent_the_old_version_is_sent_the_correction(board: Board, staff: Staff) -> None:
    """N19: also one who has left the topic out since; with the old version's code and fingerprint."""
    # Guard: notices/telling.py:told_of - who had the wrong figures keeps them.
    subscribed(board, 11, 12)
    old = published(board, staff)
    assert sorted(chat for chat, _ in send_all(board)) == [11, 12]
    do(board, lambda desk: choose_themes(desk, 11, [Theme.ITEMS]))
    first = next(one for one in board.records().all(Notice) if one.subject == old.id)
    new = corrected(board, staff, old, "办公用品2批 2,400.00元")
    assert sorted(send_all(board)) == [(11, "Correction"), (12, "Correction")]
    told_of = next(one for one in board.records().all(Notice) if one.subject == new.id)
    assert told_of.replaces == old.id
    assert told_of.replaces_fingerprint == first.fingerprint
    assert len(first.fingerprint) == 16
    assert told_of.fingerprint != first.fingerprint


def test_n19_what_waits_of_the_old_version_is_cancelled(board: Board, staff: Staff) -> None:
    """N19: who was not reached by the old version gets the correction alone, once."""
    # Guard: notices/reminders.py:supersede - the wrong figures leave beside the right ones.
    subscribed(board, 11)
    old = published(board, staff)
    corrected(board, staff, old, "办公用品2批 2,400.00元")
    assert sorted(state for _, state in rows(board)) == [S.CANCELLED, S.PENDING]
    assert send_all(board) == [(11, "Correction")]


def test_n19_the_fate_of_the_old_version_unknown_counts_as_sent(board: Board, staff: Staff) -> None:
    """N19: it may have come; who left altogether is not written to."""
    subscribed(board, 11, 12)
    old = published(board, staff)
    while (one := claimed(board)) is not None:
        do(board, lambda desk, one=one: outbox.settle_unknown(desk, one.delivery, "TimedOut"))
    do(board, lambda desk: choose_themes(desk, 11, list(Theme)))
    do(board, lambda desk: leave(desk, 12))
    corrected(board, staff, old, "办公用品2批 2,400.00元")
    assert send_all(board) == [(11, "Correction")]


def test_n20_a_withdrawal_stops_unsent_rows_at_once_and_tells_whoever_had_it(board: Board, staff: Staff) -> None:
    """N20: 11 had it and has left the topic out; 12 waits for it, and learns of the withdrawal alone."""
    # Guard: disclosure/life.py:withdraw_item - what was taken back is sent.
    subscribed(board, 11, 12)
    made = published(board, staff)
    first = claimed(board)
    assert first is not None
    assert first.delivery.chat == 11
    do(board, lambda desk: outbox.settle_sent(desk, first.delivery, 1))
    do(board, lambda desk: choose_themes(desk, 11, list(Theme)))
    do(board, lambda desk: withdraw_item(desk, made.id, "含个人信息"), staff.clerk)
    assert sorted(send_all(board)) == [(11, "Withdrawn"), (12, "Withdrawn")]


# Leaving


def test_n21_who_left_stays_in_the_counts_by_a_salted_hash_and_is_not_told_twice(board: Board, staff: Staff) -> None:
    """N21, N2: the chat is gone from every row; the same notice does not come again to one who comes back."""
    # Guard: notices/rows.py:_had - whoever leaves and comes back reads everything twice.
    subscribed(board, 7654321)
    made = announced(board, staff)
    send_all(board)
    do(board, lambda desk: unsubscribe(desk, 7654321))
    (row,) = board.records().all(Delivery)
    notice = board.records().get(Notice, row.notice)
    assert "7654321" not in str(row)
    assert "#" in row.key
    assert notice.salt
    subscribed(board, 7654321)

    def again(desk: Desk) -> None:
        desk.require(Act.IMPORT)
        tell(desk, desk.lookup(made.id), notice.message, Event.HEARING_ANNOUNCED)
        desk.record(made.id)

    do(board, again)
    assert send_all(board) == []


def test_n21_marks_of_one_chat_differ_from_notice_to_notice(board: Board, staff: Staff) -> None:
    """N21: what is left cannot be followed from one notice to the next."""
    # Guard: notices/telling.py:tell - with one salt for all, who left is a line through the years.
    subscribed(board, 11)
    made = announced(board, staff)
    told(board, made, Event.CASE_MOVED)
    send_all(board)
    do(board, lambda desk: unsubscribe(desk, 11))
    marks = {row.key.split(":")[1].partition("#")[2] for row in board.records().all(Delivery)}
    assert len(marks) == 2
    assert all(len(mark) == 6 for mark in marks)


def test_n21_erasing_leaves_nothing_of_the_chat_anywhere(board: Board, staff: Staff) -> None:
    """N21: subscription, follows, link, tries, a member's binding; what was delivered stays as a count."""
    # Guard: notices/service.py:erase_chat - the number survives in a record that nobody thought of.
    chat = 7654321
    subscribed(board, chat)
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, chat, made.id, takes_part=True))
    (person,) = keep(board, Person(number="2001", name="周小满", group=2))
    code = do(board, lambda desk: issue_link_code(desk, person), staff.clerk)
    do(board, lambda desk: link_chat(desk, chat, code))
    keep(board, Binding(chat=chat, person=staff.clerk.id, bound_at=board.records().now))
    do(board, lambda desk: link_chat(desk, chat, "1"))
    told(board, made, Event.ENQUIRY_RECEIVED)
    send_all(board)
    assert do(board, lambda desk: erase_chat(desk, chat)) == 5
    left = [
        (name, document)
        for name in board.db.tables()
        for document in board.db.table(name)
        if str(chat) in str({key: value for key, value in document.items() if key != "digest"})
    ]
    assert left == []
    assert list(board.records().all(BindingTries)) == []
    assert all(one.revoked_at is not None for one in board.records().all(Binding))
    assert sum(outbox.counts(board.records()).values()) == len(rows(board)) > 2
    assert do(board, lambda desk: erase_chat(desk, chat)) == 0


def test_n21_the_rows_that_waited_count_as_unsubscribed(board: Board, staff: Staff) -> None:
    """N21, N26: cancelled because they left, not because it was out of date."""
    subscribed(board, 11)
    announced(board, staff)
    do(board, lambda desk: unsubscribe(desk, 11))
    (row,) = board.records().all(Delivery)
    assert (row.state, row.reason, row.chat) == (S.CANCELLED, UNSUBSCRIBED, 0)


def test_n22_the_words_of_consent_and_their_version_are_kept(board: Board) -> None:
    """N22: to which words, of which version, when; subscribing anew keeps the new ones, and the choices."""
    # Guard: notices/service.py:subscribe - nobody could say to what somebody agreed.
    keep(board, Subscriber(chat=11, consent="2025-01", left_out=(Theme.MONEY,)))
    subscribed(board, 11)
    (one,) = board.records().all(Subscriber)
    assert (one.consent, one.consent_text) == (CONSENT_VERSION, "the words")
    assert (one.consented_at, one.left_out) == (board.records().now, (Theme.MONEY,))


def test_n23_each_chat_has_its_language(board: Board, staff: Staff) -> None:
    """N23: rows bear the language of their chat, also those made before it was changed."""
    subscribed(board, 11, 12)
    announced(board, staff)
    do(board, lambda desk: set_language(desk, 12, "en"))
    assert {row.chat: row.language for row in board.records().all(Delivery)} == {11: "zh-Hans", 12: "en"}


def test_n24_what_one_person_handed_in_is_told_to_that_chat_alone(board: Board, staff: Staff) -> None:
    """N24: subscribers and followers of the same record hear nothing of it."""
    # Guard: notices/telling.py:audience_of - everybody reads that slip 12 was answered.
    subscribed(board, 11, 12)
    made = announced(board, staff)
    send_all(board)
    mine = do(board, lambda desk: follow(desk, 13, made.id))
    do(board, lambda desk: follow(desk, 14, made.id))

    def act(desk: Desk) -> None:
        desk.require(Act.IMPORT)
        tell(desk, made, say("Yours {n}", n=1), Event.OPINION_ANSWERED, Facts(asker=mine.id))
        desk.record(made.id)

    do(board, act)
    assert [chat for chat, _ in send_all(board)] == [13]
