"""The identities of the books (facts 2.3): each holds, or is named with both its numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from village_board.accounts.kept_model import FIELDS, NOTHING, Totals
from village_board.accounts.model import Voucher
from village_board.accounts.rules import balance
from village_board.accounts.statements import Statement, TrialBalance
from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.base.money import Fen


def trial_findings(trial: TrialBalance) -> Iterator[Finding]:
    """Yield where debits and credits of a trial balance differ: opening, movement, closing."""
    if trial.opening.debit != trial.opening.credit:
        yield _found(
            say(
                "The opening balances of {day} do not balance: debit {debit}, credit {credit}.",
                day=trial.first,
                debit=Fen(trial.opening.debit),
                credit=Fen(trial.opening.credit),
            )
        )
    if trial.movement.debit != trial.movement.credit:
        yield _found(
            say(
                "The entries from {first} to {last} do not balance: debit {debit}, credit {credit}.",
                first=trial.first,
                last=trial.last,
                debit=Fen(trial.movement.debit),
                credit=Fen(trial.movement.credit),
            )
        )
    if trial.closing.debit != trial.closing.credit:
        yield _found(
            say(
                "The balances of {day} do not balance: debit {debit}, credit {credit}.",
                day=trial.last,
                debit=Fen(trial.closing.debit),
                credit=Fen(trial.closing.credit),
            )
        )


def sheet_findings(sheet: Statement) -> Iterator[Finding]:
    """Yield the columns of a balance sheet in which assets are not liabilities and equity together."""
    for at, column in enumerate(sheet.columns):
        assets, claims = sheet.amount("assets", at), sheet.amount("liabilities_equity", at)
        if assets != claims:
            yield _found(
                say(
                    "Balance sheet of {day}: assets are {assets}, liabilities and equity {claims}.",
                    day=sheet.last if column == "closing" else sheet.first,
                    assets=Fen(assets),
                    claims=Fen(claims),
                )
            )


def income_findings(income: Statement, sheet: Statement) -> Iterator[Finding]:
    """Yield what income and distribution of a year and the balance sheet at its end say differently."""
    distributable = income.amount("net") + income.amount("opening") + income.amount("transfers")
    if income.amount("distributable") != distributable:
        yield _found(
            say(
                "To be distributed: the sheet says {said}, net result, opening and transfers make {sum}.",
                said=Fen(income.amount("distributable")),
                sum=Fen(distributable),
            )
        )
    given = sum(income.amount(key) for key in ("to_reserve", "to_members", "to_others"))
    if income.amount("undistributed") != distributable - given:
        yield _found(
            say(
                "Not distributed: the sheet says {said}, but {distributable} less {given} is {rest}.",
                said=Fen(income.amount("undistributed")),
                distributable=Fen(distributable),
                given=Fen(given),
                rest=Fen(distributable - given),
            )
        )
    if income.amount("undistributed") != sheet.amount("undistributed"):
        yield _found(
            say(
                "Not distributed on {day}: {income} by income and distribution, {sheet} by the balance sheet.",
                day=sheet.last,
                income=Fen(income.amount("undistributed")),
                sheet=Fen(sheet.amount("undistributed")),
            )
        )


def chain_findings(before: TrialBalance, after: TrialBalance) -> Iterator[Finding]:
    """Yield the accounts whose closing in one period is not the opening of the next."""
    closed = {row.account: row.closing for row in before.rows}
    opened = {row.account: row.opening for row in after.rows}
    for account in sorted(closed.keys() | opened.keys()):
        was, now = closed.get(account, 0), opened.get(account, 0)
        if was != now:
            yield _found(
                say(
                    "Account {account}: {was} at the end of {last}, but {now} at the beginning of {first}.",
                    account=account,
                    was=Fen(was),
                    last=before.last,
                    now=Fen(now),
                    first=after.first,
                )
            )


def voucher_findings(vouchers: Iterable[Voucher]) -> Iterator[Finding]:
    """Yield the vouchers whose lines do not balance."""
    for voucher in vouchers:
        debit, credit = balance(voucher.lines)
        if debit != credit:
            yield _found(
                say(
                    "Voucher {number} of {day} does not balance: debit {debit}, credit {credit}.",
                    number=voucher.number,
                    day=voucher.dated,
                    debit=Fen(debit),
                    credit=Fen(credit),
                )
            )


def kept_findings(kept: Mapping[tuple[str, str], tuple[int, ...]], counted: Totals) -> Iterator[Finding]:
    """Yield the kept totals that are not what the vouchers come to."""
    for key in sorted(kept.keys() | counted.keys()):
        said, true = kept.get(key, NOTHING), counted.get(key, NOTHING)
        for name, ours, theirs in zip(FIELDS, said, true, strict=True):
            if ours != theirs:
                yield _found(
                    say(
                        "Kept total {period}, account {account}, {field}: {said}, but the vouchers come to {true}.",
                        period=key[0],
                        account=key[1],
                        field=name,
                        said=ours,
                        true=theirs,
                    )
                )


def _found(message: Message) -> Finding:
    return Finding(message)
