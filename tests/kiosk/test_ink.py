"""The gate between words and the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.themes import DAY
from kiosk.widgets.answers import answers
from kiosk.widgets.ink import clipped, ink, padded
from tests.kiosk.hostile import HOSTILE
from village_board.text.lines import cells


@pytest.mark.parametrize("words", HOSTILE)
def test_a1_a5_hostile_words_are_text_and_nothing_else(words: str) -> None:
    """A1, A2, A3, A4, A5: no markup is read, closed or broken, no control character passes."""
    # Guard: kiosk/widgets/ink.py:ink - a string given to a widget would be read as markup.
    content = ink([((words, "strong"), (words, "ink"))], DAY)
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co") for char in content.plain)
    assert not any(span.style.meta for span in content.spans)  # type: ignore[union-attr]
    if "[" in words and words.isprintable():
        assert content.plain == words * 2


@given(st.text(), st.integers(0, 40))
def test_what_is_clipped_and_padded_has_its_width(words: str, width: int) -> None:
    """Columns stay columns, whatever stands in them."""
    assert cells(clipped(words, width)) <= max(width, 0)
    assert cells(padded(words, width)) == width
    assert cells(padded(words, width, right=True)) == width


@given(st.integers(6, 12), st.integers(62, 110), st.integers(0, 10**8))
def test_the_money_of_the_month_is_never_cut(height: int, width: int, fen: int) -> None:
    """At a glance: other answers give way, the sum stands whole."""
    # Guard: kiosk/widgets/answers.py:_shares - in English the closing balance was cut off.
    money = f"期初 {fen:,}.00 + 收入 {fen:,}.00 - 支出 {fen:,}.00\n= 结余 {fen:,}.00元"
    pairs = [
        ("下次会议", "村道硬化听证会" * 9),
        ("正在公示", "决议" * 40),
        ("还没公开", "明细" * 40),
        ("2026年10月", money),
    ]
    lines = ["".join(words for words, _ in line) for line in answers(pairs, width, height)]
    assert len(lines) <= height
    assert f"= 结余 {fen:,}.00元" in "\n".join(lines) or "".join(lines).count(f"{fen:,}.00") == 4


@pytest.mark.parametrize(("rows", "is_whole"), [(2, False), (4, False), (5, True)])
def test_k14_a_sum_that_has_no_room_tells_what_comes_out(rows: int, *, is_whole: bool) -> None:
    """K14: on the smallest terminal the month's balance stands alone, and not the beginning of its sum."""
    # Guard: kiosk/widgets/answers.py:_EQUALS - the opening balance stands there, and no other.
    money = "期初 794,280.00 + 收入 14,491.50 - 支出 21,271.50\n= 结余 787,500.00元"
    told = answers((("下次开会", "11月25日"), ("10月", money)), 33, rows)
    lines = ["".join(words for words, _ in line) for line in told]
    assert len(lines) <= rows
    assert lines[-1].endswith("结余 787,500.00元")
    assert any("期初" in line for line in lines) is is_whole
