"""Telling the kind of a table and its columns by the headers."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from tests.interchange.conftest import VOUCHER_HEADERS, Office, told
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.hearings.model import Hearing
from village_board.interchange.headers import Header, find_header
from village_board.interchange.importing import KINDS
from village_board.interchange.kinds import kinds


@pytest.mark.parametrize("name", KINDS)
def test_the_canonical_headers_of_a_kind_tell_it(name: str) -> None:
    """Each kind is known by its own headers among all kinds, and so it is by its English identifiers."""
    kind = kinds()[name]
    for words in ([column.header for column in kind.canonical], [column.field for column in kind.canonical]):
        header = find_header([(1, words)], kinds().values())
        assert isinstance(header, Header)
        assert header.kind.name == name
        assert [place.column for place in header.places] == list(kind.canonical)
        assert (header.unknown, header.doubled) == ((), ())


def test_no_header_word_means_two_columns_of_a_kind() -> None:
    """A word that stood for two columns would be read into the wrong one."""
    for kind in kinds().values():
        for column in kind.columns:
            assert column in kind.by_header.values()


def test_headers_of_two_lines_are_read(office: Office) -> None:
    """会计科目 over 代码 and 名称, 金额(元) over 借方 and 贷方, as the clerks' sheets have them."""
    path = office.xlsx(
        "凭证.xlsx",
        ("凭证字号", "记账日期", "用途", "会计科目", None, "金额(元)", None, "经办人"),
        (None, None, None, "代码", "名称", "借方", "贷方", None),
        ("记-1", "2026-03-05", "收鱼塘承包金", 101, "库存现金", 1200, None, "李四"),
        ("记-1", "2026-03-05", "收鱼塘承包金", 50101, "发包收入", None, 1200, "李四"),
    )
    report = office.read(path)
    assert (report.inserted, report.findings, report.notes) == (1, (), ())
    voucher = office.all(Voucher)[0]
    assert [(line.account, line.debit, line.credit) for line in voucher.lines] == [
        ("101", 120000, 0),
        ("50101", 0, 120000),
    ]
    assert voucher.handler == "李四"


def test_boundaries_stand_under_one_header(office: Office) -> None:
    """四至 over 东 南 西 北."""
    path = office.xlsx(
        "资源.xlsx",
        ("编号", "名称", "四至", None, None, None, "面积(亩)"),
        (None, None, "东", "南", "西", "北", None),
        ("Z-1", "东塘", "路", "渠", "田", "河", 12.5),
    )
    report = office.read(path)
    assert (report.inserted, report.findings, report.notes) == (1, (), ())
    sides = office.all(Resource)[0].boundaries
    assert (sides.east, sides.south, sides.west, sides.north) == ("路", "渠", "田", "河")


def test_ten_thousands_of_the_header_or_of_a_line_above_count(office: Office) -> None:
    """万元 multiplies by its column, or in all columns where a line above says so."""
    one = office.csv(
        "甲.csv", ("合同号", "名称", "乙方", "总价(万元)", "保证金"), ("H-1", "修路", "甲队", "12.5", "5000")
    )
    two = office.csv(
        "乙.csv",
        ("单位：万元",),
        ("编号", "名称", "类别", "原值", "租金（元）"),
        ("A-1", "校舍", "房屋", "30", "1200"),
    )
    assert not office.read(one, two).blocked
    contract, asset = office.all(Contract)[0], office.all(Asset)[0]
    assert (contract.total, contract.deposit) == (12_500_000, 500_000)
    assert (asset.original_value, asset.rent) == (30_000_000, 120_000)


def test_unknown_columns_are_told_once_and_stop_nothing(office: Office) -> None:
    """An unknown column and one that says the same as another are left out with one note each."""
    path = office.csv(
        "听证.csv",
        ("听证编号", "事项", "心情", "议题"),
        ("T-1", "修路", "好", "别的"),
        ("T-2", "挖塘", "坏", "别的"),
    )
    report = office.read(path)
    assert (report.inserted, report.blocked) == (2, False)
    assert [(row, column) for row, column, _ in told(report.notes)] == [(1, "心情"), (1, "议题")]
    assert office.all(Hearing)[0].matter == "修路"


def test_missing_columns_are_named(office: Office) -> None:
    """A table that looks like a kind but lacks what its records need says what to add."""
    path = office.csv("凭证.csv", ("凭证号", "摘要", "借方", "贷方"), ("记-1", "收", "5", ""))
    (finding,) = office.read(path).findings
    assert "vouchers" in str(finding.message)
    assert "日期、科目代码 / 科目名称" in str(finding.message)


def test_a_table_of_no_kind_says_how_to_go_on(office: Office) -> None:
    """Headers that nobody knows give one finding."""
    path = office.csv("菜谱.csv", ("菜名", "做法"), ("红烧肉", "慢炖"))
    (finding,) = office.read(path).findings
    assert "--kind" in str(finding.message)


def test_headers_that_fit_two_kinds_ask_for_the_kind(office: Office) -> None:
    """Where headers fit two kinds as well, nothing is guessed; --kind decides."""
    # Guard: headers.py:find_header - without the comparison the first kind would win
    path = office.csv("表.csv", ("编号", "名称", "类别", "面积", "原值", "净值"), ("1", "东塘", "水面", "5", "1", "1"))
    clear = office.csv("表2.csv", ("编号", "名称", "类别", "承包方", "原值"), ("1", "东塘", "水面", "张三", "1"))
    assert office.read(path).inserted == 1  # more columns of the assets' table
    (finding,) = office.read(clear, kind="hearings").findings
    assert "template hearings" in str(finding.message)
    vague = office.csv("表3.csv", ("编号", "名称", "类别", "面积", "原值"), ("1", "东塘", "水面", "5", "1"))
    (finding,) = office.read(vague).findings
    assert "assets、resources" in str(finding.message)
    assert office.read(vague, kind="resources").inserted == 1


def test_a_sheet_of_notes_beside_a_table_is_left_out_with_a_word(office: Office) -> None:
    """A workbook's other sheets are told and stop nothing."""
    path = office.xlsx("凭证.xlsx", ("听证编号", "事项"), ("T-1", "修路"), sheet="听证")
    book = load_workbook(path)
    book.create_sheet("说明").append(("请在本月底前填好", "谢谢"))
    book.create_sheet("空")
    book.save(path)
    report = office.read(path)
    assert (report.inserted, report.blocked) == (1, False)
    assert [finding.sheet for finding in report.notes] == ["说明"]


def test_an_empty_template_says_that_it_has_no_rows(office: Office) -> None:
    """A table without rows is told in words and stops nothing."""
    report = office.read(office.csv("凭证.csv", VOUCHER_HEADERS))
    assert [str(finding.message) for finding in report.notes] == ["There are no rows below the headers."]
