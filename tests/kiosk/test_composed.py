"""Every page is composed: nothing clipped, columns that end together, one footer, an imprint, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from textual.geometry import Region

from kiosk.columns import WIDEST, table_lines, table_rows
from kiosk.entries import entry_lines, in_two
from kiosk.labelled import even, imprint_lines
from kiosk.layout import BARS_WIDEST, Leaf, lines_of, paginate
from kiosk.pages.glance import GlancePage
from kiosk.pages.late import LatePage
from kiosk.scale import NORMAL, ROOMY, SPACINGS, Scale, Spacing, is_vast, spacing_at
from kiosk.screens.search import SearchScreen
from kiosk.screens.slip import SlipScreen
from kiosk.sheet import Entry, Facts, Heading, Page, Sheet, Table, Words
from kiosk.widgets.answers import large_answers
from kiosk.widgets.ink import Line
from kiosk.widgets.leaf import LeafBody
from kiosk.widgets.painted import Target
from tests.kiosk.hall import hall, shelf_of
from tests.kiosk.specimen import SpecimenPage
from tests.kiosk.test_layout import Nowhere, text
from tests.kiosk.village import FixedClock
from tests.kiosk.ways import pages_of
from village_board.board import Board, open_board
from village_board.text.lines import cells

#: every page is read once for all of them, and not by every worker.
pytestmark = pytest.mark.xdist_group("composed")

#: width and height of a leaf at 80x24, 100x30, 53x47, 120x40 and 240x67, and how it is composed there.
ROOMS = ((76, 16, NORMAL), (48, 21, NORMAL), (49, 32, NORMAL), (68, 29, NORMAL), (88, 55, ROOMY))
#: pages of one record; all others list, sum up, or lead on.
RECORDS = frozenset(
    {"ItemPage", "HearingPage", "ResolutionPage", "VoucherPage", "ContractPage", "ResourcePage", "AssetPage",
     "SubsidyPage", "CasePage", "EnquiryPage", "FinanceSheetPage", "ClarificationPage", "InterpellationPage"}
)  # fmt: skip
#: in each language: the label of the short code, of who published it, and what stands above what one can do.
_WORDS = {
    "en": ("Short code", "Published by", "What you can do"),
    "zh-Hans": ("短码", "公开单位", "您可以这样做"),
}


@pytest.fixture(scope="module", params=["zh-Hans", "en"])
def sheets(request: pytest.FixtureRequest, village_home: Path) -> Iterator[tuple[str, dict[Page, Sheet]]]:
    """One page of every kind, read in Chinese and in English, which is longer."""
    board = open_board(village_home, clock=FixedClock())
    shelf = shelf_of(board, request.param)
    yield request.param, {page: page.read(shelf) for page in pages_of(board)}
    board.close()


def lines(leaf: Leaf) -> Iterator[Line]:
    """Yield the lines of a leaf, entries left aside."""
    for block in leaf.blocks:
        if not isinstance(block, Entry):
            yield from block


def test_k14_nothing_that_is_said_is_clipped(sheets: tuple[str, dict[Page, Sheet]]) -> None:
    """K14: at five sizes, in two languages, no word, fact or figure of any page ends in an ellipsis or runs over."""
    # Guard: kiosk/columns.py:_fit - a table that is too wide for its leaf would lose the ends of its words.
    for page, sheet in sheets[1].items():
        for width, height, spacing in ROOMS:
            for leaf in paginate(sheet.parts, width, height, spacing):
                for line in map(text, lines(leaf)):
                    assert cells(line) <= width, (page, line)
                    assert not line.rstrip().endswith("…"), (page, line)


def test_k14_no_amount_is_clipped_in_a_row(sheets: tuple[str, dict[Page, Sheet]]) -> None:
    """K14: a row's words never end within a number: half an amount is another amount."""
    # Guard: kiosk/entries.py:_noted - "= 1,107,76..." stood under the last month.
    for page, sheet in sheets[1].items():
        for width, _, spacing in ROOMS:
            for entry in (part for part in sheet.parts if isinstance(part, Entry)):
                for line in map(text, entry_lines(entry, "1", width, spacing)):
                    assert "…" not in line or _ends_whole(line, f"{entry.title} {entry.note} "), (page, line)


@pytest.mark.parametrize("width", range(24, 90))
def test_k14_half_an_amount_never_ends_a_note(width: int) -> None:
    """K14: whatever the room, a note that does not fit ends before an amount or behind it."""
    # Guard: kiosk/entries.py:_shortened - 1,107,768.47 yuan were 1,107,76 on a narrow leaf.
    note = "期初 1,193,000.00 + 收入 14,491.50 - 支出 99,723.03 = 结余 1,107,768.47元，比上月少"
    for title in ("十月", "一个很长的标题" * 9):
        for line in map(text, entry_lines(Entry(title, Nowhere(), note), "1", width)):
            assert "…" not in line or _ends_whole(line, f"{title} {note} "), line
    # Guard: kiosk/entries.py:_HALF - the balance behind a voucher's number stood there as "结余 1,1…".
    things = "第21笔  2026年10月12日  记-0480  结余 1,107,768.47元"
    for line in map(text, entry_lines(Entry("重阳节慰问南埭老人", Nowhere(), things, "支出 1,800.00元"), "1", width)):
        assert "…" not in line or _ends_whole(line, f"重阳节慰问南埭老人 {things} "), line


def _ends_whole(line: str, said: str) -> bool:
    """Tell whether what stands before the ellipsis of `line` does not end within a number of what was `said`."""
    kept = line[: line.index("…")].rsplit(maxsplit=1)[-1][-6:]
    after = said[said.index(kept) + len(kept) :][:1]
    return not (kept[-1].isdigit() and after in "0123456789.,")


def test_figures_end_in_one_column(sheets: tuple[str, dict[Page, Sheet]]) -> None:
    """Amounts under each other have their decimal points in one column, at every size that shows columns."""
    # Guard: kiosk/columns.py:_row - 1,000.00 would look smaller than 99.00.
    for page, sheet in sheets[1].items():
        for table in (part for part in sheet.parts if isinstance(part, Table)):
            for width, _, _ in ROOMS:
                points = [_points(line) for line in map(text, table_lines(table, width)) if _points(line)]
                if len({len(one) for one in points}) == 1:
                    assert len(set(points)) == 1, (page, width, points)


def _points(line: str) -> tuple[int, ...]:
    return tuple(cells(line[: found.start()]) for found in re.finditer(r"(?<=\d)\.(?=\d\d(\s|$))", line))


def test_lines_stay_short_on_a_wide_screen(sheets: tuple[str, dict[Page, Sheet]]) -> None:
    """No line is longer than 44 Chinese characters, and a table no wider than its words and figures need."""
    # Guard: kiosk/scale.py:Spacing.widest - on a large screen a figure stood a hand's breadth from its word.
    assert {spacing.widest <= 88 for spacing in (*SPACINGS.values(), ROOMY)} == {True}
    assert BARS_WIDEST == WIDEST <= 88
    for page, sheet in sheets[1].items():
        for table in (part for part in sheet.parts if isinstance(part, Table) and not part.wide):
            natural = sum(
                max(cells(row[at]) for row in (table.heads, *table.rows)) + 2 for at in range(len(table.heads))
            )
            assert max(cells(text(line)) for line in table_lines(table, 88)) <= max(WIDEST, natural), page


def test_k24_every_record_says_where_it_comes_from_and_what_one_can_do(sheets: tuple[str, dict[Page, Sheet]]) -> None:
    """K24, point 2: one imprint, with the short code that the QR code opens and who published it; then what is next."""
    # Guard: kiosk/pages/imprint.py:told - each page said it elsewhere, and some not at all.
    language, read = sheets
    code, publisher, advice = _WORDS[language]
    shown = {page: sheet for page, sheet in read.items() if type(page).__name__ in RECORDS}
    assert len(shown) >= 7
    for page, sheet in shown.items():
        imprints = [dict(part.pairs) for part in sheet.parts if isinstance(part, Facts) and part.imprint]
        assert len(imprints) == 1, page
        assert imprints[0][code] == sheet.subject, page
        assert publisher in imprints[0] or type(page).__name__ == "FinanceSheetPage", page
        headings = [part.text for part in sheet.parts if isinstance(part, Heading)]
        assert advice in headings, page


def test_the_imprint_runs_on_and_keeps_each_fact_whole() -> None:
    """Where a page comes from takes a line or two about as long, and none of its facts is divided between them."""
    # Guard: kiosk/labelled.py:imprint_lines - the short code stood alone below a full line.
    pairs = (("公布日期", "2026年11月17日"), ("公开单位", "村民委员会"), ("编号", "TZ-2026-16"), ("短码", "h6hc96hq"))
    (line,) = imprint_lines(pairs, 76)
    assert text(line) == "公布日期 2026年11月17日  公开单位 村民委员会  编号 TZ-2026-16  短码 h6hc96hq"
    assert [text(line) for line in imprint_lines(pairs, 40)] == [
        "公布日期 2026年11月17日", "公开单位 村民委员会", "编号 TZ-2026-16  短码 h6hc96hq"
    ]  # fmt: skip


def test_different_things_stand_apart_unless_a_leaf_is_the_price() -> None:
    """Sentence, facts and table have an empty line between them; where that needs another leaf, they have none."""
    # Guard: kiosk/layout.py:_apart - a page was one wall of lines.
    parts = (Words("句子"), Facts((("收入", "1元"),)), Table(("", "元"), (("收入", "1.00"), ("支出", "2.00"))))
    (roomy,) = paginate(parts, 76, 16)
    (close,) = paginate(parts, 76, 5)
    assert [text(line) for line in lines(roomy)].count("") == 2
    assert [text(line) for line in lines(close)].count("") == 0


def test_a_sum_never_stands_on_a_leaf_of_its_own_nor_without_its_head() -> None:
    """The last row of figures goes with the one above it, and below the heading and the head of its table."""
    # Guard: kiosk/layout.py:_Cutter - "sum 65,635.50" stood alone on the second screen, and nobody knew of what.
    rows = tuple((f"第{n}笔", f"{n}.00") for n in range(1, 9))
    table = Table(("笔", "元"), (*rows, ("合计", "36.00")), total=True)
    *_, last = paginate((Heading("收支"), table, Words("截至今天。")), 76, 10)
    assert [text(line).split()[0] for line in lines(last) if line] == ["收支", "笔", "第8笔", "合计", "截至今天。"]
    *_, note = paginate((Heading("收支"), table, Words("截至今天。")), 76, 11)
    assert [text(line) for line in lines(note)] == ["截至今天。"]  # no heading over what is not below it


def test_a_step_stays_whole_and_its_chart_keeps_its_name() -> None:
    """What is told of a step stands on the leaf of its name; the next leaf says again which chart goes on."""
    # Guard: kiosk/layout.py:_runs - "by: the committee" stood on the second screen, and the step on the first.
    steps = [words for n in range(1, 6) for words in (Words(f"{n}. 一步", "strong"), Words("谁办"), Words("几天"))]
    first, second = paginate((Heading("流程"), *steps), 76, 12)
    assert [text(line) for line in lines(first)][-3:] == ["3. 一步", "谁办", "几天"]
    assert [text(line) for line in lines(second)][:2] == ["流程", "4. 一步"]


def test_a_table_in_english_keeps_its_columns_on_a_narrow_leaf() -> None:
    """Heads take two lines, columns stand closer, before each row becomes a list; and words stand above figures."""
    # Guard: kiosk/columns.py:_fit - five instalments were a list of twenty-five lines, two leaves long.
    heads = ("Due on", "Amount due", "Amount paid", "State")
    rows = tuple((f"10 September 20{n}", "29,200.00", "10,000.00", "not yet due") for n in range(24, 29))
    shown = [text(line) for line in table_lines(Table(heads, rows), 49)]
    assert [line.split() for line in shown[:2]] == [["Amount", "Amount"], ["Due", "on", "due", "paid", "State"]]
    assert len(shown) == len(rows) + 2
    names = tuple((f"a matter of so many words that it is a whole line {n}", "1", "2", "312,500.00") for n in (1, 2))
    above = table_rows(Table(("", "passed", "rejected", "yuan"), (*names, ("Sum", "2", "4", "9.00")), total=True), 49)
    assert [len(row) for row in above.rows] == [3, 3, 1]
    assert {cells(text(row[-1])) for row in above.rows} == {49}


def test_a_table_that_is_too_wide_is_turned_before_it_is_stacked() -> None:
    """Few rows with many figures become columns: the figures of one name stay under each other."""
    # Guard: kiosk/columns.py:_turned - three accounts were a list of eighteen lines.
    heads = ("资金账户", "期初余额合计", "收入", "支出", "转入账户", "期末余额合计")
    figures = tuple(f"{n},123,456.78" for n in range(1, 6))
    turned = [text(line) for line in table_lines(Table(heads, (("库存现金", *figures), ("基本户", *figures))), 60)]
    assert turned[0].split() == ["资金账户", "库存现金", "基本户"]
    assert len(turned) == len(heads)
    assert len({cells(line) for line in turned}) == 1


def test_k14_a_long_state_takes_no_title_its_room() -> None:
    """K14: where amount or state leave the title no room, they stand below it, in the same column; nothing is cut."""
    # Guard: kiosk/entries.py:_below - of a hearing's name two characters were left beside "recorded, waiting ...".
    waiting = Entry(
        "山林承包到期续包听证会", Nowhere(), "23 June 2026  文化礼堂", "recorded, waiting for a second person"
    )
    assert [text(line).strip() for line in entry_lines(waiting, "", 49)] == [
        "山林承包到期续包听证会", "recorded, waiting for a second person", "23 June 2026  文化礼堂"
    ]  # fmt: skip
    paid = Entry(
        "收老街店面8号租赁第11期租金",
        Nowhere(),
        "第2笔  2026年10月1日  记-0461  结余 8,000.00元  顾雪香",
        "收入 3,600.00元",
    )
    title, first, second = (text(line) for line in entry_lines(paid, "1", 49))
    assert "第11期租金" in title
    assert first.endswith("收入 3,600.00元")
    assert second.strip() == "记-0461  结余 8,000.00元  顾雪香"
    assert cells(first) == cells(text(entry_lines(Entry("甲", Nowhere(), "", "收入 3,600.00元"), "1", 49)[1]))


@pytest.mark.parametrize("scale", [Scale.LARGE, Scale.EXTRA])
def test_k15_an_amount_in_large_digits_cuts_no_note(scale: Scale) -> None:
    """K15: where the note has no room beside large digits, the amount stands in ordinary ones."""
    # Guard: kiosk/entries.py:_large_entry - a contract ran "from 1 March 2025 to".
    contract = Entry("村口门面房租赁合同", Nowhere(), "便民超市  2025年3月1日至2028年2月28日", "每年 24,000.00元")
    for width in (49, 60, 76):
        said = "".join(text(line).replace(" ", "") for line in entry_lines(contract, "2", width, SPACINGS[scale]))
        assert "2028年2月28日" in said


def test_a_note_is_divided_behind_a_comma_and_not_within_its_parts() -> None:
    """A note of two lines breaks between its things, else behind a comma; an amount keeps its word."""
    # Guard: kiosk/entries.py:_at_comma - "income 14,491.50 yuan, expense" stood above "21,271.50 yuan".
    assert in_two("income 14,491.50 yuan, expense 21,271.50 yuan", 40) == (
        "income 14,491.50 yuan,", "expense 21,271.50 yuan"
    )  # fmt: skip
    assert in_two("应交 1.00元  已交 1.00元", 14) == ("应交 1.00元", "已交 1.00元")


def test_a_row_without_a_note_has_its_title_in_the_middle() -> None:
    """What a finger hits shows its word in its middle row, at the standard size and on a large screen."""
    for spacing in (NORMAL, ROOMY):
        rows = [text(line) for line in entry_lines(Entry("一目了然", Nowhere()), "1", 76, spacing)]
        assert rows.index(next(row for row in rows if row)) == spacing.entry_rows // 2


def test_k15_answers_share_a_large_screen_and_none_is_cut() -> None:
    """K15: whole answers from the top on, with what room there is between them."""
    pairs = tuple((f"第{n}件", "有会\n= 结余 1,107,768.47元") for n in range(1, 5))
    for height in range(4, 60):
        painted = [text(line) for line in large_answers(pairs, 100, height)]
        assert len(painted) <= height
        assert sum("元" in line for line in painted) == sum(line.startswith("第") for line in painted)
    assert sum(line.startswith("第") for line in [text(line) for line in large_answers(pairs, 100, 40)]) == 4


def test_k14_only_a_vast_screen_has_rows_of_five() -> None:
    """K14: below it the standard size is what it was; larger letters are the visitor's own choice everywhere."""
    sizes = {(80, 24): NORMAL, (120, 40): NORMAL, (240, 67): ROOMY}
    found: dict[tuple[int, int], Spacing] = {size: spacing_at(Scale.NORMAL, *size) for size in sizes}
    assert found == sizes
    assert spacing_at(Scale.EXTRA, 240, 67) == SPACINGS[Scale.EXTRA]
    assert not is_vast(240, 40)


async def test_k14_one_footer_and_one_left_edge_on_every_screen(board: Board) -> None:
    """K14: home, back and the code stand in the same places on pages, search and slips; a vast page has margins."""
    # Guard: kiosk/screens/base.py:HallScreen.on_resize - on 240 columns the answer and its code stood a metre apart.
    async with hall(board, (80, 24)) as there:
        await there.open(SpecimenPage())
        places = {name: there.app.screen.query_one(f"#{name}", Target).region for name in ("home", "back", "code")}
        assert len({region.y for region in places.values()}) == 1
        for screen in (SearchScreen(), SlipScreen()):
            there.app.go_home()
            there.app.push_screen(screen)
            await there.settle()
            for name, region in places.items():
                assert _row(there.app.screen.query_one(f"#{name}", Target).region) == _row(region), name
        there.app.go_home()
        await there.pilot.resize_terminal(240, 67)
        await there.open(SpecimenPage())
        body = there.app.screen.query_one(LeafBody)
        left = {child.region.x for child in body.children if child.display}
        assert len(left) == 1
        assert min(left) == there.app.screen.query_one("#title").region.x + 2 >= 40
        assert body.spacing == ROOMY
        await there.pilot.resize_terminal(80, 24)
        await there.settle()
        assert there.app.screen.styles.padding.left == 0


def _row(region: Region) -> tuple[int, int]:
    return region.y, region.height


def test_bars_of_a_month_keep_their_shape_without_colour() -> None:
    """K2: the specimen's two bars differ in what they are drawn with; nothing else on the page is drawn so."""
    from kiosk.sheet import Bars  # noqa: PLC0415 - beside its only use

    bars = next(part for part in SpecimenPage().read(None).parts if isinstance(part, Bars))  # type: ignore[arg-type]
    drawn = [char for line in lines_of(bars, 76) for char, _ in groupby(text(line)) if char in "▄━"]
    assert drawn == ["▄", "━"]


def test_p11_what_is_late_is_told_with_its_reason_and_no_archive(board: Board) -> None:
    """P11, P18: the village's own late things by kind, a handful of each, with the way to each; nothing internal."""
    # Guard: kiosk/pages/late.py:HANDFUL - a hall full of red helps nobody.
    sheet = LatePage().read(shelf_of(board))
    headings = [part.text for part in sheet.parts if isinstance(part, Heading)]
    assert headings
    assert "该公开还没公开" in headings
    runs = [list(run) for is_row, run in groupby(sheet.parts, lambda part: isinstance(part, Entry)) if is_row]
    assert max(map(len, runs)) == 5 + 1  # a handful, and the way to all
    assert not any("归档" in row.note for run in runs for row in run)
    said = next(part.text for part in sheet.parts if isinstance(part, Words))
    assert "逾期" in said
    glance = GlancePage().read(shelf_of(board))
    assert LatePage() in [part.goto for part in glance.parts if isinstance(part, Entry)]


def test_centred_words_are_about_as_long_as_each_other() -> None:
    """No single character stands below a full line: what has to be broken is broken evenly."""
    # Guard: kiosk/labelled.py:even - "村道北段拓宽硬化工程方" stood above "案".
    for width in range(12, 60):
        shown = even("2026年11月26日 19:00（还有4天）村道北段拓宽硬化工程方案", width)
        assert all(cells(line) <= width for line in shown)
        assert len(shown) == 1 or cells(shown[-1]) >= 8
