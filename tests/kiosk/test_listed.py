"""Lists in a published text stand as tables (P14)."""

from __future__ import annotations

from kiosk.columns import table_lines
from kiosk.pages.listed import text_parts
from kiosk.scale import SPACINGS, Scale
from kiosk.sheet import Heading, Table, Words
from village_board.text.lines import cells

_ROWS = "姚** 2.01亩 241.20元\n沈** 8.55亩 1,026.00元\n钱* 4.70亩 564.00元"
_LIST = f"标准每亩120.00元，共81户。\n东浜组\n{_ROWS}\n\n本人金额请到村部查询。"


def test_names_and_figures_of_a_list_stand_in_columns_below_its_name() -> None:
    """P14: who got how much stands in columns that end below each other; what is said around it stays as it is."""
    # Guard: kiosk/pages/listed.py:text_parts - eighty ragged lines of names, areas and amounts.
    said, name, table, after = text_parts(_LIST)
    assert said == Words("标准每亩120.00元，共81户。")
    assert name == Heading("东浜组")
    assert isinstance(table, Table)
    assert after == Words("本人金额请到村部查询。")
    lines = ["".join(words for words, _ in line) for line in table_lines(table, 30)]
    assert [line.split() for line in lines] == [list(row) for row in table.rows]
    assert len({cells(line) for line in lines}) == 1
    assert all(line.endswith("元") for line in lines)


def test_short_rows_stand_beside_each_other_where_there_is_room() -> None:
    """Of a list of names no half of the screen stays empty; its rows are read from left to right."""
    # Guard: kiosk/columns.py:_side_by_side - eighty households took seven screens, each with an empty half.
    table = next(part for part in text_parts(_LIST) if isinstance(part, Table))
    lines = ["".join(words for words, _ in line) for line in table_lines(table, 60)]
    assert [line.split() for line in lines] == [[*table.rows[0], *table.rows[1]], list(table.rows[2])]
    assert max(map(cells, lines)) <= 60


def test_a_text_without_a_list_is_one_paragraph() -> None:
    """Two lines are no list, nor are sentences with a number; an empty text says nothing."""
    sentences = "收入合计 128,400.00 元。\n支出。\n结余。"
    for text in ("姚** 2.01亩 241.20元\n沈** 8.55亩 1,026.00元", sentences, "一句话。"):
        assert text_parts(text) == (Words(text),)
    assert text_parts("") == ()


def test_in_the_largest_letters_the_figures_stand_below_the_name() -> None:
    """K15: no column is beside another there; nothing of the list is lost."""
    table = next(part for part in text_parts(_LIST) if isinstance(part, Table))
    lines = ["".join(words for words, _ in line) for line in table_lines(table, 40, SPACINGS[Scale.EXTRA])]
    assert [line.split() for line in lines if line.strip()][:2] == [["姚**"], ["2.01亩", "241.20元"]]
