"""Polls and sealed slips on the hall's screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.layout import paginate
from kiosk.pages.asked import QuestionsPage
from kiosk.pages.glance import GlancePage
from kiosk.pages.home import read_home
from kiosk.pages.places import entry_of
from kiosk.pages.polls import PollPage, PollsPage
from kiosk.pages.voices import SealedPage
from kiosk.screens.attract import AttractScreen
from kiosk.screens.sealed import _DO as DO
from kiosk.screens.sealed import Pick, SealedScreen
from kiosk.screens.sheet import SheetScreen
from kiosk.sheet import Bars
from kiosk.widgets.leaf import Row
from kiosk.widgets.painted import Target
from tests.kiosk.hall import Hall, entries, hall, shelf_of
from tests.kiosk.test_pages import words_of
from tests.kiosk.village import TODAY, FixedClock
from tests.polls.test_polls import BUS, by_chat
from tests.support.builders import Staff, hire
from village_board.board import Board, found_board, open_board
from village_board.desk import Records
from village_board.evaluation.rating import DISCLOSURE, RatingRound
from village_board.evaluation.rating_service import hand_out
from village_board.kinds import BY_PREFIX
from village_board.polls.model import Poll, PollBox
from village_board.polls.service import hand_out_slips, open_poll
from village_board.slips import sealed

MOST_LEAVES = 9


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make digests quick: how slow they are is not what these tests are about."""
    monkeypatch.setitem(sealed._COST, "n", 2)


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    """An empty village in a file: the hall's screen reads it in a thread of its own."""
    made = found_board(tmp_path / "home", name="桃溪村", clock=FixedClock())
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Its people in office."""
    return hire(board)


def the_poll(board: Board, staff: Staff) -> Poll:
    """Open a poll for ten days."""
    with board.desk(staff.director) as desk:
        return open_poll(desk, replace(BUS, closes_on=TODAY + timedelta(days=10)))


@pytest.mark.parametrize("size", [(80, 24), (53, 47)])
async def test_an_open_poll_stands_on_the_home_one_tap_away(board: Board, staff: Staff, size: tuple[int, int]) -> None:
    """K3: what villagers are asked now stands beside the newest publication until its last day.

    One poll is behind its tile; where several run, the list of all is.
    """
    # Guard: kiosk/pages/home.py:_asked - a poll would be found by chance, three taps away.
    # Guard: kiosk/styles/home.tcss:also - it would push languages off the screen.
    async with hall(board, size) as there:
        assert not there.app.screen.query_one("#asked").display
        poll = the_poll(board, staff)
        there.app._board_changed()
        await there.settle()
        await there.settle()
        assert PollPage(poll.id) in [one.goto for one in entries(GlancePage().read(shelf_of(board)))]
        assert "征求意见" in there.text
        assert poll.name in "".join(there.text.split())
        regions = [one.region for one in there.app.screen.query(Target) if one.display]
        assert all(there.app.screen.region.contains_region(one) and one.height >= 3 for one in regions)
        assert not any(one.overlaps(other) for at, one in enumerate(regions) for other in regions[:at])
        await there.click("#asked")
        assert isinstance(there.app.screen, SheetScreen)
        assert there.app.screen.place.page == PollPage(poll.id)
        there.app.go_home()
        with board.desk(staff.director) as desk:
            open_poll(desk, replace(BUS, name="另一件事", closes_on=TODAY + timedelta(days=12)))
        there.app._board_changed()
        await there.settle()
        await there.settle()
        assert "另有1项" in "".join(there.text.split())
        await there.press("8")
        assert isinstance(there.app.screen, SheetScreen)
        assert there.app.screen.place.page == PollsPage()
    over = Records(board.db, BY_PREFIX, FixedClock(TODAY + timedelta(days=13)))
    assert read_home(replace(shelf_of(board), records=over)).asked is None


async def test_p22_k9_a_slip_is_used_by_keypad_and_nothing_of_it_stays(board: Board, staff: Staff) -> None:
    """P22, K6, K7, K9: by keys and by touch; never by Enter alone; an idle screen forgets all of it."""
    # Guard: kiosk/screens/sealed.py:_hand_in - code and choices would stand there for the next visitor.
    poll = the_poll(board, staff)
    with board.desk(staff.clerk) as desk:
        first, second = hand_out_slips(desk, poll.id, 2)
    async with hall(board) as there:
        await there.open(SealedPage())
        assert isinstance(there.app.screen, SealedScreen)
        await typed(there, first[:-1])
        await there.press(first[-1])
        assert "早班车几点好" in "".join(there.text.split())
        await there.press("enter")
        assert next(board.records().all(PollBox)).counts.answered == 0
        await tap(there, 2)
        assert "周末要不要加一班" in "".join(there.text.split())
        await there.press("2")
        assert "八点" in there.text
        assert "不要" in there.text
        assert next(board.records().all(PollBox)).counts.answered == 0
        await there.press("1")
        box = next(board.records().all(PollBox)).counts
        assert (box.by_choice, box.by_slip) == (((0, 0, 1), (0, 1)), 1)
        assert "____ ____ ____" in there.text
        assert "谢谢" in there.text
        await typed(there, first)
        assert next(board.records().all(PollBox)).counts == box
        await there.click("#clear")
        await typed(there, second)
        await there.press("1")
        there.wait(200)
        there.app.look_at_idleness()
        await there.settle()
        assert isinstance(there.app.screen, AttractScreen)
        assert not [one for one in there.app.screen_stack if isinstance(one, SealedScreen)]
    assert next(board.records().all(PollBox)).counts == box


async def test_p22_a_rating_slip_reaches_its_round_at_the_smallest_screen(board: Board, staff: Staff) -> None:
    """P22, K5, K14: at 50 columns by touch alone, posts first, how the village discloses last; one is left out."""
    with board.desk(staff.overseer) as desk:
        (code,) = hand_out(desk, 1)
    async with hall(board, (50, 20)) as there:
        await there.open(SealedPage())
        await typed(there, code[:-2])
        for digit in code[-2:]:
            await there.click(f"#digit-{digit}")
        for place in (0, None, 2, DO):
            await tap(there, place)
    kept = next(board.records().all(RatingRound))
    counts = {one.target: one for one in kept.tallies}
    assert kept.used == 1
    assert counts["村委会主任"].good == 1
    assert counts["村党支部书记"].rated == 0
    assert counts[DISCLOSURE].poor == 1


async def typed(there: Hall, digits: str) -> None:
    """Have so many digits typed at once."""
    assert isinstance(there.app.screen, SealedScreen)
    there.app.screen.type(there.app.screen.entered + digits)
    await there.settle()


async def tap(there: Hall, place: int | None) -> None:
    """Tap the row that means `place`, turning leaves until it is there."""
    for _ in range(MOST_LEAVES):
        for row in there.app.screen.query(Row):
            if row.display and row.entry.goto == Pick(place):
                there.wait(1)
                await there.pilot.click(row)
                await there.settle()
                return
        await there.click("#next")
    raise AssertionError(place)


def test_a_poll_is_found_with_what_it_is_and_without_its_numbers_while_it_is_open(board: Board, staff: Staff) -> None:
    """From the questions to the poll in two taps; it says that it decides nothing, and shows no number yet."""
    # Guard: kiosk/pages/polls.py:PollPage - numbers that grow would tell what the last one said.
    assert not any(entry.goto == PollsPage() for entry in entries(QuestionsPage().read(shelf_of(board))))
    poll = the_poll(board, staff)
    for chat in range(12):
        by_chat(board, poll, chat, 0, 0)
    shelf = shelf_of(board)
    assert PollsPage() in [entry.goto for entry in entries(QuestionsPage().read(shelf))]
    assert {SealedPage(), PollPage(poll.id)} == {entry.goto for entry in entries(PollsPage().read(shelf))}
    sheet = PollPage(poll.id).read(shelf)
    assert not any(isinstance(part, Bars) for part in sheet.parts)
    assert "12人" not in words_of(sheet)
    assert sheet.subject == poll.id
    found = entry_of(shelf, poll)
    assert found is not None
    assert found.goto == PollPage(poll.id)
    assert len(paginate(sheet.parts, 46, 10)) <= MOST_LEAVES


def test_a_poll_that_is_over_shows_its_numbers_to_everybody(board: Board, staff: Staff) -> None:
    """On the day after its last one, be it before any night: bars for what enough answered."""
    poll = the_poll(board, staff)
    for chat in range(12):
        by_chat(board, poll, chat, chat % 2, None)
    later = open_board(board.home, clock=FixedClock(TODAY + timedelta(days=21)))
    said = words_of(PollPage(poll.id).read(shelf_of(later)))
    assert "12人回答了这题" in said
    assert "不到10人回答" in said
    later.close()
