"""The statements as values: trial balance, balance sheet, income and distribution. Pure; amounts in fen.

A balance is one integer, positive where it stands on the debit side. No words are composed here: a line has its
labels from the layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from village_board.accounts.chart import Side, chart, first_level
from village_board.accounts.layouts import Layout, LayoutLine

Balances = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of a trial balance; `opening` and `closing` are positive on the debit side."""

    account: str
    name: str
    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        """What it holds at the end."""
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class Sides:
    """A sum of debits and a sum of credits that should be equal."""

    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """A trial balance (科目余额表) from the first to the last day of a period."""

    first: date
    last: date
    rows: tuple[AccountRow, ...]

    @property
    def opening(self) -> Sides:
        """The sums of the opening balances by their sides."""
        return _sides(row.opening for row in self.rows)

    @property
    def movement(self) -> Sides:
        """The sums of what was posted."""
        return Sides(sum(row.debit for row in self.rows), sum(row.credit for row in self.rows))

    @property
    def closing(self) -> Sides:
        """The sums of the closing balances by their sides."""
        return _sides(row.closing for row in self.rows)

    def first_level(self) -> TrialBalance:
        """Return the same for the accounts of the chart, each with all below it."""
        of: dict[str, list[AccountRow]] = {}
        for row in self.rows:
            of.setdefault(first_level(row.account), []).append(row)
        rows = tuple(_together(code, of[code]) for code in sorted(of))
        return TrialBalance(self.first, self.last, rows)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement with an amount for each of its columns."""

    key: str
    zh: str
    en: str
    amounts: tuple[int, ...]
    total: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: which layout, its columns (year_opening, closing; month, year), its lines."""

    layout: Layout
    first: date
    last: date
    columns: tuple[str, ...]
    lines: tuple[StatementLine, ...]

    def amount(self, key: str, column: int = -1) -> int:
        """Return the amount of a line, by default in the last column.

        Raises:
            KeyError: the layout has no such line.
        """
        for line in self.lines:
            if line.key == key:
                return line.amounts[column]
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills one column: balances by account, and the figures that no account holds."""

    column: str
    balances: Balances
    figures: Mapping[str, int]


def trial_balance(
    first: date, last: date, opening: Balances, moved: Mapping[str, Sides], names: Mapping[str, str]
) -> TrialBalance:
    """Return the trial balance of the accounts that held or moved something."""
    none = Sides(0, 0)
    rows = []
    for account in sorted({account for account, fen in opening.items() if fen} | moved.keys()):
        sides = moved.get(account, none)
        rows.append(AccountRow(account, names.get(account, ""), opening.get(account, 0), sides.debit, sides.credit))
    return TrialBalance(first, last, tuple(rows))


def fill(
    layout: Layout, first: date, last: date, fillings: Sequence[Filling], names: Mapping[str, str] | None = None
) -> Statement:
    """Return the statement of `layout`; `names` are those of the village's own accounts, for its lines "of which"."""
    columns = [_column(layout, filling, names or {}) for filling in fillings]
    lines = tuple(
        StatementLine(line.key, line.zh, line.en, tuple(column[line.key] for column in columns), line.total, line.level)
        for line in layout.lines
    )
    return Statement(layout, first, last, tuple(filling.column for filling in fillings), lines)


def _column(layout: Layout, filling: Filling, names: Mapping[str, str]) -> dict[str, int]:
    by_key = {line.key: line for line in layout.lines}
    amounts: dict[str, int] = {}

    def amount(key: str) -> int:
        if key not in amounts:
            line = by_key[key]
            if line.sum:
                amounts[key] = sum(-amount(part[1:]) if part[0] == "-" else amount(part) for part in line.sum)
            elif line.figure:
                amounts[key] = filling.figures.get(line.figure, 0)
            else:
                amounts[key] = _of_accounts(line, filling.balances, names)
        return amounts[key]

    for key in by_key:
        amount(key)
    return amounts


def _of_accounts(line: LayoutLine, balances: Balances, names: Mapping[str, str]) -> int:
    held = [fen for account, fen in balances.items() if _belongs(line, account, names)]
    if line.part is Side.DEBIT:
        held = [fen for fen in held if fen > 0]
    elif line.part is Side.CREDIT:
        held = [fen for fen in held if fen < 0]
    total = sum(held)
    return -total if line.side is Side.CREDIT else total


def _belongs(line: LayoutLine, account: str, names: Mapping[str, str]) -> bool:
    found = chart().find(first_level(account))
    if not account.startswith(line.accounts) and (found is None or found.account_class not in line.classes):
        return False
    return not line.named or any(word in names.get(account, "") for word in line.named)


def _sides(balances: Iterable[int]) -> Sides:
    debit = credit = 0
    for fen in balances:
        debit += max(fen, 0)
        credit += max(-fen, 0)
    return Sides(debit, credit)


def _together(code: str, rows: Sequence[AccountRow]) -> AccountRow:
    found = chart().find(code)
    return AccountRow(
        code,
        found.name if found else "",
        sum(row.opening for row in rows),
        sum(row.debit for row in rows),
        sum(row.credit for row in rows),
    )
