"""Payments that belong together: a matter paid in pieces (H01), payments to one payee within days (F05).

Over all vouchers at night, and after a commit over what was touched: there the sums of an index say first whether
anything can be wrong, so that neither a payee of many years nor a large matter is read for each of its payments.
Amounts in fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tinydb import where

from village_board.accounts.breaks import Break
from village_board.accounts.draft import tier_of
from village_board.accounts.model import Voucher
from village_board.accounts.money_findings import Paper
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.desk import Records

#: A matter or a run of payments of more vouchers is judged by the nightly run alone.
MOST_READ = 200
_SPAN, _LONGEST_SPAN = timedelta(days=32), timedelta(days=366)
_PAID = "money_out"

#: What tells which payments are for one matter: a contract, or a project and a payee; empty: it stands alone.
Matter = tuple[str, str]
ALONE: Matter = ("", "")


def matter_of(voucher: Voucher) -> Matter:
    """Return for which matter a voucher pays."""
    if voucher.contract:
        return voucher.contract, ""
    if voucher.project and voucher.counterparty:
        return voucher.project, voucher.counterparty
    return ALONE


def in_pieces(vouchers: Iterable[Voucher], paper: Paper, trigger: int) -> Iterator[Break]:
    """Yield matters that were paid in pieces, each under the trigger and together at or above it, undecided (rule H01).

    Pieces are the payments of one contract, or of one project to one payee. A single payment above the trigger is
    found by `accounts.money_findings.undecided`. For those who supervise (P11); what was taken back does not count.
    """
    groups: dict[Matter, list[Voucher]] = {}
    for voucher in sorted(vouchers, key=lambda one: (one.dated, one.key)):
        matter = matter_of(voucher)
        aside = voucher.reverses or voucher.reversed_by or voucher.emergency
        if matter != ALONE and voucher.money_out and not aside:
            groups.setdefault(matter, []).append(voucher)
    for (named, payee), paid in groups.items():
        if sum(one.money_out for one in paid) < trigger:
            continue
        open_ = [one for one in paid if not _is_decided(one, paper)]
        total = sum(one.money_out for one in open_)
        if not total >= trigger > max((one.money_out for one in open_), default=0):
            continue
        last = open_[-1]
        message = say(
            "{n} vouchers for {matter} pay {amount} together, the last {number} of {day}, and no decision is "
            "linked to them; from {trigger} on one is needed.",
            n=len(open_),
            matter=named,
            payee=payee,
            amount=Fen(total),
            number=last.number,
            day=last.dated,
            trigger=Fen(trigger),
        )
        yield Break("H01", message, last.id, last.dated, red=True)


def _is_decided(voucher: Voucher, paper: Paper) -> bool:
    contract = paper.contracts.get(voucher.contract)
    if voucher.resolution in paper.resolutions or (contract is not None and contract.resolution in paper.resolutions):
        return True
    return voucher.key in paper.carried_out or voucher.contract in paper.carried_out


# After a commit


def paid_for(records: Records, matter: Matter, trigger: int) -> Sequence[Voucher] | None:
    """Return the payments of a matter; nothing where they cannot come to `trigger`, None where they are too many."""
    named, payee = matter
    asked: Any = where("contract") == named
    if payee:
        asked = (where("counterparty") == payee) & (where("project") == named)
    return _some(records, asked) if records.sums(Voucher, [_PAID], asked)[_PAID] >= trigger else []


@dataclass(frozen=True)
class Run:
    """Payments to one payee without a gap of more than the days within which they are looked at together.

    Before and after it nothing was paid for so long that no payment of it belongs with another: what is judged of it
    alone is what is judged of it among all vouchers.
    """

    payee: str
    days: Mapping[date, int]

    @property
    def first(self) -> date:
        """The day of its first payment."""
        return min(self.days)

    @property
    def last(self) -> date:
        """The day of its last payment."""
        return max(self.days)

    def payments(self, records: Records, within: int, tiers: Sequence[int]) -> Sequence[Voucher] | None:
        """Return its payments; nothing where no sum of `within` days can pass a tier, None where they are too many."""
        most = max(
            sum(fen for day, fen in self.days.items() if 0 <= (day - first).days <= within) for first in self.days
        )
        if (tier_of(most, tiers) or 1) == 1:
            return []
        dated = (where("dated") >= self.first.isoformat()) & (where("dated") <= self.last.isoformat())
        return _some(records, (where("counterparty") == self.payee) & dated)


def run_around(records: Records, voucher: Voucher, within: int) -> Run | None:
    """Return the run of payments in which `voucher` stands; None where it is longer than a year."""
    span = _SPAN
    while span <= _LONGEST_SPAN:
        since, until = voucher.dated - span, voucher.dated + span
        asked = (
            (where("counterparty") == voucher.counterparty)
            & (where("dated") >= since.isoformat())
            & (where("dated") <= until.isoformat())
        )
        sums = records.sums(Voucher, [_PAID], asked, by="dated")
        paid = {date.fromisoformat(day): of[_PAID] for day, of in sums.items() if of[_PAID]}
        days = sorted(_linked({voucher.dated, *paid}, voucher.dated, within))
        if (days[0] - since).days > within and (until - days[-1]).days > within:
            return Run(voucher.counterparty, {day: paid.get(day, 0) for day in days})
        span *= 2
    return None


def _linked(days: Iterable[date], around: date, within: int) -> set[date]:
    """Return those of `days` that hang together with the one around which is looked."""
    ordered = sorted(days)
    at = ordered.index(around)
    found = {around}
    for step in (1, -1):
        last = around
        for day in ordered[at + 1 :] if step > 0 else reversed(ordered[:at]):
            if abs((day - last).days) > within:
                break
            found.add(day)
            last = day
    return found


def _some(records: Records, asked: Any) -> Sequence[Voucher] | None:
    if records.count(Voucher, asked) > MOST_READ:
        return None
    return [one for one in records.find(Voucher, asked) if one.money_out]
