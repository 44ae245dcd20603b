"""F01 to F13 and the payments of H01: what the books show. The findings are those of `accounts`; here they get a day.

Pure over the vouchers of the view; what tells two facts about the books apart is the series, month, day or matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from village_board.accounts import breaks as books
from village_board.accounts import money_findings as money
from village_board.accounts.breaks import Break
from village_board.accounts.chart import CASH, first_level
from village_board.accounts.register_view import RegisterFinding
from village_board.accounts.trail_service import undecided_in_pieces
from village_board.base.level import Level
from village_board.limits.rules import Limits
from village_board.supervision.facts import Fact, View


def paid_without_decision(view: View, limits: Limits) -> Iterator[Fact]:
    """H01: a payment at or above the trigger to which no decision is linked."""
    return _found(money.undecided(view.vouchers, view.paper, limits), view.today)


def paid_in_pieces(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - its trigger is the village's
    """H01: a matter was paid in pieces, each under the trigger and together above it."""
    return _broken(undecided_in_pieces(view.records), view.today, "matter")


def cash_over_limit(view: View, limits: Limits) -> Iterator[Fact]:
    """F01: more cash lay there at the end of a day than allowed, or less than nothing."""
    start = view.ledger.start
    if start is None or not view.vouchers:
        return iter(())
    last = max(view.vouchers[-1].dated, view.today)
    return _broken(books.cash_over_limit(view.records, limits, start, last), view.today, "day")


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


def reception(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the limit is nothing
    """F06: an entry with words of a reception."""
    return _broken(books.receptions(view.vouchers), view.today)


def fund_idle(view: View, limits: Limits) -> Iterator[Fact]:
    """F07: an earmarked fund lies idle, or was overspent."""
    return _broken(books.idle_funds(view.records, limits), view.today, "project")


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
