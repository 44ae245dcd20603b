"""What is broken in the books as they are: gaps, breaks, and money rules F01 to F08. Pure queries for "Supervision".

Nothing here refuses anything: the past was as it was. Each finding names its rule, its record and the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from village_board.accounts.chart import CASH, chart
from village_board.accounts.draft import tier_of
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Closing, Voucher, VoucherStep
from village_board.accounts.money import daily_balances, earmarked_funds
from village_board.accounts.months import next_month
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.purposes import names_reception
from village_board.accounts.rules import balance
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Records
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of

_NUMBER = re.compile(r"(.*?)(\d+)\D*", re.DOTALL)
_LISTED = 3


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that is broken.

    Attributes:
        rule: F01 to F08 of the monitoring points, or ``gap``, ``month``, ``account``, ``opening``.
        subject: the id of the record, or empty where it is about no single one.
        on: the day on which it happened.
        red: whether it goes to the township at once.
    """

    rule: str
    message: Message
    subject: str = ""
    on: date | None = None
    red: bool = False


def number_gaps(vouchers: Iterable[Voucher]) -> Iterator[Break]:
    """Yield the series in which numbers are missing, with how many and the first.

    A series begins at 1, but for the one in which the books begin: there at the first number that is known.
    """
    series: dict[str, dict[int, Voucher]] = {}
    for voucher in vouchers:
        if match := _NUMBER.fullmatch(voucher.key):
            series.setdefault(match[1], {})[int(match[2])] = voucher
    begun = min((voucher.dated for of in series.values() for voucher in of.values()), default=None)
    for name in sorted(series):
        of = series[name]
        within = begun is not None and any(voucher.dated == begun for voucher in of.values())
        missing = [n for n in range(min(of) if within else 1, max(of)) if n not in of]
        if missing:
            shown = "、".join(str(n) for n in missing[:_LISTED])
            message = say(
                "Numbers are missing in {series}: {n}, such as {shown}.", series=name, n=len(missing), shown=shown
            )
            yield Break("gap", message, of[max(of)].id, of[max(of)].dated)


def missing_months(months: Sequence[str]) -> Iterator[Break]:
    """Yield the months between the first and the last of the books that have no voucher."""
    if not months:
        return
    known, month = set(months), months[0]
    while month < months[-1]:
        month = next_month(month)
        if month not in known:
            yield Break("month", say("The books have no voucher in {month}.", month=month))


def unbalanced(vouchers: Iterable[Voucher], openings: Iterable[OpeningBalance]) -> Iterator[Break]:
    """Yield the vouchers, and the opening balances, whose debit and credit differ (rule F08)."""
    for voucher in vouchers:
        debit, credit = balance(voucher.lines)
        if debit != credit:
            message = say(
                "Voucher {number} of {day} does not balance: debit {debit}, credit {credit}.",
                number=voucher.number,
                day=voucher.dated,
                debit=Fen(debit),
                credit=Fen(credit),
            )
            yield Break("F08", message, voucher.id, voucher.dated, red=True)
    held = list(openings)
    debit, credit = sum(one.debit for one in held), sum(one.credit for one in held)
    if debit != credit:
        message = say(
            "The opening balances do not balance: debit {debit}, credit {credit}.", debit=Fen(debit), credit=Fen(credit)
        )
        yield Break("F08", message, red=True)


def unknown_accounts(vouchers: Iterable[Voucher], openings: Iterable[OpeningBalance]) -> Iterator[Break]:
    """Yield entries on accounts that the chart does not have."""
    for voucher in vouchers:
        for line in voucher.lines:
            if chart().find(line.account) is None:
                message = say(
                    "Voucher {number}: there is no account {account} ({amount}).",
                    number=voucher.number,
                    account=line.account,
                    amount=Fen(line.debit or line.credit),
                )
                yield Break("account", message, voucher.id, voucher.dated)
    for one in openings:
        if chart().find(one.account) is None:
            message = say(
                "Opening balances: there is no account {account} ({amount}).",
                account=one.account,
                amount=Fen(one.debit or one.credit),
            )
            yield Break("account", message, one.id)


def unclosed(months: Sequence[str], closings: Iterable[Closing], today: date, limits: Limits) -> Iterator[Break]:
    """Yield the months that are over for longer than the limit and not closed (rule F08)."""
    closed = {one.month for one in closings if not one.is_open and (one.closed_on is None or one.closed_on <= today)}
    for month in months:
        after = date.fromisoformat(f"{next_month(month)}-01")
        late = (today - after).days + 1 - limits.days("accounts.close_late_days")
        if month not in closed and late > 0:
            message = say("{month} is not closed, {n} days after the last day for it.", month=month, n=late)
            yield Break("F08", message, on=after)


def cash_over_limit(
    records: Records, limits: Limits, first: date, last: date, vouchers: Iterable[Voucher] | None = None
) -> Iterator[Break]:
    """Yield the days at whose end more cash lay there than the limit allows, or less than nothing (rule F01).

    `vouchers`: all of the books, where somebody has read them already.
    """
    limit = limits.fen("accounts.cash_limit")
    for day in daily_balances(records, CASH, first, last, vouchers):
        if day.closing > limit:
            message = say(
                "{day}: {held} in cash at the end of the day; the limit is {limit}.",
                day=day.day,
                held=Fen(day.closing),
                limit=Fen(limit),
            )
            yield Break("F01", message, on=day.day, red=day.closing > 2 * limit)
        elif day.closing < 0:
            message = say("{day}: cash on hand would be {held}.", day=day.day, held=Fen(day.closing))
            yield Break("F01", message, on=day.day, red=True)


def cash_payments(vouchers: Iterable[Voucher], limits: Limits) -> Iterator[Break]:
    """Yield single payments in cash above the settlement point (rule F02)."""
    most = limits.fen("accounts.cash_settlement_point")
    for voucher in vouchers:
        paid = sum(line.credit for line in voucher.lines if line.account.startswith(CASH))
        paid = min(paid, voucher.money_out)
        if paid > most and not voucher.reverses:
            message = say(
                "Voucher {number} pays {paid} in cash; above {most} the bank pays.",
                number=voucher.number,
                paid=Fen(paid),
                most=Fen(most),
            )
            yield Break("F02", message, voucher.id, voucher.dated, red=paid > 5 * most)


def unapproved(vouchers: Iterable[Voucher], limits: Limits) -> Iterator[Break]:
    """Yield payments without the approver that their amount needs, or without the oversight stamp (rule F04)."""
    tiers = limits.amounts("accounts.approval_tiers")
    for voucher in vouchers:
        tier = tier_of(voucher.money_out, tiers)
        if tier is None or voucher.reverses or voucher.reversed_by:
            continue
        if voucher.step in (VoucherStep.POSTED, VoucherStep.APPROVED):
            continue  # it is still on its way
        if not voucher.approver or (voucher.approval_tier is not None and voucher.approval_tier < tier):
            message = say(
                "Voucher {number} pays {amount}, tier {tier}: it has no approval of that tier.",
                number=voucher.number,
                amount=Fen(voucher.money_out),
                tier=tier,
            )
            yield Break("F04", message, voucher.id, voucher.dated, red=True)
        elif not voucher.oversight_stamp:
            message = say(
                "Voucher {number} pays {amount} without the stamp of the oversight committee.",
                number=voucher.number,
                amount=Fen(voucher.money_out),
            )
            yield Break("F04", message, voucher.id, voucher.dated, red=True)


def split_payments(vouchers: Iterable[Voucher], limits: Limits) -> Iterator[Break]:
    """Yield payments to one payee for one purpose within a few days, each under a tier, together over it (F05)."""
    tiers = limits.amounts("accounts.approval_tiers")
    within = timedelta(days=limits.days("accounts.split_days"))
    groups: dict[tuple[str, str], list[Voucher]] = {}
    for voucher in sorted(vouchers, key=lambda one: (one.dated, one.number)):
        if voucher.money_out and voucher.counterparty and not (voucher.reverses or voucher.reversed_by):
            groups.setdefault((voucher.counterparty, _purpose(voucher)), []).append(voucher)
    for (party, _), paid in sorted(groups.items()):
        at = 0
        while at < len(paid):
            together = [one for one in paid[at:] if one.dated - paid[at].dated <= within]
            total = sum(one.money_out for one in together)
            highest = max(tier_of(one.money_out, tiers) or 0 for one in together)
            if len(together) > 1 and (tier_of(total, tiers) or 0) > highest:
                message = say(
                    "{party} got {total} in {n} payments from {first} to {last}: each under a tier, together over it.",
                    party=party,
                    total=Fen(total),
                    n=len(together),
                    first=together[0].dated,
                    last=together[-1].dated,
                )
                yield Break("F05", message, together[-1].id, together[-1].dated)
            at += len(together)


def receptions(vouchers: Iterable[Voucher]) -> Iterator[Break]:
    """Yield payments with words of a reception: those are zero (rule F06)."""
    for voucher in vouchers:
        if names_reception(voucher):
            message = say(
                "Voucher {number} has words of a reception: {summary} ({amount}).",
                number=voucher.number,
                summary=voucher.summary,
                amount=Fen(max(voucher.money_out, balance(voucher.lines)[0])),
            )
            yield Break("F06", message, voucher.id, voucher.dated, red=True)


def idle_funds(records: Records, limits: Limits, vouchers: Iterable[Voucher] | None = None) -> Iterator[Break]:
    """Yield earmarked funds that lie idle for longer than the limit, or that were overspent (rule F07).

    `vouchers`: all of the books by their days, where somebody has read them already.
    """
    yellow, red = limits.days("accounts.earmarked_idle_days"), limits.days("accounts.earmarked_idle_red_days")
    for fund in earmarked_funds(records, vouchers=vouchers):
        idle = (records.today - fund.idle_since).days if fund.idle_since else 0
        if fund.left < 0:
            message = say("{project}: {over} more was spent than received.", project=fund.name, over=Fen(-fund.left))
            yield Break("F07", message, on=fund.idle_since, red=True)
        elif fund.left and idle > yellow:
            message = say(
                "{project}: {left} lie idle since {day}, for {n} days.",
                project=fund.name,
                left=Fen(fund.left),
                day=fund.idle_since,
                n=idle,
            )
            yield Break("F07", message, on=fund.idle_since, red=idle > red)


def breaks(records: Records) -> list[Break]:
    """Return all that is broken in the books as they stand today."""
    limits, ledger = limits_of(records), Ledger(records)
    vouchers = sorted(records.all(Voucher), key=lambda voucher: (voucher.dated, voucher.key))
    openings = list(records.all(OpeningBalance))
    found = [
        *number_gaps(vouchers),
        *missing_months(ledger.months),
        *unbalanced(vouchers, openings),
        *unknown_accounts(vouchers, openings),
        *unclosed(ledger.months, records.all(Closing), records.today, limits),
        *cash_payments(vouchers, limits),
        *unapproved(vouchers, limits),
        *split_payments(vouchers, limits),
        *receptions(vouchers),
        *idle_funds(records, limits, vouchers),
    ]
    if ledger.start is not None:
        last = max(vouchers[-1].dated, records.today)
        found += cash_over_limit(records, limits, ledger.start, last, vouchers)
    return found


def _purpose(voucher: Voucher) -> str:
    """Return what tells the purpose of a payment: contract, else project, else the account that it is for."""
    spent = next((line.account for line in voucher.lines if line.debit), "")
    return voucher.contract or voucher.project or spent
