"""village-board report …: the sheets of the books. Other rooms add their own reports to this group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from village_board.base.finding import Finding
from village_board.base.message import N_
from village_board.base.money import yuan
from village_board.cli.columns import amount, table
from village_board.cli.edge import Edge
from village_board.cli.periods import period
from village_board.cli.words import Group, option
from village_board.launch import day_of

if TYPE_CHECKING:
    from village_board.accounts.ledger import Ledger
    from village_board.accounts.money import Fund
    from village_board.accounts.statements import Statement, TrialBalance
    from village_board.desk import Records

FOUND = 1
_SAID_OF_LAYOUT = N_("The layout is one of this program, not the official form.")


@click.group("report", cls=Group, help=N_("Sheets of the books and other reports."))
def report() -> None:
    """Collect the commands."""


@report.command("trial-balance", help=N_("Every account: opening, debit, credit, closing."))
@option("--first-level", is_flag=True, help=N_("Only the accounts of the chart."))
@period
def trial_balance(edge: Edge, records: Records, first: date, last: date, *, first_level: bool) -> int:
    """Print the trial balance of a period."""
    from village_board.accounts.identities import trial_findings  # noqa: PLC0415 - a report loads what it prints

    trial = _ledger(records).trial_balance(first, last)
    faults = list(trial_findings(trial))
    shown = trial.first_level() if first_level else trial
    if edge.as_json:
        edge.give({**_trial_json(shown), "findings": _sentences(edge, faults)})
        return FOUND if faults else 0
    t = edge.t
    edge.say(t("Trial balance from {first} to {last}, in yuan", first=first, last=last))
    rows: list[tuple[str, ...]] = [
        (
            row.account, row.name, amount(max(row.opening, 0)), amount(max(-row.opening, 0)), amount(row.debit),
            amount(row.credit), amount(max(row.closing, 0)), amount(max(-row.closing, 0)),
        )
        for row in shown.rows
    ]  # fmt: skip
    sums = (trial.opening, trial.movement, trial.closing)
    rows.append((t("Sum"), "", *(yuan(fen) for sides in sums for fen in (sides.debit, sides.credit))))
    headers = (
        t("Code"), t("Account"), t("Opening debit"), t("Opening credit"), t("Debit"), t("Credit"), t("Closing debit"),
        t("Closing credit"),
    )  # fmt: skip
    _print(edge, headers, rows, right=range(2, 8))
    return _tell(edge, faults)


@report.command("balance-sheet", help=N_("Balance sheet at the end of a period, beside the year's beginning."))
@period
def balance_sheet(edge: Edge, records: Records, first: date, last: date) -> int:
    """Print the balance sheet."""
    from village_board.accounts.identities import sheet_findings  # noqa: PLC0415

    del first
    sheet = _ledger(records).balance_sheet(last)
    t = edge.t
    title = t("Balance sheet of {day}, in yuan", day=last)
    return _statement(edge, sheet, title, (t("Year's beginning"), t("Closing balance")), list(sheet_findings(sheet)))


@report.command("income", help=N_("Income and distribution of the year, and of a month within it."))
@period
def income(edge: Edge, records: Records, first: date, last: date) -> int:
    """Print income and distribution."""
    from village_board.accounts.identities import income_findings  # noqa: PLC0415

    ledger = _ledger(records)
    whole = first == date(last.year, 1, 1)
    statement = ledger.income(last, None if whole else first)
    t = edge.t
    title = t("Income and distribution from {first} to {last}, in yuan", first=first, last=last)
    columns = (t("The year"),) if whole else (t("The period"), t("The year"))
    return _statement(edge, statement, title, columns, list(income_findings(statement, ledger.balance_sheet(last))))


@report.command("monthly", help=N_("Each month: opening, income, expense, closing of cash and bank together."))
@period
def monthly(edge: Edge, records: Records, first: date, last: date) -> None:
    """Print income and expense by month."""
    from village_board.accounts.month_money import months  # noqa: PLC0415
    from village_board.accounts.rules import month_of  # noqa: PLC0415

    found = [money for money in months(records) if month_of(first) <= money.month <= month_of(last)]
    earned = _ledger(records).income_by_month(first, last)
    if edge.as_json:
        edge.give(
            [
                {
                    "month": money.month, "opening": money.opening, "income": money.income, "expense": money.expense,
                    "closing": money.closing, "accounts": earned.get(money.month, {}),
                }
                for money in found
            ]
        )  # fmt: skip
        return
    t = edge.t
    edge.say(t("Cash and bank together, month by month, in yuan"))
    rows = [
        (money.month, yuan(money.opening), yuan(money.income), yuan(money.expense), yuan(money.closing))
        for money in found
    ]
    headers = (t("Month"), t("Opening"), t("Income"), t("Expense"), t("Closing"))
    _print(edge, headers, rows, right=range(1, 5))


@report.command("daily", help=N_("A money account day by day."))
@click.argument("account", default="101")
@period
def daily(edge: Edge, records: Records, first: date, last: date, account: str) -> None:
    """Print the daily balances of a money account."""
    from village_board.accounts.chart import MONEY, first_level  # noqa: PLC0415
    from village_board.accounts.money import daily_balances  # noqa: PLC0415
    from village_board.accounts.reconciliation import NotAMoneyAccount  # noqa: PLC0415

    if first_level(account) not in MONEY:
        raise NotAMoneyAccount(account)
    days = daily_balances(records, account, first, last)
    if edge.as_json:
        edge.give(
            [
                {"day": one.day.isoformat(), "opening": one.opening, "received": one.received, "paid": one.paid,
                 "closing": one.closing}
                for one in days
            ]
        )  # fmt: skip
        return
    t = edge.t
    edge.say(t("{account} day by day, in yuan", account=_ledger(records).name(account)))
    rows = [
        (one.day.isoformat(), yuan(one.opening), amount(one.received), amount(one.paid), yuan(one.closing))
        for one in days
    ]
    headers = (t("Date"), t("Opening"), t("Received"), t("Paid out"), t("Closing"))
    _print(edge, headers, rows, right=range(1, 5))


@report.command("ageing", help=N_("Who owes the village and whom the village owes, the oldest first."))
@option("--on", default="", help=N_("At the end of this day; today where it is not given."))
@click.pass_obj
def ageing(edge: Edge, on: str) -> None:
    """Print receivables and payables by age."""
    from village_board.accounts.ageing import ageing as debts_of  # noqa: PLC0415
    from village_board.accounts.layouts import age_bands  # noqa: PLC0415

    day = day_of(on) if on else None
    with edge.open().reading() as records:
        debts, ledger = debts_of(records, day), _ledger(records)
        names = {debt.account: ledger.name(debt.account) for debt in debts}
    if edge.as_json:
        edge.give(
            [
                {"account": debt.account, "counterparty": debt.counterparty, "amount": debt.amount,
                 "since": debt.since.isoformat(), "from_opening": debt.from_opening, "bands": debt.bands}
                for debt in debts
            ]
        )  # fmt: skip
        return
    t, bands = edge.t, age_bands()
    for title, sign in ((t("Owed to the village, in yuan"), 1), (t("Owed by the village, in yuan"), -1)):
        rows = [
            (
                debt.account, names[debt.account], debt.counterparty or t("(opening balance)"),
                debt.since.isoformat() + (" " + t("or earlier") if debt.from_opening else ""),
                yuan(sign * debt.amount), *(amount(sign * debt.bands.get(band.key, 0)) for band in bands),
            )
            for debt in debts
            if sign * debt.amount > 0
        ]  # fmt: skip
        edge.say(title)
        headers = (
            t("Code"),
            t("Account"),
            t("Other party"),
            t("Owed since"),
            t("Amount owed"),
            *(t(band.en) for band in bands),
        )
        _print(edge, headers, rows, right=range(4, len(headers)))


@report.command("earmarked", help=N_("Earmarked funds: received, spent, left, idle since."))
@option("--on", default="", help=N_("At the end of this day; today where it is not given."))
@click.pass_obj
def earmarked(edge: Edge, on: str) -> None:
    """Print the earmarked funds."""
    from village_board.accounts.money import earmarked_funds  # noqa: PLC0415

    with edge.open().reading() as records:
        funds = earmarked_funds(records, day_of(on) if on else None)
    if edge.as_json:
        edge.give([_fund_json(fund) for fund in funds])
        return
    t = edge.t
    rows = [
        (
            fund.account, fund.name, yuan(fund.received), amount(fund.spent), amount(fund.paid), yuan(fund.left),
            fund.idle_since.isoformat() if fund.idle_since else "",
        )
        for fund in funds
    ]  # fmt: skip
    headers = (t("Code"), t("Project"), t("Received"), t("Taken out"), t("Paid for it"), t("Left"), t("Idle since"))
    edge.say(t("Earmarked funds, in yuan"))
    _print(edge, headers, rows, right=range(2, 6))


def _fund_json(fund: Fund) -> dict[str, Any]:
    return {
        "account": fund.account,
        "name": fund.name,
        "projects": sorted(fund.projects),
        "received": fund.received,
        "spent": fund.spent,
        "paid": fund.paid,
        "left": fund.left,
        "idle_since": fund.idle_since.isoformat() if fund.idle_since else None,
    }


def _ledger(records: Records) -> Ledger:
    from village_board.accounts.ledger import Ledger  # noqa: PLC0415

    return Ledger(records)


def _statement(edge: Edge, statement: Statement, title: str, columns: Sequence[str], faults: Sequence[Finding]) -> int:
    t = edge.t
    if edge.as_json:
        edge.give(_statement_json(edge, statement, faults))
        return FOUND if faults else 0
    edge.say(title)
    rows = [("  " * line.level + t(line.en), *map(yuan, line.amounts)) for line in statement.lines]
    _print(edge, (t("Line"), *columns), rows, right=range(1, len(columns) + 1))
    if not statement.layout.official:
        edge.say(t(_SAID_OF_LAYOUT))
    return _tell(edge, faults)


def _statement_json(edge: Edge, statement: Statement, faults: Sequence[Finding]) -> dict[str, Any]:
    return {
        "statement": statement.layout.key,
        "official_form": statement.layout.official,
        "first": statement.first.isoformat(),
        "last": statement.last.isoformat(),
        "columns": list(statement.columns),
        "lines": [
            {"key": line.key, "zh": line.zh, "en": line.en, "amounts": list(line.amounts), "total": line.total}
            for line in statement.lines
        ],
        "findings": _sentences(edge, faults),
    }


def _trial_json(trial: TrialBalance) -> dict[str, Any]:
    return {
        "first": trial.first.isoformat(),
        "last": trial.last.isoformat(),
        "rows": [
            {"account": row.account, "name": row.name, "opening": row.opening, "debit": row.debit,
             "credit": row.credit, "closing": row.closing}
            for row in trial.rows
        ],
    }  # fmt: skip


def _sentences(edge: Edge, faults: Sequence[Finding]) -> list[str]:
    return [edge.t.say(fault.message) for fault in faults]


def _print(edge: Edge, headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int]) -> None:
    if not rows:
        edge.say(edge.t("There is nothing to show."))
        return
    edge.say("\n".join(table(headers, rows, right=right)))


def _tell(edge: Edge, faults: Sequence[Finding]) -> int:
    for sentence in _sentences(edge, faults):
        edge.say(sentence)
    return FOUND if faults else 0


COMMANDS = (report,)
