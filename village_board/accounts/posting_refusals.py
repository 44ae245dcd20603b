"""Why a voucher is not posted, approved, stamped or reversed."""

from __future__ import annotations

from datetime import date

from village_board.accounts.model import Voucher
from village_board.accounts.words import VOUCHER_STEP
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.base.money import Fen


class InTheFuture(Refused):
    """A voucher of a day that has not come."""

    sentence = N_("{day} has not come yet (today is {today}). Give the day on which it happened.")

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day=day, today=today)


class BeforeOwnBooks(Refused):
    """A voucher of a day whose books the township keeps."""

    sentence = N_("The village's own books begin on {since}; {day} lies in the township's. Give a later day.")

    def __init__(self, day: date, since: date) -> None:
        super().__init__(day=day, since=since)


class PeriodClosed(Refused):
    """A voucher of a month that is closed."""

    sentence = N_("{day} lies in a closed month: everything up to {month} is closed. Give a later day, or reopen it.")

    def __init__(self, day: date, month: str) -> None:
        super().__init__(day=day, month=month)


class VoucherNotReady(Refused):
    """The voucher stands where this step has no place."""

    sentence = N_("Voucher {number} is '{step}': this step has no place now.")

    def __init__(self, voucher: Voucher) -> None:
        super().__init__(number=voucher.number, step=Message(VOUCHER_STEP[voucher.step]))


class OwnClaim(Refused):
    """Nobody approves or stamps their own payment."""

    sentence = N_("{person} handled voucher {number}, claims its money or receives it. Another person must do this.")

    def __init__(self, person: str, number: str) -> None:
        super().__init__(person=person, number=number)


class AlreadyActed(Refused):
    """One person posted or approved the voucher already: each step needs another."""

    sentence = N_("{person} posted or approved voucher {number} already. Another person must do this.")

    def __init__(self, person: str, number: str) -> None:
        super().__init__(person=person, number=number)


class NeedsResolution(Refused):
    """A payment of this tier is decided by a meeting (rule F04)."""

    sentence = N_(
        "Voucher {number} pays {amount}, tier {tier}: it needs the number of a passed resolution. Reverse it and post "
        "it with --resolution, or with --emergency and the reason."
    )

    def __init__(self, number: str, amount: int, tier: int) -> None:
        super().__init__(number=number, amount=Fen(amount), tier=tier)


class ResolutionNotPassed(Refused):
    """The resolution that a payment names was not passed."""

    sentence = N_("Resolution {number} was not passed: nothing can be paid on it.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class AlreadyReversed(Refused):
    """A voucher is reversed once."""

    sentence = N_("Voucher {number} was reversed by {other} already. Nothing was posted.")

    def __init__(self, number: str, other: str) -> None:
        super().__init__(number=number, other=other)


class IsReversal(Refused):
    """A reversal stays."""

    sentence = N_("Voucher {number} reverses {other} and stays. Post what is right as a new voucher.")

    def __init__(self, number: str, other: str) -> None:
        super().__init__(number=number, other=other)


class ReasonMissing(Refused):
    """A reversal or a reopening without its reason."""

    sentence = N_("Say why: the reason stays in the books. Nothing was changed.")

    def __init__(self) -> None:
        super().__init__()


class NotAnEmergency(Refused):
    """Only an emergency payment is given its resolution later."""

    sentence = N_("Voucher {number} is no emergency payment that waits for its resolution.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)
