"""Chinese line breaking, and messages in parts (N18)."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from village_board.base.money import yuan
from village_board.text.clean import clean, terminal_safe
from village_board.text.lines import Breakable, break_lines, cells, split_message, utf16_units

AMOUNT = st.integers(-(10**11), 10**11).map(lambda fen: yuan(fen) + "元")
WORDS = st.one_of(
    AMOUNT,
    st.text("村务公开栏鱼塘发包收入支出会议", min_size=1, max_size=12),
    st.text("，。、；：！？）》”…", max_size=2),
    st.text("（《“", max_size=1),
    st.sampled_from(["2026年9月30日", "98.00%", "HT-2026-015", " ", "  ", "第3组", "12.50亩", "village", "——", "……"]),
)
TEXT = st.lists(WORDS, max_size=30).map("".join)
ANY = st.text(st.one_of(st.characters(), st.sampled_from("，。（）“”1234,.元村 　\n")))
CLOSING = "，。、；：！？）》”%"
OPENING = "（《“"


@given(ANY, st.integers(1, 50))
@example("村", 1)
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    """Clean text breaks at any width; only a single character wider than the width is wider."""
    # Guard: village_board/text/lines.py:_pieces - a long run runs out of the screen.
    lines = break_lines(terminal_safe(text), width)
    assert all(cells(line) <= width or sum(map(bool, map(cells, line))) == 1 for line in lines)


@given(ANY, st.integers(1, 50))
def test_lines_join_back_to_the_text(text: str, width: int) -> None:
    """Nothing but spaces at a break is left out."""
    kept = "".join(break_lines(text, width))
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


@given(ANY, st.lists(st.integers(1, 50), min_size=2, max_size=5))
def test_a_text_is_broken_at_each_width_as_if_it_were_the_first(text: str, widths: list[int]) -> None:
    """What was found for one width is right for any other."""
    # Guard: text/lines.py:_Paragraph._pieces - a word that was divided for a narrow line stays divided in a wide one.
    whole = Breakable(text)
    assert [whole.lines(width) for width in widths] == [break_lines(text, width) for width in widths]


@given(ANY, st.integers(1, 50))
def test_every_width_that_holds_the_longest_line_has_the_same_lines(text: str, width: int) -> None:
    """Lines that are made even are not looked for in the widths between."""
    # Guard: kiosk/labelled.py:_shared - it leaves these widths out.
    lines = break_lines(text, width)
    longest = max(map(cells, lines))
    assert all(break_lines(text, room) == lines for room in range(max(longest, 1), width))


@given(st.text(), st.integers(2, 40))
def test_cells_are_those_that_the_screen_counts(text: str, width: int) -> None:
    """The width of clean text is what rich paints."""
    safe = terminal_safe(text)
    assert [cells(line) for line in break_lines(safe, width)] == [cell_len(line) for line in break_lines(safe, width)]


@given(TEXT, st.integers(8, 60))
def test_no_amount_is_split(text: str, width: int) -> None:
    """An amount stays whole, and with its unit, wherever it fits into a line."""
    # Guard: village_board/text/lines.py:_KEPT - a line ends with "8,000" and the next begins with ".00".
    joined = "\n".join(break_lines(text, width))
    # Runs that touch are one number to a reader: only amounts that stand alone are judged.
    for found in re.finditer(r"(?<![\d\-.,%元年月日亩A-Za-z])-?\d[\d,]*\.\d\d元(?![/／\-])", text):
        if cells(found[0]) <= width:
            assert found[0] in joined


@given(TEXT, st.integers(24, 60))
def test_no_closing_mark_begins_a_line_and_no_opening_mark_ends_one(text: str, width: int) -> None:
    """Marks stay with what they belong to, unless that is longer than the line."""
    # Guard: village_board/text/lines.py:_breaks - a line begins with a comma.
    assume(not re.search(r"[，。、；：！？）》”…—（《“\w%.,\-] *[，。、；：！？）》”…—（《“%]{2}", text))
    assume(not re.search(r"[\d,.%\-A-Za-z元年月日亩 ，。、；：！？）》”…—（《“]{20}", text))
    lines = [line for line in break_lines(text, width) if line]
    assert not [line for line in lines[1:] if line[0] in CLOSING]
    assert not [line for line in lines[:-1] if line[-1] in OPENING]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("共收入8,000.00元", 12, ["共收入", "8,000.00元"]),
        ("共收入8,000.00 元", 14, ["共收入", "8,000.00 元"]),
        ("结余-1,234.50元。", 14, ["结余", "-1,234.50元。"]),
        ("公示自2026年9月30日起", 14, ["公示自", "2026年9月30日", "起"]),
        ("完成率98.00%。", 8, ["完成率", "98.00%。"]),
        ("村务公开，收支公布", 8, ["村务公", "开，收支", "公布"]),
        ("参见（附件）", 6, ["参见", "（附", "件）"]),
        ("见凭证记-2026-09-0012", 16, ["见凭证", "记-2026-09-0012"]),
        ("鱼塘12.50亩", 10, ["鱼塘", "12.50亩"]),
        ("the village board", 8, ["the", "village", "board"]),
        ("due on 20 October 2026, 31 days ago", 18, ["due on", "20 October 2026,", "31 days ago"]),
        ("in October 2026", 13, ["in", "October 2026"]),
        ("　　会议开始", 8, ["　　会议", "开始"]),
        ("一\n\n二", 8, ["一", "", "二"]),
        ("", 8, [""]),
        ("村务", 1, ["村", "务"]),
        ("1,234,567.00元", 8, ["1,234,56", "7.00元"]),
    ],
)
def test_lines_break_as_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    """Goldens of amounts, dates, marks, Latin words, indents and what is longer than the line."""
    assert break_lines(text, width) == lines


def test_a_width_of_nothing_is_refused() -> None:
    """A width below one cell is the caller's mistake."""
    with pytest.raises(ValueError, match="0"):
        break_lines("村", 0)


@given(ANY, st.integers(30, 200))
def test_n18_every_part_fits_as_the_chat_counts(text: str, limit: int) -> None:
    """N18: each part is within the limit in UTF-16 units and says something; nothing is lost."""
    # Guard: village_board/text/lines.py:utf16_units - rare Han count twice: the server refuses the message.
    parts = split_message(text, limit)
    assert all(0 < utf16_units(part) <= limit for part in parts)
    bare = [re.sub(r"\n\(\d+/\d+\)$", "", part) for part in parts] if len(parts) > 1 else parts
    assert re.sub(r"\s", "", "".join(bare)) == re.sub(r"\s", "", text)


@given(st.lists(AMOUNT, min_size=1, max_size=60), st.integers(40, 120))
def test_n18_no_amount_is_split_between_parts(amounts: list[str], limit: int) -> None:
    """N18: a long message is never cut inside an amount."""
    text = "。共".join(amounts)
    parts = "\n".join(split_message(text, limit))
    assert all(amount in parts for amount in amounts)


def test_n18_parts_are_cut_at_line_ends_and_numbered() -> None:
    """N18: a part ends where a line ends, and says which of how many it is."""
    text = "\n".join(f"第{n}行：鱼塘发包收入8,000.00元" for n in range(1, 21))
    parts = split_message(text, 200)
    assert [part.rsplit("\n", 1)[1] for part in parts] == [f"({n}/{len(parts)})" for n in range(1, len(parts) + 1)]
    assert all(line in text.split("\n") for part in parts for line in part.split("\n")[:-1])
    assert split_message(clean(" "), 200) == []
    assert split_message("一行", 200) == ["一行"]
