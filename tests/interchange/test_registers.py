"""Assets, resources, contracts, payment plans and items from their tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.interchange.conftest import Office, told
from village_board.accounts.registers import (
    Asset,
    AssetChange,
    Contract,
    ContractStatus,
    Instalment,
    Resource,
    Use,
)
from village_board.disclosure.model import Item, ItemStatus

RESOURCE = ("编号", "名称", "面积", "其中家庭承包面积", "其他方式承包面积", "机动地", "未发包")


def test_an_area_that_is_not_the_sum_of_its_parts_is_found(office: Office) -> None:
    """Area = the four parts; a missing area is their sum."""
    # Guard: drafts/registers.py:ResourceShape.check
    good = office.csv(
        "a.csv",
        RESOURCE,
        ("Z-1", "东塘", "12.50", "2", "10.5", "", ""),
        ("Z-2", "西坡", "", "1", "2", "3", "4"),
    )
    assert office.read(good).inserted == 2
    assert [one.area for one in office.all(Resource)] == [Decimal("12.50"), Decimal("10.00")]
    bad = office.csv("b.csv", RESOURCE, ("Z-3", "南洼", "12.50", "2", "10", "", ""))
    ((row, column, words),) = told(office.read(bad).findings)
    assert (row, column) == (2, "面积")
    assert "12.50" in words
    assert "12.00" in words


@pytest.mark.parametrize(
    ("headers", "row", "column"),
    [
        (
            ("编号", "名称", "类别", "原值", "租期起", "租期止"),
            ("A-1", "校舍", "房屋", "1", "2026-05-01", "2026-04-30"),
            "租期止",
        ),
        (
            ("编号", "名称", "面积", "期限起", "期限止"),
            ("Z-1", "东塘", "1", "2026-05-01", "2026-04-30"),
            "期限止",
        ),
        (("合同号", "名称", "乙方", "起止日"), ("H-1", "租", "张三", "2026-05-01至2026-04-30"), "起止日"),
    ],
)
def test_an_end_before_its_start_is_found(
    office: Office, headers: tuple[str, ...], row: tuple[str, ...], column: str
) -> None:
    """A term that ends before it begins stops the import."""
    # Guard: reading.py:_check_row
    ((number, found, words),) = told(office.read(office.csv("t.csv", headers, row)).findings)
    assert (number, found) == (2, column)
    assert "lies before" in words


def test_an_asset_keeps_its_earlier_changes(office: Office) -> None:
    """A change that a row names is added to those that stand, once."""
    headers = ("编号", "名称", "类别", "使用状况", "性质", "变动日期", "变动原因")
    office.read(office.csv("a.csv", headers, ("A-1", "校舍", "房屋", "闲置", "非经营性", "2025-01-02", "撤并")))
    second = office.csv("b.csv", headers, ("A-1", "校舍", "房屋", "出租", "经营性", "2026-01-02", "出租"))
    assert office.read(second).updated == 1
    assert office.read(second).unchanged == 1
    (asset,) = office.all(Asset)
    assert (asset.use, asset.operating) == (Use.LEASED, True)
    assert asset.changes == (AssetChange(date(2025, 1, 2), "撤并"), AssetChange(date(2026, 1, 2), "出租"))


def test_columns_that_are_not_there_change_nothing(office: Office) -> None:
    """A table without a column leaves that field of a stored record; an empty cell of a column clears it."""
    office.read(office.csv("a.csv", ("合同号", "名称", "乙方", "保证金"), ("H-1", "鱼塘", "张三", "500")))
    office.read(office.csv("b.csv", ("合同号", "名称", "乙方"), ("H-1", "东鱼塘", "")))
    (contract,) = office.all(Contract)
    assert (contract.name, contract.party_b, contract.deposit) == ("东鱼塘", "", 50000)


def test_a_contract_and_its_payment_plan_are_read_together(office: Office) -> None:
    """The plan's instalments point to the contract that comes in the same call, in whichever order."""
    contracts = office.csv(
        "合同.csv",
        ("合同号", "名称", "乙方", "是否本集体成员", "起止日", "期限(年)", "年应收", "状态"),
        ("H-1", "鱼塘承包", "张三", "是", "2024-01-01至2028-12-31", "5", "1.2万元", "履行中"),
    )
    plan = office.xlsx(
        "付款.xlsx",
        ("合同号", "期次", "应付日", "应付额", "实付日", "实付额", "方向"),
        ("H-1", 1, date(2024, 1, 10), 12000, date(2024, 1, 9), 12000, "应收"),
        ("H-1", 2, date(2025, 1, 10), 12000, None, None, "应收"),
    )
    report = office.read(plan, contracts)
    assert (report.inserted, report.findings, report.loose_ends) == (3, (), ())
    (contract,) = office.all(Contract)
    assert (contract.starts_on, contract.ends_on) == (date(2024, 1, 1), date(2028, 12, 31))
    assert (contract.due_each_year, contract.status, contract.years) == (
        1_200_000,
        ContractStatus.RUNNING,
        Decimal(5),
    )
    assert [(one.key, one.due, one.paid) for one in office.all(Instalment)] == [
        ("H-1/1", 1_200_000, 1_200_000),
        ("H-1/2", 1_200_000, 0),
    ]


def test_numbers_that_point_nowhere_yet_are_told_and_stop_nothing(office: Office) -> None:
    """Files come in any order: an unknown contract is a loose end, once, and no problem."""
    headers = ("合同号", "期次", "应付日", "应付额")
    report = office.read(office.csv("p.csv", headers, ("H-9", "1", "2026-01-01", "5"), ("H-9", "2", "2027-01-01", "5")))
    assert (report.inserted, report.findings, report.notes) == (2, (), ())
    assert [(row, column) for row, column, _ in told(report.loose_ends)] == [(2, "合同号")]


def test_items_are_published_by_their_day(office: Office) -> None:
    """An item with a day of publication is published, without one it is a draft; "none" is a nil return (P4)."""
    path = office.csv(
        "公开.csv",
        ("序号", "目录编号", "事项名称", "公开内容", "公开日期", "公开期间"),
        ("1", "SG-12", "财务收支", "收入\n支出", "2026-10-15", "2026年三季度"),
        ("2", "SG-13", "救济款", "本期无", "2026-10-15", "2026年9月"),
        ("3", "SG-14", "误工补贴", "", "", "2026年"),
    )
    assert office.read(path).inserted == 3
    items = office.all(Item)
    assert [one.status for one in items] == [ItemStatus.PUBLISHED, ItemStatus.PUBLISHED, ItemStatus.DRAFT]
    assert [one.period for one in items] == ["2026-Q3", "2026-09", "2026"]
    assert [one.nil for one in items] == [False, True, False]
    assert items[0].content == "收入\n支出"
    assert all(one.imported and one.published_on in (date(2026, 10, 15), None) for one in items)


def test_p11_items_of_district_and_township_come_in_bulk_with_their_body_and_day(office: Office) -> None:
    """P11: permits, penalties, market tests, prices, outages, bus times: from whom, and when received."""
    # Guard: interchange/drafts/items.py:begin - nobody can say how old a list of the district is.
    path = office.csv(
        "上级.csv",
        ("序号", "目录编号", "事项名称", "公开内容", "公开日期", "来源单位", "接收日期"),
        ("1", "DC-30", "规划许可", "许可3件", "2026-10-15", "镇人民政府", "2026-10-14"),
        ("2", "", "行政处罚", "处罚1件", "2026-10-15", "区综合执法局", ""),
        ("3", "DC-65", "农贸市场检测", "合格36批", "2026-10-15", "区市场监管局", ""),
        ("4", "", "平价菜价", "青菜每斤2元", "2026-10-15", "区发改委", ""),
        ("5", "", "停电", "2组停电2小时", "2026-10-15", "供电所", ""),
        ("6", "", "公交时刻", "首班6:10", "2026-10-15", "公交公司", ""),
        ("7", "SG-12", "财务收支", "收入", "2026-10-15", "", ""),
    )
    assert office.read(path).inserted == 7
    items = office.all(Item)
    today = office.today
    assert [one.received_on for one in items] == [date(2026, 10, 14), *[today] * 5, None]
    assert items[1].source == "区综合执法局"
    assert office.read(path).unchanged == 7
