"""Opening balances of the village's own books: set as a whole while no month of them is closed (P1). In fen.

Where the board holds a copy of the township's books, they come with the table of the township.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from village_board.accounts.books import own_accounts, require_own_books
from village_board.accounts.draft import MOST_FEN, check_account
from village_board.accounts.ledger import Ledger
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.periods import latest_closed
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.desk import Desk
from village_board.people.acts import Act
from village_board.text.clean import clean


class OpeningsEmpty(Refused):
    """No balance was given."""

    sentence = N_("Give the opening balances, one account a line. Nothing was saved.")

    def __init__(self) -> None:
        super().__init__()


class OpeningsUnbalanced(Refused):
    """Debit and credit differ."""

    sentence = N_(
        "The opening balances do not balance: debit {debit}, credit {credit}, {difference} apart. Nothing was saved."
    )

    def __init__(self, debit: int, credit: int) -> None:
        super().__init__(debit=Fen(debit), credit=Fen(credit), difference=Fen(abs(debit - credit)))


class OpeningWrong(Refused):
    """An account opened with nothing, or with more than can be."""

    sentence = N_("Line {n}: account {account} opens with {amount}. Give an amount above zero, or leave it out.")

    def __init__(self, n: int, account: str, amount: int) -> None:
        super().__init__(n=n, account=account, amount=Fen(amount))


class OpeningsClosed(Refused):
    """A month was closed upon them."""

    sentence = N_("{month} is closed upon these balances. Open it again first, or put it right by a voucher.")

    def __init__(self, month: str) -> None:
        super().__init__(month=month)


def set_openings(desk: Desk, held: Mapping[str, int]) -> list[OpeningBalance]:
    """Set what every account held before the first voucher; an account that is not named held nothing.

    Args:
        desk: the unit of work.
        held: by code of the account, in fen: debit above zero, credit below.

    Returns:
        those that were written.

    Raises:
        NotOwnBooks: the board holds a copy.
        OpeningsEmpty, OpeningWrong, OpeningsUnbalanced: nothing was written.
        AccountUnknown, AccountSwitchedOff, AccountHasParts: with the number of the line.
        OpeningsClosed: a month is closed.
    """
    desk.require(Act.KEEP_ACCOUNTS)
    require_own_books(desk)
    if closed := latest_closed(desk):
        raise OpeningsClosed(closed)
    given = {clean(code): fen for code, fen in held.items()}
    if not given:
        raise OpeningsEmpty
    own = {code: one.active for code, one in own_accounts(desk).items()}
    for n, (code, fen) in enumerate(given.items(), start=1):
        check_account(n, code, own)
        if not 0 < abs(fen) <= MOST_FEN:
            raise OpeningWrong(n, code, fen)
    debit, credit = (sum(max(side * fen, 0) for fen in given.values()) for side in (1, -1))
    if debit != credit:
        raise OpeningsUnbalanced(debit, credit)
    names = Ledger(desk).names
    known = {one.account: one for one in desk.all(OpeningBalance)}
    wanted = [
        replace(
            known.get(code) or OpeningBalance(account=code, account_name=names.get(code, "")),
            debit=max(given.get(code, 0), 0),
            credit=max(-given.get(code, 0), 0),
        )
        for code in dict.fromkeys([*known, *given])
    ]
    kept = desk.put_many([one for one in wanted if one != known.get(one.account)])
    desk.record("opening_balances")
    return kept
