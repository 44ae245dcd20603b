"""How words, amounts and facts settle in lines: nothing left over, nothing divided that is read as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bars import bar_groups
from kiosk.labelled import even, fact_lines, settled
from kiosk.layout import paginate
from kiosk.pages.answered import answer_rows
from kiosk.sheet import Bar, Bars, Entry, Facts, Heading, Table, Words
from tests.kiosk.hall import shelf_of
from tests.kiosk.test_layout import text
from village_board.asking.model import Answer, Kind, Period, Question
from village_board.asking.service import answer
from village_board.board import Board
from village_board.text.lines import break_lines, cells

SUM = "月初1,131,770.81元 + 收入160,394.18元 − 支出184,396.52元 = 月末1,107,768.47元"
CALL = "2026年8月14日公告征集：环村道路太阳能路灯48盏，含基础和安装，质保一年。  村务公开栏、镇政府网站"
#: pieces of which sentences are made, with what may not begin a line.
PIECES = st.sampled_from(
    ("村委会", "应在", "2026年10月20日", "1,131,770.81元", "，", "。", "：", "）", "（", "; ", "or ", "goes. ", "= ")
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "width", "shown"),
    [
        (SUM, 76, ["月初1,131,770.81元 + 收入160,394.18元 − 支出184,396.52元", "= 月末1,107,768.47元"]),
        (SUM, 49, ["月初1,131,770.81元 + 收入160,394.18元", "− 支出184,396.52元 = 月末1,107,768.47元"]),
        (CALL, 76, CALL.split("  ")),
        ("没人知道条子是谁的。交之前什么都不存。", 34, ["没人知道条子是谁的。", "交之前什么都不存。"]),
        ("After the answer you say whether it is solved. If not, it is opened once more.", 76,
         ["After the answer you say whether it is solved.", "If not, it is opened once more."]),
    ],
)  # fmt: skip
def test_words_are_divided_where_their_sense_is(words: str, width: int, shown: list[str]) -> None:
    """An equation before its sum, things between two of them, a sentence at its end: no amount or word stands alone."""
    # Guard: kiosk/labelled.py:settled - "= month end" stood on one line and its amount alone on the next.
    assert settled(words, width) == shown


@given(st.lists(PIECES, min_size=1, max_size=14).map("".join), st.integers(20, 80))
def test_settled_lines_lose_nothing_and_take_no_more_room(words: str, width: int) -> None:
    """All that was said stands there, in no more lines than before, none wider; no amount is divided."""
    # Guard: kiosk/labelled.py:_may_begin - "1," ended a line and "131,770.81 yuan" began the next; ";" began one.
    for lines in (settled(words, width), even(words, width)):
        assert "".join("".join(lines).split()) == "".join(words.split())
        assert len(lines) <= len(break_lines(words, width))
        assert all(cells(line) <= width for line in lines)
        if "，，" not in words:
            assert not any(line[-2:-1].isdigit() and line.endswith(",") for line in lines)


@pytest.mark.parametrize(
    "words", ["甲乙丙丁戊己1,234,567.89元庚辛壬癸子丑寅", "财务公开规定(农经发〔2011〕13号);农村集体经济组织法"]
)
def test_no_line_begins_with_a_mark_or_half_an_amount(words: str) -> None:
    """Where lines are made even, a stop within an amount or before another mark is no place to divide."""
    # Guard: kiosk/labelled.py:_may_begin - "1," ended a line and "234,567.89" began the next.
    for width in range(24, 50):
        lines = even(words, width)
        assert not any(line[0] in ";,，；" for line in lines)
        assert "1,234,567.89元" in "|".join(lines) or "1,234" not in words


def test_amounts_below_each_other_end_in_one_column() -> None:
    """Two amounts or more are read as figures; one alone stands where words stand."""
    # Guard: kiosk/labelled.py:_level - tens of thousands stood below hundreds of thousands, digit under digit.
    pairs = (("收入", "94,965.00元"), ("支出", "162,765.00元"), ("地点", "一组"), ("租金", "4,000.00元"))
    lines = [text(line).rstrip() for line in fact_lines(pairs, 40)]
    assert [cells(line) for line in lines[:2]] == [cells(lines[1])] * 2
    assert lines[3] == "租金      4,000.00元"


def test_short_values_leave_long_labels_whole() -> None:
    """A label is broken only where its value needs the room."""
    label = "households with a direct interest"
    (line,) = fact_lines(((label, "5 of 8 taken"),), 76)
    assert text(line).startswith(label)


def test_a_long_name_of_a_bar_goes_on_below() -> None:
    """No name of a bar is cut; every line is as wide as the page."""
    # Guard: kiosk/bars.py:_bar - "dividends to members and..." was all that was said of the fourth largest use.
    name = "dividends to members and dealings with them"
    ((first, second),) = bar_groups(Bars((("", (Bar(name, 5, "122,160.00 yuan"),)),)), 76)
    assert f"{text(first).split('▄')[0].strip()} {text(second).strip()}" == name
    assert (cells(text(first)), cells(text(second))) == (76, 76)


def test_rows_that_a_close_leaf_can_spare_part_its_things() -> None:
    """Where one more leaf is saved, empty lines come back as far as there is room, the upper ones first."""
    # Guard: kiosk/layout.py:_filled - facts, notes and imprint were one wall, and below it stood empty rows.
    parts = (
        Words("已通过", "strong"),
        Facts((("地点", "一组"),)),
        Table(("月", "元"), (("一月", "1.00"),)),
        Words("说明"),
    )
    shown = {rows: [text(line) for line in _lines(paginate(parts, 60, rows))] for rows in (5, 6, 7, 8)}
    assert [lines.count("") for lines in shown.values()] == [0, 1, 2, 3]
    assert shown[6][1] == ""
    assert all(lines[0] and lines[-1] for lines in shown.values())


def test_the_imprint_is_not_divided_between_two_leaves() -> None:
    """Where a page comes from is read in one place."""
    # Guard: kiosk/layout.py:_Cutter._pieces - "period" ended one leaf, publisher and short code began the next.
    imprint = Facts(
        (("公开期间", "2026年3月"), ("公开单位", "村民委员会（镇代管账）"), ("短码", "vjqwgrm6")), imprint=True
    )
    for rows in range(4, 9):
        leaves = paginate((Facts((("日期", "今天"), ("经手人", "周会计"))), imprint), 40, rows)
        held = ["短码" in said for said in ("".join(map(text, _lines([leaf]))) for leaf in leaves)]
        periods = ["公开期间" in "".join(map(text, _lines([leaf]))) for leaf in leaves]
        assert held == periods


def test_words_that_lead_to_bars_stand_above_them() -> None:
    """The sentence that explains bars is on their leaf, not at the foot of the one before."""
    # Guard: kiosk/layout.py:_apart - "every bar begins at nothing" ended a leaf without a single bar.
    bars = Bars(tuple(("", (Bar(f"{n}月", n, f"{n}.00元"),)) for n in range(1, 9)))
    for rows in range(4, 14):
        for leaf in paginate((Words("一"), Heading("条形图"), Words("长条都从零起"), bars), 60, rows):
            said = [text(line) for line in _lines([leaf])]
            assert "长条" not in said[-1]


@pytest.mark.parametrize(("kind", "part"), [(Kind.USES, Bars), (Kind.LATE, Entry), (Kind.ACCOUNTS, Table)])
def test_an_answer_is_shown_as_what_it_is(board: Board, kind: Kind, part: type) -> None:
    """Amounts by use are bars, months are columns, what is missing opens its entry: no list of half sentences."""
    # Guard: kiosk/pages/answered.py:answer_rows - dates were divided over lines, and no figure stood below another.
    shelf = shelf_of(board)
    found = answer(shelf.records, Question(kind, Period.of_year(2026)))
    assert isinstance(found, Answer)
    assert found.rows
    shown = answer_rows(shelf, found)
    assert {type(one) for one in shown} == {part}


def _lines(leaves: list) -> list:  # type: ignore[type-arg]
    return [line for leaf in leaves for block in leaf.blocks if not isinstance(block, Entry) for line in block]
