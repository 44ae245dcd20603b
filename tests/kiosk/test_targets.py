"""What a finger hits: every page's targets are large, lie apart, and one can see where one ends (K4)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import pytest

from kiosk.pages.catalogue import SearchPage
from kiosk.pages.contracts import ContractsPage
from kiosk.pages.voices import SealedPage
from kiosk.scale import Scale
from kiosk.widgets.painted import Target
from tests.kiosk.hall import Hall, hall
from tests.kiosk.paint import check_paint
from tests.kiosk.specimen import SpecimenPage
from tests.kiosk.ways import pages_of
from village_board.board import Board


def check_targets(there: Hall, what: object) -> None:
    """Check what is on the screen: at least 3 rows by 12 columns each, none over another, none that looks like one."""
    targets = [one for one in there.app.screen.focus_chain if isinstance(one, Target)]
    assert targets, what
    for target in targets:
        assert target.region.height >= 3, (what, target)
        assert target.region.width >= 12, (what, target)
        assert there.app.screen.region.contains_region(target.region), (what, target)
    for one, other in combinations(targets, 2):
        assert not one.region.overlaps(other.region), (what, one, other)
        if _touch(one, other):
            assert one.background_colors[1] != other.background_colors[1], (what, one, other)


def _touch(one: Target, other: Target) -> bool:
    """Tell whether no empty row or column lies between two targets that stand above or beside each other."""
    (x, y, width, height), (left, top, wide, high) = one.region, other.region
    across, along = min(x + width, left + wide) - max(x, left), min(y + height, top + high) - max(y, top)
    return (across > 0 and along == 0) or (along > 0 and across == 0)


async def _check(there: Hall, pages: Iterable[object]) -> None:
    for page in pages:
        await there.open(page)  # type: ignore[arg-type]
        check_targets(there, page)
        there.app.go_home()


async def test_k4_the_targets_of_every_page_are_large_and_apart(board: Board) -> None:
    """K4: on every page at 80x24 each has 3 rows and 12 columns; between two is an empty row, or a seam to be seen."""
    # Guard: kiosk/styles/pages.tcss:-odd - two rows of a list look like one, and a finger hits the wrong one.
    # Guard: kiosk/styles/search.tcss:grid-gutter - two digits look like one key.
    pages = pages_of(board)
    assert len(pages) > 55
    async with hall(board) as there:
        check_targets(there, "home")
        await _check(there, pages)


@pytest.mark.parametrize("size", [(53, 47), (100, 30), (240, 67)])
async def test_k4_so_they_are_at_the_other_sizes(board: Board, size: tuple[int, int]) -> None:
    """K4: a list and both keypads, in the other sizes of a hall; upright, too, no key has fewer than 12 columns."""
    async with hall(board, size) as there:
        check_targets(there, "home")
        await _check(there, (ContractsPage(), SearchPage(), SealedPage()))


async def test_k4_the_home_has_rows_of_two_grounds_where_there_is_no_room_between_them(board: Board) -> None:
    """K4, K15: on a terminal of 20 rows doors, newest and languages stand close, and one sees where each ends."""
    # Guard: kiosk/styles/home.tcss:-short #door - six doors look like three.
    async with hall(board, (80, 20)) as there:
        for scale in Scale:
            there.app.grow(scale)
            await there.settle()
            check_targets(there, scale)


async def test_k6_every_target_of_every_kind_of_screen_changes_its_paper_with_the_focus(board: Board) -> None:
    """K6: whoever goes by Tab sees where he is, on the home at all sizes, on a page, a list and the keypads."""
    # Guard: kiosk/styles/home.tcss:blur - a ground by name is stronger than that of the focus: light words on light.
    async with hall(board, (80, 20)) as there:
        await check_focus(there, "a home of 20 rows")
    async with hall(board) as there:
        for scale in Scale:
            there.app.grow(scale)
            await there.settle()
            await check_focus(there, scale)
        for page in (SpecimenPage(), ContractsPage(), SearchPage(), SealedPage()):
            await there.open(page)
            await check_focus(there, page)
            there.app.go_home()


async def check_focus(there: Hall, what: object) -> None:
    """Check that each target has the paper of the focus when it has it, and that its words are to be read on it."""
    for target in [one for one in there.app.screen.focus_chain if isinstance(one, Target)]:
        before = target.background_colors[1]
        there.app.screen.set_focus(target)
        await there.settle()
        assert target.background_colors[1] != before, (what, target)
        check_paint(there)
