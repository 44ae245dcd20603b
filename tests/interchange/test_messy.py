"""Whatever clerks have: each kind of mess in a file made here, and what becomes of it."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest

from tests.interchange.conftest import VOUCHER_HEADERS, Office, told
from tests.interchange.messy import JOURNAL, workbook
from village_board.accounts.model import Closing, Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.people.model import Person

CASH = ("101", "库存现金", "5", "")
INCOME = ("501", "经营收入", "", "5")


def notes(report) -> list[str]:
    return [str(note.message) for note in report.notes]


def test_a_journal_as_clerks_print_it_is_read(office: Office) -> None:
    """Titles, two-line headers, totals, pages, signatures, numbers written once: three vouchers and three notes."""
    # Guard: layout.py:Layout.aside - totals would become lines without an account; books.py:Gathering._carried
    path = workbook(office.folder / "3月.xlsx", {"3月": JOURNAL}, merges={"3月": ["A1:H1", "D3:E3", "F3:G3", "A3:A4"]})
    report = office.read(path)
    assert (report.inserted, report.findings) == (3, ())
    vouchers = {one.number: one for one in office.all(Voucher)}
    assert [(one.dated, one.money_in, one.money_out) for one in vouchers.values()] == [
        (date(2026, 3, 5), 120_000, 0), (date(2026, 3, 6), 0, 50_000), (date(2026, 3, 7), 0, 20_000),
    ]  # fmt: skip
    assert {one.handler for one in vouchers.values()} == {"李四", "王五"}
    assert notes(report) == [
        "Totals left out: 4 (rows 7、11、15、18).",
        "Titles and headers that stand again left out: 3 (rows 12、13、14).",
        "Signatures and notes left out: 1 (rows 19).",
    ]


@pytest.mark.parametrize(
    "word",
    [
        "小计",
        "合 计",
        "本月合计",
        "本页合计",
        "累计",
        "本年累计",
        "过次页",
        "承前页",
        "3月合计",
        "合计：",
        "总计",
        "第一季度合计",
        "一组小计",
    ],
)
def test_a_total_is_no_line(office: Office, word: str) -> None:
    """Whatever a total is called, it is left out and told."""
    path = office.csv(
        "凭证.csv", VOUCHER_HEADERS, ("记-1", "2026-03-05", "收", *CASH), ("记-1", "2026-03-05", "收", *INCOME),
        ("", "", word, "", "", "5", "5"),
    )  # fmt: skip
    report = office.read(path)
    assert (report.inserted, report.findings) == (1, ())
    assert notes(report) == ["Totals left out: 1 (rows 4)."]


def test_a_line_whose_summary_says_total_is_a_line(office: Office) -> None:
    """A word in a summary takes no money out of the books: a line with an account is a line."""
    # Guard: layout.py:Layout._bare - without it the voucher would lose both its lines
    path = office.csv(
        "凭证.csv", VOUCHER_HEADERS, ("记-1", "2026-03-05", "合计", *CASH), ("记-1", "2026-03-05", "合计", *INCOME)
    )
    assert office.read(path).inserted == 1
    people = office.csv("人员.csv", ("编号", "姓名"), ("1", "张三"), ("合计", "1人"))
    assert (office.read(people).inserted, [one.name for one in office.all(Person)]) == (1, ["张三"])


def test_merged_numbers_and_dates_reach_down(office: Office) -> None:
    """A merged number, date or household stands for all its rows; a merged amount counts once."""
    # Guard: layout.py:Layout.filled_in
    rows = (
        VOUCHER_HEADERS,
        ("记-1", date(2026, 3, 5), "收", 101, "库存现金", 5, None),
        (None, None, None, 501, "经营收入", None, 5),
        ("记-2", None, "付", 513, "公益支出", 7, None),
        (None, None, None, 101, "库存现金", None, 7),
    )
    path = workbook(office.folder / "凭证.xlsx", {"a": rows}, merges={"a": ["A2:A3", "B2:B5", "A4:A5", "C2:C3"]})
    report = office.read(path)
    assert (report.inserted, report.findings, report.notes) == (2, (), ())
    assert {one.dated for one in office.all(Voucher)} == {date(2026, 3, 5)}
    rows = (("合同号", "名称", "乙方", "总价"), ("H-1", "东塘", "张三", 500), ("H-2", "西塘", None, None))
    report = office.read(workbook(office.folder / "合同.xlsx", {"a": rows}, merges={"a": ["C2:C3", "D2:D3"]}))
    assert [(one.party_b, one.total) for one in office.all(Contract)] == [("张三", 50_000), ("张三", None)]
    assert notes(report) == ["A merged amount counts once, in its first row. Columns: 总价."]


def test_a_line_without_a_number_is_carried_only_where_it_must_belong(office: Office) -> None:
    """Behind a voucher that balances, a row with a date of its own or below a total is another voucher."""
    # Guard: drafts/books.py:Gathering._carried - a forgotten number would melt two vouchers into one
    first = (("记-1", "2026-03-05", "收", *CASH), ("", "", "", *INCOME))
    for gap in ((("", "2026-03-05", "收", *CASH),), (("", "", "小计", "", "", "5", "5"), ("", "", "收", *CASH))):
        report = office.read(office.csv("凭证.csv", VOUCHER_HEADERS, *first, *gap))
        ((row, column, words),) = told(report.findings)
        assert (row, column) == (3 + len(gap), "凭证号")
        assert "first row" in words


def test_month_and_day_in_columns_of_their_own(office: Office) -> None:
    """月 and 日 below the year, 字 and 号 below 凭证: the columns of every paper journal."""
    rows = (
        ("2026年", None, "凭证", None, "摘要", "会计科目", "借方", "贷方"),
        ("月", "日", "字", "号", None, None, None, None),
        (3, 5, "记", 1, "收", "库存现金", 5, None),
        (None, None, None, None, None, "经营收入", None, 5),
        (None, 31, "记", 2, "收", "库存现金", 5, None),
        (None, None, None, None, None, "经营收入", None, 5),
    )
    path = workbook(office.folder / "账.xlsx", {"账": rows}, merges={"账": ["A1:B1", "C1:D1"]})
    report = office.read(path)
    assert (report.inserted, report.findings, report.notes) == (2, (), ())
    assert [(one.number, one.dated) for one in office.all(Voucher)] == [
        ("记-1", date(2026, 3, 5)),
        ("记-2", date(2026, 3, 31)),
    ]
    bad = workbook(office.folder / "b.xlsx", {"账": (*rows[:2], (2, 30, "记", 1, "收", "库存现金", 5, None))})
    assert "no such day" in str(office.read(bad).findings[0].message)


def test_each_sheet_is_told_by_its_own_headers(office: Office) -> None:
    """A workbook of vouchers, contracts and a page of notes: two kinds of records and a word about the page."""
    path = workbook(
        office.folder / "全部.xlsx",
        {
            "凭证": (VOUCHER_HEADERS, ("1", "2026-03-05", "收", *CASH), ("1", "", "", *INCOME)),
            "合同": (("合同号", "名称", "乙方"), ("H-1", "东塘", "张三")),
            "封面": (("清溪村三资台账",), ("二〇二六年",)),
        },
    )
    for kind in (None, "contracts"):
        report = office.read(path, kind=kind)
        assert report.findings == ()
        assert (office.all(Contract)[0].number) == "H-1"
        assert "No known headers stand in this sheet; it was left out." in notes(report)


def test_hidden_cells_are_read_and_told(office: Office) -> None:
    """Hidden columns, rows and sheets hold money like any other; nobody is surprised by them."""
    rows = (("编号", "名称", "原值"), ("A-1", "校舍", 500), ("A-2", "水泵", 7))
    path = workbook(office.folder / "资产.xlsx", {"一": rows}, hidden_columns={"一": ["C"]}, hidden_rows={"一": [3]})
    report = office.read(path)
    assert [one.original_value for one in office.all(Asset)] == [50_000, 700]
    assert notes(report) == [
        "The column is hidden; it was read like the others.",
        "Hidden rows were read like the others: 1 (rows 3).",
    ]
    seen = (("编号", "名称"), ("A-3", "车"))
    path = workbook(office.folder / "b.xlsx", {"看": seen, "藏": rows}, hidden_sheets=["藏"])
    assert "The sheet is hidden; it was read like the others." in notes(office.read(path))


def test_a_formula_gives_its_value_or_says_what_to_do(office: Office) -> None:
    """A stored value is read; a formula that was never worked out is a finding."""
    # Guard: sheet_part.py:_handlers - without the mark the amount would be empty, and nothing would say so
    path = office.xlsx("资产.xlsx", ("编号", "名称", "原值"), ("A-1", "校舍", "=2*3"))
    ((row, column, words),) = told(office.read(path).findings)
    assert (row, column) == (2, "原值")
    assert "never worked out" in words
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v></v>", b"<v>6</v>").replace(b"<v />", b"<v>6</v>")
    assert parts["xl/worksheets/sheet1.xml"] != sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert office.read(path).inserted == 1
    assert office.all(Asset)[0].original_value == 600


def test_serial_numbers_count_from_the_workbooks_own_day(office: Office) -> None:
    """A workbook that counts from 1904 gives the same days, shown as dates or as bare numbers."""
    # Guard: workbook.py:_book - four years and a day would be lost
    rows = (("编号", "名称", "购建日期"), ("A-1", "校舍", date(2026, 3, 5)), ("A-2", "水泵", 44624))
    office.read(workbook(office.folder / "资产.xlsx", {"一": rows}, since_1904=True))
    assert [one.acquired_on for one in office.all(Asset)] == [date(2026, 3, 5), date(2026, 3, 5)]


@pytest.mark.parametrize(
    "above",
    [("单位：万元",), ("2026年资产台账（万元）",), ("", "", "金额单位：人民币万元"), ("以万元为单位",)],
)
def test_a_line_above_that_says_ten_thousands_counts(office: Office, above: tuple[str, ...]) -> None:
    """万元 above the table holds for all its amounts, but for one that says 元 itself."""
    path = office.csv("资产.csv", above, ("编号", "名称", "原值", "租金"), ("A-1", "校舍", "1.5", "800元"))
    assert not office.read(path).blocked
    assert (office.all(Asset)[0].original_value, office.all(Asset)[0].rent) == (1_500_000, 80_000)


@pytest.mark.parametrize(
    ("title", "cell", "when"),
    [
        ("2026年度", "3月5日", date(2026, 3, 5)),
        ("二组 2025年1月至2025年12月", "3月5日", date(2025, 3, 5)),
        ("2025年—2026年", "3月5日", None),
        ("台账", "3月5日", None),
    ],
)
def test_a_day_without_a_year_takes_it_from_the_title(office: Office, title: str, cell: str, when: date | None) -> None:
    """The one year that the lines above name; two years, or none, are a finding."""
    # Guard: reading.py:_year - a year that was guessed would move a voucher into other books
    report = office.read(office.csv("资产.csv", (title,), ("编号", "名称", "购建日期"), ("A-1", "校舍", cell)))
    assert report.blocked is (when is None)
    assert [one.acquired_on for one in office.all(Asset)] == ([when] if when else [])


def test_a_month_without_a_year_takes_it_from_the_title(office: Office) -> None:
    """3月 below 2026年 is a month."""
    office.read(office.csv("结账.csv", ("2026年结账表",), ("期间", "结账日期"), ("3月", "4月10日")))
    (closing,) = office.all(Closing)
    assert (closing.month, closing.closed_on) == ("2026-03", date(2026, 4, 10))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("王 小 明", "王小明"),
        ("张三 李四", "张三 李四"),
        ("阿依古丽 买买提", "阿依古丽 买买提"),
    ],
)
def test_a_name_set_wide_is_the_name(office: Office, written: str, name: str) -> None:
    """张 三 is 张三; two names in one cell stay two."""
    # Guard: cells/words.py:_is_spaced_name - 张 三 and 张三 would be two people
    office.read(office.csv("人员.csv", ("编号", "姓名"), ("1", written)))
    assert office.all(Person)[0].name == name


def test_a_web_page_that_calls_itself_xls_is_read(office: Office) -> None:
    """An export that is HTML gives its table: spans, hidden rows, entities; its scripts are no words."""
    # Guard: web_page.py:_Reader
    page = (
        "<html><head><title>x</title><style>td{}</style><script>alert('<td>')</script></head><body><table border=1>"
        "<tr><td colspan=7>清溪村2026年凭证<tr><th>凭证号<th>日期<th>摘要<th>科目代码<th>科目名称<th>借方<th>贷方"
        "<tr><td rowspan=2>记-1</td><td rowspan='2'>3月5日</td><td>收&nbsp;租&amp;押金</td><td>101</td>"
        "<td>库存现金</td>"
        "<td>1,200.00</td><td></td></tr><tr><td></td><td>501</td><td>经营收入</td><td></td><td>1,200.00</td></tr>"
        "</table></body></html>"
    )
    for encoding in ("utf-8", "gb18030", "utf-16"):
        path = office.folder / f"凭证-{encoding}.xls"
        path.write_bytes(page.encode(encoding))
        report = office.read(path)
        assert (report.inserted + report.unchanged, report.findings) == (1, ())
    (voucher,) = office.all(Voucher)
    assert (voucher.dated, voucher.summary, voucher.money_in) == (date(2026, 3, 5), "收 租&押金", 120_000)


def test_a_page_that_swells_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose cells claim a thousand columns each is refused, and one without an end is read to its end."""
    from village_board.interchange import web_page  # noqa: PLC0415

    monkeypatch.setattr(web_page, "MAX_CELLS", 5000)
    path = office.folder / "a.xls"
    path.write_text("<table>" + "<tr><td colspan=999999 rowspan=99999>x" * 50)
    assert "far larger" in str(office.read(path).findings[0].message)
    path.write_text("<table><tr><td>编号<td>姓名<tr><td>1<td>张三", encoding="utf-8")
    assert office.read(path).inserted == 1


def test_xlsx_is_told_by_its_content(office: Office) -> None:
    """An XLSX file that is called .xls or .csv is read all the same."""
    path = office.xlsx("人员.xlsx", ("编号", "姓名"), ("1", "张三")).rename(office.folder / "人员.xls")
    assert office.read(path).inserted == 1


def test_a_first_line_that_names_the_separator_is_obeyed(office: Office) -> None:
    """What a spreadsheet program writes before a CSV table is no row of it."""
    path = office.folder / "人员.csv"
    path.write_bytes("\ufeffsep=;\r\n编号;姓名\r\n1;张三\r\n".encode())
    assert office.read(path).inserted == 1


def test_the_kinds_own_word_wins_over_a_synonym(office: Office) -> None:
    """Where two columns mean the same, the kind's own header is read and the other told."""
    # Guard: headers.py:_columns - the column further left would win, whatever it is
    report = office.read(office.csv("资源.csv", ("地块号", "编号", "名称", "亩数"), ("9", "Z-1", "东塘", "5")))
    assert [one.number for one in office.all(Resource)] == ["Z-1"]
    assert [(note.column, str(note.message)[:14]) for note in report.notes] == [("地块号", "Another column")]
