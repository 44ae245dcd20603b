"""A warning above everything, until its time is over (P24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk import blocks
from kiosk.emergency import read_warning
from kiosk.screens.attract import AttractScreen
from kiosk.screens.emergency import EmergencyScreen
from kiosk.screens.home import HomeScreen
from kiosk.screens.sheet import SheetScreen
from tests.kiosk.hall import Hall, hall, shelf_of
from tests.kiosk.paint import check_paint
from tests.kiosk.village import TODAY, FixedClock
from village_board.base.message import say
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Emergency
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act


def warn(board: Board, *, until: date | None = None, name: str = "台风橙色预警") -> str:
    """Publish a warning as the desk does, and return its id."""
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        item = desk.put(
            Item(
                number="JJ-1",
                name=name,
                content="请住在河边和危房里的村民到文化礼堂避险。",
                published_on=desk.today,
                shown_until=until,
                emergency=Emergency("县气象台", desk.today),
            )
        )
        tell(
            desk,
            item,
            say("Emergency: {name}. Issued by {issuer}.", name=name, issuer="县气象台"),
            Event.ITEM_EMERGENCY,
        )
        desk.record(item.id)
    return item.id


async def comes(there: Hall, *, away: bool = False) -> None:
    """Wait until the watch has seen the commit and the screen has changed."""
    for _ in range(100):
        await there.pilot.pause(0.05)
        if there.app.warnings.on_top is not away:
            break
    await there.settle()


async def test_p24_a_warning_comes_without_a_restart_with_its_issuer_in_large_letters(own_board: Board) -> None:
    """P24: whoever stands there reads it, whose it is and until when; its name in letters of eight rows."""
    # Guard: kiosk/app.py:_read_again - the hall would show the warning after the next start.
    async with hall(own_board) as there:
        await there.press("2")
        warn(own_board)
        await comes(there)
        assert isinstance(there.app.screen, EmergencyScreen)
        assert "紧急通知，县气象台发布" in there.text
        assert "到2026年11月21日止" in there.text
        if blocks.ready():
            assert there.text.count("▀") > 60
        check_paint(there)


async def test_p24_reading_goes_on_behind_one_tap_and_the_head_still_names_it(own_board: Board) -> None:
    """P24: one tap, and the page is where it was; the warning does not come back to the same visitor."""
    async with hall(own_board) as there:
        await there.press("2")
        warn(own_board)
        await comes(there)
        await there.click("#read-on")
        assert isinstance(there.app.screen, SheetScreen)
        assert "紧急：台风橙色预警" in there.text
        there.app.warnings.look()
        await there.settle()
        assert isinstance(there.app.screen, SheetScreen)


async def test_p24_k8_the_next_visitor_reads_it_again(own_board: Board) -> None:
    """P24, K8: after idleness the warning stands there instead of the attract screen; a tap leads to the home."""
    # Guard: kiosk/warnings.py:show_again - only the first visitor would have been warned.
    warn(own_board)
    async with hall(own_board) as there:
        there.app.warnings.look()
        await there.settle()
        await there.press("1")
        assert isinstance(there.app.screen, HomeScreen)
        there.wait(85)
        there.app.look_at_idleness()
        await there.settle()
        assert isinstance(there.app.screen, EmergencyScreen)
        assert isinstance(there.app.screen_stack[-2], AttractScreen)
        await there.press("1")
        assert isinstance(there.app.screen, HomeScreen)


async def test_p24_the_whole_notice_is_one_key_away(own_board: Board) -> None:
    """P24: its page, with what one can do."""
    warn(own_board)
    async with hall(own_board) as there:
        there.app.warnings.look()
        await there.settle()
        await there.press("2")
        assert isinstance(there.app.screen, SheetScreen)
        assert "避险" in there.text


async def test_p24_a_warning_that_was_taken_back_goes_by_itself(own_board: Board) -> None:
    """P24: withdrawn at the desk, and the hall shows what it showed before."""
    # Guard: kiosk/warnings.py:_show - a false alarm would stand until the machine is started anew.
    id_ = warn(own_board)
    async with hall(own_board) as there:
        there.app.warnings.look()
        await there.settle()
        with own_board.desk() as desk:
            desk.require(Act.IMPORT)
            desk.put(replace(desk.get(Item, id_), status=ItemStatus.WITHDRAWN))
            desk.record(id_)
        await comes(there, away=True)
        assert isinstance(there.app.screen, HomeScreen)
        assert there.app.warnings.standing is None


@pytest.mark.parametrize(
    ("until", "after", "stands"), [(None, 1, True), (None, 2, False), (3, 3, True), (3, 4, False), (0, 1, False)]
)
def test_p24_it_stands_until_its_time_is_over(own_board: Board, until: int | None, after: int, *, stands: bool) -> None:
    """P24: its last day is the last; one without a last day stands for the days of the limit."""
    # Guard: kiosk/emergency.py:_standing - last year's typhoon hangs above this year's accounts.
    warn(own_board, until=None if until is None else TODAY + timedelta(days=until))
    own_board.clock = FixedClock(TODAY + timedelta(days=after))
    assert (read_warning(shelf_of(own_board)) is not None) is stands


async def test_p24_a_name_too_long_for_large_letters_is_still_whole(own_board: Board) -> None:
    """P24: rather small and whole than large and cut."""
    name = "关于台风期间转移河边和危房住户到文化礼堂避险的紧急通知"
    warn(own_board, name=name)
    async with hall(own_board) as there:
        there.app.warnings.look()
        await there.settle()
        assert name in there.text
