"""The layouts of the statements and the age bands, from ``data/statements``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from village_board.accounts.chart import AccountClass, Side
from village_board.data_files import data_path

#: layouts that are filled from the ledger, and one for old data.
BALANCE_SHEET, INCOME, INCOME_2004 = "balance_sheet", "income", "income_2004"


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One line of a statement: from accounts, from a figure that no account holds, or the sum of other lines."""

    key: str
    zh: str
    en: str
    accounts: tuple[str, ...] = ()
    classes: frozenset[AccountClass] = frozenset()
    side: Side = Side.DEBIT
    part: Side | None = None
    named: tuple[str, ...] = ()
    figure: str = ""
    sum: tuple[str, ...] = ()
    total: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A statement's lines. Where its wording is not the official form's, `official` is False and the sheet says so."""

    key: str
    zh: str
    en: str
    lines: tuple[LayoutLine, ...]
    official: bool = False


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Debts up to so many months old; None: without an end."""

    key: str
    zh: str
    en: str
    months: int | None = None


@cache
def layout(key: str) -> Layout:
    """Return the layout of a statement: `BALANCE_SHEET`, `INCOME` or `INCOME_2004`."""
    read = _read(key)
    return Layout(read["key"], read["zh"], read["en"], tuple(map(_line, read["line"])), read["official"])


@cache
def age_bands() -> tuple[AgeBand, ...]:
    """Return the age bands, the youngest first."""
    return tuple(AgeBand(**band) for band in _read("ageing")["band"])


@cache
def aged_accounts() -> Mapping[str, Side]:
    """Return the first-level accounts of receivables and payables with the side on which they are owed."""
    return {row["code"]: Side(row["side"]) for row in _read("ageing")["account"]}


def _line(row: Mapping[str, Any]) -> LayoutLine:
    given = {**row, "side": Side(row.get("side", "debit"))}
    if "part" in row:
        given["part"] = Side(row["part"])
    given["classes"] = frozenset(map(AccountClass, row.get("classes", ())))
    for name in ("accounts", "named", "sum"):
        given[name] = tuple(row.get(name, ()))
    return LayoutLine(**given)


def _read(key: str) -> dict[str, Any]:
    return tomllib.loads(data_path("statements", f"{key}.toml").read_text(encoding="utf-8"))
