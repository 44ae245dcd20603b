"""A voucher as somebody gives it to be posted, and what may be wrong with it. Pure; amounts in fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from village_board.accounts.chart import chart, first_level
from village_board.accounts.model import Line, Voucher
from village_board.accounts.rules import balance
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.text.clean import clean

#: what stands in a series of numbers behind its last digit.
_DIGITS = 4
#: more than this in one line is a slip of the key, and sums must stay within 64 bits.
MOST_FEN = 10**14
MOST_LINES = 500


class VoucherWord(StrEnum):
    """The kind of a voucher (凭证字), before its number."""

    GENERAL = "记"
    RECEIPT = "收"
    PAYMENT = "付"


@dataclass(frozen=True, kw_only=True)
class VoucherDraft:
    """What a voucher says before the program numbers it. `handler` and `claimant`: a person's number or name."""

    dated: date
    summary: str
    lines: tuple[Line, ...]
    word: VoucherWord = VoucherWord.GENERAL
    counterparty: str = ""
    handler: str = ""
    claimant: str = ""
    witness: str = ""
    receipt_kind: str = ""
    receipt_number: str = ""
    attachments: int = 0
    project: str = ""
    contract: str = ""
    resolution: str = ""
    emergency: str = ""
    remark: str = ""


class NothingSaid(Refused):
    """A voucher without a word of what it is for."""

    sentence = N_("The voucher of {day} says nothing of what it is for. Write a summary; nothing was posted.")

    def __init__(self, day: date) -> None:
        super().__init__(day=day)


class LineWrong(Refused):
    """A line has no amount, two, a negative or an impossible one."""

    sentence = N_(
        "Line {n} ({account}) has debit {debit} and credit {credit}. A line has one amount, on one side, above zero."
    )

    def __init__(self, n: int, line: Line) -> None:
        super().__init__(n=n, account=line.account, debit=Fen(line.debit), credit=Fen(line.credit))


class LinesCount(Refused):
    """A voucher needs two lines at least, and has a most."""

    sentence = N_("The voucher has {n} lines. It needs 2 at least and {most} at most; nothing was posted.")

    def __init__(self, n: int) -> None:
        super().__init__(n=n, most=MOST_LINES)


class VoucherUnbalanced(Refused):
    """Debit and credit differ."""

    sentence = N_("The voucher does not balance: debit {debit}, credit {credit}, {difference} apart. Correct a line.")

    def __init__(self, debit: int, credit: int) -> None:
        super().__init__(debit=Fen(debit), credit=Fen(credit), difference=Fen(abs(debit - credit)))


class AccountUnknown(Refused):
    """The chart and the village's own accounts have no such code."""

    sentence = N_(
        "Line {n}: there is no account {account}. Use one of 'village-board books accounts', or add it there first."
    )

    def __init__(self, n: int, account: str) -> None:
        super().__init__(n=n, account=account)


class AccountSwitchedOff(Refused):
    """The account is not used any more."""

    sentence = N_("Line {n}: account {account} is switched off. Use another, or switch it on again.")

    def __init__(self, n: int, account: str) -> None:
        super().__init__(n=n, account=account)


class AccountHasParts(Refused):
    """Only the lowest level takes entries."""

    sentence = N_("Line {n}: account {account} has accounts below it ({below}). Post to one of those.")

    def __init__(self, n: int, account: str, below: str) -> None:
        super().__init__(n=n, account=account, below=below)


class CountNegative(Refused):
    """A number of papers below nothing."""

    sentence = N_("{n} papers attached cannot be. Write 0 or more.")

    def __init__(self, n: int) -> None:
        super().__init__(n=n)


def cleaned(draft: VoucherDraft) -> VoucherDraft:
    """Return `draft` with every typed text through the one gate."""
    texts = {
        name: clean(value)
        for name, value in vars(draft).items()
        if isinstance(value, str) and not isinstance(value, StrEnum)
    }
    lines = tuple(
        replace(line, account=clean(line.account), account_name=clean(line.account_name), summary=clean(line.summary))
        for line in draft.lines
    )
    return replace(draft, lines=lines, **texts)  # type: ignore[arg-type]  # texts are texts


def check_draft(draft: VoucherDraft, own: Mapping[str, bool]) -> None:
    """Refuse a draft that cannot be posted.

    Args:
        draft: cleaned.
        own: the village's own accounts by code, with whether they are in use.

    Raises:
        NothingSaid, LinesCount, LineWrong, AccountUnknown, AccountSwitchedOff, AccountHasParts, VoucherUnbalanced,
        CountNegative: with the numbers.
    """
    if not draft.summary:
        raise NothingSaid(draft.dated)
    if draft.attachments < 0:
        raise CountNegative(draft.attachments)
    if not 2 <= len(draft.lines) <= MOST_LINES:  # noqa: PLR2004 - debit and credit
        raise LinesCount(len(draft.lines))
    for n, line in enumerate(draft.lines, start=1):
        one_side = (line.debit > 0) != (line.credit > 0)
        if not one_side or min(line.debit, line.credit) < 0 or max(line.debit, line.credit) > MOST_FEN:
            raise LineWrong(n, line)
        check_account(n, line.account, own)
    debit, credit = balance(draft.lines)
    if debit != credit:
        raise VoucherUnbalanced(debit, credit)


def check_account(n: int, code: str, own: Mapping[str, bool]) -> None:
    """Refuse an account that takes no entry: unknown, switched off, or with accounts below it.

    Raises:
        AccountUnknown, AccountSwitchedOff, AccountHasParts: with the number of the line.
    """
    if code not in own and (chart().find(code) is None or code != first_level(code)):
        raise AccountUnknown(n, code)
    if not own.get(code, True):
        raise AccountSwitchedOff(n, code)
    below = sorted(other for other, active in own.items() if active and other != code and other.startswith(code))
    if below:
        raise AccountHasParts(n, code, "、".join(below[:3]))


def tier_of(amount: int, tiers: Sequence[int]) -> int | None:
    """Return the approval tier of a payment of so many fen, from 1; None where nothing is paid (rule F04)."""
    if amount <= 0:
        return None
    return next((tier for tier, most in enumerate(tiers, start=1) if amount <= most), len(tiers) + 1)


def number_of(word: str, serial: int) -> str:
    """Return a voucher's number, such as 记-0012."""
    return f"{word}-{serial:0{_DIGITS}d}"


def serial_of(number: str, word: str) -> int | None:
    """Return which number of its series a voucher has: 12 of 记-0012, 记字第12号; None where it is of another."""
    if not number.startswith(word):
        return None
    digits = "".join(char for char in number[len(word) :] if char.isascii() and char.isdecimal())
    return int(digits) if digits else None


def swapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with debit and credit changed over: together with the old ones they come to nothing."""
    return tuple(replace(line, debit=line.credit, credit=line.debit) for line in lines)


def is_party(name: str, person: str, voucher: Voucher) -> bool:
    """Tell whether a person handled the voucher, claims its money or receives it; by id, else by name."""
    for known_id, known_name in (
        (voucher.handler_id, voucher.handler),
        (voucher.claimant_id, voucher.claimant),
        ("", voucher.counterparty),
    ):
        if (known_id and known_id == person) or (not known_id and known_name and known_name == name):
            return True
    return False
