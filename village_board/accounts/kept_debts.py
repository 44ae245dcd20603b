"""What was posted between the village and each counterparty, kept with the vouchers: ageing never walks the books.

For each account of receivables and payables and each counterparty there is a row a month with what was posted, and
one row with the whole, which tells whether anything is open. Who knows the open amount finds what it is made of in
the newest rows. The rows are the machine's own bookkeeping, as those of `accounts.kept`; once nothing of a
counterparty is posted any more, no row has the name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from village_board.accounts.chart import first_level
from village_board.accounts.layouts import aged_accounts
from village_board.accounts.model import Voucher
from village_board.base.codec import from_json, to_json
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say

#: the month of the row that holds the whole.
WHOLE = ""


@dataclass(frozen=True, slots=True, order=True)
class Posted:
    """One line of a voucher: its day, the voucher's number, its place there, and fen, positive on the debit side."""

    dated: date
    number: str
    line: int
    fen: int


@dataclass(frozen=True, kw_only=True)
class LedgerDebt(InternalRecord):
    """What was posted to one account with one counterparty in a month, or in all (`WHOLE`), in fen.

    Attributes:
        debt: what tells account and counterparty from all others: `debt_key`.
        counterparty: of a month in which something was posted: with whom.
        is_open: of the whole: 1 where debit and credit differ.
        parts: of a month: the lines, by day, number and place.
    """

    KIND: ClassVar[Kind] = Kind(
        name="ledger_debt",
        collection="ledger_debts",
        prefix="ld",
        label=say("debt in the ledger"),
        fields={"debt": str, "month": str, "debit": int, "credit": int, "is_open": int},
        indexes=(("debt", "month"), ("month", "debt", "debit", "credit"), ("is_open",)),
        logged=False,
    )

    debt: str
    month: str = WHOLE
    counterparty: str = ""
    debit: int = 0
    credit: int = 0
    is_open: int = 0
    parts: tuple[Posted, ...] = ()


#: of each debt and month how often each line was posted, more or less.
Moves = dict[tuple[str, str, str], Counter[Posted]]


def debt_key(account: str, counterparty: str) -> str:
    """Return what tells one debt from every other, without the name: ``11201/9f86d081884c7d65``."""
    return f"{account}/{hashlib.sha256(counterparty.encode()).hexdigest()[:16] if counterparty else ''}"


def account_of(debt: str) -> str:
    """Return the account of a `debt_key`."""
    return debt.rpartition("/")[0]


def add_posted(moves: Moves, voucher: Voucher, sign: int) -> None:
    """Add the lines of `voucher` on accounts of receivables and payables to `moves`, or take them away."""
    for at, line in enumerate(voucher.lines):
        if first_level(line.account) in aged_accounts() and line.debit != line.credit:
            month = voucher.month or voucher.dated.isoformat()[:7]
            of = moves.setdefault((line.account, voucher.counterparty, month), Counter())
            of[Posted(voucher.dated, voucher.number, at, line.debit - line.credit)] += sign


def rows_of(moves: Moves) -> Iterator[LedgerDebt]:
    """Yield the rows that `moves` come to, those of the months first."""
    whole: dict[str, LedgerDebt] = {}
    for (account, counterparty, month), of in moves.items():
        row = _row(account, counterparty, month, of.elements())
        total = whole.get(row.debt, LedgerDebt(debt=row.debt))
        whole[row.debt] = _whole(row.debt, total.debit + row.debit, total.credit + row.credit)
        yield row
    yield from whole.values()


def write_debts(rows: Any, moves: Moves, *, anew: bool) -> None:
    """Add `moves` to the kept rows; `anew`: they are all that was ever posted, whatever the rows say now."""
    if anew:
        made = {(row.debt, row.month): row for row in rows_of(moves)}
        for stored in rows:
            key = (str(stored["debt"]), str(stored["month"]))
            made.setdefault(key, LedgerDebt(debt=key[0], month=key[1]))
        for row in made.values():
            _put(rows, row)
        return
    changed: dict[str, tuple[int, int]] = {}
    for (account, counterparty, month), of in moves.items():
        if not any(of.values()):
            continue
        before = _stored(rows, debt_key(account, counterparty), month)
        held = Counter(before.parts)
        held.update(of)  # adds, and keeps what is below nothing
        after = _row(account, counterparty, month, held.elements())
        _put(rows, after)
        debit, credit = changed.get(after.debt, (0, 0))
        changed[after.debt] = (debit + after.debit - before.debit, credit + after.credit - before.credit)
    for debt, (debit, credit) in changed.items():
        before = _stored(rows, debt, WHOLE)
        _put(rows, _whole(debt, before.debit + debit, before.credit + credit))


def _row(account: str, counterparty: str, month: str, parts: Iterable[Posted]) -> LedgerDebt:
    ordered = tuple(sorted(parts))
    return LedgerDebt(
        debt=debt_key(account, counterparty),
        month=month,
        counterparty=counterparty if ordered else "",
        debit=sum(part.fen for part in ordered if part.fen > 0),
        credit=-sum(part.fen for part in ordered if part.fen < 0),
        parts=ordered,
    )


def _whole(debt: str, debit: int, credit: int) -> LedgerDebt:
    return LedgerDebt(debt=debt, debit=debit, credit=credit, is_open=int(debit != credit))


def _stored(rows: Any, debt: str, month: str) -> LedgerDebt:
    document: Mapping[str, Any] | None = rows.get(doc_id=f"{month}/{debt}")
    return LedgerDebt(debt=debt, month=month) if document is None else from_json(LedgerDebt, document)


def _put(rows: Any, row: LedgerDebt) -> None:
    key = f"{row.month}/{row.debt}"
    stored = rows.get(doc_id=key)
    rows.put(key, {**to_json(row), "id": key}, expected_rev=stored.rev if stored else 0)
