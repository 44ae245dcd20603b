"""Closing the months of the village's own books, in their order, and opening the last one again with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.accounts.books import require_own_books
from village_board.accounts.books_model import NumberSeries
from village_board.accounts.draft import serial_of
from village_board.accounts.identities import trial_findings, voucher_findings
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Closing, Reopening, Voucher
from village_board.accounts.months import MonthNotOver, last_day, next_month
from village_board.accounts.rules import month_of
from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.text.clean import clean


class MonthClosed(Refused):
    """The month is closed."""

    sentence = N_("{month} is closed already. Nothing was changed.")

    def __init__(self, month: str) -> None:
        super().__init__(month=month)


class ClosedOutOfOrder(Refused):
    """An earlier month is still open."""

    sentence = N_("{month} cannot be closed yet: the next one to close is {next}.")

    def __init__(self, month: str, next: str) -> None:  # noqa: A002 - the sentence's own word
        super().__init__(month=month, next=next)


class BooksBroken(Refused):
    """The month's books have a fault."""

    sentence = N_("{month} cannot be closed: {fault}")

    def __init__(self, month: str, fault: Message) -> None:
        super().__init__(month=month, fault=fault)


class NotTheLatest(Refused):
    """Only the latest closed month can be opened again."""

    sentence = N_("Only the latest closed month can be opened again, and that is {latest}.")

    def __init__(self, latest: str) -> None:
        super().__init__(latest=latest)


class NothingClosed(Refused):
    """No month is closed."""

    sentence = N_("No month of the village's own books is closed.")

    def __init__(self) -> None:
        super().__init__()


class ReopeningUnexplained(Refused):
    """A month is opened again without a reason."""

    sentence = N_("Say why {month} is opened again: the reason stays with it. Nothing was changed.")

    def __init__(self, month: str) -> None:
        super().__init__(month=month)


def latest_closed(records: Records) -> str:
    """Return the latest closed month; empty: none is closed."""
    return max((one.month for one in records.all(Closing) if _holds(one, records.today)), default="")


def close_month(desk: Desk, month: str) -> Closing:
    """Close a month that is over: nothing more is posted into it.

    Raises:
        MonthNotOver, MonthClosed, ClosedOutOfOrder: months close in their order.
        BooksBroken: it does not balance, or a number that the program gave is missing; the first fault is named.
    """
    desk.require(Act.CLOSE_MONTH)
    books = require_own_books(desk)
    last = last_day(month)
    if last > desk.today:
        raise MonthNotOver(month, last)
    closed = latest_closed(desk)
    if month <= closed:
        raise MonthClosed(month)
    begin = month_of(books.since or last)
    following = max(next_month(closed), begin) if closed else begin
    if month != following:
        raise ClosedOutOfOrder(month, following)
    for fault in closing_faults(desk, month):
        raise BooksBroken(month, fault.message)
    known = desk.one(Closing, where("month") == month)
    made = desk.put(replace(known or Closing(month=month), closed_on=desk.today, is_open=False))
    desk.record(made.id)
    return made


def reopen_month(desk: Desk, month: str, reason: str) -> Closing:
    """Open the latest closed month again; who, when and why stay with it.

    Raises:
        NothingClosed, NotTheLatest, ReopeningUnexplained: nothing was changed.
    """
    desk.require(Act.REOPEN_MONTH)
    books = require_own_books(desk)
    latest = latest_closed(desk)
    if not latest or latest < month_of(books.since or desk.today):
        raise NothingClosed
    if month != latest:
        raise NotTheLatest(latest)
    if not (why := clean(reason)):
        raise ReopeningUnexplained(month)
    known = desk.one(Closing, where("month") == month)
    assert known is not None
    reopened = (*known.reopened, Reopening(desk.today, desk.who.id, why))
    made = desk.put(replace(known, is_open=True, reopened=reopened))
    desk.record(made.id)
    return made


def closing_faults(records: Records, month: str) -> Iterator[Finding]:
    """Yield what keeps a month from being closed: it does not balance, or numbers of our own are missing."""
    last = last_day(month)
    first = last.replace(day=1)
    ledger = Ledger(records)
    yield from voucher_findings(ledger.vouchers(first, last))
    yield from trial_findings(ledger.trial_balance(first, last))
    yield from own_gaps(records)


def own_gaps(records: Records) -> Iterator[Finding]:
    """Yield the numbers that the program gave and that no voucher has."""
    for series in sorted(records.all(NumberSeries), key=lambda one: one.series):
        word = series.series.partition("/")[2]
        asked = (where("key") >= series.series) & (where("key") < series.series + "\uffff")
        found = {serial_of(voucher.number, word) for voucher in records.find(Voucher, asked)}
        missing = [n for n in range(series.first, series.last + 1) if n not in found]
        if missing:
            message = say(
                "{n} numbers of {series} that the program gave are missing, the first is {first}.",
                n=len(missing),
                series=series.series,
                first=missing[0],
            )
            yield Finding(message)


def _holds(closing: Closing, today: date) -> bool:
    """Tell whether a month is closed now; one whose closing was announced for a later day is not yet."""
    return not closing.is_open and (closing.closed_on is None or closing.closed_on <= today)
