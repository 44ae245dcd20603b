"""F01 to F13 and the payments of H01: what the books show. The findings are those of `accounts`; here they get a day.

Pure over the vouchers of the view; what tells two facts about the books apart is the series, month, day or matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from village_board.accounts import breaks as books
from village_board.accounts import money_findings as money
from village_board.accounts import pieces
from village_board.accounts.breaks import Break
from village_board.accounts.chart import CASH, first_level
from village_board.accounts.register_view import RegisterFinding
from village_board.base.level import Level
from village_board.limits.rules import Limits
from village_board.supervision.facts import Fact, Near, View

_TRIGGER = "hearing.trigger_amount"


def paid_without_decision(view: View, limits: Limits) -> Iterator[Fact]:
    """H01: a payment at or above the trigger to which no decision is linked."""
    return _found(money.undecided(view.vouchers, view.paper, limits), view.today)


def paid_in_pieces(view: View, limits: Limits) -> Iterator[Fact]:
    """H01: a matter was paid in pieces, each under the trigger and together above it."""
    found = pieces.in_pieces(view.vouchers, view.paper, limits.fen(_TRIGGER))
    return _broken(found, view.today, "matter", "payee")


def paid_in_pieces_near(view: View, limits: Limits) -> Iterator[Near]:
    """H01: the same of the matters for which the vouchers near by pay, and of the contracts near by."""
    trigger = limits.fen(_TRIGGER)
    matters = {pieces.matter_of(one) for one in view.vouchers} | {(one.number, "") for one in view.contracts}
    for matter in sorted(matters - {pieces.ALONE}):
        paid = pieces.paid_for(view.records, matter, trigger)
        if paid is not None:
            found = _broken(pieces.in_pieces(paid, view.paper, trigger), view.today, "matter", "payee")
            key = "|".join(matter)
            yield Near(tuple(found), key, key)


def cash_over_limit(view: View, limits: Limits) -> Iterator[Fact]:
    """F01: more cash lay there at the end of a day than allowed, or less than nothing."""
    start = view.ledger.start
    if start is None or not view.vouchers:
        return iter(())
    last = max(view.vouchers[-1].dated, view.today)
    found = books.cash_over_limit(view.records, limits, start, last, view.vouchers)
    return _broken(found, view.today, "day")


def cash_payment(view: View, limits: Limits) -> Iterator[Fact]:
    """F02: a single payment in cash above the settlement point."""
    return _broken(books.cash_payments(view.vouchers, limits), view.today)


def cash_kept_back(view: View, limits: Limits) -> Iterator[Fact]:
    """F03: income in cash came to the bank late, or was paid out before."""
    opening = sum(fen for code, fen in view.ledger.openings.items() if first_level(code) == CASH)
    return _found(money.cash_kept_back(view.vouchers, opening, limits, view.today), view.today)


def unapproved_payment(view: View, limits: Limits) -> Iterator[Fact]:
    """F04: a payment lacks the approver of its tier, or the stamp of the oversight committee."""
    return _broken(books.unapproved(view.vouchers, limits), view.today)


def split_payments(view: View, limits: Limits) -> Iterator[Fact]:
    """F05: payments to one payee within days, each under a tier and together over it."""
    return _broken(books.split_payments(view.vouchers, limits), view.today, "party", "first")


def split_payments_near(view: View, limits: Limits) -> Iterator[Near]:
    """F05: the same of the payees whom the vouchers near by pay, in the days around them."""
    within, tiers = limits.days("accounts.split_days"), limits.amounts("accounts.approval_tiers")
    runs: dict[tuple[str, date], pieces.Run] = {}
    for voucher in view.vouchers:
        if voucher.counterparty and voucher.money_out:
            run = pieces.run_around(view.records, voucher, within)
            runs |= {(run.payee, run.first): run} if run is not None else {}
    for _, run in sorted(runs.items()):
        paid = run.payments(view.records, within, tiers)
        if paid is not None:
            found = _broken(books.split_payments(paid, limits), view.today, "party", "first")
            yield Near(tuple(found), f"{run.payee}|{run.first}", f"{run.payee}|{run.last}")


def reception(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F06: an entry with words of a reception."""
    return _broken(books.receptions(view.vouchers), view.today)


def fund_idle(view: View, limits: Limits) -> Iterator[Fact]:
    """F07: an earmarked fund lies idle, or was overspent."""
    return _broken(books.idle_funds(view.records, limits, view.vouchers), view.today, "project")


def fund_spent_outside(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F07: an earmarked fund was spent for another project."""
    return _found(money.spent_outside(view.vouchers, view.funds), view.today)


def unbalanced(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F08: debit and credit of a voucher, or of the opening balances, differ."""
    return _broken(books.unbalanced(view.vouchers, view.openings), view.today)


def month_not_closed(view: View, limits: Limits) -> Iterator[Fact]:
    """F08: a month is over for longer than the limit and not closed."""
    found = books.unclosed(view.ledger.months, view.closings, view.today, limits)
    return _broken(found, view.today, "month")


def number_gap(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F09: numbers are missing in a series of vouchers."""
    return _broken(books.number_gaps(view.vouchers), view.today, "series")


def month_missing(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F09: a month within the books has no voucher."""
    return _broken(books.missing_months(view.ledger.months), view.today, "month")


def unknown_account(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F10: an entry on an account that the chart does not have."""
    return _broken(books.unknown_accounts(view.vouchers, view.openings), view.today)


def paid_above_decided(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is the decision
    """F11: more was paid for a matter than was decided with its variations."""
    return _found(money.paid_above_decided(view.vouchers_of_matters, view.paper), view.today)


def paid_not_passed(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is the decision
    """F12: a payment rests on a resolution that was not passed."""
    return _found(money.not_passed(view.vouchers, view.paper), view.today)


def loose_number(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - there is no limit
    """F13: a voucher names a contract or a resolution that stands in no register."""
    return _found(money.loose_numbers(view.vouchers, view.paper), view.today, "named")


def _broken(found: Iterable[Break], today: date, *keys: str) -> Iterator[Fact]:
    """Yield breaks as facts; with `keys` the facts of these names tell them apart, and not the record."""
    for one in found:
        level = Level.RED if one.red else Level.YELLOW
        named = "|".join(str(one.message.facts.get(key, "")) for key in keys)
        yield Fact(one.message, one.on or today, level, "" if keys else one.subject, named)


def _found(found: Iterable[RegisterFinding], today: date, key: str = "") -> Iterator[Fact]:
    for one in found:
        named = str(one.message.facts.get(key, "")) if key else ""
        yield Fact(one.message, one.since or today, one.level, one.subject, named)
