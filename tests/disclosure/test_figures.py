"""Figures of an item for its chart: only what has one unit and a name each; sums and persons are never drawn."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.cards import opened
from kiosk.pages.items import ItemPage
from kiosk.sheet import Bars
from tests.attachments.making import file, xlsx
from tests.bot.test_item_states import asking
from tests.disclosure.hands import published
from tests.kiosk.hall import shelf_of
from tests.support.builders import Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.attachments.model import AttachmentKind
from village_board.attachments.passing import pass_attachment
from village_board.attachments.service import attach
from village_board.base.figures import written
from village_board.board import Board
from village_board.disclosure.charting import chart_of
from village_board.disclosure.figures import MOST, figures_in, figures_of

LISTED = "二季度采购：办公用品 3,600.00元；水费 820元；维修 1,200元；其他 12元。合计5,632.00元"


def drawn(text: str) -> list[tuple[str, str]] | None:
    """Return the labels and values of a text's chart."""
    found = figures_in(text)
    return None if found is None else [(one.label, str(one.value)) for one in found.rows]


def test_a_list_of_amounts_is_drawn_without_its_sum_and_with_other_last() -> None:
    """The largest first; what the text calls other stands last; the sum is no bar."""
    # Guard: disclosure/figures.py:_figures - the bar of the sum makes every part look small.
    found = figures_in(LISTED)
    assert found is not None
    assert [one.label for one in found.rows] == ["办公用品", "维修", "水费"]
    assert (found.unit, found.other, found.others) == ("元", Decimal(12), 1)


@pytest.mark.parametrize(
    "text",
    [
        "办公用品3批 3,600.00元",
        "期初结存926,344.26元，本月收入51,704.88元，本月支出64,583.66元，期末结存913,465.48元",
        "应到42人，实到39人，缺席3人",
        "2026年10月12日 停电 3小时",
        "八十岁以上每月60元，九十岁以上每月120元，一百岁以上每月300元",
        "修路 5万元；路灯 30盏；清淤 2公里",
        "沈** 9.35亩 1,122.00元\n俞** 9.02亩 1,082.40元\n陆** 9.00亩 1,080.00元",
        "",
    ],
)
def test_what_would_mislead_is_not_drawn(text: str) -> None:
    """Stocks beside flows, rates, different units, persons, one figure alone."""
    # Guard: disclosure/figures.py:_NO_PART - stock and flow stand side by side as if they were parts.
    assert drawn(text) is None


def test_a_whole_beside_its_parts_is_left_out() -> None:
    """49 times in all are the sum of the three that follow."""
    assert drawn("公章使用49次：出具证明35次，合同盖章2次，上报材料12次。") == [
        ("出具证明", "35"), ("上报材料", "12"), ("合同盖章", "2"),
    ]  # fmt: skip


def test_a_table_is_read_by_its_header_and_unit() -> None:
    """The column of amounts, not the ordinal; the unit from the header or the line above; no row of sums."""
    rows = [
        ["支出表 单位：元"],
        ["序号", "项目", "金额"],
        ["1", "办公", "1,200.00"],
        ["2", "水电", "300"],
        ["", "合计", "1500"],
    ]
    found = figures_of(rows)
    assert found is not None
    assert [(one.label, str(one.value)) for one in found.rows] == [("办公", "1200.00"), ("水电", "300")]
    assert (found.title, found.unit) == ("金额", "元")
    assert figures_of([["姓名", "金额（元）"], ["张某", "100"], ["李某", "200"]]) is None


def test_more_than_a_glance_becomes_other() -> None:
    """The smallest together, with their number."""
    names = "甲乙丙丁戊己庚辛壬癸"
    found = figures_of([["项目", "户数（户）"], *([f"{name}组", str(n + 1)] for n, name in enumerate(names))])
    assert found is not None
    assert (len(found.rows), found.other, found.others, found.unit) == (MOST, Decimal(3), 2, "户")


@given(st.text(alphabet="一二三路灯修元户0123456789.,，；：|\t\n 其他合计", max_size=200))
def test_nothing_raises_and_bars_are_never_negative(text: str) -> None:
    """Whatever the text: none, or two and more, in order of size."""
    found = figures_in(text)
    if found is not None:
        values = [one.value for one in found.rows]
        assert values == sorted(values, reverse=True)
        assert min(values) >= 0
        assert len(values) + found.others >= 2


def test_units_are_written_out() -> None:
    """With separators, as it was written."""
    assert (written(Decimal("3600.00"), "元"), written(Decimal(12), "户")) == ("3,600.00 元", "12 户")


@pytest.fixture
def filed(tmp_path: Path, clock: GivenClock) -> Iterator[Board]:
    """A board whose files lie in a folder."""
    made = memory_board(clock, tmp_path)
    yield made
    made.close()


def test_both_faces_draw_the_chart_from_nothing_on(board: Board, staff: Staff) -> None:
    """Kiosk: bars with their value in words, other last; bot: blocks, the longest for the largest."""
    # Guard: kiosk/pages/items.py:_chart - the bars begin at the smallest value and exaggerate.
    item = published(board, staff, content=LISTED)
    (bars,) = [part for part in ItemPage(item.id).read(shelf_of(board)).parts if isinstance(part, Bars)]
    ((_, drawn_bars),) = bars.groups
    assert [bar.words for bar in drawn_bars] == ["3,600.00 元", "1,200 元", "820 元", "12 元"]
    assert [bar.value for bar in drawn_bars] == [360_000, 120_000, 82_000, 1_200]
    assert {bar.of for bar in drawn_bars} == {360_000}
    said = opened(asking(board, item.id)).text
    assert "3,600.00 元" in said
    assert "█" * 16 in said
    assert said.index("办公用品  ") < said.index("维修  ") < said.index("其他（1）")


def test_a_table_beside_the_item_is_drawn_once_it_is_public(filed: Board) -> None:
    """A file that nobody has passed is not drawn."""
    # Guard: disclosure/charting.py:chart_of - figures of a file that nobody looked at.
    staff = hire(filed)
    item = published(filed, staff)
    content = xlsx(("项目", "金额（元）"), ("修路", 5000), ("路灯", 300))
    with filed.desk(staff.clerk) as desk:
        listed = attach(desk, filed.attachments, item.id, file(content, "表.xlsx"), kind=AttachmentKind.ANNEX,
                        caption="支出表")  # fmt: skip
    assert chart_of(filed.records(), item) is None
    with filed.desk(staff.overseer) as desk:
        pass_attachment(desk, filed.attachments, listed.id)
    found = chart_of(filed.records(), item)
    assert found is not None
    assert [(one.label, one.value) for one in found.rows] == [("修路", Decimal(5000)), ("路灯", Decimal(300))]
