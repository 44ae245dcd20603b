"""How the books are kept: whose they are, accounts of the village's own, where money lies, opening balances, months."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.desk.blank.reading import read_fen
from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Place
from kiosk.desk.rooms.asking import answered, half_width, lines_of, one_of
from kiosk.widgets.ink import padded
from village_board.accounts.books import (
    AccountCodeWrong,
    AccountExists,
    AccountInUse,
    AccountNameMissing,
    AccountNotEmpty,
    BooksOverlap,
    BooksReasonMissing,
    NoSuchAccount,
    NotOwnBooks,
    add_account,
    books_of,
    keep_books,
    switch_account,
)
from village_board.accounts.books_model import (
    Account,
    Books,
    BooksMode,
    MoneyAccount,
    MoneyAccountStatus,
    Restart,
)
from village_board.accounts.chart import chart
from village_board.accounts.draft import AccountHasParts, AccountSwitchedOff, AccountUnknown
from village_board.accounts.ledger import Ledger
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.openings import (
    OpeningsClosed,
    OpeningsEmpty,
    OpeningsUnbalanced,
    OpeningWrong,
    set_openings,
)
from village_board.accounts.reconciliation import DigitsWrong, NotAMoneyAccount, register_money_account
from village_board.accounts.words import BOOKS_MODE, MONEY_ACCOUNT_STATUS, RESTART
from village_board.base.message import N_
from village_board.base.money import Fen, yuan
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

_OPENING = re.compile(r"(\d+)\s+(借|贷|d|c)\s*([\d,.]+)\s*元?", re.IGNORECASE)
_DEBIT = ("借", "d", "D")
_FAULTS = 5
#: one more than is kept: whoever types a whole number is refused, and no draft holds it.
_DIGITS_TYPED = 5
#: cells of what stands beside a form.
_BESIDE = 26
COPY_ONLY = Place(NotOwnBooks, "", N_("The books are a copy of the township's: this is done only in books of our own."))


class OpeningLineUnread(FieldRefused):
    """A line of the opening balances that cannot be understood."""

    sentence = N_("'{line}' is no opening balance. Write it as 101 借 1200.00, one account a line.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


class OpeningTwice(FieldRefused):
    """An account that stands in two lines."""

    sentence = N_("Account {account} stands in two lines. Write one line for it.")

    def __init__(self, field: str, account: str) -> None:
        super().__init__(field, account=account)


# Whose books


def _start_mode(records: Records, _subject: str) -> Answers:
    books = books_of(records)
    since = books.since or records.today
    return {
        "mode": books.mode.value,
        "since": since.isoformat(),
        "source": books.source,
        "decided_by": books.decided_by,
        "restart": books.restart.value,
    }


def _mode(desk: Desk, filled: Filled) -> Books:
    return keep_books(
        desk,
        BooksMode(filled.text("mode")),
        filled.day("since"),
        source=filled.text("source"),
        decided_by=filled.text("decided_by"),
        restart=Restart(filled.text("restart") or Restart.YEAR),
    )


MODE = Form(
    name="book.mode",
    title=N_("Settle whose books these are"),
    act=Act.KEEP_BOOKS,
    about=N_("One village, one set of books: a copy of the township's, or books of our own."),
    fields=(
        Field("mode", N_("The board holds"), Kind.CHOICE, required=True, options=one_of(BOOKS_MODE)),
        Field("since", N_("From which day"), Kind.DAY, required=True),
        Field("source", N_("Who keeps the books"), required=True, hint=N_("Such as the township's bookkeeping.")),
        Field("decided_by", N_("Decided in"), required=True, hint=N_("The resolution or contract; it is public.")),
        Field(
            "restart",
            N_("Numbers begin again"),
            Kind.CHOICE,
            options=one_of(RESTART),
            asked=answered("mode", BooksMode.OWN_BOOKS.value),
        ),
    ),
    start=_start_mode,
    places=(Place(BooksOverlap, "since"), Place(BooksReasonMissing, "decided_by")),
    button=N_("Settle it"),
    sure=N_("From that day on the books are kept so. Settle it?"),
    told=lambda t, kept: t("The board holds: {mode}.", mode=t(BOOKS_MODE[kept.mode])),
    do=_mode,
)

# Accounts of the village's own


ACCOUNT = Form(
    name="book.account",
    title=N_("Add an account of our own"),
    act=Act.KEEP_ACCOUNTS,
    about=N_("It lies below one of the chart: two digits more, such as 51301."),
    fields=(
        Field("code", N_("Code"), required=True, limit=12, hint=N_("The account above it, and two digits more.")),
        Field("name", N_("Name"), required=True),
    ),
    beside=lambda _records, filled, t: _above(filled.text("code"), t),
    places=(
        Place(AccountCodeWrong, "code"),
        Place(AccountExists, "code"),
        Place(AccountInUse, "code"),
        Place(AccountNameMissing, "name"),
    ),
    button=N_("Add it"),
    do=lambda desk, filled: add_account(desk, half_width(filled.text("code")), filled.text("name")),
)


def _above(code: str, t: Translator) -> Sequence[Paragraph]:
    found = chart().find(code) if code else None
    return [(t("It belongs to: {account}", account=f"{found.code} {found.name}"), "ink")] if found else []


def _switch(name: str, title: str, *, active: bool) -> Form:
    return Form(
        name=name,
        title=title,
        act=Act.KEEP_ACCOUNTS,
        about=N_("It is never deleted: what was entered stays readable."),
        fields=(),
        places=(
            Place(AccountNotEmpty),
            Place(NoSuchAccount, "", N_("The village has no account {code} of its own.")),
        ),
        button=title,
        do=lambda desk, filled: switch_account(desk, desk.get(Account, filled.subject).code, active=active),
    )


ACCOUNT_OFF = _switch("book.account_off", N_("Switch the account off"), active=False)
ACCOUNT_ON = _switch("book.account_on", N_("Switch the account on"), active=True)

# Where money lies


def _start_money(records: Records, subject: str) -> Answers:
    if not subject:
        return {"status": MoneyAccountStatus.OPEN.value}
    one = records.get(MoneyAccount, subject)
    return {
        "account": one.account,
        "bank": one.bank,
        "holder": one.holder,
        "last_digits": one.last_digits,
        "purpose": one.purpose,
        "opened_on": one.opened_on.isoformat() if one.opened_on else "",
        "status": one.status.value,
        "closed_on": one.closed_on.isoformat() if one.closed_on else "",
    }


def _money(desk: Desk, filled: Filled) -> MoneyAccount:
    return register_money_account(
        desk,
        MoneyAccount(
            account=half_width(filled.text("account")),
            bank=filled.text("bank"),
            holder=filled.text("holder"),
            last_digits=half_width(filled.text("last_digits")),
            purpose=filled.text("purpose"),
            opened_on=filled.day_or_none("opened_on"),
            status=MoneyAccountStatus(filled.text("status") or MoneyAccountStatus.OPEN),
            closed_on=filled.day_or_none("closed_on"),
        ),
    )


def _money_form(name: str, title: str) -> Form:
    return Form(
        name=name,
        title=title,
        act=Act.KEEP_ACCOUNTS,
        about=N_("Of a bank account only the last four digits are kept."),
        fields=(
            Field(
                "account", N_("Code in the books"), required=True, limit=12, hint=N_("101 cash, 102 bank, or 10201.")
            ),
            Field("bank", N_("Bank"), hint=N_("Empty: cash on hand.")),
            Field("holder", N_("In whose name")),
            Field("last_digits", N_("Last four digits"), limit=_DIGITS_TYPED),
            Field("purpose", N_("What it is for")),
            Field("opened_on", N_("Opened on"), Kind.DAY),
            Field("status", N_("How it stands"), Kind.CHOICE, options=one_of(MONEY_ACCOUNT_STATUS)),
            Field("closed_on", N_("Closed on"), Kind.DAY, asked=answered("status", MoneyAccountStatus.CLOSED.value)),
        ),
        start=_start_money,
        places=(Place(NotAMoneyAccount, "account"), Place(DigitsWrong, "last_digits")),
        button=N_("Keep it"),
        do=_money,
    )


MONEY = _money_form("book.money", N_("Register where money lies"))
CHANGE_MONEY = _money_form("book.change_money", N_("Change what is known of it"))

# Opening balances


def openings_typed(filled: Filled) -> dict[str, int]:
    """Return the balances of the form by account, in fen; debit above zero.

    Raises:
        OpeningLineUnread, OpeningTwice: at the line.
    """
    found: dict[str, int] = {}
    for text in lines_of(half_width(filled.text("lines"))):
        match = _OPENING.fullmatch(text)
        fen = read_fen(match[3]) if match is not None else None
        if match is None or fen is None:
            raise OpeningLineUnread("lines", text)
        if match[1] in found:
            raise OpeningTwice("lines", match[1])
        found[match[1]] = fen if match[2] in _DEBIT else -fen
    return found


def _start_openings(records: Records, _subject: str) -> Answers:
    held = sorted((one for one in records.all(OpeningBalance) if one.debit or one.credit), key=lambda one: one.account)
    lines = [f"{one.account} {'借' if one.debit else '贷'} {yuan(one.debit or one.credit)}" for one in held]
    return {"lines": "\n".join(lines)}


def _openings_said(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    try:
        held = openings_typed(filled)
    except FieldRefused as error:
        return [(t.say(error.message), "accent")]
    if books_of(records).mode is not BooksMode.OWN_BOOKS:
        return [(t(COPY_ONLY.words), "accent")]
    ledger = Ledger(records)
    said: list[Paragraph] = []
    for code, fen in held.items():
        side = t("Debit {amount}", amount=Fen(fen)) if fen > 0 else t("Credit {amount}", amount=Fen(-fen))
        said += [
            (f"{code} {ledger.name(code) or t('no such account')}", "soft"),
            (padded(side, _BESIDE, right=True), "ink"),
        ]
    debit, credit = (sum(max(side * fen, 0) for fen in held.values()) for side in (1, -1))
    apart = (
        t("Both sides agree.") if debit == credit else t("The sides differ by {amount}.", amount=Fen(debit - credit))
    )
    return [*said, (apart, "strong" if debit == credit else "accent")]


OPENINGS = Form(
    name="book.openings",
    title=N_("Set the opening balances"),
    act=Act.KEEP_ACCOUNTS,
    about=N_("What each account held before the first voucher. Those of a copy come with the township's table."),
    fields=(
        Field(
            "lines", N_("Balances"), Kind.LINES, required=True, hint=N_("Account, 借 or 贷, amount: 101 借 1200.00")
        ),
    ),
    start=_start_openings,
    beside=_openings_said,
    places=(
        *(
            Place(error, "lines")
            for error in (OpeningsEmpty, OpeningsUnbalanced, OpeningWrong, OpeningsClosed, AccountSwitchedOff,
                          AccountHasParts)
        ),
        Place(AccountUnknown, "lines", N_("Line {n}: there is no account {account}. Add it first.")),
        COPY_ONLY,
    ),
    button=N_("Set them"),
    sure=N_("Every balance that is not in the list becomes nothing. Set them?"),
    told=lambda t, kept: t("{n} opening balances were set.", n=len(kept)),
    do=lambda desk, filled: set_openings(desk, openings_typed(filled)),
)  # fmt: skip

FORMS = (MODE, ACCOUNT, ACCOUNT_OFF, ACCOUNT_ON, MONEY, CHANGE_MONEY, OPENINGS)
