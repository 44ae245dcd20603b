"""What the kiosk counts of itself: visits without identity (K26), and days on which a notice hung in the hall (N14)."""

from __future__ import annotations

from datetime import timedelta

from kiosk.pages.noticed import NoticedPage
from kiosk.visits import Visits
from tests.kiosk.hall import Hall, entries, hall, shelf_of
from tests.kiosk.village import TODAY, FixedClock
from village_board.board import Board
from village_board.hearings.model import Hearing
from village_board.notices.channel_service import add_channel
from village_board.notices.posting import Posting
from village_board.notices.routing import ChannelKind
from village_board.people.model import Actor, Role
from village_board.visits.model import Topic, Visit, VisitDay
from village_board.visits.service import visits

CLERK = Actor("p2345678", "文书", frozenset({Role.CLERK}))


async def _leave(there: Hall) -> None:
    there.wait(100)
    there.app.look_at_idleness()
    await there.settle()
    there.app.reader.write(lambda desk: None).result(5)


async def test_k26_a_visit_is_from_the_first_touch_until_nobody_is_there(own_board: Board) -> None:
    """K26: however many pages somebody opens, it is one visit; each topic counts once in it; the next is another."""
    # Guard: kiosk/visits.py:Visits.touch - every tap would be a visit.
    async with hall(own_board) as there:
        await there.press("2", "1", "0", "2", "1", "0", "1")
        await _leave(there)
        await there.press("enter", "3")
        await _leave(there)
    found = visits(own_board.records(), TODAY - timedelta(days=1), TODAY)
    assert found.whole == 2
    assert dict(found.topics) == {Topic.ACCOUNTS: 1, Topic.HEARINGS: 1, Topic.PROPERTY: 1}
    assert found.hours[12] == 2


async def test_k26_nothing_typed_is_kept(own_board: Board) -> None:
    """K26, K9: digits of a slip and letters of a search leave nothing but that somebody searched."""
    # Guard: kiosk/visits.py:Visits.saw - a slip's number in a table of visits.
    async with hall(own_board) as there:
        there.app.open_slip()
        await there.settle()
        await there.press(*"8828461")
        await _leave(there)
    (day,) = own_board.records().all(VisitDay)
    assert [one.topic for one in day.topics] == [Topic.SLIPS]
    assert "8828461" not in repr(day)


def test_p15_who_takes_reports_is_of_no_topic() -> None:
    """P15: that somebody looked where to report wrongdoing is not even counted."""
    # Guard: kiosk/visits.py:_TOPICS - the accused may see on which day somebody asked.
    over: list[Visit] = []
    counter = Visits(FixedClock(), over.append)
    counter.touch()
    counter.saw("kiosk.pages.wrongdoing")
    counter.end()
    assert [one.topics for one in over] == [frozenset()]


def test_k26_staff_at_work_are_no_visit_and_the_next_villager_is_one() -> None:
    """K26: a visit in which somebody signed in as staff is not counted, whatever they read before; the next one is."""
    # Guard: kiosk/visits.py:Visits.end - the committee would count itself among those whom it reaches.
    over: list[Visit] = []
    counter = Visits(FixedClock(), over.append)
    for staff in (True, False):
        counter.touch()
        counter.saw("kiosk.pages.accounts")
        if staff:
            counter.signed_in()
        counter.touch()
        counter.end()
        assert len(over) == (0 if staff else 1)


async def test_a_kiosk_in_a_browser_counts_no_visit_to_the_hall(own_board: Board) -> None:
    """K26: whoever reads at home is no visit to the hall's screen."""
    async with hall(own_board) as there:
        there.app.has_staff = False
        await there.press("2")
        await _leave(there)
    assert own_board.records().count(VisitDay) == 0


async def test_n14_the_hall_shows_a_notice_and_counts_its_day_once(own_board: Board) -> None:
    """N14: the newest notice stands on the home; the day counts once, however often the home is painted."""
    # Guard: kiosk/app.py:KioskApp.count_shown - a channel of the hall that never says that it was seen.
    _post(own_board)
    async with hall(own_board) as there:
        assert "通知" in there.text
        await there.press("1", "0", "2", "0")
        there.app.reader.write(lambda desk: None).result(5)
    (post,) = own_board.records().all(Posting)
    assert post.shown_on == (TODAY,)
    rows = entries(NoticedPage().read(shelf_of(own_board)))
    assert len(rows) == 1
    assert rows[0].goto is not None


def _post(board: Board) -> None:
    """Tell everybody of the next hearing, over the hall's own channel."""
    from village_board.base.message import say  # noqa: PLC0415 - beside its only use
    from village_board.notices.routing import Event  # noqa: PLC0415
    from village_board.notices.telling import tell  # noqa: PLC0415
    from village_board.people.acts import Act  # noqa: PLC0415

    with board.desk(CLERK) as desk:
        add_channel(desk, ChannelKind.KIOSK, "大厅屏幕")
    with board.desk(CLERK) as desk:
        desk.require(Act.ANNOUNCE_HEARING)
        hearing = next(one for one in desk.all(Hearing) if one.number == "TZ-2026-07")
        tell(desk, hearing, say("Hearing announced: {matter}", matter=hearing.matter), Event.HEARING_ANNOUNCED)
        desk.record(hearing.id)
