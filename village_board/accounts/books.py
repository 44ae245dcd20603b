"""How the books are kept: their mode, the village's own accounts, money accounts, reconciliation (P1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from tinydb import where

from village_board.accounts.books_model import (
    Account,
    Books,
    BooksMode,
    Restart,
)
from village_board.accounts.chart import chart, first_level
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Line, Voucher
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.text.clean import clean

_SEPARATORS = "-－—/\\:：_ "


class BooksUnchanged(Refused):
    """The books are kept that way already."""

    sentence = N_("The books are kept that way already, since {since}. Nothing was changed.")

    def __init__(self, since: date) -> None:
        super().__init__(since=since)


class BooksReasonMissing(Refused):
    """Who decided it, or whose books they are, was not said."""

    sentence = N_("Say who decided it and who keeps the books: both are public. Nothing was changed.")

    def __init__(self) -> None:
        super().__init__()


class BooksOverlap(Refused):
    """The own books would begin where the copy still has vouchers: two sets of books for the same days."""

    sentence = N_(
        "The copy has voucher {number} of {day}. The village's own books can begin on {first} at the earliest: "
        "one village, one set of books."
    )

    def __init__(self, number: str, day: date) -> None:
        super().__init__(number=number, day=day, first=day + timedelta(days=1))


class NotOwnBooks(Refused):
    """Posting where the board holds a copy of the township's books (P1)."""

    sentence = N_(
        "The township keeps these books, and the board shows a copy: correct it by importing again. Where the "
        "village decided to keep its own: village-board books mode own_books"
    )

    def __init__(self) -> None:
        super().__init__()


class AccountCodeWrong(Refused):
    """A code that lies below no account, or is none."""

    sentence = N_("'{code}' is no code below the chart. Add two digits to one of it, such as 51301.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class AccountExists(Refused):
    """The code is taken."""

    sentence = N_("Account {code} is there already: {name}. Nothing was added.")

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code=code, name=name)


class AccountNameMissing(Refused):
    """An account without a name."""

    sentence = N_("Give account {code} a name: it stands on every sheet.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class AccountInUse(Refused):
    """The account above has entries of its own, which would lie beside its parts."""

    sentence = N_("Account {code} has entries of its own ({fen} now). Move them to an account beside it first.")

    def __init__(self, code: str, fen: int) -> None:
        super().__init__(code=code, fen=Fen(fen))


class AccountNotEmpty(Refused):
    """An account with a balance cannot be switched off."""

    sentence = N_("Account {code} still holds {fen}. Move it to another account first.")

    def __init__(self, code: str, fen: int) -> None:
        super().__init__(code=code, fen=Fen(fen))


class NoSuchAccount(Refused):
    """The village has no own account of this code."""

    sentence = N_("The village has no account {code} of its own. See: village-board books accounts")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


def books_of(records: Records) -> Books:
    """Return how the books are kept; where nothing was ever said, they are a copy of the township's."""
    return next(iter(records.all(Books)), Books())


def keep_books(
    desk: Desk,
    mode: BooksMode,
    since: date,
    *,
    source: str,
    decided_by: str,
    restart: Restart = Restart.YEAR,
) -> Books:
    """Set how the books are kept from `since` on: an act that stays in the log, with who decided it.

    Args:
        desk: the unit of work.
        mode: a copy of the township's books, or the village's own.
        since: its first day; own books begin after the last day of which the copy has a voucher.
        source: who keeps them, such as 栖禾镇村级会计代理中心.
        decided_by: the resolution or contract.
        restart: when numbers of vouchers begin again.

    Raises:
        BooksUnchanged, BooksReasonMissing, BooksOverlap: nothing was changed.
    """
    desk.require(Act.KEEP_BOOKS)
    books = books_of(desk)
    source, decided_by = clean(source), clean(decided_by)
    if not (source and decided_by):
        raise BooksReasonMissing
    wanted = replace(books, mode=mode, since=since, source=source, decided_by=decided_by, restart=restart)
    if books.since is not None and replace(wanted, set_by=books.set_by) == books:
        raise BooksUnchanged(books.since)
    if mode is BooksMode.OWN_BOOKS and books.mode is not mode:
        newest = desk.page(Voucher, order_by="dated", descending=True, limit=1).rows
        if newest and newest[0].dated >= since:
            raise BooksOverlap(newest[0].number, newest[0].dated)
    kept = desk.put(replace(wanted, set_by=desk.who.id))
    desk.record(kept.id)
    return kept


def require_own_books(records: Records) -> Books:
    """Return the books where the village keeps its own.

    Raises:
        NotOwnBooks: they are a copy.
    """
    books = books_of(records)
    if books.mode is not BooksMode.OWN_BOOKS:
        raise NotOwnBooks
    return books


# The village's own accounts


def own_accounts(records: Records) -> dict[str, Account]:
    """Return the village's own accounts by their codes."""
    return {account.code: account for account in sorted(records.all(Account), key=lambda account: account.code)}


def add_account(desk: Desk, code: str, name: str) -> Account:
    """Add an account below one of the chart or of the village's own.

    Raises:
        AccountCodeWrong, AccountNameMissing, AccountExists: nothing was added.
        AccountInUse: the account above has entries of its own.
    """
    desk.require(Act.KEEP_ACCOUNTS)
    code, name = clean(code), clean(name)
    own = own_accounts(desk)
    parent = code[:-2]
    if chart().find(code) is None or code == first_level(code) or (parent not in own and parent != first_level(code)):
        raise AccountCodeWrong(code)
    if not name:
        raise AccountNameMissing(code)
    if code in own:
        raise AccountExists(code, own[code].name)
    if held := Ledger(desk).balances(desk.today).get(parent):
        raise AccountInUse(parent, held)
    added = desk.put(Account(code=code, name=name, parent=parent))
    desk.record(added.id)
    return added


def switch_account(desk: Desk, code: str, *, active: bool) -> Account:
    """Switch an own account off, so that nothing more is posted to it, or on again; it is never deleted.

    Raises:
        NoSuchAccount: the village has none of this code.
        AccountNotEmpty: it still holds something.
    """
    desk.require(Act.KEEP_ACCOUNTS)
    account = desk.one(Account, where("code") == clean(code))
    if account is None:
        raise NoSuchAccount(clean(code))
    if not active and (held := Ledger(desk).balances(desk.today).get(account.code)):
        raise AccountNotEmpty(account.code, held)
    switched = desk.put(replace(account, active=active))
    desk.record(switched.id)
    return switched


def learn_accounts(desk: Desk, lines: Iterable[Line]) -> int:
    """Keep the second-level accounts that an import named and nobody knew; return how many. No act of its own."""
    own = own_accounts(desk)
    found: dict[str, str] = {}
    for line in lines:
        if line.account != first_level(line.account) and line.account not in own:
            found[line.account] = found.get(line.account) or line.account_name
    named = [
        Account(code=code, name=own_name(code, name), parent=code[:-2], learned=True) for code, name in found.items()
    ]
    desk.put_many(named)
    return len(named)


def own_name(code: str, name: str) -> str:
    """Return the part of an account's name that is its own: 基本户 of 银行存款-基本户."""
    top = chart().find(code)
    if top is not None and name.startswith(top.name):
        return clean(name.removeprefix(top.name).lstrip(_SEPARATORS))
    return clean(name)


def note_copy(desk: Desk) -> int:
    """Note that vouchers were copied today; return 1 where that was not noted yet. No act of its own."""
    books = books_of(desk)
    if books.copied_on == desk.today:
        return 0
    desk.put(replace(books, copied_on=desk.today))
    return 1
