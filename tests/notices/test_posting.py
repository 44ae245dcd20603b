"""Posts in channels: made with the notice, moved by one commit each, at most once (N1-N20, A10, P24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notices.posts import EMERGENCY, channel, posts, published, states, take, text_of
from tests.support.builders import TODAY, Staff, announced
from tests.support.clocks import GivenClock
from village_board.base.message import say
from village_board.board import Board
from village_board.hearings.schedule import cancel_hearing
from village_board.notices.channel_service import (
    channel_counts,
    switch_channel,
)
from village_board.notices.channel_table import Way, channel_rows
from village_board.notices.model import DeliveryState, Notice, Theme
from village_board.notices.posting import (
    IssuerMissing,
    PostNotUnknown,
    PostOutOfDate,
    post,
    post_again,
    post_by_person,
    post_failed,
    post_sent,
    post_unknown,
    recover_posts,
    unknown_posts,
)
from village_board.notices.posting_words import fitted
from village_board.notices.route_service import OtherWay, change_route
from village_board.notices.route_table import shipped_routes
from village_board.notices.routing import ChannelKind, Event
from village_board.notices.telling import meeting_over
from village_board.people.acts import Act
from village_board.people.service import OFFICE

SAID = Notice.sentence_of(say("Published: {name}.", name="账目"))
S = DeliveryState
K = ChannelKind


def test_n1_posts_are_made_with_the_notice(board: Board, staff: Staff) -> None:
    """N1: each channel that the way of an event names gets a post in the commit of the notice, and no other one."""
    # Guard: village_board/notices/telling.py:tell, post - without it channels are told nothing
    wecom, sms = channel(board, staff, K.WECOM), channel(board, staff, K.SMS)
    hall, voice = channel(board, staff, K.KIOSK), channel(board, staff, K.LOUDSPEAKER)
    hearing = announced(board, staff)
    made = posts(board)
    assert {one.channel for one in made} == {wecom.id, hall.id, voice.id}
    assert {board.records().get(Notice, one.notice).subject for one in made} == {hearing.id}
    assert not posts(board, sms.id)


def test_n1_nothing_is_posted_where_the_act_fails(board: Board, staff: Staff) -> None:
    """N1: an act that fails after it told leaves no post behind."""
    channel(board, staff, K.WECOM)
    notice = Notice(id="n2345678", subject="x", subject_rev=1, made_at=board.clock.now(), sentence=SAID)

    def fail() -> None:
        with board.desk(staff.director) as desk:
            assert post(desk, notice, shipped_routes()[Event.ITEM_PUBLISHED])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not posts(board)


def test_n2_a_notice_is_posted_once_in_a_channel(board: Board, staff: Staff) -> None:
    """N2: posting the same notice again makes no second post."""
    # Guard: village_board/notices/posting.py:post - without the look at what is there, a robot says it twice
    channel(board, staff, K.WECOM)
    notice = published(board, staff, "账目")
    with board.desk(OFFICE) as desk:
        assert post(desk, notice, shipped_routes()[Event.ITEM_PUBLISHED]) == []
    assert len(posts(board)) == 1


def test_n24_what_is_for_certain_persons_is_never_posted(board: Board, staff: Staff) -> None:
    """N24: a notice for one asker goes into no group, even where a village's way names one."""
    # Guard: village_board/notices/posting.py:post - without `To.ALL` an answer to one stands before all
    channel(board, staff, K.WECOM)
    route = replace(shipped_routes()[Event.ENQUIRY_ANSWERED], channels=(K.WECOM,))
    notice = published(board, staff, "答复", Event.PERIOD_NIL)
    with board.desk(OFFICE) as desk:
        assert post(desk, notice, route) == []


def test_topics_language_and_state_of_a_channel(board: Board, staff: Staff) -> None:
    """A channel gets the topics that it takes, in its language, while it is in use; what has no topic goes to all."""
    meetings = channel(board, staff, K.WECOM, topics=(Theme.MEETINGS,))
    everything = channel(board, staff, K.WECOM, language="en")
    off = channel(board, staff, K.WECOM)
    with board.desk(staff.clerk) as desk:
        switch_channel(desk, off.id, on=False)
    published(board, staff, "账目")
    assert {one.channel for one in posts(board)} == {everything.id}
    assert "Published: 账目." in text_of(board, everything.id)
    assert "Notice of 试验村" in text_of(board, everything.id)
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    assert posts(board, meetings.id)


def test_p24_an_emergency_names_its_issuer(board: Board, staff: Staff) -> None:
    """P24: an emergency without an issuer is refused; with one every post names it."""
    # Guard: village_board/notices/posting.py:post - without it the village seems to issue a warning itself
    wecom = channel(board, staff, K.WECOM)
    with pytest.raises(IssuerMissing):
        published(board, staff, say("Emergency: {name}.", name="暴雨"), Event.ITEM_EMERGENCY)
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    assert "县气象局" in text_of(board, wecom.id)


def test_n3_n4_n7_a_post_goes_its_way(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N3, N4, N7: a post is `sending` in the store before anything is sent, and keeps its receipt."""
    # Guard: village_board/notices/posting.py:claim_post - not committed before, a kill would send it twice
    channel(board, staff, K.WECOM)
    published(board, staff, "账目")
    claimed = take(board)
    assert claimed is not None
    assert states(board) == {S.SENDING: 1}
    assert take(board, "another") is None
    with board.desk(OFFICE) as desk:
        post_sent(desk, claimed.posting, "7")
    (sent,) = posts(board)
    assert (sent.state, sent.receipt, sent.sent_at) == (S.SENT, "7", clock.now())
    with board.desk(OFFICE) as desk:
        post_failed(desk, claimed.posting, "late")
    assert states(board) == {S.SENT: 1}


def test_n6_n13_an_interrupted_post_waits_for_a_person(board: Board, staff: Staff) -> None:
    """N5, N6, N13: what a killed sender left is unknown and is not sent again by itself; an emergency is."""
    # Guard: village_board/notices/posting.py:recover_posts - taken as pending it would be sent twice
    channel(board, staff, K.WECOM)
    published(board, staff, "账目")
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    assert take(board, "killed") is not None
    assert take(board, "killed") is not None
    with board.desk(OFFICE) as desk:
        assert recover_posts(desk, "mine") == 2
    assert states(board) == {S.UNKNOWN: 1, S.PENDING: 1}
    again = take(board, "mine")
    assert again is not None
    assert again.posting.emergency
    assert take(board, "mine") is None
    with board.desk(OFFICE) as desk:
        post_unknown(desk, again.posting, "timeout")
    assert states(board) == {S.UNKNOWN: 1, S.PENDING: 1}


def test_n5_a_person_posts_an_unknown_one_again(board: Board, staff: Staff) -> None:
    """N5: only a person has an unknown post sent again, and its text says so."""
    # Guard: village_board/notices/posting_words.py:_marks - unmarked it looks like a second notice
    wecom = channel(board, staff, K.WECOM)
    published(board, staff, "账目")
    claimed = take(board)
    assert claimed is not None
    with pytest.raises(PostNotUnknown), board.desk(staff.clerk) as desk:
        post_by_person(desk, claimed.posting.id)
    with board.desk(OFFICE) as desk:
        post_unknown(desk, claimed.posting, "timeout")
    assert [one.id for one in unknown_posts(board.records())] == [claimed.posting.id]
    with board.desk(staff.clerk) as desk:
        post_by_person(desk, claimed.posting.id)
    assert text_of(board, wecom.id).startswith("（补发）")


def test_n5_what_is_out_of_date_is_not_posted_again(board: Board, staff: Staff) -> None:
    """N5, N20: an unknown post of a meeting that changed since is not sent again."""
    channel(board, staff, K.WECOM)
    hearing = announced(board, staff)
    claimed = take(board, ways=(Way.APPRISE,))
    assert claimed is not None
    with board.desk(OFFICE) as desk:
        post_unknown(desk, claimed.posting, "timeout")
    with board.desk(staff.director) as desk:
        cancel_hearing(desk, hearing.id, "下雨")
    with pytest.raises(PostOutOfDate), board.desk(staff.clerk) as desk:
        post_by_person(desk, claimed.posting.id)


def test_n8_an_emergency_goes_first_and_a_busy_channel_is_passed_by(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """N8: an emergency goes before what waited longer; a channel that takes nothing now holds up no other one."""
    # Guard: village_board/notices/posting.py:due_posts - in the order of rows an emergency waits
    one, two = channel(board, staff, K.WECOM), channel(board, staff, K.DINGTALK)
    published(board, staff, "账目")
    clock.advance(timedelta(minutes=1))
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    first = take(board, busy={one.id})
    assert first is not None
    assert first.posting.emergency
    assert first.channel.id == two.id


def test_n12_a_post_is_tried_for_a_day(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N9, N12: what did not leave waits and is given up after a day of tries; being asked to wait is no try."""
    channel(board, staff, K.WECOM)
    published(board, staff, "账目")
    claimed = take(board)
    assert claimed is not None
    with board.desk(OFFICE) as desk:
        post_again(desk, claimed.posting, "too fast", counted=False)
    assert posts(board)[0].attempts == 0
    clock.advance(timedelta(hours=25))
    claimed = take(board)
    assert claimed is not None
    with board.desk(OFFICE) as desk:
        post_again(desk, claimed.posting, "no line")
    assert states(board) == {S.DEAD: 1}


def test_n16_posts_keep_the_quiet_hours(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N16: at night a group is left in peace until seven; the hall's screen and an emergency wait for nothing."""
    # Guard: village_board/notices/posting.py:_waits_until - without it a group is woken at night
    wecom, hall = channel(board, staff, K.WECOM), channel(board, staff, K.KIOSK)
    clock.move(TODAY, 23, 30)
    published(board, staff, "账目")
    (waiting,) = posts(board, wecom.id)
    assert posts(board, hall.id)[0].not_before is None
    assert take(board, ways=(Way.APPRISE,)) is None
    published(board, staff, EMERGENCY, Event.ITEM_EMERGENCY)
    assert take(board, ways=(Way.APPRISE,)) is not None
    clock.move(TODAY + timedelta(days=1), 7)
    assert waiting.not_before == clock.now()
    assert take(board, ways=(Way.APPRISE,)) is not None


def test_n19_n20_a_newer_state_takes_the_place_of_what_waits(board: Board, staff: Staff) -> None:
    """N19, N20: what waits of a meeting that is called off is cancelled at once; the newest is posted."""
    # Guard: village_board/notices/posting.py:_cancel_older - without it a group is called to a cancelled meeting
    wecom = channel(board, staff, K.WECOM)
    hearing = announced(board, staff)
    with board.desk(staff.director) as desk:
        cancel_hearing(desk, hearing.id, "下雨")
    assert states(board) == {S.CANCELLED: 1, S.PENDING: 1}
    claimed = take(board, ways=(Way.APPRISE,))
    assert claimed is not None
    assert claimed.notice is not None
    assert "cancelled" in claimed.notice.title.lower()
    assert take(board, ways=(Way.APPRISE,)) is None
    assert sum(channel_counts(board.records(), wecom.id).values()) == 2


def test_n20_what_became_untrue_while_it_waited_is_not_posted(board: Board, staff: Staff) -> None:
    """N20: a meeting that is over calls nobody any more, even where nothing new was told of it."""
    # Guard: village_board/notices/posting.py:claim_post - without it a group is called to a meeting that was held
    channel(board, staff, K.WECOM)
    hearing = announced(board, staff)
    with board.desk(staff.director) as desk:
        desk.require(Act.RECORD_HEARING)
        meeting_over(desk, hearing)
        desk.record(hearing.id)
    assert take(board, ways=(Way.APPRISE,)) is None
    assert states(board) == {S.CANCELLED: 1}


def test_n26_the_counts_of_a_channel_sum_to_what_was_due(board: Board, staff: Staff) -> None:
    """N26: of each channel the states of its posts sum to what was due there."""
    wecom = channel(board, staff, K.WECOM)
    for number in range(4):
        published(board, staff, f"账目{number}")
    for settle in (post_sent, post_unknown, post_failed):
        claimed = take(board)
        assert claimed is not None
        with board.desk(OFFICE) as desk:
            settle(desk, claimed.posting, "x")
    counts = channel_counts(board.records(), wecom.id)
    assert {state: n for state, n in counts.items() if n} == {S.SENT: 1, S.UNKNOWN: 1, S.FAILED: 1, S.PENDING: 1}
    with board.desk(staff.clerk) as desk:
        switch_channel(desk, wecom.id, on=False)
    assert channel_counts(board.records(), wecom.id)[S.CANCELLED] == 1


def test_a10_foreign_text_is_never_active_in_a_group(board: Board, staff: Staff) -> None:
    """A9, A10: addresses, mentions and commands of a villager's words are broken, and the words are marked."""
    # Guard: village_board/notices/posting_words.py:post_body - unbroken, a group gets a stranger's link
    wecom = channel(board, staff, K.WECOM)
    said = say("Answered: {text}", text="<b>见 https://evil.com t.me/evil @someone /stop</b>")
    with board.desk(staff.director) as desk:
        change_route(desk, Event.OBJECTION_ANSWERED, OtherWay(channels=(K.WECOM,)), TODAY, "村民代表会议决定")
    published(board, staff, said, Event.OBJECTION_ANSWERED)
    text = text_of(board, wecom.id)
    for active in ("https://", "t.me/", "evil.com", "@someone", " /stop"):
        assert active not in text
    assert "<b>" in text
    assert "村民意见原文" in text


def test_n24_nothing_personal_stands_in_a_post(board: Board, staff: Staff) -> None:
    """N24: a telephone number that came into a sentence is masked before it leaves for a group."""
    # Guard: village_board/notices/posting_words.py:nothing_personal - without it the number is in the group
    wecom = channel(board, staff, K.WECOM)
    published(board, staff, "联系人张建国，手机13800138000")
    assert "13800138000" not in text_of(board, wecom.id)
    assert "短码" in text_of(board, wecom.id)


@given(st.text(alphabet=st.sampled_from("村务，。98,000.50元\n😀"), max_size=3000), st.sampled_from([*channel_rows()]))
def test_n18_a_post_fits_its_channel(body: str, kind: ChannelKind) -> None:
    """N18: whatever is said, a post is no longer than its channel takes, counted as that channel counts."""
    # Guard: village_board/notices/posting_words.py:fitted - too long, the robot refuses it for good
    row = channel_rows()[kind]
    text = fitted(["试验村通知"], body, ["短码 i2345678", "https://t.me/x?start=r_i2345678"], row)
    assert not row.length or row.size(text) <= row.length
    assert text.endswith("start=r_i2345678")


def test_n18_an_amount_is_never_cut() -> None:
    """N18: a text that is too long ends before an amount, never within it."""
    row = replace(channel_rows()[K.SMS], length=60)
    for lead in range(30, 60):
        text = fitted(["头"], "字" * lead + "98,765.43元", ["尾"], row)
        assert "98,765.43元" in text or "98" not in text
