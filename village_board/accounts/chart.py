"""The chart of accounts (财会〔2023〕14号): 42 first-level accounts, from ``data/chart_of_accounts.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from village_board.data_files import data_path

_FIRST_LEVEL = 3
#: cash on hand and bank deposits: what moves between them is neither income nor expense.
CASH, BANK = "101", "102"
MONEY = frozenset({CASH, BANK})
#: income of the year and its distribution: where income and expense are carried.
EQUITY_RESULT = frozenset({"321", "322"})
#: reserve and public-welfare fund (公积公益金).
RESERVE = "311"
#: earmarked funds payable (专项应付款).
EARMARKED_FUNDS = "241"


class AccountClass(StrEnum):
    """What an account counts."""

    ASSET = "asset"
    CONTRA_ASSET = "contra_asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    COST = "cost"
    INCOME = "income"
    EXPENSE = "expense"


#: classes that tell what a year earned and cost.
RESULT = frozenset({AccountClass.INCOME, AccountClass.EXPENSE})


class Side(StrEnum):
    """The side on which an account's balance normally stands."""

    DEBIT = "debit"
    CREDIT = "credit"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Account:
    """A first-level account (一级科目)."""

    code: str
    name: str
    name_en: str
    account_class: AccountClass
    normal_side: Side


class Chart:
    """The first-level accounts, found by the code or name of any account below them."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self._by_code: Mapping[str, Account] = {account.code: account for account in accounts}
        self._by_name = {account.name: account for account in self}

    def __iter__(self) -> Iterator[Account]:
        """Yield the accounts in the official order."""
        return iter(self._by_code.values())

    def __len__(self) -> int:
        """Return how many first-level accounts there are."""
        return len(self._by_code)

    def find(self, code: str) -> Account | None:
        """Return the first-level account to which `code` belongs, or None.

        `code` is digits only, two for each further level: ``501``, ``50101``, ``5010102``.
        """
        if len(code) % 2 == 0 or not (code.isascii() and code.isdecimal()):
            return None
        return self._by_code.get(code[:_FIRST_LEVEL])

    def named(self, name: str) -> Account | None:
        """Return the first-level account of this name, or None."""
        return self._by_name.get(name)


@cache
def chart() -> Chart:
    """Return the shipped chart."""
    rows = tomllib.loads(data_path("chart_of_accounts.toml").read_text(encoding="utf-8"))["account"]
    return Chart(
        Account(row["code"], row["name"], row["name_en"], AccountClass(row["class"]), Side(row["normal_side"]))
        for row in rows
    )


def first_level(code: str) -> str:
    """Return the first-level part of an account's code."""
    return code[:_FIRST_LEVEL]
