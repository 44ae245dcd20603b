"""600 vouchers of a year that balance: tied to contracts, decisions and projects, with what stood before them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .content import content
from .days import Calendar, month_end
from .sheets import Cell, Sheet

VOUCHERS = 600
_A_MONTH = VOUCHERS // 12
CASH, BASIC, SPECIAL = "101", "10201", "10202"
MONEY = frozenset({CASH, BASIC, SPECIAL})
_PLACES = {CASH: "现金", BASIC: "基本户", SPECIAL: "专户"}
_PROFIT = "5"
_TIERS = ((2_000_00, 1), (10_000_00, 2), (50_000_00, 3))
_CLOSED_AFTER = 5


@dataclass
class Line:
    """One line: an account, and fen on one side."""

    account: str
    debit: int = 0
    credit: int = 0
    summary: str = ""

    @property
    def name(self) -> str:
        """The account's name."""
        return str(content("books")["accounts"][self.account])


@dataclass
class Voucher:
    """One voucher, numbered when the year is whole."""

    day: date
    summary: str
    lines: list[Line]
    party: str = ""
    receipt: str = ""
    project: str = ""
    contract: str = ""
    resolution: str = ""
    remark: str = ""
    order: int = 5  # among those of one day: money comes before it goes
    number: str = ""
    signs: tuple[str, str, str] = ("", "", "")  # 经手人, 证明人, 审批人

    @property
    def moved(self) -> int:
        """What it brought into cash and bank together, in fen; negative where it took out."""
        return sum(line.debit - line.credit for line in self.lines if line.account in MONEY)

    @property
    def size(self) -> int:
        """Its sum of debits, in fen."""
        return sum(line.debit for line in self.lines)

    @property
    def place(self) -> str:
        """Where its money lies; a transfer stands where it comes from."""
        for line in sorted(self.lines, key=lambda line: -line.credit):
            if line.account in MONEY:
                return _PLACES[line.account]
        return ""

    @property
    def in_cash(self) -> bool:
        """Whether it moves cash on hand."""
        return any(line.account == CASH for line in self.lines)

    def tier(self) -> int | None:
        """Return who had to approve a payment: 1 the director, up to 4 the assembly."""
        if self.moved >= 0:
            return None
        return next((tier for limit, tier in _TIERS if -self.moved <= limit), 4)


@dataclass(frozen=True)
class Month:
    """A month of cash and bank together, in fen."""

    first: date
    opening: int
    income: int
    expense: int

    @property
    def closing(self) -> int:
        """What is there at its end."""
        return self.opening + self.income - self.expense


@dataclass
class Books:
    """The year: what stood before it, its vouchers, its closed months."""

    calendar: Calendar
    opening: dict[str, int]
    vouchers: list[Voucher] = field(default_factory=list)

    def months(self) -> list[Month]:
        """Return the months, each with its opening and closing."""
        found, running = [], sum(self.opening[account] for account in MONEY)
        for first in self.calendar.months:
            moved = [v.moved for v in self.vouchers if (v.day.year, v.day.month) == (first.year, first.month)]
            month = Month(first, running, sum(m for m in moved if m > 0), -sum(m for m in moved if m < 0))
            running = month.closing
            found.append(month)
        return found

    def balances(self, day: date) -> dict[str, int]:
        """Return what every account held at the end of `day`, debit positive, in fen."""
        held: dict[str, int] = defaultdict(int, self.opening)
        for voucher in self.vouchers:
            if voucher.day <= day:
                for line in voucher.lines:
                    held[line.account] += line.debit - line.credit
        return held

    def debits(self, prefix: str, since: date, until: date) -> int:
        """Return what was posted to the debit of the accounts below `prefix`, in fen."""
        return sum(
            line.debit
            for voucher in self.vouchers
            if since <= voucher.day <= until
            for line in voucher.lines
            if line.account.startswith(prefix)
        )

    def closed(self) -> list[tuple[date, date]]:
        """Return the months that are closed, each with the day on which that was done."""
        found = []
        for first in self.calendar.months[:-1]:
            done = month_end(first).toordinal() + _CLOSED_AFTER
            if done <= self.calendar.today.toordinal():
                found.append((first, date.fromordinal(done)))
        return found


def posting(day: date, summary: str, lines: Iterable[tuple[str, int]], **facts: str | int) -> Voucher:
    """Return a voucher of lines (account, fen): positive is debit, negative credit."""
    made = [Line(account, max(fen, 0), max(-fen, 0)) for account, fen in lines]
    return Voucher(day, summary, made, **facts)  # type: ignore[arg-type]


def opening_balances(calendar: Calendar, fixed: dict[str, int]) -> dict[str, int]:
    """Return the opening balances in fen, debit positive: of ``books.toml``, of the registers, of the months before.

    `fixed` gives what follows from the registers. The income not yet distributed makes both sides equal.
    """
    table = content("books")
    held = {account: _fen(text) for account, text in table["opening"].items()}
    for account, fen in fixed.items():
        held[account] = held.get(account, 0) + fen
    months = calendar.start.month - 1
    for account, text in table["before"].items():
        sign = -1 if account < "511" else 1
        if months:
            held[account] = sign * _fen(text) * months
    held["32202"] = -sum(held.values())
    return held


def year_end(books: Books, december: date) -> list[Voucher]:
    """Return the vouchers that close income and expense into the year's result, and that into what is distributed."""
    day = month_end(december)
    held = books.balances(day)
    income = [(account, -fen) for account, fen in sorted(held.items()) if account[0] == _PROFIT and fen < 0]
    spent = [(account, -fen) for account, fen in sorted(held.items()) if account[0] == _PROFIT and fen > 0]
    total, cost = sum(fen for _, fen in income), -sum(fen for _, fen in spent)
    result = total - cost
    return [
        posting(day, "结转本年收入", [*income, ("32101", -total)], order=7),
        posting(day, "结转本年支出", [("32101", cost), *spent], order=8),
        posting(day, "结转本年收益", [("32101", result), ("32202", -result)], order=9),
    ]


def number_vouchers(books: Books) -> None:
    """Sort the vouchers by day and number them from 1 in each year; the months before the first have theirs."""
    books.vouchers.sort(key=lambda voucher: (voucher.day, voucher.order, voucher.summary, voucher.party))
    start = books.calendar.start
    counts: Counter[int] = Counter({start.year: (start.month - 1) * _A_MONTH})
    for voucher in books.vouchers:
        counts[voucher.day.year] += 1
        voucher.number = f"记-{counts[voucher.day.year]:04d}"


def _fen(text: str) -> int:
    return int(Decimal(text) * 100)


_COLUMNS = (
    "凭证号", "日期", "账户", "摘要", "科目代码", "科目名称", "借方", "贷方", "对方", "经手人", "证明人", "审批人", "审批层级",
    "监委审核章", "票据种类", "附件数", "项目", "是否现金", "合同号", "决议号", "备注",
)  # fmt: skip
_TWO_LINES = (
    tuple(
        {"科目代码": "会计科目", "科目名称": "", "借方": "金额(元)", "贷方": ""}.get(name, name) for name in _COLUMNS
    ),
    tuple({"科目代码": "代码", "科目名称": "名称", "借方": "借方", "贷方": "贷方"}.get(name, "") for name in _COLUMNS),
)
_GROUPED = {4: (0, 4, 0, 5), 6: (0, 6, 0, 7)}


def voucher_sheets(books: Books) -> tuple[Sheet, Sheet]:
    """Return the first half of the year with headers of two lines, and the second half as a plain export."""
    middle = books.calendar.months[6]
    first = [row for v in books.vouchers if v.day < middle for row in _rows(v)]
    second = [row for v in books.vouchers if v.day >= middle for row in _rows(v)]
    spans = [_GROUPED.get(column, (0, column, 1, column)) for column in range(len(_COLUMNS)) if column not in (5, 7)]
    return (
        Sheet("凭证", ("云溪村记账凭证明细(村账镇代理导出)",), _TWO_LINES, first, spans),
        Sheet("凭证", (), (_COLUMNS,), [[_grouped(cell) for cell in row] for row in second]),
    )


def _rows(voucher: Voucher) -> Iterable[list[Cell]]:
    paid = voucher.moved < 0
    for line in voucher.lines:
        yield [
            voucher.number, voucher.day, voucher.place, line.summary or voucher.summary, line.account, line.name,
            Decimal(line.debit).scaleb(-2) if line.debit else None,
            Decimal(line.credit).scaleb(-2) if line.credit else None,
            voucher.party, *voucher.signs, voucher.tier(), "已审核" if paid else "", voucher.receipt,
            1 + voucher.size // 5_000_00 % 4, voucher.project, "是" if voucher.in_cash else "否",
            voucher.contract, voucher.resolution, voucher.remark,
        ]  # fmt: skip


def _grouped(cell: Cell) -> Cell:
    return f"{cell:,.2f}" if isinstance(cell, Decimal) else cell


def opening_sheet(books: Books) -> Sheet:
    """Return the opening balances, each on its side."""
    names = content("books")["accounts"]
    rows: list[list[Cell]] = [
        [
            int(account), names[account],
            Decimal(fen).scaleb(-2) if fen > 0 else None, Decimal(-fen).scaleb(-2) if fen < 0 else None,
        ]
        for account, fen in sorted(books.opening.items())
        if fen
    ]  # fmt: skip
    titles = ("期初余额表", f"启用日期：{books.calendar.start}  金额单位：元")
    return Sheet("期初余额", titles, (("科目代码", "科目名称", "期初借方", "期初贷方"),), rows)


def closings_sheet(books: Books) -> Sheet:
    """Return the closed months."""
    rows = [(f"{first:%Y-%m}", done) for first, done in books.closed()]
    return Sheet("结账", (), (("期间", "结账日期"),), rows)
