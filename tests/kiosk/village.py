# ruff: noqa: E501 - a table of records, one a line
"""A small village for the kiosk's tests, written through the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from village_board.accounts.model import Line, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Asset, Bid, Boundaries, Contract, Instalment, Resource, Use
from village_board.accounts.rules import with_sums
from village_board.base.clock import instant
from village_board.board import Board, found_board
from village_board.disclosure.model import Correction, Gap, Item, ItemStatus
from village_board.hearings.model import (
    Category,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Moved,
    Objection,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Stance,
    Statement,
    Variation,
)
from village_board.people.acts import Act
from village_board.settings import write_settings

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class FixedClock:
    """Noon of one day."""

    day: date = TODAY

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 4, 0, tzinfo=UTC)

    def today(self) -> date:
        return self.day


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def make_village(home: Path, *, demo: str = "2026-11-20", hostile: str = "") -> Board:
    """Return a new board in `home`; with `hostile`, that text stands in every field that holds words."""
    board = found_board(home, name=hostile[:400] or "桃溪村", township="清水镇", demo=demo, clock=FixedClock())
    # Programs that tests start are silent, whatever their machine could sound; `hall` has a player of its own.
    board.settings = replace(board.settings, read_aloud="no")
    write_settings(home, board.settings)
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        for record in [*_hearings(), *_resolutions(), *_money(), *_registers(), *_items()]:
            desk.put(_poisoned(record, hostile) if hostile else record)
        desk.record()
    return board


_KEPT = {"id", "number", "month", "key", "contract", "resolution", "hearing", "period", "catalogue", "recorded_by"}


def _poisoned(record, hostile):
    words = {
        name: hostile
        for name, value in vars(record).items()
        if isinstance(value, str) and type(value) is str and name not in _KEPT and value
    }
    if isinstance(record, Hearing):
        words["statements"] = (Statement(1, hostile, Stance.FOR, hostile, hostile, True, "", hostile),)
    if isinstance(record, Voucher):
        words["lines"] = tuple(replace(line, account_name=hostile) for line in record.lines)
    return replace(record, **words)


def _hearings() -> list[Hearing]:
    return [
        Hearing(
            number="TZ-2026-07",
            matter="村东鱼塘改造为标准化养殖塘听证会",
            category=Category.COLLECTIVE_PROJECT,
            amount=48_600_000,
            proposer="村民委员会",
            notice_on=ago(3),
            held_at=instant(TODAY + timedelta(days=5), 14, 30),
            place="村委会二楼会议室",
            plan="清淤三米，砌护坡四百二十米，换进水闸一座。施工期从腊月到次年三月。",
            due=42,
        ),
        Hearing(
            number="TZ-2026-06",
            matter="四组到七组村道硬化听证会",
            category=Category.PUBLIC_WORKS,
            amount=31_250_000,
            notice_on=ago(60),
            held_at=instant(ago(48), 9, 0),
            place="文化礼堂",
            due=42,
            present=38,
            in_favour=33,
            against=3,
            abstained=2,
            statements=(
                Statement(1, "代表", Stance.FOR, "雨天孩子上学要绕两里路，越早修越好。"),
                Statement(2, "村民", Stance.CHANGE, "请把七组路口的排水沟一并做了。", reply="已写入方案，加排水沟八十米。", adopted="adopted"),
            ),
            conclusion=HearingConclusion.PASSED_WITH_CHANGES,
            changes="增加七组路口排水沟八十米。",
            status=HearingStatus.PUBLISHED,
            result_published_on=ago(45),
            recorded_at=instant(ago(47), 10),
            moved=(Moved(instant(ago(55), 9), instant(ago(48), 9), "连日大雨，代表不便到会。", instant(ago(56), 9)),),
        ),
        Hearing(number="TZ-2026-05", matter="闲置小学出租听证会", notice_on=ago(120), held_at=instant(ago(110), 9), place="文化礼堂", due=42, present=25, status=HearingStatus.NO_QUORUM),
        Hearing(number="TZ-2026-04", matter="山林承包到期续包听证会", notice_on=ago(160), held_at=instant(ago(150), 9), place="文化礼堂", due=42, status=HearingStatus.RECORDED, present=40, in_favour=39),
    ]  # fmt: skip


def _resolutions() -> list[Resolution]:
    return [
        Resolution(
            number="JY-2026-09",
            matter="四组到七组村道硬化",
            hearing="TZ-2026-06",
            category=Category.PUBLIC_WORKS,
            amount=31_250_000,
            notice_on=ago(30),
            meeting_on=ago(4),
            due=42,
            present=39,
            in_favour=35,
            against=2,
            abstained=2,
            result=ResolutionResult.PASSED,
            status=ResolutionStatus.OBJECTED,
            published_on=ago(4),
            objections=(Objection(3, ago(2), "路宽三米五太窄，会车不便。"),),
        ),
        Resolution(
            number="JY-2026-03",
            matter="文化礼堂屋顶维修",
            amount=8_000_000,
            meeting_on=ago(200),
            due=42,
            present=40,
            in_favour=40,
            result=ResolutionResult.PASSED,
            status=ResolutionStatus.CLOSED,
            published_on=ago(199),
            variations=(Variation(ago(150), 650_000, "檩条虫蛀，多换十二根。", "村民代表会议"),),
            executing_since=ago(180),
            accepted_on=ago(120),
            final_cost=8_612_300,
            result_published_on=ago(100),
        ),
    ]


def _money() -> list[object]:
    records: list[object] = [
        OpeningBalance(account="101", account_name="库存现金", debit=320_000),
        OpeningBalance(account="102", account_name="银行存款", debit=85_210_000),
    ]
    for month in range(1, 11):
        for number in range(1, 5):
            paid = (month * 37 + number * 113) * 1_000 + 50
            income = number == 1
            lines = (
                (
                    Line("102", debit=paid * 3, account_name="银行存款"),
                    Line("511", credit=paid * 3, account_name="经营收入"),
                )
                if income
                else (
                    Line("531", debit=paid, account_name="管理费用"),
                    Line("102", credit=paid, account_name="银行存款"),
                )
            )
            records.append(
                with_sums(
                    Voucher(
                        number=f"{month:02d}-{number:03d}",
                        dated=date(2026, month, 5 * number),
                        summary="收村东鱼塘承包款"
                        if income
                        else ("付村道保洁人员工资", "付村委会电费", "付灌溉渠清淤人工费")[number - 2],
                        lines=lines,
                        counterparty="王某某" if income else "县供电公司",
                        handler="周会计",
                        witness="李监督",
                        approver="陈主任",
                        oversight_stamp=True,
                        receipt_kind="收据" if income else "发票",
                        receipt_number=f"{2026000 + month * 10 + number}",
                        attachments=2,
                        contract="HT-2024-01" if income else "",
                        resolution="JY-2026-09" if number == 4 else "",
                    )
                )
            )
    return records


def _registers() -> list[object]:
    return [
        Asset(number="ZC-001", name="闲置小学教学楼", category="房屋", place="三组", quantity=Decimal(1), unit="幢", original_value=62_000_000, net_value=18_600_000, use=Use.IDLE, idle_since=ago(900), operating=False, acquired_on=date(1998, 9, 1), keeper="村委会"),
        Asset(number="ZC-002", name="村口门面房三间", category="房屋", place="一组", use=Use.LEASED, tenant="便民超市", rent=2_400_000, original_value=30_000_000, net_value=21_000_000),
        Resource(number="ZY-001", name="村东鱼塘", category="水面", place="二组", boundaries=Boundaries("大路", "水渠", "农田", "竹林"), area=Decimal("36.50"), area_let=Decimal("36.50"), owner="村集体", operation="招标承包", contractor="王塘主", purpose="养殖", fee=80_000, contract="HT-2024-01"),
        Resource(number="ZY-002", name="北山坡地", category="林地", place="九组", area=Decimal("120.00"), area_idle=Decimal("120.00"), owner="村集体"),
        Contract(number="HT-2024-01", name="村东鱼塘承包合同", type="承包", subject="ZY-001", party_a="桃溪村股份经济合作社", party_b="王塘主", signed_on=date(2024, 1, 5), starts_on=date(2024, 1, 10), ends_on=date(2029, 1, 9), due_each_year=2_920_000, price=2_920_000, total=14_600_000, purpose="养殖", resolution="JY-2026-03", bids=(Bid("王塘主", 2_920_000, True, "报价最高"), Bid("李养殖", 2_800_000))),
        Contract(number="HT-2025-02", name="村口门面房租赁合同", type="租赁", subject="ZC-002", party_a="桃溪村股份经济合作社", party_b="便民超市", signed_on=date(2025, 3, 1), starts_on=date(2025, 3, 1), ends_on=date(2028, 2, 28), due_each_year=2_400_000),
        *(Instalment(contract="HT-2024-01", sequence=n, due_on=date(2023 + n, 1, 10), due=2_920_000, paid=2_920_000 if n < 3 else 1_000_000, paid_on=date(2023 + n, 1, 12) if n < 3 else None, key=f"HT-2024-01/{n}") for n in range(1, 6)),
        Instalment(contract="HT-2025-02", sequence=1, due_on=date(2026, 3, 1), due=2_400_000, paid=2_400_000, key="HT-2025-02/1"),
    ]  # fmt: skip


def _items() -> list[object]:
    old = Item(number="GK-0", name="2026年第二季度集体资金收支公开表", catalogue="SG-12", content="收入合计 128,400.00 元。", period="2026-Q2", published_on=ago(130), responsible="村民委员会", status=ItemStatus.SUPERSEDED, id="i2345678")  # fmt: skip
    return [
        old,
        Item(number="GK-1", name="2026年第二季度集体资金收支公开表", catalogue="SG-12", content="收入合计 128,400.00 元；支出合计 96,312.50 元；结余 32,087.50 元。\n明细见各月凭证。", period="2026-Q2", published_on=ago(120), responsible="村民委员会", version=2, correction=Correction("支出合计更正为 96,312.50 元。", "漏记一笔电费。", "i2345678", ago(120))),
        Item(number="GK-2", name="2026年耕地地力保护补贴发放名单", catalogue="DC-14", content="标准：每亩 98.50 元。户数 296 户，面积 1,842.30 亩。\n一组  张**  6.20亩\n一组  李*  4.80亩", period="2026", published_on=ago(1), responsible="清水镇农业农村办"),
        Item(number="GK-3", name="2026年10月村级公章使用登记", catalogue="SG-05", period="2026-10", published_on=ago(9), responsible="村民委员会", nil=True),
        Item(number="GK-4", name="未公开的草稿", catalogue="SG-05", content="草稿", period="2026-11", status=ItemStatus.DRAFT),
        Gap(catalogue="SG-12", period="2026-Q3", reason="镇里的账本还没有退回", expected_on=TODAY + timedelta(days=10)),
    ]  # fmt: skip
