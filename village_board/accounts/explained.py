"""The accounts explained to villagers: a few numbers, and what stands behind each. Pure; amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from village_board.accounts.kept import is_carrying
from village_board.accounts.model import Voucher
from village_board.base.message import Message, say
from village_board.base.money import Fen

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class MonthBars:
    """A month's income and spending."""

    month: str
    income: int
    expense: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The three big numbers of a year, and its months, the earliest first."""

    year: int
    income: int
    expense: int
    balance: int
    months: tuple[MonthBars, ...]

    @property
    def sentence(self) -> Message:
        """One plain sentence."""
        if not self.months:
            return say("{year}: no voucher is recorded yet.", year=str(self.year))
        more = self.income - self.expense
        facts = {
            "year": str(self.year),
            "income": Fen(self.income),
            "expense": Fen(self.expense),
            "more": Fen(abs(more)),
        }
        if more < 0:
            return say("In {year}, {more} more was spent than came in.", **facts)
        if more == 0:
            return say("In {year} as much was spent as came in.", **facts)
        return say("In {year}, {more} more came in than was spent.", **facts)

    @property
    def largest(self) -> int:
        """The largest amount of any month: the end of the scale, which begins at nothing."""
        return max((max(one.income, one.expense) for one in self.months), default=0)


@dataclass(frozen=True, slots=True)
class Use:
    """What money was used for: `key` is an account's code or a group's, `name` is in the village's words."""

    key: str
    name: str
    name_en: str
    amount: int


@dataclass(frozen=True, slots=True)
class Uses:
    """What was spent, by use, the largest first; `other` are those too small for a bar of their own.

    `listed` says that they are more than the limit together, and must be shown one by one.
    """

    total: int
    rows: tuple[Use, ...]
    other: tuple[Use, ...] = ()
    listed: bool = False

    @property
    def other_amount(self) -> int:
        """What the small ones come to."""
        return sum(one.amount for one in self.other)


@dataclass(frozen=True, slots=True)
class RentDue:
    """A contract that brings money in: due by today, paid, late in all, and for how many days the oldest part."""

    contract: str  # its id
    name: str
    party: str
    due: int
    paid: int
    arrears: int
    days_late: int


@dataclass(frozen=True, slots=True)
class DebtRow:
    """One debt: with whom (masked), on which account, how much, since when."""

    party: str
    account: str
    amount: int
    since: date
    from_opening: bool


@dataclass(frozen=True, slots=True)
class PostPay:
    """What was paid for one post (职务), never for one person."""

    post: str
    amount: int


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay of officials in a year: by post where the books say the post, and what they do not split.

    `accrued` is what was booked as its expense.
    """

    accrued: int
    posts: tuple[PostPay, ...]
    unsplit: int


def overview(year: int, months: Iterable[MonthBars], balance: int) -> Overview:
    """Return the year's three numbers; `balance` is what is there at its end, or today."""
    mine = tuple(one for one in months if one.month.startswith(f"{year:04d}-"))
    return Overview(year, sum(one.income for one in mine), sum(one.expense for one in mine), balance, mine)


def uses_of(spent: Mapping[str, Use], *, largest: int, most_percent: int, most_rows: int = 12) -> Uses:
    """Return the uses, the largest first, with what is small put together as "other".

    Other stays at or below `most_percent` of all: further uses get a bar of their own until it does. Where that would
    take more than `most_rows` bars, other is shown with its list.
    """
    ordered = sorted((one for one in spent.values() if one.amount > 0), key=lambda one: (-one.amount, one.key))
    total = sum(one.amount for one in ordered)
    count = min(largest, len(ordered))

    def is_small(at: int) -> bool:
        return sum(one.amount for one in ordered[at:]) * _WHOLE <= most_percent * total

    while count < min(most_rows, len(ordered)) and not is_small(count):
        count += 1
    if len(ordered) - count == 1:
        count += 1  # one use alone is not "other"
    return Uses(total, tuple(ordered[:count]), tuple(ordered[count:]), listed=not is_small(count))


def pay_of(vouchers: Iterable[Voucher], accounts: Sequence[str], payable: str, posts: Mapping[str, str]) -> Pay:
    """Return the pay of officials among `vouchers`, by post.

    Args:
        vouchers: those of a year.
        accounts: codes of the expense accounts for it (干部报酬).
        payable: the account over which it is paid (212 应付工资).
        posts: the names of posts by each way to write them, the longest first.
    """
    accrued = unsplit = 0
    by_post: dict[str, int] = {}
    for voucher in vouchers:
        if is_carrying(voucher.lines):
            continue
        for line in voucher.lines:
            booked = any(line.account.startswith(code) for code in accounts)
            amount = line.debit - line.credit
            accrued += amount if booked else 0
            if not amount or not (booked or line.account.startswith(payable)) or not _moves_money(voucher):
                continue
            post = next((name for said, name in posts.items() if said in f"{line.summary} {line.account_name}"), "")
            if post:
                by_post[post] = by_post.get(post, 0) + amount
            else:
                unsplit += amount
    rows = tuple(PostPay(post, fen) for post, fen in sorted(by_post.items(), key=lambda one: (-one[1], one[0])))
    return Pay(accrued, rows, unsplit)


def _moves_money(voucher: Voucher) -> bool:
    return bool(voucher.money_in or voucher.money_out)
