"""Everything that is wrong in funds, assets, resources and contracts today, in one list: what "Supervision" asks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from village_board.accounts.books import own_accounts
from village_board.accounts.breaks import Break, breaks
from village_board.accounts.chart import CASH, EARMARKED_FUNDS, first_level
from village_board.accounts.ledger import Ledger, recount
from village_board.accounts.model import Voucher
from village_board.accounts.money_findings import (
    Paper,
    cash_kept_back,
    loose_numbers,
    not_passed,
    paid_above_decided,
    spent_outside,
    undecided,
)
from village_board.accounts.register_findings import all_findings
from village_board.accounts.register_service import registers_of
from village_board.accounts.register_view import RegisterFinding, Registers
from village_board.accounts.trail_service import undecided_in_pieces
from village_board.base.level import Level
from village_board.desk import Desk, Records
from village_board.hearings.execution import Execution
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of
from village_board.people.acts import Act


def findings_of(records: Records) -> list[RegisterFinding]:
    """Return all findings of today: each with its rule, its level, its numbers, and the id of its record if it has one.

    Rules are F01 to F08, A01 to A04, R01 to R04, C01 to C06, P6, and words for what has no number: ``gap``, ``month``,
    ``account``, ``sold_but_listed``, ``worse_than_decided``, ``paid_above_decided``,
    ``not_passed``, ``loose``. H01 is spending above the trigger without a decision; the rest of H is not about money.
    """
    registers, limits = registers_of(records), limits_of(records)
    return [
        *map(_of_break, chain(breaks(records), undecided_in_pieces(records))),
        *_of_money(records, registers, limits),
        *all_findings(registers, records.today, limits),
    ]


def supervised(desk: Desk, *, every_voucher: bool = False) -> Sequence[RegisterFinding]:
    """Return the findings to one who may see them: suspicions and kinship are not for the public (P11).

    Args:
        desk: who asks.
        every_voucher: count every voucher again too; what the kept totals say differently has the rule ``recount``.

    Raises:
        NotPermitted: the one who asks is neither of the committee nor of its overseers nor of the township.
    """
    desk.require(Act.SEE_FINDINGS)
    found = findings_of(desk)
    if every_voucher:
        found += [RegisterFinding(one.message, rule="recount", level=Level.RED) for one in recount(desk)]
    return found


def _of_break(one: Break) -> RegisterFinding:
    level = Level.RED if one.red else Level.YELLOW
    return RegisterFinding(one.message, rule=one.rule, level=level, subject=one.subject, since=one.on)


def _of_money(records: Records, registers: Registers, limits: Limits) -> list[RegisterFinding]:
    vouchers = sorted(records.all(Voucher), key=lambda one: (one.dated, one.key))
    executions = list(records.all(Execution))
    counted = frozenset(chain.from_iterable((*one.contracts, *one.vouchers) for one in executions))
    paper = Paper({one.number: one for one in registers.contracts}, registers.resolution, counted)
    funds = {code: own.name for code, own in own_accounts(records).items() if first_level(code) == EARMARKED_FUNDS}
    cash = sum(fen for code, fen in Ledger(records).openings.items() if first_level(code) == CASH)
    return [
        *cash_kept_back(vouchers, cash, limits, records.today),
        *spent_outside(vouchers, funds),
        *undecided(vouchers, paper, limits),
        *not_passed(vouchers, paper),
        *paid_above_decided(vouchers, paper),
        *loose_numbers(vouchers, paper),
    ]
