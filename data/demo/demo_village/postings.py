"""What the vouchers of the year are: rents in, subsidies in, works, wages and small things out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from .books import (
    BASIC,
    CASH,
    SPECIAL,
    VOUCHERS,
    Books,
    Voucher,
    number_vouchers,
    opening_balances,
    posting,
    year_end,
)
from .content import chance, content, party
from .contracts import Contract
from .days import QUARTER_NAMES, Calendar, day_in, month_end, month_start, workday
from .decisions import Decisions
from .people import CLERK, DEPUTY, DIRECTOR, MEMBER, OVERSIGHT_CHAIR, SECRETARY, People
from .registers import Asset

_FLOAT_OF_CASH = 2_200_00
_CASH_A_MONTH = 1_600_00
_SUBSIDY = 105_000_00
_LOST_WORK_DAYS = (62, 91)
_DECEMBER = 12
_OPERATING_SHARE = "51103"
_OWN_SHARE = "51304"


def make_books(
    calendar: Calendar, people: People, contracts: list[Contract], decisions: Decisions, assets: list[Asset]
) -> Books:
    """Return the books of the year, with exactly `VOUCHERS` vouchers."""
    dice = chance("books")
    books = Books(calendar, opening_balances(calendar, _from_registers(calendar, contracts, assets)))
    numbers = decisions.numbers
    add = books.vouchers.extend
    add(_rents(calendar, contracts))
    add(_works(calendar, contracts, numbers))
    add(_funds(calendar, numbers))
    add(_every_month(calendar, dice))
    add(_every_year(calendar, dice))
    add(_quarters(calendar, dice))
    add(_dividends(people, decisions))
    add(_depreciation(calendar, assets))
    add(_scrapped(calendar, assets, numbers))
    add(_meals(calendar, dice))
    ends = sum(month.month == _DECEMBER and month_end(month) < calendar.today for month in calendar.months)
    withdrawals = sum(_cash_day(month) <= calendar.today for month in calendar.months)
    add(_small_things(calendar, VOUCHERS - len(books.vouchers) - 3 * ends - withdrawals, dice))
    add(_withdrawals(books))
    for month in calendar.months:
        if month.month == _DECEMBER and month_end(month) < calendar.today:
            add(year_end(books, month))
    number_vouchers(books)
    _sign(books, people)
    return books


def _from_registers(calendar: Calendar, contracts: list[Contract], assets: list[Asset]) -> dict[str, int]:
    """Return what receivables and fixed assets were at the start, in fen."""
    start = calendar.start
    owed = sum(
        part.due
        for c in contracts
        for part in c.plan
        if c.incoming and part.due_on < start and (part.paid_on is None or part.paid_on >= start)
    )
    held = [a for a in assets if a.fixed and a.acquired < start]
    return {
        "112": owed,
        "15101": sum(a.value for a in held),
        "152": -sum(a.depreciation(start) for a in held),
    }


def _rents(calendar: Calendar, contracts: list[Contract]) -> Iterator[Voucher]:
    start, today = calendar.start, calendar.today
    for c in (c for c in contracts if c.incoming):
        for part in c.plan:
            if part.paid_on and start <= part.paid_on <= today:
                account = "112" if part.due_on < start else c.account
                word = "承包金" if c.account == "50101" else "租金"
                yield posting(
                    part.paid_on, f"收{c.name.removesuffix('合同')}第{part.sequence}期{word}",
                    [(BASIC, part.paid), (account, -part.paid)],
                    party=c.party, receipt="村集体收款收据", contract=c.number, order=1,
                )  # fmt: skip
            late = part.due_on + timedelta(days=30)
            if part.due_on >= start and part.paid < part.due and late <= today:
                rest = part.due - part.paid
                yield posting(
                    late, f"确认{c.name.removesuffix('合同')}第{part.sequence}期欠缴",
                    [("112", rest), (c.account, -rest)], party=c.party, contract=c.number,
                )  # fmt: skip
        if c.deposit and start <= c.signed <= today:
            yield posting(
                c.signed, f"收{c.name.removesuffix('合同')}押金", [(BASIC, c.deposit), ("21101", -c.deposit)],
                party=c.party, receipt="村集体收款收据", contract=c.number, order=1,
            )  # fmt: skip


def _works(calendar: Calendar, contracts: list[Contract], numbers: dict[str, str]) -> Iterator[Voucher]:
    for c in (c for c in contracts if not c.incoming):
        for part in c.plan:
            if not part.paid_on or not calendar.start <= part.paid_on <= calendar.today:
                continue
            account = "15101" if c.account == "151" else c.account
            kept = _retained(c, part.sequence) if c.account == "151" else 0
            yield posting(
                part.paid_on, f"支付{c.name.removesuffix('合同')}第{part.sequence}期款",
                [(account, part.paid + kept), (SPECIAL if c.special else BASIC, -part.paid),
                 *([("21103", -kept)] if kept else [])],
                party=c.party, receipt="增值税发票", project=c.project, contract=c.number,
                resolution=numbers.get(f"resolution/{c.resolution}", ""),
            )  # fmt: skip


def _retained(contract: Contract, sequence: int) -> int:
    """Return what is kept back of a purchase when its last part but the retention is paid, in fen."""
    unpaid = [part for part in contract.plan if not part.paid_on]
    return sum(part.due for part in unpaid) if unpaid and unpaid[0].sequence == sequence + 1 else 0


def _funds(calendar: Calendar, numbers: dict[str, str]) -> Iterator[Voucher]:
    for row in content("books")["fund"]:
        day = workday(calendar.day(row["on"]))
        fen = row["yuan"] * 100
        yield posting(
            day, row["summary"], [(row["debit"], fen), (row["credit"], -fen)], party=party(row["payer"]) if "payer" in row else "",
            receipt="银行回单" if "payer" in row else "", project=row.get("project", ""), order=1,
            resolution=numbers.get(f"resolution/{row.get('resolution')}", ""),
        )  # fmt: skip


def _drawn(lines: list[list[Any]], step: int, dice: random.Random) -> list[tuple[str, int]]:
    """Return the debit lines of a template; amounts in fen, in whole steps of yuan where a step is given."""
    drawn = []
    for account, (low, high) in lines:
        fen = dice.randint(low * 100, high * 100)
        drawn.append((account, fen // (step * 100) * step * 100 if step else fen if low < high else low * 100))
    return drawn


def _who(row: dict[str, Any]) -> str:
    return str(row["payee_words"]) if "payee_words" in row else party(row["payee"]) if "payee" in row else ""


def _paid(row: dict[str, Any], day: date, summary: str, dice: random.Random, source: str = BASIC) -> Voucher:
    lines = _drawn(row["lines"], row.get("step", 0), dice)
    total = sum(fen for _, fen in lines)
    return posting(
        day, summary, [*lines, (source, -total)], party=_who(row),
        receipt=row.get("receipt", "增值税发票"), project=row.get("project", ""),
    )  # fmt: skip


def _every_month(calendar: Calendar, dice: random.Random) -> Iterator[Voucher]:
    table = content("books")
    for month in calendar.months:
        words = f"{month.month}月"
        made = [
            _paid(row, workday(day_in(month, row["day"])), row["summary"].format(month=words), dice)
            for row in table["monthly"]
        ]
        for summary, payable, cost, pay in table["payroll"].values():
            named = summary.format(month=words)
            total = sum(pay) * 100
            day = workday(day_in(month, 27))
            due = [(payable, yuan * 100) for yuan in pay]
            made.append(posting(day, named.replace("发放", "计提"), [(cost, total), (payable, -total)], order=3))
            paid = posting(day, named, [(BASIC, -total), *due], receipt="工资发放表", party="见发放表", order=4)
            for line, post in zip(paid.lines[1:], table["pay_posts"].get(payable, ()), strict=False):
                line.summary = f"{named}：{post}"
            made.append(paid)
        yield from (voucher for voucher in made if voucher.day <= calendar.today)


def _every_year(calendar: Calendar, dice: random.Random) -> Iterator[Voucher]:
    groups = content("names")["groups"]
    for row in content("books")["yearly"]:
        month = next(m for m in calendar.months if m.month == row["month"])
        day = workday(day_in(month, row["day"]))
        for group in groups if row.get("each_group") else [""]:
            voucher = _paid(row, day, row["summary"].format(group=group), dice)
            voucher.party = voucher.party or f"{group}组（名单在村部）"
            if day <= calendar.today:
                yield voucher


def _quarters(calendar: Calendar, dice: random.Random) -> Iterator[Voucher]:
    """Yield what comes and goes by quarters: running-cost subsidy, interest, lost-work subsidies, tax."""
    for month in calendar.months:
        words = QUARTER_NAMES[(month.month - 1) // 3]
        base, own = dice.randint(460_00, 690_00), dice.randint(120_00, 210_00)
        tax, days = dice.randint(2_600_00, 3_300_00), dice.randint(*_LOST_WORK_DAYS)
        made: list[Voucher] = []
        if month.month % 3 == 0:
            lost = days * 150_00
            made += [
                posting(day_in(month, 21), f"{words}存款利息", [(BASIC, base), (SPECIAL, own), ("50401", -base - own)],
                        party=party("bank"), receipt="银行回单", order=1),
                posting(workday(day_in(month, 28)), f"计提{words}房产税和增值税", [("51201", tax), ("214", -tax)]),
                posting(workday(day_in(month, 26)), f"发放{words}误工补贴（{days}天，每天150元）",
                        [("51305", lost), (BASIC, -lost)], party="见发放表", receipt="误工补贴发放表"),
            ]  # fmt: skip
        if month.month % 3 == 1:
            before = QUARTER_NAMES[(month.month - 2) % 12 // 3]
            made += [
                posting(workday(day_in(month, 9)), f"收到{words}村级运转经费补助", [(BASIC, _SUBSIDY), ("503", -_SUBSIDY)],
                        party=party("finance_office"), receipt="银行回单", order=1),
                posting(workday(day_in(month, 13)), f"缴纳{before}税费", [("214", 1_800_00), (BASIC, -1_800_00)],
                        party="临岚县税务所栖禾分所", receipt="完税凭证"),
            ]  # fmt: skip
        yield from (voucher for voucher in made if voucher.day <= calendar.today)


def _dividends(people: People, decisions: Decisions) -> Iterator[Voucher]:
    """Yield the distribution that the members' assembly decided: one voucher for all, then one a group."""
    decided = decisions.resolution("dividend")
    each = int(decided.row["per_member"]) * 100
    day = decided.day + timedelta(days=14)
    whole = decided.amount or 0
    yield posting(day, "集体收益分配", [("32201", whole), ("11301", -whole)], resolution=decided.number)
    for group in range(1, len(content("names")["groups"]) + 1):
        fen = each * sum(p.member and p.group == group for p in people.everyone)
        yield posting(
            workday(day + timedelta(days=5)), f"发放{people.group_name(group)}组成员分红",
            [("11301", fen), (BASIC, -fen)],
            party=f"{people.group_name(group)}组（名单在村部）", receipt="分红发放表", resolution=decided.number,
        )  # fmt: skip


def _depreciation(calendar: Calendar, assets: list[Asset]) -> Iterator[Voucher]:
    for month in calendar.months[:-1]:
        after = month_start(month, 1)
        held = [a for a in assets if a.fixed and not (a.changed_on and a.changed_on < month)]
        used = sum(a.depreciation(after) - a.depreciation(month) for a in held if a.operating)
        own = sum(a.depreciation(after) - a.depreciation(month) for a in held if not a.operating)
        yield posting(
            month_end(month), f"计提{month.month}月折旧",
            [(_OPERATING_SHARE, used), (_OWN_SHARE, own), ("152", -used - own)], order=6,
        )  # fmt: skip


def _scrapped(calendar: Calendar, assets: list[Asset], numbers: dict[str, str]) -> Iterator[Voucher]:
    for a in assets:
        if a.changed_on:
            gone = a.depreciation(calendar.today)
            yield posting(
                a.changed_on, f"{a.name}报废", [("152", gone), ("51502", a.value - gone), ("15101", -a.value)],
                resolution=numbers[f"resolution/{a.changed_by}"],
            )  # fmt: skip


def _meals(calendar: Calendar, dice: random.Random) -> Iterator[Voucher]:
    """Yield what old people pay for their meals, in cash, and the way to the bank on the same day."""
    for month in calendar.months:
        day = workday(day_in(month, 24))
        fen = dice.randint(1_960, 2_480) * 100
        if day <= calendar.today:
            yield posting(day, f"收{month.month}月助餐点餐费", [(CASH, fen), ("50402", -fen)], party=party("canteen"),
                          receipt="村集体收款收据", project="老年助餐", order=1)  # fmt: skip
            yield posting(day, "餐费现金存入银行", [(BASIC, fen), (CASH, -fen)], party=party("bank"),
                          receipt="银行回单", order=2)  # fmt: skip


def _cash_day(month: date) -> date:
    """Return the first working day of the month, on which cash on hand is filled up."""
    return month if month.weekday() < 5 else month + timedelta(days=7 - month.weekday())  # noqa: PLR2004


def _small_things(calendar: Calendar, count: int, dice: random.Random) -> list[Voucher]:
    """Return `count` small vouchers, spread evenly over the year; cash is paid as far as a month's cash reaches."""
    rows = content("books")["small"]
    by_bank = [row for row in rows if not row.get("cash")]
    first = calendar.start + timedelta(days=4)
    span = max((calendar.today - first).days, 1)
    spent: dict[tuple[int, int], int] = {}
    made: list[Voucher] = []
    for place in range(count):
        day = min(workday(first + timedelta(days=place * span // count)), calendar.today)
        row = rows[dice.randrange(len(rows))]
        month = (day.year, day.month)
        # On the days before cash is filled up, and when it is spent, the bank pays.
        if row.get("cash") and (day <= _cash_day(day.replace(day=1)) or spent.get(month, 0) > _CASH_A_MONTH):
            row = by_bank[dice.randrange(len(by_bank))]
        while any(v.summary == row["summary"] and (day - v.day).days <= 7 for v in made[-12:]):  # noqa: PLR2004
            row = by_bank[dice.randrange(len(by_bank))]
        made.append(_small(row, day, dice))
        if row.get("cash"):
            spent[month] = spent.get(month, 0) + made[-1].size
    return made


def _small(row: dict[str, Any], day: date, dice: random.Random) -> Voucher:
    if row.get("income"):
        ((account, fen),) = _drawn(row["lines"], 0, dice)
        return posting(day, row["summary"], [(BASIC, fen), (account, -fen)], party=_who(row),
                       receipt="村集体收款收据", order=1)  # fmt: skip
    return _paid(row, day, row["summary"], dice, CASH if row.get("cash") else BASIC)


def _withdrawals(books: Books) -> list[Voucher]:
    """Return the fillings of cash on hand, one a month, each up to the same float."""
    made = []
    held = books.opening[CASH]
    by_day: Callable[[Voucher], tuple[date, int]] = lambda voucher: (voucher.day, voucher.order)  # noqa: E731
    moves = sorted((v for v in books.vouchers if v.in_cash), key=by_day)
    for month in books.calendar.months:
        day = _cash_day(month)
        if day > books.calendar.today:
            break
        need = max((_FLOAT_OF_CASH - held) // 100_00 * 100_00, 100_00)
        made.append(
            posting(
                day,
                "提取备用金",
                [(CASH, need), (BASIC, -need)],
                party=party("bank"),
                receipt="银行回单",
                order=0,
            )
        )
        held += need
        after = _cash_day(month_start(month, 1))
        held += sum(
            line.debit - line.credit for v in moves if day <= v.day < after for line in v.lines if line.account == CASH
        )
    return made


def _sign(books: Books, people: People) -> None:
    """Put the names under every voucher: who handled it, who saw it, who approved."""
    dice = chance("signs")
    handlers = [people.the(CLERK).name, *(p.name for p in people.holding(MEMBER))]
    witnesses = [people.the(DEPUTY).name, people.the(OVERSIGHT_CHAIR).name]
    director, secretary = people.the(DIRECTOR).name, people.the(SECRETARY).name
    for voucher in books.vouchers:
        tier = voucher.tier()
        approver = "" if tier is None else director if tier == 1 else f"{director}、{secretary}"
        voucher.signs = (dice.choice(handlers), dice.choice(witnesses) if tier else "", approver)
