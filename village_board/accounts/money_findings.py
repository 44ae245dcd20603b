"""What is wrong between the money and what it should follow: rules F03 and F07, decisions, numbers that lead nowhere.

Pure. The rest of F01 to F08 is in `breaks`; both are gathered by `findings.findings_of`. They are for those who
supervise (P11). Amounts in fen.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from village_board.accounts.chart import BANK, CASH, EARMARKED_FUNDS, first_level
from village_board.accounts.model import Voucher
from village_board.accounts.register_view import RegisterFinding, a_finding
from village_board.accounts.registers import Contract
from village_board.base.level import Level
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.hearings.model import Resolution, ResolutionResult
from village_board.limits.rules import Limits

_DIGITS = re.compile(r"[0-9]+")
_NOT_PASSED = frozenset({ResolutionResult.REJECTED, ResolutionResult.NO_QUORUM})


@dataclass(frozen=True)
class Paper:
    """What vouchers may name: contracts and resolutions by their numbers.

    `carried_out` are keys of vouchers and numbers of contracts that the execution of a decision counts as its own.
    """

    contracts: Mapping[str, Contract]
    resolutions: Mapping[str, Resolution]
    carried_out: Container[str] = frozenset()

    def decision(self, voucher: Voucher) -> Resolution | None:
        """Return the resolution that stands behind a voucher: its own, else its contract's."""
        contract = self.contracts.get(voucher.contract)
        number = voucher.resolution or (contract.resolution if contract else "")
        return self.resolutions.get(number)


@dataclass(frozen=True, slots=True)
class _Received:
    """Income in cash that was not brought to the bank yet."""

    voucher: Voucher
    left: int


@dataclass(frozen=True, slots=True)
class _Moved:
    """What a voucher did to the cash on hand: income, cash drawn from the bank, brought there, or paid."""

    income: int
    drawn: int
    banked: int
    paid: int


def cash_kept_back(
    vouchers: Iterable[Voucher], opening: int, limits: Limits, today: date
) -> Iterator[RegisterFinding]:  # fmt: skip
    """F03: income in cash came to the bank late or not at all, or was paid out before.

    Payments come out of what was drawn from the bank as long as that lasts; the oldest income is banked first. Within
    a day what comes in counts first, whatever its number. What was taken back again counts for nothing.

    Args:
        vouchers: all of them.
        opening: cash on hand before the first.
        limits: how many days are allowed.
        today: income that still lies there is judged by it.
    """
    most, red = limits.days("accounts.cash_to_bank_days"), limits.days("accounts.cash_to_bank_red_days")
    petty, waiting = opening, list[_Received]()
    moves = [(one, moved) for one in vouchers if (moved := _cash(one)) is not None]
    for voucher, moved in sorted(moves, key=_in_order):
        if moved.income:
            waiting.append(_Received(voucher, moved.income))
        banked, waiting = _taken(waiting, moved.banked)
        for one in banked:
            yield from _late(one, voucher.dated, most, red)
        petty += moved.drawn - (moved.banked - sum(one.left for one in banked))
        from_income = min(max(moved.paid - max(petty, 0), 0), sum(one.left for one in waiting))
        petty -= moved.paid - from_income
        if from_income:
            _, waiting = _taken(waiting, from_income)
            message = say(
                "Voucher {number} of {day} pays {paid} out of cash income that had not been brought to the bank.",
                number=voucher.number,
                day=voucher.dated,
                paid=Fen(from_income),
            )
            yield a_finding("F03", Level.RED, message, voucher.id, voucher.dated)
    for one in waiting:
        yield from _late(one, today, most, red)


def _cash(voucher: Voucher) -> _Moved | None:
    net = sum(line.debit - line.credit for line in voucher.lines if first_level(line.account) == CASH)
    if not net or voucher.reverses or voucher.reversed_by:
        return None
    bank = sum(line.debit - line.credit for line in voucher.lines if first_level(line.account) == BANK)
    if net > 0:
        drawn = min(net, max(-bank, 0))
        return _Moved(net - drawn, drawn, 0, 0)
    banked = min(-net, max(bank, 0))
    return _Moved(0, 0, banked, -net - banked)


def _in_order(one: tuple[Voucher, _Moved]) -> tuple[date, bool, list[int]]:
    """Return the place of a movement: its day, in before out, its number as a number (记-99 before 记-100)."""
    voucher, moved = one
    return voucher.dated, not (moved.income or moved.drawn), [int(part) for part in _DIGITS.findall(voucher.key)]


def _taken(waiting: list[_Received], amount: int) -> tuple[list[_Received], list[_Received]]:
    """Return what `amount` takes of the oldest income, and what is left waiting."""
    taken: list[_Received] = []
    left: list[_Received] = []
    for one in waiting:
        part = min(one.left, amount)
        amount -= part
        if part:
            taken.append(replace(one, left=part))
        if one.left > part:
            left.append(replace(one, left=one.left - part))
    return taken, left


def _late(one: _Received, until: date, most: int, red: int) -> Iterator[RegisterFinding]:
    days = (until - one.voucher.dated).days
    if days > most:
        message = say(
            "Voucher {number}: {amount} of cash income of {day} lay {days} days before it came to the bank; "
            "{most} are allowed.",
            number=one.voucher.number,
            amount=Fen(one.left),
            day=one.voucher.dated,
            days=days,
            most=most,
        )
        yield a_finding("F03", Level.RED if days > red else Level.YELLOW, message, one.voucher.id, one.voucher.dated)


def spent_outside(vouchers: Iterable[Voucher], names: Mapping[str, str]) -> Iterator[RegisterFinding]:
    """F07: an earmarked fund of its own account was spent for another project than it was given for.

    Args:
        vouchers: all of them.
        names: the own names of the accounts below 241.
    """
    vouchers = list(vouchers)
    given: dict[str, set[str]] = {code: {name} for code, name in names.items() if name}
    for voucher in vouchers:
        for line in voucher.lines:
            if _is_fund(line.account) and line.credit and voucher.project:
                given.setdefault(line.account, set()).add(voucher.project)
    for voucher in vouchers:
        for line in voucher.lines:
            projects = given.get(line.account, set())
            inside = any(one in voucher.project or voucher.project in one for one in projects)
            if not (_is_fund(line.account) and line.debit and voucher.project and projects) or inside:
                continue
            message = say(
                "Voucher {number} takes {amount} out of the fund for {projects} and spends it on {project}.",
                number=voucher.number,
                amount=Fen(line.debit),
                projects="、".join(sorted(projects)),
                project=voucher.project,
            )
            if not (voucher.reverses or voucher.reversed_by):
                yield a_finding("F07", Level.RED, message, voucher.id, voucher.dated)


def _is_fund(account: str) -> bool:
    return first_level(account) == EARMARKED_FUNDS and account != EARMARKED_FUNDS


def undecided(vouchers: Iterable[Voucher], paper: Paper, limits: Limits) -> Iterator[RegisterFinding]:
    """H01: a payment at or above the trigger to which no decision is linked; emergencies wait for theirs (P4)."""
    trigger = limits.fen("hearing.trigger_amount")
    for voucher in vouchers:
        if voucher.money_out < trigger or voucher.emergency or voucher.reverses or voucher.reversed_by:
            continue
        counted = voucher.key in paper.carried_out or voucher.contract in paper.carried_out
        if paper.decision(voucher) is None and not counted:
            message = say(
                "Voucher {number} of {day} pays {amount}, at or above {trigger}, and no decision is linked to it.",
                number=voucher.number,
                day=voucher.dated,
                amount=Fen(voucher.money_out),
                trigger=Fen(trigger),
            )
            yield a_finding("H01", Level.RED, message, voucher.id, voucher.dated)


def not_passed(vouchers: Iterable[Voucher], paper: Paper) -> Iterator[RegisterFinding]:
    """Payments that rest on a resolution which the meeting rejected, or for which too few came."""
    for voucher in vouchers:
        decision = paper.decision(voucher)
        if decision is None or decision.result not in _NOT_PASSED or not voucher.money_out or voucher.reversed_by:
            continue
        message = say(
            "Voucher {number} of {day} pays {amount} by resolution {named}, which was not passed.",
            number=voucher.number,
            day=voucher.dated,
            amount=Fen(voucher.money_out),
            named=decision.number,
        )
        yield a_finding("not_passed", Level.RED, message, voucher.id, voucher.dated)


def paid_above_decided(vouchers: Iterable[Voucher], paper: Paper) -> Iterator[RegisterFinding]:
    """P4: more was paid for a matter than was decided with its approved variations."""
    paid: dict[str, list[Voucher]] = {}
    for voucher in vouchers:
        decision = paper.decision(voucher)
        if decision is not None and (voucher.money_out or voucher.reverses):
            paid.setdefault(decision.number, []).append(voucher)
    for number, of in sorted(paid.items()):
        decision = paper.resolutions[number]
        total = sum(one.money_out - (one.money_in if one.reverses else 0) for one in of)
        if decision.decided_amount is not None and total > decision.decided_amount:
            message = say(
                "{number} decided {decided} with its variations; {paid} were paid in {n} vouchers, {over} more.",
                number=number,
                decided=Fen(decision.decided_amount),
                paid=Fen(total),
                n=len(of),
                over=Fen(total - decision.decided_amount),
            )
            yield a_finding("paid_above_decided", Level.RED, message, decision.id, max(one.dated for one in of))


def loose_numbers(vouchers: Iterable[Voucher], paper: Paper) -> Iterator[RegisterFinding]:
    """Vouchers that name a contract or a resolution which the registers do not have."""
    for voucher in vouchers:
        if voucher.contract and voucher.contract not in paper.contracts:
            message = say(
                "Voucher {number} of {day} names contract {named}, which stands in no register.",
                number=voucher.number,
                day=voucher.dated,
                named=voucher.contract,
            )
            yield a_finding("loose", Level.RED, message, voucher.id, voucher.dated)
        if voucher.resolution and voucher.resolution not in paper.resolutions:
            message = say(
                "Voucher {number} of {day} names resolution {named}, which stands in no register.",
                number=voucher.number,
                day=voucher.dated,
                named=voucher.resolution,
            )
            yield a_finding("loose", Level.RED, message, voucher.id, voucher.dated)
