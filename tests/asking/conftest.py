"""A village with something to ask about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.builders import Staff, a_voucher, an_entry, announced, convened, keep
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Asset, Contract, Instalment, Resource, Use
from village_board.accounts.subsidies import SubsidyBatch, SubsidyKind
from village_board.board import Board
from village_board.catalogue.model import Frequency
from village_board.disclosure.model import Item
from village_board.guides.model import Contact, Guide

#: Names as villages have them: what is let, by whom.
LET = {
    "大塘鱼塘承包合同": "李阿福",
    "荷花塘承包合同": "钱木朋",
    "北山竹林承包合同": "周木炳",
    "老街店面三号租赁合同": "费启朋",
    "标准厂房一号租赁合同": "临岚县织造有限公司",
    "梨园承包合同": "栖禾家庭农场",
}


@pytest.fixture
def village(board: Board, staff: Staff) -> Board:
    """Money of four months, things that are let, owed and empty, guides, offices, a subsidy, a meeting, a gap."""
    announced(board, staff, matter="村道硬化")
    convened(board, staff, matter="鱼塘改标")
    keep(board, OpeningBalance(account="102", debit=1_000_000))
    keep(
        board,
        a_voucher("1", date(2026, 3, 5), ("102", 500_000, 0), ("511", 0, 500_000), summary="收鱼塘承包金"),
        a_voucher("2", date(2026, 3, 9), ("541", 123_456, 0), ("102", 0, 123_456), summary="修路灯"),
        a_voucher("3", date(2026, 6, 9), ("541", 20_000, 0), ("102", 0, 20_000), summary="路灯灯泡"),
        a_voucher("4", date(2026, 8, 1), ("541", 10_000, 0), ("102", 0, 10_000), summary="办公用品"),
    )
    for n, (name, party) in enumerate(LET.items(), 1):
        keep(board, Contract(number=f"HT-{n}", name=name, party_b=party, ends_on=date(2027 + n, 1, 1)))
    keep(board, Instalment(contract="HT-1", sequence=1, due_on=date(2026, 6, 1), due=800_000, key="HT-1/1"))
    keep(board, Instalment(contract="HT-2", sequence=1, due_on=date(2026, 6, 1), due=90_000, paid=90_000, key="HT-2/1"))
    keep(board, Resource(number="ZY-1", name="大塘鱼塘", area=Decimal("12.50"), contract="HT-1"))
    keep(board, Resource(number="ZY-2", name="西坡荒地", area=Decimal("3.20"), area_idle=Decimal("3.20")))
    keep(board, Asset(number="ZC-1", name="老小学校舍", use=Use.IDLE), Asset(number="ZC-2", name="粮食仓库"))
    keep(
        board,
        Guide(name="最低生活保障申请", old_names=("低保", "吃低保"), steps=("填表", "公示"), papers=("户口簿",),
              where="一楼窗口"),
        Guide(name="城乡居民基本医疗保险参保", old_names=("农合", "医保"), steps=("缴费",), where="二楼窗口",
              valid_until=date(2026, 12, 20)),
    )  # fmt: skip
    keep(board, Contact(office="供电站", what_for="停电、路灯不亮", telephone="0512-0100400", owner="文书"))
    keep(board, SubsidyBatch(number="BT-1", policy="耕地地力保护补贴", subsidy=SubsidyKind.LAND, period="2026",
                             rate=8_000, total=1_000_000, area=Decimal(125), key="BT-1"))  # fmt: skip
    keep(
        board,
        an_entry("SG-13", Frequency.MONTHLY, name="财务收支逐笔明细", responsible="村集体经济组织"),
        an_entry("SG-24", Frequency.QUARTERLY, name="集体经济合同台账", responsible="村民委员会"),
    )
    keep(
        board, Item(number="GK-1", name="三月账目", catalogue="SG-13", period="2026-03", published_on=date(2026, 4, 8))
    )
    return board
