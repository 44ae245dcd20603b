"""Totals of the ledger, kept in the commit that writes the vouchers: a sheet never walks the books.

For every month (``2026-03``) and every year (``Y2026``) there is a row an account. `Keeping` is used by the desk
itself, so that no way of writing a voucher can pass it by. The rows are the machine's own bookkeeping: whoever
doubts them counts again (`accounts.ledger.recount`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from village_board.accounts.chart import EQUITY_RESULT, RESERVE, RESULT, chart, first_level
from village_board.accounts.model import Line, Voucher
from village_board.base.codec import from_json
from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import say

FIELDS = ("debit", "credit", "carried_debit", "carried_credit", "entries")
#: not accounts: money in and out of cash and bank together, and to whom the result went.
FLOW, TO_RESERVE, TO_MEMBERS, TO_OTHERS = "~flow", "~reserve", "~members", "~others"
#: the row that says that the totals are whole; a board from before they were kept has none.
STATE = "state"
_MEMBERS = frozenset({"113", "211", "101", "102"})

Amounts = tuple[int, int, int, int, int]
Totals = dict[tuple[str, str], Amounts]
NOTHING: Amounts = (0, 0, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class LedgerTotal(InternalRecord):
    """What a month or a year moved on an account, in fen.

    Attributes:
        carried_debit: of the debit, what only carried income and expense into the year's result (结转).
        carried_credit: the same of the credit.
        entries: lines; of `FLOW` vouchers.
    """

    KIND: ClassVar[Kind] = Kind(
        name="ledger_total",
        collection="ledger_totals",
        prefix="lt",
        label=say("total of the ledger"),
        fields={"period": str, "account": str, **dict.fromkeys(FIELDS, int)},
        indexes=(("period", "account", *FIELDS), ("account", "period", *FIELDS)),
        logged=False,
    )

    period: str
    account: str
    debit: int = 0
    credit: int = 0
    carried_debit: int = 0
    carried_credit: int = 0
    entries: int = 0


class Rows(Protocol):
    """What is asked of a collection of the store."""

    def get(self, *, doc_id: Any) -> Any: ...  # noqa: D102
    def put(self, doc_id: Any, body: Mapping[str, Any], *, expected_rev: int) -> int: ...  # noqa: D102


def year_period(year: int | str) -> str:
    """Return the period of a year; it sorts behind every month."""
    return f"Y{year}"


def is_carrying(lines: Iterable[Line]) -> bool:
    """Tell whether lines only carry income and expense into the result, or the result on: nothing was earned."""
    firsts = {first_level(line.account) for line in lines}
    return not firsts.isdisjoint(EQUITY_RESULT) and all(
        first in EQUITY_RESULT or ((found := chart().find(first)) is not None and found.account_class in RESULT)
        for first in firsts
    )


def totals_of(voucher: Voucher) -> Iterator[tuple[str, Amounts]]:
    """Yield what `voucher` adds to each account of its month, in the order of `FIELDS`."""
    yield FLOW, (voucher.money_in, voucher.money_out, 0, 0, 1)
    carrying = is_carrying(voucher.lines)
    for line in voucher.lines:
        carried = (line.debit, line.credit) if carrying else (0, 0)
        yield line.account, (line.debit, line.credit, *carried, 1)
    if not carrying:
        yield from _distributed(voucher.lines)


def _distributed(lines: Iterable[Line]) -> Iterator[tuple[str, Amounts]]:
    """Yield to whom the result went: the reserve first, then members, then whatever else stands against it."""
    lines = tuple(lines)
    left = sum(line.debit for line in lines if first_level(line.account) in EQUITY_RESULT)
    if not left:
        return
    reserve = sum(line.credit for line in lines if first_level(line.account) == RESERVE)
    members = sum(line.credit for line in lines if first_level(line.account) in _MEMBERS)
    for key, most in ((TO_RESERVE, reserve), (TO_MEMBERS, members), (TO_OTHERS, left)):
        part = min(left, most)
        left -= part
        if part:
            yield key, (part, 0, 0, 0, 1)


def count(vouchers: Iterable[Voucher]) -> Totals:
    """Return the totals of `vouchers` by period and account."""
    totals: Totals = {}
    for voucher in vouchers:
        _add(totals, voucher, 1)
    return totals


def _add(totals: Totals, voucher: Voucher, sign: int) -> None:
    month = voucher.month or voucher.dated.isoformat()[:7]
    for account, (debit, credit, carried_debit, carried_credit, entries) in totals_of(voucher):
        for period in (month, year_period(month[:4])):
            was = totals.get((period, account), NOTHING)
            totals[period, account] = (
                was[0] + sign * debit,
                was[1] + sign * credit,
                was[2] + sign * carried_debit,
                was[3] + sign * carried_credit,
                was[4] + sign * entries,
            )


class Keeping:
    """What one unit of work changes in the totals."""

    def __init__(self) -> None:
        self._changes: Totals = {}
        self._new = 0

    def changed(self, before: Mapping[str, Any] | None, after: Record | None) -> None:
        """Take note of a record that was written over the document `before`, or is new, or was removed (None).

        Only vouchers count.
        """
        if not isinstance(after, Voucher | None):
            return
        if after is not None:
            _add(self._changes, after, 1)
            self._new += before is None
        if before is not None:
            _add(self._changes, from_json(Voucher, before), -1)
            self._new -= after is None

    def write(self, rows: Rows, vouchers: Any) -> None:
        """Write what changed; where totals were never kept, those of all vouchers of the collection `vouchers`."""
        if not self._changes:
            return
        state = rows.get(doc_id=STATE)
        changes = self._changes
        if state is None and len(vouchers) != self._new:
            changes = count(from_json(Voucher, document) for document in vouchers)
        if state is None:
            rows.put(STATE, {"id": STATE, "period": STATE, "account": ""}, expected_rev=0)
        for (period, account), change in changes.items():
            if any(change):
                _put(rows, period, account, change)
        self._changes, self._new = {}, 0


def _put(rows: Rows, period: str, account: str, change: Amounts) -> None:
    key = f"{period}/{account}"
    stored = rows.get(doc_id=key)
    held = [change[at] + (stored[name] if stored else 0) for at, name in enumerate(FIELDS)]
    body = {"id": key, "period": period, "account": account, **dict(zip(FIELDS, held, strict=True))}
    rows.put(key, body, expected_rev=stored.rev if stored else 0)
