"""40 contracts with their payment plans: what comes in from land, ponds and houses, and what works cost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .content import amount, chance, content, party
from .days import Calendar, month_start, workday, years_later
from .people import People, Villager, deputys_brother
from .sheets import Sheet

_A_YEAR = {"year": 1, "half": 2, "quarter": 4}
_COLLECTIVE = "云溪村股份经济合作社"
_BY_THE_BOARD = 10_000_00  # 公开交易 from 10,000 yuan a year


@dataclass
class Instalment:
    """One line of a payment plan; amounts in fen."""

    sequence: int
    due_on: date
    due: int
    incoming: bool
    paid_on: date | None = None
    paid: int = 0


@dataclass
class Contract:
    """One contract; amounts in fen. `subject_key` points into the registers, `account` is where the books post it."""

    name: str
    type: str
    subject_key: str
    party: str
    member: bool | None
    signed: date
    starts: date
    ends: date
    years: int | None
    yearly: int | None = None
    total: int | None = None
    deposit: int | None = None
    purpose: str = ""
    trading: str = ""
    floor: int | None = None
    valuation: int | None = None
    resolution: str = ""
    hearing: str = ""
    recusal: str = ""
    at_end: str = ""
    escalation: str = ""
    done: bool = False
    account: str = ""
    project: str = ""
    special: bool = False
    keeps_use: bool = False
    number: str = ""
    plan: list[Instalment] = field(default_factory=list)

    @property
    def incoming(self) -> bool:
        """Whether the collective receives."""
        return self.yearly is not None

    def arrears(self, today: date) -> int:
        """Return what was due by `today` and is not paid, in fen."""
        return sum(part.due - part.paid for part in self.plan if part.incoming and part.due_on <= today)


def make_contracts(calendar: Calendar, people: People) -> list[Contract]:
    """Return the contracts with their numbers and plans, by the day they were signed."""
    dice = chance("contracts")
    tenants = _tenants(people, dice)
    contracts = [c for row in content("contracts")["lease"] for c in _leases(row, calendar, tenants, dice)]
    contracts += [_purchase(row, calendar, dice) for row in content("contracts")["purchase"]]
    contracts.sort(key=lambda contract: (contract.signed, contract.name))
    counts: Counter[int] = Counter()
    for contract in contracts:
        counts[contract.signed.year] += 1
        contract.number = f"HT-{contract.signed.year}-{counts[contract.signed.year]:02d}"
    return contracts


def _tenants(people: People, dice: random.Random) -> dict[str, Iterator[Villager]]:
    heads = [p for p in people.everyone if p.head and p.member and not p.post and p != deputys_brother(people)]
    dice.shuffle(heads)
    outside = [p for p in people.everyone if p.adult and p.group and not p.member and not p.post]
    return {"villager": iter(heads), "outside": iter(outside), "relative": iter([deputys_brother(people)])}


def _leases(
    row: dict[str, Any], calendar: Calendar, tenants: dict[str, Iterator[Villager]], dice: random.Random
) -> Iterator[Contract]:
    for place, subject in enumerate(row["subjects"]):
        starts = month_start(calendar.today, row["from"][place])
        who = next(tenants[row["who"]]) if "who" in row else None
        yearly = row["yearly"][place] * 100
        named = place + 1 in row.get("resolution_for", ())
        contract = Contract(
            name=row["name"].format(n=place + 1),
            type=row.get("type", "租赁"),
            subject_key=subject,
            party=who.name if who else party(row["parties"][place]),
            member=who.member if who else False,
            signed=workday(starts - timedelta(days=dice.randint(4, 12))),
            starts=starts,
            ends=years_later(starts, row["years"]) - timedelta(days=1),
            years=row["years"],
            yearly=yearly,
            total=None,
            deposit=row["deposit"] * 100 if "deposit" in row else None,
            purpose=row["purpose"],
            trading="公开交易" if yearly >= _BY_THE_BOARD else "公开协商",
            resolution=row.get("resolution", "") if named else "",
            hearing=row.get("resolution", "") if named else "",
            recusal=row.get("recusal", ""),
            at_end=row.get("at_end", ""),
            escalation=_escalation(row),
            keeps_use=row.get("keeps_use", False),
            account="50101" if row.get("type") == "承包" else "50102",
        )
        contract.plan = _lease_plan(contract, row, calendar.today, dice)
        contract.total = sum(part.due for part in contract.plan)
        yield contract


def _escalation(row: dict[str, Any]) -> str:
    return f"每{row['step_years']}年递增{row['step_percent']}%" if "step_years" in row else ""


def _lease_plan(contract: Contract, row: dict[str, Any], today: date, dice: random.Random) -> list[Instalment]:
    """Return the whole plan: paid within days of being due, but for what `arrears` says."""
    each_year = _A_YEAR[row["pay"]]
    plan: list[Instalment] = []
    for sequence in range(row["years"] * each_year):
        due_on = month_start(contract.starts, sequence * 12 // each_year).replace(day=dice.choice((5, 10, 15, 20)))
        steps = sequence // each_year // row["step_years"] if "step_years" in row else 0
        due = (contract.yearly or 0) // each_year
        for _ in range(steps):
            due = due * (100 + row["step_percent"]) // 100
        plan.append(Instalment(sequence + 1, due_on, due, incoming=True))
    fallen = [part for part in plan if part.due_on <= today]
    owed = {int(back): paid * 100 for back, paid in row.get("arrears", {}).items()}
    for back, part in enumerate(reversed(fallen), 1):
        paid_on = workday(part.due_on + timedelta(days=dice.randint(-4, 9)))
        paid = owed.get(back, part.due)
        if paid_on <= today and paid:
            part.paid_on, part.paid = paid_on, paid
    return plan


def _purchase(row: dict[str, Any], calendar: Calendar, dice: random.Random) -> Contract:
    total = row["total"] * 100
    contract = Contract(
        name=row["name"],
        type=row["type"],
        subject_key=row["subject"],
        party=party(row["party"]),
        member=None,
        signed=workday(calendar.day(row["signed"])),
        starts=calendar.day(row["starts"]),
        ends=calendar.day(row["ends"]),
        years=None,
        total=total,
        purpose=row["subject"],
        trading=row["trading"],
        floor=row["floor"] * 100 if "floor" in row else None,
        valuation=row["valuation"] * 100 if "valuation" in row else None,
        resolution=row.get("resolution", ""),
        hearing=row.get("hearing", ""),
        done=row.get("done", False),
        account=row["account"],
        project=row["project"],
        special=row.get("special", False),
    )
    contract.plan = _monthly_plan(contract, row) if "monthly" in row else _works_plan(row, calendar)
    for part in contract.plan:
        paid_on = workday(part.due_on + timedelta(days=dice.randint(0, 4)))
        if paid_on <= calendar.today:
            part.paid_on, part.paid = paid_on, part.due
    return contract


def _works_plan(row: dict[str, Any], calendar: Calendar) -> list[Instalment]:
    return [
        Instalment(sequence, calendar.day(day), due * 100, incoming=False)
        for sequence, (day, due) in enumerate(row["plan"], 1)
    ]


def _monthly_plan(contract: Contract, row: dict[str, Any]) -> list[Instalment]:
    first = month_start(contract.starts, 1)
    count = (contract.total or 0) // (row["monthly"] * 100)
    return [
        Instalment(sequence + 1, month_start(first, sequence).replace(day=20), row["monthly"] * 100, incoming=False)
        for sequence in range(count)
    ]


_HEADER = (
    "合同号", "名称", "类型", "标的", "甲方", "乙方", "是否本集体成员", "签订日", "开始日期", "结束日期", "期限(年)",
    "总价", "计价方式", "年应收", "年应付", "保证金", "递增条款", "交易方式", "交易平台编号", "成交价", "底价", "评估价",
    "评估公示日期", "用途", "决议号", "听证号", "乡镇审核备案号", "回避记录", "变更或补充协议", "到期处置", "状态",
)  # fmt: skip


def contracts_sheet(contracts: list[Contract], numbers: dict[str, str]) -> Sheet:
    """Return the register of contracts; `numbers` turns the keys of subjects and decisions into their numbers."""
    rows = []
    for c in contracts:
        price = c.yearly if c.incoming else c.total
        shown = years = None
        if c.years:
            years = c.years
        if c.valuation:
            shown = c.signed - timedelta(days=25)
        rows.append((
            c.number, c.name, c.type, numbers.get(c.subject_key, c.subject_key), _COLLECTIVE, c.party,
            None if c.member is None else ("是" if c.member else "否"), c.signed, c.starts, c.ends, years,
            amount(c.total), "按年计价" if c.incoming else "总价包干", amount(c.yearly), None, amount(c.deposit),
            c.escalation, c.trading, f"LL{c.number[3:].replace('-', '')}" if c.trading == "公开交易" else "",
            amount(price), amount(c.floor), amount(c.valuation), shown, c.purpose,
            numbers.get(f"resolution/{c.resolution}", ""), numbers.get(f"hearing/{c.hearing}", ""),
            numbers.get(f"township/{c.resolution}", ""), c.recusal, "", c.at_end, "已完成" if c.done else "履行中",
        ))  # fmt: skip
    return Sheet("合同台账", ("云溪村集体经济合同台账", "金额单位：元"), (_HEADER,), rows)


def plans_sheet(contracts: list[Contract]) -> Sheet:
    """Return the payment plans, one row an instalment."""
    header = ("合同号", "期次", "应付日", "应付额", "实付日", "实付额", "方向")
    rows = [
        (
            c.number, part.sequence, part.due_on, amount(part.due), part.paid_on,
            amount(part.paid) if part.paid else None, "应收" if part.incoming else "应付",
        )
        for c in contracts
        for part in c.plan
    ]  # fmt: skip
    return Sheet("付款计划", (), (header,), rows)
