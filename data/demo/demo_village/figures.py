"""Sentences whose figures are those of the books, the registers and the decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .books import Books
from .content import yuan
from .contracts import Contract
from .days import Calendar, month_start
from .decisions import Decisions, Hearing, Resolution
from .people import People
from .registers import Asset, Parcel

Row = tuple[str, str, str, date, str, int]
_SHOWN = 5


@dataclass
class Village:
    """The whole village on one day."""

    calendar: Calendar
    people: People
    contracts: list[Contract]
    assets: list[Asset]
    parcels: list[Parcel]
    decisions: Decisions
    books: Books


def by_month(village: Village, first: date) -> str:
    """Return a month of cash and bank together, and its largest receipts and payments."""
    month = next(m for m in village.books.months() if m.first == first)
    after = month_start(first, 1)
    held = [v for v in village.books.vouchers if first <= v.day < after and v.moved]
    largest = sorted(held, key=lambda v: (-abs(v.moved), v.number))[:_SHOWN]
    lines = [f"{v.number} {v.summary} {'收' if v.moved > 0 else '支'}{yuan(abs(v.moved))}" for v in largest]
    head = (
        f"期初结存{yuan(month.opening)}，本月收入{yuan(month.income)}，本月支出{yuan(month.expense)}，"
        f"期末结存{yuan(month.closing)}。凭证{len(held)}笔，逐笔可查。较大的几笔："
    )
    return "\n".join((head, *lines))


def by_quarter() -> dict[str, Callable[[Village, date, date], str]]:
    """Return the makers of the quarter's items by catalogue entry."""
    return {
        "SG-15": _balance_sheet,
        "SG-17": _lost_work,
        "SG-18": _cadres,
        "SG-19": _claims,
        "SG-24": _contracts,
        "SG-25": _rents,
    }


def by_year() -> dict[str, Callable[[Village], str]]:
    """Return the makers of the year's items by catalogue entry."""
    return {"SG-21": _assets, "SG-22": _parcels}


def _since(village: Village, first: date) -> str:
    start = village.books.calendar.start
    return f"（账目自{start.year}年{start.month}月起登记）" if first < start else ""


def _balance_sheet(village: Village, _first: date, last: date) -> str:
    held = village.books.balances(last)
    assets = sum(fen for account, fen in held.items() if account[0] == "1")
    owed = -sum(fen for account, fen in held.items() if account[0] == "2")
    income = -sum(fen for account, fen in held.items() if "501" <= account[:3] <= "504")
    spent = sum(fen for account, fen in held.items() if "511" <= account[:3] <= "521")
    return (
        f"期末资产总计{yuan(assets)}，负债合计{yuan(owed)}，所有者权益{yuan(assets - owed)}。"
        f"未结转的收入{yuan(income)}，支出{yuan(spent)}。"
    )


def _lost_work(village: Village, first: date, last: date) -> str:
    spent = village.books.debits("51305", first, last)
    return f"本季度发放误工补贴{yuan(spent)}，每天150元，共{spent // 150_00}天。人员名单经村监委审核。{_since(village, first)}"


def _cadres(village: Village, first: date, last: date) -> str:
    pay = village.books.debits("51301", first, last)
    travel = village.books.debits("51303", first, last)
    return f"本季度计提干部报酬{yuan(pay)}，报销交通差旅费{yuan(travel)}。无招待费。{_since(village, first)}"


def _claims(village: Village, _first: date, last: date) -> str:
    held = village.books.balances(last)
    owed_to_us = held["112"]
    owed_by_us = -sum(fen for account, fen in held.items() if account.startswith("211"))
    return f"季末应收款{yuan(owed_to_us)}；应付押金、代收水电费和质保金{yuan(owed_by_us)}；借款0元。"


def _contracts(village: Village, first: date, last: date) -> str:
    running = [c for c in village.contracts if c.signed <= last and (c.ends >= first)]
    incoming = [c for c in running if c.incoming]
    yearly = sum(c.yearly or 0 for c in incoming)
    return f"季末履行合同{len(running)}份，其中发包和租赁{len(incoming)}份，年应收{yuan(yearly)}。明细可在台账查询。"


def _rents(village: Village, first: date, last: date) -> str:
    parts = [(c, part) for c in village.contracts if c.incoming for part in c.plan]
    received = sum(part.paid for _, part in parts if part.paid_on and first <= part.paid_on <= last)
    late = {c.name: part.due - part.paid for c, part in parts if part.due_on <= last and part.paid < part.due}
    owing = "、".join(f"{name.removesuffix('合同')}欠{yuan(fen)}" for name, fen in late.items() if fen)
    return f"本季度收取承包金、租金{yuan(received)}。{owing or '没有欠缴'}。"


def _assets(village: Village) -> str:
    year_end = next(month for month in village.calendar.months if month.month == 1)
    held = [a for a in village.assets if a.acquired < year_end]
    value = sum(a.value for a in held)
    left = value - sum(a.depreciation(year_end) for a in held)
    return f"年末清查集体资产{len(held)}项，原值{yuan(value)}，净值{yuan(left)}。闲置1项：原云溪小学校舍。账实相符。"


def _parcels(village: Village) -> str:
    total = sum((p.area for p in village.parcels), Decimal(0))
    parts = [
        sum((getattr(p, name) for p in village.parcels), Decimal(0))
        for name in ("households", "let", "reserve", "unlet")
    ]
    return (
        f"集体资源{len(village.parcels)}宗，共{total}亩：家庭承包{parts[0]}亩，其他方式承包{parts[1]}亩，"
        f"机动地{parts[2]}亩，未发包{parts[3]}亩。"
    )


def decision_items(village: Village) -> Iterator[Row]:
    """Yield what was published of hearings and resolutions."""
    for hearing in village.decisions.hearings:
        yield from _of_hearing(hearing)
    for resolution in village.decisions.resolutions:
        yield from _of_resolution(resolution)


def _of_hearing(h: Hearing) -> Iterator[Row]:
    when = f"{h.day.month}月{h.day.day}日"
    yield (
        "SG-09",
        f"听证公告：{h.matter}",
        f"{h.number}，{when}在党群服务中心举行。方案要点：{h.row['plan']}。",
        h.notice,
        "",
        0,
    )
    if h.published and h.votes:
        said = f"{h.number}，应到{h.row['due']}人，实到{h.row['present']}人，同意{h.votes[0]}人，不同意{h.votes[1]}人，弃权{h.votes[2]}人。"
        yield "SG-09", f"听证结果：{h.matter}", f"{said}结论：{h.row['conclusion']}。", h.published, "", 0
    elif h.published:
        said = f"{h.number}，应到{h.row['due']}人，实到{h.row['present']}人，未达三分之二，另行择期。"
        yield "SG-09", f"听证情况：{h.matter}", said, h.published, "", 0


def _of_resolution(r: Resolution) -> Iterator[Row]:
    if r.published is None:
        return
    said = f"{r.number}，应到{r.due}人，实到{r.present}人。结果：{r.row['result']}。"
    if r.votes:
        said = f"{r.number}，应到{r.due}人，实到{r.present}人，赞成{r.votes[0]}人，反对{r.votes[1]}人，弃权{r.votes[2]}人。结果：{r.row['result']}。"
    yield "SG-10", f"决议公开：{r.matter}", said, r.published, "", 0
    if r.result_shown:
        yield (
            "SG-10",
            f"实施结果：{r.matter}",
            f"{r.number}已实施完毕，资料在村部可查。",
            r.result_shown,
            "",
            0,
        )


def events_of_works(village: Village) -> Iterator[Row]:
    """Yield what was published of works and of trading: bids, payments, who leases what."""
    start = village.calendar.start
    for c in village.contracts:
        if c.signed < start:
            continue
        day = c.signed + timedelta(days=3)
        price = c.yearly if c.incoming else c.total
        if c.incoming:
            yield (
                "SG-23",
                f"成交结果：{c.name.removesuffix('合同')}",
                f"{c.number}，年租金{yuan(price or 0)}，{c.trading}。",
                day,
                "",
                0,
            )
        else:
            yield (
                "SG-28",
                f"承包方确定：{c.name.removesuffix('合同')}",
                f"{c.number}，{c.party}，{yuan(price or 0)}，{c.trading}。",
                day,
                "",
                0,
            )
        if c.project and c.type == "工程":
            for part in (part for part in c.plan if part.paid_on):
                name = f"{c.project}付款第{part.sequence}期"
                said = f"按进度支付{yuan(part.paid)}，合同总价{yuan(c.total or 0)}。"
                yield "SG-29", name, said, (part.paid_on or day) + timedelta(days=2), "", 0
