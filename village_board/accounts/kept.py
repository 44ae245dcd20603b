"""Totals of the ledger, kept in the commit that writes the vouchers: a sheet never walks the books.

For every month (``2026-03``) and every year (``Y2026``) there is a row an account, and one a use of money. The rows
of the months name their vouchers, so that who asks for some reads no others. `Keeping` is used by the desk itself, so
that no way of writing a voucher can pass it by. The rows are the machine's own bookkeeping: whoever doubts them counts
again (`accounts.ledger.recount`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from village_board.accounts.chart import EQUITY_RESULT, MONEY, RESERVE, RESULT, chart, first_level
from village_board.accounts.kept_model import (
    BESIDE,
    FIELDS,
    FLOW,
    NOTHING,
    RECEPTIONS,
    SPENT,
    STATE,
    TO_MEMBERS,
    TO_OTHERS,
    TO_RESERVE,
    Amounts,
    LedgerTotal,
    Totals,
    year_period,
)
from village_board.accounts.model import Line, Voucher
from village_board.accounts.purposes import RECEPTION, names_reception, spent_on
from village_board.base.codec import from_json
from village_board.base.kind import Record

if TYPE_CHECKING:
    from village_board.accounts.kept_debts import Moves

#: the rules by which the totals are kept: the row of their state says them.
RULES = f"2 {' '.join(RECEPTION)}"
_MEMBERS = frozenset({"113", "211", "101", "102"})


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
    for account, fen in spent_on(voucher).items():
        yield f"{SPENT}{account}", (fen, 0, 0, 0, 1)
    if names_reception(voucher):
        yield RECEPTIONS, (voucher.money_out, 0, 0, 0, 1)
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
        _add(totals, _month(voucher), totals_of(voucher), 1)
    return totals


def _month(voucher: Voucher) -> str:
    return voucher.month or voucher.dated.isoformat()[:7]


def _add(totals: Totals, month: str, moved: Iterable[tuple[str, Amounts]], sign: int) -> None:
    for account, (debit, credit, carried_debit, carried_credit, entries) in moved:
        for period in (month, year_period(month[:4])):
            was = totals.get((period, account), NOTHING)
            totals[period, account] = (
                was[0] + sign * debit,
                was[1] + sign * credit,
                was[2] + sign * carried_debit,
                was[3] + sign * carried_credit,
                was[4] + sign * entries,
            )


class Counted:
    """What vouchers add to, or take from, all that is kept: the totals, the keys behind them, and the debts."""

    def __init__(self) -> None:
        self.totals: Totals = {}
        self.keys: dict[tuple[str, str], Counter[str]] = {}
        self.debts: Moves = {}

    def add(self, voucher: Voucher, sign: int = 1) -> None:
        """Add a voucher, or take it away."""
        from village_board.accounts.kept_debts import add_posted  # noqa: PLC0415 - who only reads needs none of it

        month, moved = _month(voucher), list(totals_of(voucher))
        _add(self.totals, month, moved, sign)
        add_posted(self.debts, voucher, sign)
        for account in {account for account, _ in moved}:
            if _names_vouchers(account):
                self.keys.setdefault((month, account), Counter())[voucher.key] += sign


def count_all(vouchers: Iterable[Voucher]) -> Counted:
    """Return all that is to be kept of `vouchers`."""
    counted = Counted()
    for voucher in vouchers:
        counted.add(voucher)
    return counted


def _names_vouchers(account: str) -> bool:
    return account.startswith(BESIDE) or (account[0:1] != "~" and first_level(account) not in MONEY)


class Keeping:
    """What one unit of work changes in the totals."""

    def __init__(self) -> None:
        self._changes = Counted()
        self._new = 0

    def changed(self, before: Mapping[str, Any] | None, after: Record | None) -> None:
        """Take note of a record that was written over the document `before`, or is new, or was removed (None).

        Only vouchers count.
        """
        if not isinstance(after, Voucher | None):
            return
        if after is not None:
            self._changes.add(after)
            self._new += before is None
        if before is not None:
            self._changes.add(from_json(Voucher, before), -1)
            self._new -= after is None

    def write(self, table: Callable[[str], Any]) -> None:
        """Write what changed; where totals were never kept, or by other rules, those of all vouchers.

        Args:
            table: gives the collection of a name.
        """
        if not self._changes.totals:
            return
        from village_board.accounts.kept_debts import LedgerDebt, write_debts  # noqa: PLC0415 - see `Counted.add`

        rows, vouchers = table(LedgerTotal.KIND.collection), table(Voucher.KIND.collection)
        state = rows.get(doc_id=STATE)
        changes = self._changes
        anew = state["account"] != RULES if state else len(vouchers) != self._new
        if anew:
            changes = count_all(from_json(Voucher, document) for document in vouchers)
            for row in rows:  # a total that no voucher bears any more becomes nothing
                changes.totals.setdefault((row["period"], row["account"]), NOTHING)
            changes.totals.pop((STATE, state["account"] if state else ""), None)
        if anew or state is None:
            body = {"id": STATE, "period": STATE, "account": RULES}
            rows.put(STATE, body, expected_rev=state.rev if state else 0)
        for key, change in changes.totals.items():
            named = changes.keys.get(key, Counter())
            if anew or any(change) or any(named.values()):
                _put(rows, key, change, named, anew=anew)
        write_debts(table(LedgerDebt.KIND.collection), changes.debts, anew=anew)
        self._changes, self._new = Counted(), 0


def _put(rows: Any, at: tuple[str, str], change: Amounts, named: Counter[str], *, anew: bool) -> None:
    """Add a change to a row; `anew`: it is all that the row holds."""
    period, account = at
    key = f"{period}/{account}"
    stored = rows.get(doc_id=key)
    was = None if anew else stored
    held = [change[n] + (was[name] if was else 0) for n, name in enumerate(FIELDS)]
    body = {"id": key, "period": period, "account": account, **dict(zip(FIELDS, held, strict=True))}
    keys = Counter(was.get("vouchers", ()) if was else ())
    keys.update(named)
    if any(keys.values()):
        body["vouchers"] = sorted(keys.elements())
    rows.put(key, body, expected_rev=stored.rev if stored else 0)
