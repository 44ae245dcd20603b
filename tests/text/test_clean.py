"""The gate for foreign text (A4, A5, A6, A8)."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from village_board.text.clean import MAX_LINES, MAX_MARKS, clean, terminal_safe

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x7f\x85\x9b\t\r\n\u200b\u200d\u202e\u2066\ufeff\u2028\u3164\ufe0f\ud800"),
        st.sampled_from("\u0301\u0323\u0344\u0958\u0b47\u0b3e\u1161\u1100\U000e0100\ufe00葛é 　"),
    )
)


@given(HOSTILE, st.booleans())
@example("e\u200d\u0301", False)
@example("\u1100\u0301\u0301\u0301\u1161", False)
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    """What is clean stays as it is, so that a text may pass the gate at input and at render."""
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert terminal_safe(once) == once


@given(HOSTILE)
def test_a4_nothing_passes_that_a_terminal_obeys(text: str) -> None:
    """A4: no control, format, surrogate, private or unassigned character passes, at input or at render."""
    # Guard: village_board/text/clean.py:_replacement - an escape sequence reaches the hall's terminal.
    kept = clean(text) + clean(text, multiline=True).replace("\n", "") + terminal_safe(text).replace("\n", "")
    categories = {unicodedata.category(char) for char in kept if not 0x20000 <= ord(char) <= 0x3FFFF}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert unicodedata.is_normalized("NFC", clean(text))


@pytest.mark.parametrize(
    "attack", ["\x1b]0;OWNED\x07", "\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b31m", "\x90q\x9c", "\x00"]
)
def test_a4_escape_sequences_become_harmless_text(attack: str) -> None:
    """A4: what is left of an escape sequence has no control character."""
    assert clean(f"鱼塘{attack}改标").isprintable()
    assert terminal_safe(f"鱼塘{attack}改标").isprintable()


@pytest.mark.parametrize("hidden", "\u200b\u200e\u202e\u2066\u2069\ufeff\u00ad\u3164\u115f\u2800\u034f\ufe0f")
def test_a5_amounts_and_names_compare_equal_without_what_hides_in_them(hidden: str) -> None:
    """A5: direction marks, zero-width and blank letters are removed."""
    # Guard: village_board/text/clean.py:_INVISIBLE - two names look the same and are two people.
    assert clean(f"张{hidden}三 {hidden}1,234.50{hidden}元") == "张三 1,234.50元"


def test_a6_marks_are_capped() -> None:
    """A6: a letter carries at most two combining marks."""
    # Guard: village_board/text/clean.py:_capped - stacked marks paint over the lines above.
    text = clean("Z" + "\u0335\u0301\u0489" * 100 + "村" + "\u0301" * 100)
    runs = [len(run) for run in text.replace("村", "Z").split("Z")]
    assert max(runs) == MAX_MARKS
    assert clean("\u0301\u0301村") == "村"


def test_a6_length_and_lines_are_capped() -> None:
    """A6: a field has at most 500 characters; a multi-line text too, and at most `MAX_LINES` lines."""
    # Guard: village_board/text/clean.py:clean - a book that somebody pasted stands on every screen.
    assert len(clean("村" * 10**6)) == len(clean("村" * 10**6, multiline=True)) == 500
    assert clean("一\n" * 10**5, limit=10**6, multiline=True).count("\n") == MAX_LINES - 1
    assert clean("一\r\n\n\n\n二  \n三", multiline=True) == "一\n\n二\n三"
    assert clean("一\r\n二\u2028三\t四") == "一 二 三 四"


@pytest.mark.parametrize("bomb", ["村", "\u0301\u0323", "\u200b", "\x1b[2J", "a\n", "\u1100\u0301"])
def test_a6_a_megabyte_costs_less_than_a_second(bomb: str) -> None:
    """A6: a pasted megabyte is cleaned at once: nothing in the gate takes quadratic time."""
    # Guard: village_board/text/clean.py:_sifted - NFC sorts a long run of marks in quadratic time.
    text = bomb * (10**6 // len(bomb))
    begin = time.process_time()
    clean(text)
    clean(text, multiline=True)
    terminal_safe(text)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "name", ["𠮷野", "㐂村", "葛\U000e0100城", "神\ufe00社", "〇七号", "\U00031350", "\U0002ebf5", "﨑"]
)
def test_a8_rare_han_and_their_variation_selectors_are_kept(name: str) -> None:
    """A8: a rare surname is not lost, also one that this Python's character table does not know yet."""
    # Guard: village_board/text/clean.py:is_han - 𠮷 and its like vanish from the roll.
    assert clean(name) == unicodedata.normalize("NFC", name)


def test_a_selector_without_its_han_is_dropped() -> None:
    """A variation selector is kept after a Chinese character only."""
    assert clean("a\U000e0100村\U000e0100\U000e0101") == "a村\U000e0100"


def test_clean_text_comes_back_unchanged() -> None:
    """A field that is clean already stays as it was written."""
    text = ("村务公开栏：2026年9月30日，鱼塘发包收入8,000.00元。" * 5)[:130]
    assert clean(text) == text


def test_rendering_keeps_spaces_and_line_ends() -> None:
    """Text laid out in columns keeps its shape at render."""
    assert terminal_safe("  一\t二  \n 三\u00a0") == "  一 二  \n 三 "
