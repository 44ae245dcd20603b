"""How large letters must be in the hall (K16), against the figures of the requirement."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.doctor.grid import (
    LANDSCAPE,
    PORTRAIT,
    TABLE,
    Screen,
    farthest,
    hall_screen,
    largest_grid,
    letter_height,
    line_height,
)

SCREENS = st.builds(Screen, st.floats(7, 65), st.sampled_from([16, 9, 4, 3, 10]), st.sampled_from([9, 16, 3, 4, 10]))
DISTANCES = st.floats(20, 300)


@pytest.mark.parametrize(
    ("screen", "distance", "grid"),
    [
        (LANDSCAPE, 50, (95, 26)),
        (LANDSCAPE, 60, (79, 22)),
        (LANDSCAPE, 40, (119, 33)),
        (PORTRAIT, 50, (53, 47)),
        (Screen(32), 60, (118, 33)),
        (Screen(15.6), 50, (69, 19)),
        (Screen(10, 16, 10), 50, (43, 13)),
    ],
)
def test_k16_the_largest_grids_are_those_of_the_requirement(
    screen: Screen, distance: int, grid: tuple[int, int]
) -> None:
    """K16: capital 0.72 em, cell 1:2, at least 0.7 degrees."""
    # Guard: doctor/grid.py:line_height - the doctor would call letters large enough that no old reader can read.
    assert largest_grid(screen, distance) == grid
    assert (screen, distance) in TABLE


@given(distance=DISTANCES)
def test_k16_a_letter_takes_up_just_seven_tenths_of_a_degree(distance: float) -> None:
    """K16: EN 301 549, 5.1.4: the angle under which the letter is seen, worked out the other way round."""
    # Guard: doctor/grid.py:letter_height - a radius for a diameter halves every letter.
    assert math.degrees(2 * math.atan(letter_height(distance) / 2 / distance)) == pytest.approx(0.7)


@given(screen=SCREENS, distance=DISTANCES)
def test_k16_what_fits_can_be_read_and_one_line_more_can_not(screen: Screen, distance: float) -> None:
    """K16: the largest grid can be read from its distance; a column or line more needs a step nearer."""
    # Guard: doctor/grid.py:farthest, largest_grid - the two judge by different letters.
    columns, lines = largest_grid(screen, distance)
    if columns and lines:
        assert farthest(screen, columns, lines) >= distance * 0.999_999
        assert farthest(screen, columns + 1, lines) < distance * 1.000_001
        assert farthest(screen, columns, lines + 1) < distance * 1.000_001


@given(screen=SCREENS)
def test_a_screen_has_the_diagonal_that_it_is_sold_with(screen: Screen) -> None:
    """Inches are the diagonal, in whichever way it hangs."""
    assert math.hypot(screen.width, screen.height) == pytest.approx(screen.inches * 2.54)


def test_k16_the_reference_grid_is_readable_and_a_desk_s_is_not() -> None:
    """K16: 80x24 on 21.5 inches holds at half a metre, 240x67 on the same screen does not hold at a hand's breadth."""
    assert farthest(LANDSCAPE, 80, 24) >= 50
    assert farthest(LANDSCAPE, 240, 67) < 20
    assert line_height(50) == pytest.approx(0.993, abs=0.001)


@pytest.mark.parametrize(("size", "screen"), [((80, 24), LANDSCAPE), ((53, 47), PORTRAIT), ((240, 67), LANDSCAPE)])
def test_a_tall_terminal_stands_on_a_standing_screen(size: tuple[int, int], screen: Screen) -> None:
    """A cell is twice as high as wide, so that 53x47 is taller than wide."""
    assert hall_screen(*size) == screen
