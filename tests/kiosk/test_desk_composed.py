"""How the desk's lists and sheets stand on the screen: columns, what goes on below itself, tones, room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color

from kiosk.desk.browse.aligned import aligned
from kiosk.desk.browse.rows import Row, Rows
from kiosk.desk.columns import in_columns
from kiosk.desk.paper import hung
from kiosk.labelled import even
from kiosk.themes import DAY, themes
from tests.kiosk.desk_hall import Office, desk, office
from village_board.text.lines import cells


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        yield found


def test_numbers_and_names_of_a_group_stand_in_columns() -> None:
    """Names begin below each other, however long the numbers are; a heading stays as it is, each group has its own."""
    # Guard: kiosk/desk/browse/aligned.py:aligned - names stood in a ragged line behind numbers of two lengths.
    rows = [
        Row("", "待办"),
        Row("a", "TZ-2026-07  路灯  王家"),
        Row("b", "议2026-2  翻修屋面  李家"),
        Row("", "办完"),
    ]
    assert aligned([*rows, Row("c", "JY-1  广告牌")], 60) == [
        "待办", "TZ-2026-07  路灯      王家", "议2026-2    翻修屋面  李家", "办完", "JY-1  广告牌"
    ]  # fmt: skip


def test_columns_never_push_out_what_stands_at_the_right() -> None:
    """Where all columns have no room, the number alone is set; where that has none, nothing; what was set stays."""
    rows = [Row("a", "TZ-2026-07  路灯  王家农机合作社", "实施中"), Row("b", "议2026-2  翻修屋面防水  李家", "实施中")]
    assert aligned(rows, 44) == ["TZ-2026-07  路灯  王家农机合作社", "议2026-2    翻修屋面防水  李家"]
    assert aligned(rows, 20) == [one.words for one in rows]
    year = [Row("1", "2026-01      18      18"), Row("12", "2026-12 (now)       1       1")]
    assert aligned(year, 60) == [one.words for one in year]


def test_a_line_of_columns_goes_on_below_its_last_one() -> None:
    """What a payment was for goes on below itself at 80 columns, not below the day; a numbered line below its words."""
    # Guard: kiosk/desk/paper.py:hung - the finance sheet was unreadable at 80 columns.
    rows = [("10-01", "记-0461", "3,600.00", "1,135,370.81", "收老街店面8号租赁第11期租金和保证金")]
    ((line, _),) = in_columns(rows, right=(2, 3))
    first, second = hung(line, 60)
    assert cells(first) <= 60
    assert second.startswith(" " * cells(line[: line.index("收")]))
    assert hung("3. 听证结果公布，方案公示。大家可以来看，也可以来问。", 40)[1].startswith("   ")
    assert hung("短的一行", 40) == ["短的一行"]


def test_even_lines_never_divide_a_latin_word() -> None:
    """Lines share evenly as far as words stay whole: a name that a text can use is copied from here."""
    # Guard: kiosk/labelled.py:_splits - "{{hearings_held}" stood in one line, the second brace in the next.
    assert even("{{hearings_held}} Hearings held", 28) == ["{{hearings_held}}", "Hearings held"]


async def test_headings_and_lateness_keep_their_tone_while_a_list_has_the_focus(there: Office) -> None:
    """A list keeps its paper with the focus, and so its tones; where all rows have room, groups stand apart."""
    # Guard: kiosk/widgets/painted.py:Painted.KEEPS_PAPER - headings could not be told from rows that are late.
    accent = Color.parse(next(one for one in themes() if one.name == DAY).variables["accent-ink"])
    async with desk(there.board, (120, 40)) as at:
        await at.enter(there.staff.clerk)
        rows = at.app.screen.query_one(Rows)
        assert rows.has_focus
        rows.fill([Row("", "已迟"), Row("a", "归档", "迟3天", marked=True), Row("", "快到期"), Row("b", "表决")])
        await at.settle()
        toned = {one.text.strip() for one in at.segments() if one.style and one.style.color
                 and Color.from_rich_color(one.style.color) == accent}  # fmt: skip
        assert {"已迟", "迟3天", "快到期"} <= toned
        shown = [line[:40].strip() for line in at.text.split("\n")]
        assert shown[shown.index("快到期") - 1] == ""
