"""Where money lies: the register of money accounts, and comparing them with the statements (P1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tinydb import where

from village_board.accounts.books import books_of
from village_board.accounts.books_model import MoneyAccount, MoneyAccountStatus, Reconciliation
from village_board.accounts.chart import MONEY, chart, first_level
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Closing, Line, Voucher
from village_board.accounts.months import MonthNotOver, last_day
from village_board.accounts.rules import month_of
from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.message import N_, say
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.text.clean import clean

_LAST_DIGITS = 4


class NotAMoneyAccount(Refused):
    """Money lies on 101 and 102 and what is below them."""

    sentence = N_("Money lies on the accounts 101 and 102 and those below them; {code} is none of them.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class DigitsWrong(Refused):
    """More of an account's number than may be kept (P2), or no digits."""

    sentence = N_("Of a bank account's number only the last 4 digits are kept. Give those; nothing was saved.")

    def __init__(self) -> None:
        super().__init__()


class MonthBeforeBooks(Refused):
    """A month before the books begin."""

    sentence = N_("The books begin with {first}: there is nothing of {month} to compare. Give a later month.")

    def __init__(self, month: str, first: str) -> None:
        super().__init__(month=month, first=first)


@dataclass(frozen=True, slots=True)
class AccountMonth:
    """What a money account did in one month by our books, in fen; accounts below it are counted with it.

    Attributes:
        before: held at the end of the month before.
        received: what came in.
        paid: what went out.
        held: at the month's end.
        vouchers: those of the month that moved it, by day and number.
    """

    before: int
    received: int
    paid: int
    held: int
    vouchers: tuple[Voucher, ...]


def account_month(records: Records, month: str, account: str) -> AccountMonth:
    """Return what a money account did in a month.

    Raises:
        NotAMoneyAccount, MonthWrong, MonthNotOver, MonthBeforeBooks: with the facts.
    """
    code, last = _checked(records, month, account)
    first = last.replace(day=1)
    moved = [one for one in Ledger(records).vouchers(first, last) if _lines_on(one, code)]
    held = _held(records, last, code)
    received = sum(line.debit for one in moved for line in _lines_on(one, code))
    paid = sum(line.credit for one in moved for line in _lines_on(one, code))
    return AccountMonth(held - received + paid, received, paid, held, tuple(moved))


def moved_on(voucher: Voucher, account: str) -> int:
    """Return by how much a voucher changed a money account, in fen; below nothing where it was paid from there."""
    return sum(line.debit - line.credit for line in _lines_on(voucher, clean(account)))


def _lines_on(voucher: Voucher, code: str) -> list[Line]:
    return [line for line in voucher.lines if line.account.startswith(code)]


def _held(records: Records, day: date, code: str) -> int:
    return sum(fen for other, fen in Ledger(records).balances(day).items() if other.startswith(code))


def _checked(records: Records, month: str, account: str) -> tuple[str, date]:
    """Return the code of a money account and the last day of a month that is over and has books."""
    last = last_day(month)
    if last > records.today:
        raise MonthNotOver(month, last)
    code = clean(account)
    if first_level(code) not in MONEY or chart().find(code) is None:
        raise NotAMoneyAccount(code)
    begins = Ledger(records).start
    if begins is not None and last < begins - timedelta(days=1):  # the figure that the books began with is compared too
        raise MonthBeforeBooks(month, month_of(begins))
    return code, last


def register_money_account(desk: Desk, account: MoneyAccount) -> MoneyAccount:
    """Register where money lies, or change what is known of it; found again by its code in the books.

    Raises:
        NotAMoneyAccount: its code is not 101, 102 or below.
        DigitsWrong: more than the last four digits of its number.
    """
    desk.require(Act.KEEP_ACCOUNTS)
    code, digits = clean(account.account), clean(account.last_digits)
    if first_level(code) not in MONEY or chart().find(code) is None:
        raise NotAMoneyAccount(code)
    if digits and not (len(digits) == _LAST_DIGITS and digits.isascii() and digits.isdecimal()):
        raise DigitsWrong
    known = desk.one(MoneyAccount, where("account") == code)
    closed = account.status is MoneyAccountStatus.CLOSED
    given = replace(
        account,
        account=code,
        last_digits=digits,
        bank=clean(account.bank),
        holder=clean(account.holder),
        purpose=clean(account.purpose),
        closed_on=account.closed_on if closed else None,
    )
    kept = desk.put(replace(given, id=known.id if known else "", rev=known.rev if known else 0))
    desk.record(kept.id)
    return kept


def reconcile(
    desk: Desk, month: str, account: str, theirs: int, *, source: str = "", reason: str = ""
) -> Reconciliation:
    """Compare what a money account holds by our books at a month's end with the statement's figure.

    A difference is kept and named, never booked away; the same month and account again replaces the figure.

    Args:
        desk: the unit of work.
        month: such as ``2026-09``, which is over.
        account: 101, 102 or one below; those below it are counted with it.
        theirs: the statement's closing balance in fen.
        source: whose statement; by default who keeps the books.
        reason: what explains a difference.

    Raises:
        NotAMoneyAccount, MonthWrong, MonthNotOver, MonthBeforeBooks: nothing was written.
    """
    desk.require(Act.RECONCILE)
    code, last = _checked(desk, month, account)
    ours = _held(desk, last, code)
    known = desk.one(Reconciliation, (where("month") == month) & (where("account") == code))
    made = replace(
        known or Reconciliation(month=month, account=code, ours=0, theirs=0),
        ours=ours,
        theirs=theirs,
        source=clean(source) or books_of(desk).source,
        reason=clean(reason),
        reconciled_by=desk.who.id,
        reconciled_on=desk.today,
    )
    kept = desk.put(made)
    desk.record(kept.id)
    return kept


def reconciliation_findings(records: Records) -> list[Finding]:
    """Return the months in which our closing balance is not the statement's, and those nobody compared.

    Our figure is taken anew from the books: an import since may have mended or broken it.
    """
    ledger, found = Ledger(records), []
    compared: set[tuple[str, str]] = set()
    for one in sorted(records.all(Reconciliation), key=lambda one: (one.month, one.account)):
        held = ledger.balances(last_day(one.month))
        ours = sum(fen for other, fen in held.items() if other.startswith(one.account))
        compared.add((one.month, one.account))
        if ours != one.theirs:
            message = say(
                "{month}, account {account}: our books say {ours}, the statement {theirs}, {difference} apart.",
                month=one.month,
                account=ledger.name(one.account),
                ours=Fen(ours),
                theirs=Fen(one.theirs),
                difference=Fen(abs(one.theirs - ours)),
            )
            found.append(Finding(message))
    return found


def unreconciled(records: Records) -> list[tuple[str, str]]:
    """Return the closed months and money accounts with a balance that nobody has compared yet."""
    ledger = Ledger(records)
    done = {(one.month, one.account) for one in records.all(Reconciliation)}
    missing = []
    for closing in sorted(records.all(Closing), key=lambda closing: closing.month):
        if closing.is_open:
            continue
        for account, fen in sorted(ledger.balances(last_day(closing.month)).items()):
            covered = any((closing.month, account[:length]) in done for length in range(3, len(account) + 1))
            if first_level(account) in MONEY and fen and not covered:
                missing.append((closing.month, account))
    return missing
