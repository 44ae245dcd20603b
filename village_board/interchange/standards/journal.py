"""The books as plain-text accounting has them: accounts in a tree, entries, balances that were computed here. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from village_board.accounts.chart import AccountClass, chart

#: money and mu; every other commodity is a thing of the register of assets.
MONEY, AREA = "CNY", "MU"
#: characters of one name within an account.
_LONGEST = 60
_ROOTS: Mapping[AccountClass, str] = {
    AccountClass.ASSET: "Assets",
    AccountClass.CONTRA_ASSET: "Assets",
    AccountClass.COST: "Assets",  # 401 stands among the stores (存货) on the balance sheet
    AccountClass.LIABILITY: "Liabilities",
    AccountClass.EQUITY: "Equity",
    AccountClass.INCOME: "Income",
    AccountClass.EXPENSE: "Expenses",
}
_UNKNOWN = "Equity:Unknown"


@dataclass(frozen=True, slots=True)
class Post:
    """One line of an entry: an account, how much of what (debit above nothing), and its own words."""

    account: str
    amount: Decimal
    commodity: str = MONEY
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened on a day.

    Attributes:
        on: its day.
        number: the voucher's, or "".
        payee: whom it concerns, as the public may know it.
        summary: what it was for.
        posts: its lines, which come to nothing in every commodity.
        settled: whether nobody has to look at it any more.
        facts: names in ASCII with what they say, such as the number of the resolution.
        links: short codes of the records that it leads to.
        tags: words in ASCII.
    """

    on: date
    number: str
    payee: str
    summary: str
    posts: tuple[Post, ...]
    settled: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What an account held at the end of a day by our own computation: alone, and with all below it."""

    on: date
    account: str
    alone: Decimal
    together: Decimal


@dataclass(frozen=True, slots=True)
class Commodity:
    """Something that is counted: its symbol, the day from which it is there, its name and what else is said of it."""

    symbol: str
    since: date
    name: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Journal:
    """The books as a whole; `unnamed` and `balances` are the words for no payee and for a month's end."""

    title: str
    unnamed: str
    balances: str
    accounts: Mapping[str, date]
    commodities: tuple[Commodity, ...]
    entries: tuple[Entry, ...]
    held: tuple[Held, ...]


def opened(entries: Iterable[Entry]) -> dict[str, date]:
    """Return the accounts of `entries` with the first day of each, in the order of their names."""
    first: dict[str, date] = {}
    for entry in entries:
        for post in entry.posts:
            first[post.account] = min(entry.on, first.get(post.account, entry.on))
    return dict(sorted(first.items()))


def yuan_of(fen: int) -> Decimal:
    """Return `fen` in yuan, with two places."""
    return Decimal(fen).scaleb(-2)


def account_path(code: str, names: Mapping[str, str]) -> str:
    """Return the account of `code` as a path, each level with its code: ``Assets:102银行存款:10201基本户``.

    Args:
        code: of the chart, or below it.
        names: the village's own accounts by code.
    """
    top = chart().find(code)
    if top is None:
        return f"{_UNKNOWN}:{component(code)}"
    below = [code[:end] for end in range(len(top.code) + 2, len(code) + 1, 2)]
    levels = [f"{top.code}{component(top.name)}", *(f"{one}{component(names.get(one, ''))}" for one in below)]
    return ":".join((_ROOTS[top.account_class], *levels))


def component(text: str) -> str:
    """Return `text` as a part of an account's name: letters and digits only, a hyphen where others stood."""
    seen = (char for char in unicodedata.normalize("NFC", text) if not _is_mark(char))
    kept = "".join(char if _is_letter(char) else " " for char in seen)
    return "-".join(kept.split())[:_LONGEST].rstrip("-")


def one_line(text: str) -> str:
    """Return `text` without line ends, double spaces or anything that is no text."""
    seen = "".join(char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs", "Cn"))
    return " ".join(seen.split())


def _is_letter(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] == "L" or category == "Nd"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"
