"""Colours (K1)."""

from __future__ import annotations

import pytest

from kiosk.themes import PAIRS, TOKENS, contrast

LEAST = 7.0


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_k1_every_pair_of_tokens_has_seven_to_one(theme: str, ink: str, paper: str) -> None:
    """K1: whatever stands on whatever paper is readable for old eyes."""
    # Guard: kiosk/themes.py:TOKENS - a paler tone looks finer and cannot be read from a metre away.
    assert contrast(TOKENS[theme][ink], TOKENS[theme][paper]) >= LEAST


@pytest.mark.parametrize("theme", TOKENS)
@pytest.mark.parametrize("paper", ["paper", "band", "tile"])
def test_k6_the_focus_changes_the_paper_by_three_to_one(theme: str, paper: str) -> None:
    """K6: the focus has a paper of its own; that it is painted, the screens' own test shows."""
    # Guard: kiosk/themes.py:TOKENS - the focus would be a shade that nobody sees.
    assert contrast(TOKENS[theme]["bold-paper"], TOKENS[theme][paper]) >= 3


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and the order does not matter."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert (
        contrast("#777777", "#ffffff") == pytest.approx(contrast("#ffffff", "#777777")) == pytest.approx(4.48, abs=0.01)
    )
