"""Tables with mess by chance: they read back to what was planted, or say what they could not read."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.interchange.conftest import Office
from village_board.accounts.model import Voucher
from village_board.interchange import sheet_part
from village_board.interchange.reading import read_file

_FULL = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
_ACCOUNTS = ((101, "库存现金"), (102, "银行存款"), (501, "经营收入"), (514, "公益支出"), (211, "应付款"))
_TITLES = ("清溪村记账凭证", "单位：清溪村", "二〇二六年第一季度", "", "第 1 页 共 3 页")
_ASIDE = (
    "小计",
    "合 计",
    "本月合计",
    "过次页",
    "承前页",
    "本年累计",
    "制表人：李四",
    "审核：王五",
    "注：以上金额含税",
    "以下空白",
)


def said_amount(fen: int, style: int) -> Any:
    """Return an amount as somebody writes it; what is owed stands in brackets or behind a sign."""
    whole, cents = divmod(abs(fen), 100)
    grouped = f"{whole:,}.{cents:02d}"
    plain = f"{whole}.{cents:02d}"
    if fen < 0:
        return (f"({grouped})", f"-{plain}", f"－{plain}", f"−{grouped}", f"─{plain}元", f"负{plain}")[style % 6]
    ways = (
        grouped, plain, f"￥{grouped}", f"¥ {plain}", f"{plain}元", f"RMB {grouped}", plain.translate(_FULL),
        f"{fen / 1_000_000:.6f}万元", fen / 100, f" {grouped} ", f"人民币{plain}元整",
    )  # fmt: skip
    return ways[style % len(ways)]


def said_day(when: date, style: int) -> Any:
    """Return a day as somebody writes it."""
    y, m, d = when.year, when.month, when.day
    return (
        when, (when - date(1899, 12, 30)).days, f"{y}-{m:02d}-{d:02d}", f"{y}/{m}/{d}", f"{y}.{m}.{d}",
        f"{y}年{m}月{d}日", int(f"{y}{m:02d}{d:02d}"), f"{y} 年 {m} 月 {d} 日", f"{y}-{m}-{d}".translate(_FULL),
    )[style % 9]  # fmt: skip


@st.composite
def journals(draw: st.DrawFn) -> tuple[list[list[Any]], dict[str, list[tuple[str, int]]], dict[str, date]]:
    """Return the rows of a sheet, and the vouchers that were planted there."""
    shift = draw(st.integers(0, 2))
    style = st.integers(0, 100)
    rows: list[list[Any]] = [[title] for title in draw(st.lists(st.sampled_from(_TITLES), max_size=3))]
    order = draw(st.permutations(range(7)))
    headers = ("凭证字号", "记账日期", "用 途", "科目编码", "会计科目名称", "借方金额", "贷方(元)")

    def line(*cells: Any) -> list[Any]:
        return [None] * shift + [cells[at] for at in order]

    rows.append(line(*headers))
    planted: dict[str, list[tuple[str, int]]] = {}
    days: dict[str, date] = {}
    for serial in range(draw(st.integers(1, 4))):
        number = f"记-{serial + 1}"
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        fen = draw(st.integers(1, 10**9)) * draw(st.sampled_from((1, 1, 1, -1)))
        debit, credit = draw(st.permutations(_ACCOUNTS))[:2]
        once = draw(st.booleans())
        rows.append(line(number, said_day(day, draw(style)), "收款", *debit, said_amount(fen, draw(style)), None))
        if draw(st.booleans()):
            rows.append([])
        head = (None, None) if once else (number, said_day(day, draw(style)))
        rows.append(line(*head, "收款", *credit, None, said_amount(fen, draw(style))))
        planted[number] = [(str(debit[0]), fen), (str(credit[0]), -fen)]
        days[number] = day
        if draw(st.booleans()):
            word = draw(st.sampled_from(_ASIDE))
            amount = None if "：" in word or "以下" in word else "9"
            aside = line(None, None, None, None, None, amount, amount)
            aside[shift + draw(st.integers(0, 4))] = word
            if amount is None:
                aside = [word]
            rows.append(aside)
    return rows, planted, days


def written(folder: str, rows: list[list[Any]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = Path(folder) / "凭证.xlsx"
    book.save(path)
    return path


@settings(max_examples=60, deadline=None)
@given(journals())
def test_a_messy_journal_reads_back_to_what_was_planted(
    journal: tuple[list[list[Any]], dict[str, list[tuple[str, int]]], dict[str, date]],
) -> None:
    """Whatever the titles, the order of columns, the styles and the totals: the same vouchers, to the fen."""
    # Guard: layout.py:Layout.aside, cells/amounts.py:money, cells/days.py:day
    rows, planted, days = journal
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        report = office.read(written(folder, rows))
        assert report.findings == ()
        stored = office.all(Voucher)
        assert {
            one.number: [(line.account, line.debit - line.credit) for line in one.lines] for one in stored
        } == planted
        assert {one.number: one.dated for one in stored} == days
        office.db.close()


junk = (
    st.none() | st.text(max_size=8) | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
)


@settings(max_examples=60, deadline=None)
@given(journals(), st.integers(0, 200), st.integers(0, 8), st.text("五十元?!年月-/.0", min_size=1, max_size=6))
def test_a_cell_that_was_spoilt_is_found_or_harmless(
    journal: tuple[list[list[Any]], dict[str, list[tuple[str, int]]], dict[str, date]],
    row: int,
    column: int,
    spoilt: str,
) -> None:
    """One cell of the table is overwritten: no money appears that was not planted, unless something is said."""
    rows, planted, _ = journal
    rows[row % len(rows)] = [*rows[row % len(rows)], *[None] * 9][:9]
    rows[row % len(rows)][column] = spoilt
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        report = office.read(written(folder, rows))
        if not report.blocked:
            found = sorted(
                (line.account, line.debit - line.credit) for one in office.all(Voucher) for line in one.lines
            )
            assert found == sorted(line for lines in planted.values() for line in lines)
        office.db.close()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(junk, max_size=6), min_size=1, max_size=6))
def test_the_quick_way_and_the_long_way_through_a_sheet_agree(rows: list[list[Any]]) -> None:
    """Rows that are written plainly are read quickly, and as the XML parser reads them."""
    # Guard: sheet_text.py:rows_of
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook()
        for row in rows:
            book.active.append([_sound(cell) for cell in row])
        path = Path(folder) / "x.xlsx"
        book.save(path)
        quick = cells(path)
        split = sheet_part.split
        sheet_part.split = lambda _: None
        try:
            assert cells(path) == quick
        finally:
            sheet_part.split = split


def _sound(cell: Any) -> Any:
    return "".join(char for char in cell if char.isprintable()) if isinstance(cell, str) else cell


def cells(path: Path) -> list[Any]:
    from village_board.interchange.tables import open_tables  # noqa: PLC0415

    with open_tables(path) as sheets:
        return [(sheet.name, [(number, list(row)) for number, row in sheet.rows]) for sheet in sheets]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xfe", b"\xef\xbb\xbf", b"<table><tr><td>", b"PK\x03\x04"]))
def test_no_bytes_break_the_reader(content: bytes, head: bytes) -> None:
    """Any bytes are a table or a finding, never a traceback."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(head + content)
        read = read_file(path)
        assert read.tables or read.findings
