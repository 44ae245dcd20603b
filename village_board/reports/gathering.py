"""Gathering what a report says, from the rooms that keep it: each figure by that room's own counting.

Money is that of cash and bank together; hearings and votes are what the outside may see of them (`outward`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tinydb import where

from village_board.accounts.chart import EARMARKED_FUNDS, MONEY, first_level
from village_board.accounts.explained_service import debts_of, rents_due, uses_between
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import MonthMoney, months
from village_board.accounts.months import last_day
from village_board.accounts.rules import month_of
from village_board.applications.model import Application
from village_board.applications.report import HANDLED, NEW, TOTAL, table_three
from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.desk import Records
from village_board.disclosure.due import due_items
from village_board.disclosure.model import Item, ItemStatus
from village_board.enquiries.measures import counted
from village_board.enquiries.model import Enquiry
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.outward import Sitting, sittings
from village_board.reports.heard import grid_of_hearings, grid_of_votes, of_hearings
from village_board.reports.hearings import Heard, of_heard
from village_board.reports.model import Cell, Figure, Gathered, Grid, Picture, ReportKind, gathered


class PeriodAhead(Refused):
    """A report of days that are still to come."""

    sentence = N_("The period begins on {first}, and today is {today}: there is nothing to report yet.")

    def __init__(self, first: date, today: date) -> None:
        super().__init__(first=first, today=today)


class PeriodBeforeBooks(Refused):
    """A report of days before the books began."""

    sentence = N_("The books begin on {start}. A period that ends on {last} has no report.")

    def __init__(self, start: date, last: date) -> None:
        super().__init__(start=start, last=last)


def of_village(records: Records, kind: ReportKind, first: date, last: date, name: str = "") -> Gathered:
    """Return what the village's report of a period says; call it inside `Board.reading`.

    Args:
        records: of the village.
        kind: the yearly report, the bulletin, or the statistics of hearings.
        first: the first day, which begins a month.
        last: the last day.
        name: what the village is called; the statistics of hearings say it.

    Raises:
        PeriodAhead, PeriodBeforeBooks: there is nothing to say of it.
    """
    if first > records.today:
        raise PeriodAhead(first, records.today)
    if kind is ReportKind.HEARINGS:
        return of_heard([heard_in(records, name)], first, last)
    start = Ledger(records).start
    if start is not None and last < start:
        raise PeriodBeforeBooks(start, last)
    heard = _sittings(records, first, last)
    money = [one for one in months(records) if month_of(first) <= one.month <= month_of(last)]
    items = records.find(
        Item, (where("published_on") >= first.isoformat()) & (where("published_on") <= last.isoformat())
    )
    figures = (
        *of_hearings(heard),
        *_of_money(records, first, last, money),
        *_of_items(records, items),
        *_of_enquiries(records, first, last),
        *_of_applications(records, first, last),
    )
    uses = uses_between(records, month_of(first), month_of(last))
    bars: list[tuple[Cell, int]] = [(use.name, use.amount) for use in uses.rows]
    if uses.other_amount:
        bars.append((say("Other"), uses.other_amount))
    pictures = (
        Picture("uses", say("What the money was spent on"), tuple(bars)),
        Picture("income", say("Income month by month"), tuple((one.month, one.income) for one in money)),
    )
    grids = (
        grid_of_hearings(heard),
        grid_of_votes(heard),
        _months(money),
        _uses(bars),
        _rents(records),
        _debts(records),
        _list(items),
    )
    return gathered(kind, (first, last), figures, grids, pictures)


def heard_in(records: Records, name: str) -> Heard:
    """Return what was heard and decided in the village, which is called `name`, as the outside may see it."""
    return Heard(name, tuple(sittings(records.all(Hearing), records.all(Resolution), records.all(DecisionCase))))


def _sittings(records: Records, first: date, last: date) -> list[Sitting]:
    every = heard_in(records, "").sittings
    return [one for one in every if one.day is not None and first <= one.day <= last]


def _of_money(records: Records, first: date, last: date, money: Sequence[MonthMoney]) -> Iterator[Figure]:
    every, came, went = list[str](), list[str](), list[str]()
    for one in _vouchers(records, first, last):
        every.append(one.id)
        came += [one.id] if one.money_in else []
        went += [one.id] if one.money_out else []
    ledger = Ledger(records)
    opening = _held(ledger, first - timedelta(days=1))
    closing = _held(ledger, min(last, records.today))
    yield Figure("opening", say("Cash and bank at the beginning"), opening,
                 say("What the books hold in cash and bank on the evening before."), (), money=True)  # fmt: skip
    yield Figure("income", say("Income"), sum(one.income for one in money),
                 say("What came into cash and bank; what was only moved between them is not counted."),
                 tuple(came), money=True)  # fmt: skip
    yield Figure("expense", say("Expense"), sum(one.expense for one in money),
                 say("What went out of cash and bank; what was only moved between them is not counted."),
                 tuple(went), money=True)  # fmt: skip
    yield Figure("closing", say("Cash and bank at the end"), closing,
                 say("Opening + income - expense."), (), money=True)  # fmt: skip
    yield Figure("vouchers", say("Vouchers"), len(every), say("Vouchers dated in this period."),
                 tuple(every))  # fmt: skip
    held = ledger.balances(min(last, records.today))
    funds = -sum(fen for account, fen in held.items() if first_level(account) == EARMARKED_FUNDS)
    yield Figure("earmarked_left", say("Earmarked funds left"), funds,
                 say("Of all earmarked funds together, what was received and not taken out by the last day."), (),
                 money=True)  # fmt: skip
    rents = rents_due(records)
    late = [one for one in rents if one.arrears]
    yield Figure("rents_late", say("Rents not paid"), sum(one.arrears for one in late),
                 say("Instalments of contracts that are due by today and not paid."),
                 tuple(one.contract for one in late), money=True)  # fmt: skip
    owed, owes = debts_of(records)
    yield Figure("owed_to_village", say("Owed to the village"), sum(one.amount for one in owed),
                 say("Open debts of others, as the books hold them today."), (), money=True)  # fmt: skip
    yield Figure("owed_by_village", say("Owed by the village"), sum(one.amount for one in owes),
                 say("Open debts of the village, as the books hold them today."), (), money=True)  # fmt: skip


def _vouchers(records: Records, first: date, last: date) -> Iterator[Voucher]:
    """Yield the vouchers of a period month by month, so that never a whole year lies in memory."""
    since = first
    while since <= last:
        until = min(last_day(month_of(since)), last)
        yield from records.find(Voucher, (where("dated") >= since.isoformat()) & (where("dated") <= until.isoformat()))
        since = until + timedelta(days=1)


def _held(ledger: Ledger, day: date) -> int:
    """Return what lay in cash and bank on the evening of `day`, as the ledger holds it."""
    if ledger.start is not None and day < ledger.start:
        return sum(fen for account, fen in ledger.openings.items() if first_level(account) in MONEY)
    return sum(fen for account, fen in ledger.balances(day).items() if first_level(account) in MONEY)


def _of_items(records: Records, items: Sequence[Item]) -> Iterator[Figure]:
    shown = [one for one in items if one.public]
    corrected = [one for one in shown if one.version > 1]
    withdrawn = [one for one in items if one.status is ItemStatus.WITHDRAWN]
    yield Figure("items", say("Items published"), len(shown),
                 say("Items whose day of publication lies in this period, each version for itself."),
                 tuple(one.id for one in shown))  # fmt: skip
    yield Figure("items_corrected", say("Items corrected"), len(corrected),
                 say("Of these, newer versions of an item."), tuple(one.id for one in corrected))  # fmt: skip
    yield Figure("items_withdrawn", say("Items taken down"), len(withdrawn),
                 say("Items published in this period that were taken down."),
                 tuple(one.id for one in withdrawn))  # fmt: skip
    missing = due_items(records)
    yield Figure("items_missing", say("Items overdue today"), len(missing),
                 say("Items of the village's own part of the catalogue that are due and not published."))  # fmt: skip


def _of_enquiries(records: Records, first: date, last: date) -> Iterator[Figure]:
    mine = [one for one in records.all(Enquiry) if first <= one.submitted_on <= last]
    counts = counted(mine, records.today)
    alone = [(one.id, counted((one,), records.today)) for one in mine]
    told: tuple[tuple[str, Message, Message], ...] = (
        ("received", say("Enquiries received"), say("Questions, requests and complaints handed in in this period.")),
        ("replied", say("Enquiries replied to"), say("Of these, replied to and not reopened since.")),
        ("closed", say("Enquiries closed"), say("Of these, closed, whatever the asker said.")),
        ("satisfied", say("Askers who are satisfied"), say("Of these, in one of the first three grades.")),
        ("reopened", say("Enquiries opened again"), say("Of these, opened again by their askers.")),
    )
    for name, label, how in told:
        # Who asked is nobody's business: the ids are the office's, and lead nobody else to a person.
        behind = tuple(id_ for id_, one in alone if getattr(one, name))
        yield Figure(f"enquiries_{name}", label, getattr(counts, name), how, behind, inside=True)


def _of_applications(records: Records, first: date, last: date) -> Iterator[Figure]:
    applications = list(records.all(Application))
    table = table_three(applications, last.year)
    of_year = say("By Table III of the whole year {year}.", year=str(last.year))
    came = tuple(one.id for one in applications if one.receipt_on and one.receipt_on.year == last.year)
    done = tuple(one.id for one in applications if one.finished_on and one.finished_on.year == last.year)
    yield Figure("applications_received", say("Applications for information received"), table.at(NEW, TOTAL),
                 of_year, came, inside=True)  # fmt: skip
    yield Figure("applications_handled", say("Applications for information handled"), table.at(HANDLED, TOTAL),
                 of_year, done, inside=True)  # fmt: skip
    del first


def _months(money: Sequence[MonthMoney]) -> Grid:
    heads = (say("Month"), say("Opening"), say("Income"), say("Expense"), say("Closing"))
    rows: list[tuple[Cell, ...]] = [
        (one.month, Fen(one.opening), Fen(one.income), Fen(one.expense), Fen(one.closing)) for one in money
    ]
    if money:
        income, expense = sum(one.income for one in money), sum(one.expense for one in money)
        rows.append((say("Sum"), None, Fen(income), Fen(expense), None))
    return Grid("money", say("Cash and bank, month by month"), heads, tuple(rows), total=bool(money))


def _uses(bars: Sequence[tuple[Cell, int]]) -> Grid:
    rows: list[tuple[Cell, ...]] = [(name, Fen(amount)) for name, amount in bars]
    if rows:
        rows.append((say("Sum"), Fen(sum(amount for _, amount in bars))))
    heads = (say("What for"), say("Amount"))
    return Grid("uses", say("What the money was spent on"), heads, tuple(rows), total=bool(rows))


def _rents(records: Records) -> Grid:
    late = [one for one in rents_due(records) if one.arrears]
    heads = (say("Contract"), say("Amount due"), say("Amount paid"), say("Not paid"), say("Days late"))
    rows = tuple((one.name, Fen(one.due), Fen(one.paid), Fen(one.arrears), one.days_late) for one in late)
    return Grid("rents", say("Rents not paid"), heads, rows, tuple(one.contract for one in late))


def _debts(records: Records) -> Grid:
    owed, owes = debts_of(records)
    heads = (say("Other party"), say("Account"), say("Owed since"), say("Owed to the village"),
             say("Owed by the village"))  # fmt: skip
    rows = (
        *((one.party or say("(opening balance)"), one.account, one.since, Fen(one.amount), None) for one in owed),
        *((one.party or say("(opening balance)"), one.account, one.since, None, Fen(one.amount)) for one in owes),
    )
    return Grid("debts", say("Debts"), heads, rows)


def _list(items: Sequence[Item]) -> Grid:
    shown = sorted((one for one in items if one.public), key=lambda one: (one.published_on or date.min, one.id))
    rows = tuple((one.published_on, one.name, one.catalogue, one.responsible) for one in shown)
    heads = (say("Published on"), say("Name"), say("In the catalogue"), say("Published by"))
    return Grid("items", say("Items published"), heads, rows, tuple(one.id for one in shown))
