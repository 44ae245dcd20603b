"""A workbook as clerks keep it, and web pages that call themselves spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook


def workbook(
    path: Path,
    sheets: dict[str, Iterable[Sequence[Any]]],
    *,
    merges: dict[str, Sequence[str]] | None = None,
    hidden_columns: dict[str, Sequence[str]] | None = None,
    hidden_rows: dict[str, Sequence[int]] | None = None,
    hidden_sheets: Sequence[str] = (),
    since_1904: bool = False,
) -> Path:
    """Write a workbook of several sheets."""
    book = Workbook()
    book.remove(book.active)
    if since_1904:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904  # noqa: PLC0415

        book.epoch = CALENDAR_MAC_1904
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        for merge in (merges or {}).get(name, ()):
            page.merge_cells(merge)
        for column in (hidden_columns or {}).get(name, ()):
            page.column_dimensions[column].hidden = True
        for row in (hidden_rows or {}).get(name, ()):
            page.row_dimensions[row].hidden = True
        if name in hidden_sheets:
            page.sheet_state = "hidden"
    book.save(path)
    return path


JOURNAL = (
    ("清溪村2026年3月记账凭证",),
    ("单位：清溪村股份经济合作社", None, None, None, None, None, "金额单位：元"),
    ("凭证字号", "记账日期", "摘要", "会计科目", None, "金额(元)", None, "经办人"),
    (None, None, None, "代码", "名称", "借方", "贷方", None),
    ("记-1", "3月5日", "收鱼塘承包金", 101, "库存现金", "￥1,200.00", None, "李 四"),
    (None, None, None, 50101, "发包收入", None, "１２００", None),
    (None, None, "小  计", None, None, 1200, 1200),
    (),
    ("记-2", "2026.3.6", "付路灯维修费", 513, "公益支出", "0.05万元", None, "王五"),
    (None, None, "付路灯维修费", 101, "库存现金", None, "500元", "王五"),
    (None, None, "过次页", None, None, 1700, 1700),
    ("清溪村2026年3月记账凭证",),
    ("凭证字号", "记账日期", "摘要", "会计科目", None, "金额(元)", None, "经办人"),
    (None, None, None, "代码", "名称", "借方", "贷方", None),
    (None, None, "承前页", None, None, 1700, 1700),
    ("记-3", "2026年3月7日", "冲回多收承包金", "101", "库存现金", "(200.00)", None, "李　四"),
    (None, None, None, "50101", "发包收入", None, "－200", None),
    (None, None, "本月合计", None, None, 1500, 1500),
    ("制表人：李四", None, None, "审核：王五", None, None, "2026年4月1日"),
)
