"""Reading what the explaining pages say. Amounts in fen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from village_board.accounts.ageing import ageing
from village_board.accounts.chart import MONEY, chart, first_level
from village_board.accounts.explained import (
    DebtRow,
    MonthBars,
    Overview,
    Pay,
    RentDue,
    Use,
    Uses,
    overview,
    pay_of,
    uses_of,
)
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.plan_service import all_arrears
from village_board.accounts.spending import Spending
from village_board.data_files import data_path
from village_board.desk import Records
from village_board.limits.service import limits_of
from village_board.text.party import public_party

#: wages payable (应付工资), and how the account for officials' pay is named below 513.
WAGES, PAY_WORD, MANAGEMENT = "212", "报酬", "513"


def years(records: Records) -> list[int]:
    """Return the years of which the books have vouchers, the newest first."""
    return sorted({int(month[:4]) for month in Ledger(records).months}, reverse=True)


def overview_of(records: Records, year: int) -> Overview:
    """Return the three numbers and the months of a year; this year's balance is today's."""
    ledger = Ledger(records)
    flows = ledger.flows()
    bars = [MonthBars(month, flows[month][0], flows[month][1]) for month in ledger.months]
    last = min(date(year, 12, 31), max(records.today, date(year, 1, 1)))
    held = ledger.balances(last)
    return overview(year, bars, sum(fen for code, fen in held.items() if first_level(code) in MONEY))


def uses_in(records: Records, year: int) -> Uses:
    """Return what the money of a year was used for; its sum is the year's spending."""
    return uses_between(records, *_months(year))


def uses_between(records: Records, first: str, last: str) -> Uses:
    """Return what the money of the months from `first` to `last` was used for; its sum is what they spent."""
    ledger, limits = Ledger(records), limits_of(records)
    found: dict[str, Use] = {}
    for account, fen in Spending(records, first, last).by_account().items():
        use = _use(ledger, account)
        found[use.key] = Use(use.key, use.name, use.name_en, found.get(use.key, use).amount + fen)
    return uses_of(
        found,
        largest=limits.count("explained.largest_uses"),
        most_percent=limits.count("explained.other_percent"),
    )


def uses_vouchers(records: Records, year: int, key: str) -> list[Voucher]:
    """Return the public vouchers of a year that spent money for the use with this key, by day."""
    ledger, spending = Ledger(records), Spending(records, *_months(year))
    mine = [account for account in spending.by_account() if _use(ledger, account).key == key]
    return [one for one in spending.vouchers(mine) if one.public]


def rents_due(records: Records) -> list[RentDue]:
    """Return the contracts that bring money in, those most in arrears first."""
    return list(records.remembered(rents_due, lambda: tuple(_rents(records))))


def _rents(records: Records) -> Iterator[RentDue]:
    for one in all_arrears(records):
        if one.due:
            named = (one.contract.id, one.contract.name, one.contract.party_b)
            yield RentDue(*named, one.due, one.paid, one.lacking, one.days)


def debts_of(records: Records) -> tuple[list[DebtRow], list[DebtRow]]:
    """Return what the village is owed and what it owes, each the oldest first; persons' names are masked."""
    rows = records.remembered(debts_of, lambda: _debts(records))
    owes = [DebtRow(one.party, one.account, -one.amount, one.since, one.from_opening) for one in rows if one.amount < 0]
    return [one for one in rows if one.amount > 0], owes


def _debts(records: Records) -> tuple[DebtRow, ...]:
    names = Ledger(records).names
    return tuple(
        DebtRow(
            public_party(debt.counterparty),
            _own_name(names, debt.account),
            debt.amount,
            debt.since,
            debt.from_opening,
        )
        for debt in ageing(records)
    )


def pay_in(records: Records, year: int) -> Pay:
    """Return the pay of officials in a year, by post."""
    return records.remembered((pay_in, year), lambda: _pay(records, year))


def _pay(records: Records, year: int) -> Pay:
    ledger = Ledger(records)
    accounts = [code for code, name in ledger.names.items() if code.startswith(MANAGEMENT) and PAY_WORD in name]
    vouchers = Spending(records, *_months(year)).posted((*accounts, WAGES))
    return pay_of(vouchers, accounts, WAGES, _posts())


def receptions_in(records: Records, year: int) -> list[Voucher]:
    """Return the public vouchers of a year that have words of a reception (招待); there should be none."""
    return [one for one in Spending(records, *_months(year)).receptions() if one.public]


def _own_name(names: Mapping[str, str], account: str) -> str:
    """Return what an account is called in the village: its own name without that of the chart above it."""
    name = names.get(account) or names.get(first_level(account), account)
    return name.partition("-")[2] or name


def _months(year: int) -> tuple[str, str]:
    return f"{year:04d}-01", f"{year:04d}-12"


def _use(ledger: Ledger, account: str) -> Use:
    """Return the use for which money is paid against an account, without an amount."""
    top = first_level(account)
    if (group := _groups().get(top)) is not None:
        return group
    known = chart().find(account)
    if known is None:
        return Use(account or "?", account or "未写明用途", account or "not said", 0)
    own = ledger.name(account).partition("-")[2]
    return Use(account, own or known.name, own or known.name_en, 0)


@cache
def _groups() -> dict[str, Use]:
    rows = tomllib.loads(data_path("statements", "uses.toml").read_text(encoding="utf-8"))["use"]
    return {code: Use("+".join(row["accounts"]), row["zh"], row["en"], 0) for row in rows for code in row["accounts"]}


@cache
def _posts() -> dict[str, str]:
    """Return the posts by each way to write them, the longest first, so that a deputy is not taken for the director."""
    rows = tomllib.loads(data_path("posts.toml").read_text(encoding="utf-8"))["post"]
    known = {name: str(row["name"]) for row in rows for name in (row["name"], *row["aliases"])}
    return dict(sorted(known.items(), key=lambda one: (-len(one[0]), one[0])))
