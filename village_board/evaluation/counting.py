"""The ways of counting an indicator: each reads the records of a half-year, as that room itself counts them.

Where there is nothing to count by, the share is None: missing data is not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tinydb import where

from village_board.accounts.model import Voucher
from village_board.accounts.month_money import months
from village_board.accounts.plan_service import all_arrears
from village_board.accounts.purposes import names_reception
from village_board.accounts.registers import Contract, Direction, Instalment
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.catalogue.model import EntryGroup
from village_board.desk import Records
from village_board.disclosure.due import DueDate, due_calendar
from village_board.disclosure.model import PUBLIC, Item
from village_board.enquiries.measures import counted, rates
from village_board.enquiries.model import Enquiry
from village_board.evaluation.audit import Audit
from village_board.evaluation.model import Half, Measured
from village_board.evaluation.rating import share_of
from village_board.evaluation.rating_service import rounds_of
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution, Purchase
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.outward import State, sittings
from village_board.supervision.model import UNHANDLED, Alarm, AlarmState, Watch

_QUARTER = 3
_PERCENT = 100


@dataclass(frozen=True)
class Asked:
    """What a way of counting gets: the records, the half-year, and its own settings of the data."""

    records: Records
    half: Half
    weight: int
    settings: Mapping[str, Any]


def _part(good: int, ids: list[str], against: list[str], nothing: Message) -> Measured:
    if not ids:
        return Measured(None, nothing)
    said = say("{part} of {whole}", part=good, whole=len(ids))
    return Measured(Fraction(good, len(ids)), said, tuple(ids), tuple(against))


def disclosure_on_time(asked: Asked) -> Measured:
    """Of what was due by a day of the half-year, what was published by it; not before its first item."""
    records, half = asked.records, asked.half
    first = records.page(Item, where("published_on") > "", order_by="published_on", limit=1).rows
    begun = first[0].published_on if first else None
    ids: list[str] = []
    against: list[str] = []
    good = 0
    for due in due_calendar(records, half.year):
        own = due.entry.group is EntryGroup.SELF_GOVERNMENT
        judged = half.holds(due.due_on) and due.due_on < records.today
        # A period that ended before the first item is no gap, as in `disclosure.due`.
        known = due.event is not None or (begun is not None and due.due_on.replace(day=1) > begun)
        if not own or not judged or not known:
            continue
        item = _first_of(records, due)
        on_time = item is not None and item.published_on is not None and item.published_on <= due.due_on
        good += on_time
        ids.append(item.id if item else due.entry.id)
        against += [] if on_time else [ids[-1]]
    return _part(good, ids, against, say("Nothing was due in this half-year."))


def _first_of(records: Records, due: DueDate) -> Item | None:
    mine = where("catalogue") == due.entry.code
    if due.event is not None:
        mine &= where("published_on") >= due.event.on.isoformat()
    else:
        mine &= where("period") == due.period
    found = [one for one in records.find(Item, mine) if one.status in PUBLIC and one.published_on]
    return min(found, key=lambda one: (one.published_on or one.day, one.version), default=None)


def replies_on_time(asked: Asked) -> Measured:
    """Return the on-time rate of the enquiries of the half-year, as the enquiries' own measures have it."""
    ids: list[str] = []
    against: list[str] = []
    for one in asked.records.all(Enquiry):
        if asked.half.holds(one.submitted_on):
            rate = next(rate for rate in rates(counted((one,), asked.records.today)) if rate.key == "on_time")
            ids += [one.id] if rate.whole else []
            against += [one.id] if rate.part < rate.whole else []
    return _part(len(ids) - len(against), ids, against, say("No enquiry was to be answered."))


def meetings_held(asked: Asked) -> Measured:
    """Of the quarters that are over, those with an assembly; quarters before the first sitting are not judged."""
    records, half = asked.records, asked.half
    every = list(sittings(records.all(Hearing), records.all(Resolution), records.all(DecisionCase)))
    held = [one for one in every if one.state is State.HELD and one.day is not None]
    begun = min((one.day for one in held if one.day), default=None)
    mine = [one for one in held if one.body and one.body.value in asked.settings["bodies"] and half.holds(one.day)]
    good = whole = 0
    for start in range(half.first.month, half.first.month + 6, _QUARTER):
        had = any(one.day and start <= one.day.month < start + _QUARTER for one in mine)
        over = records.today > half.last or records.today.month >= start + _QUARTER
        known = begun is not None and (begun.year, begun.month) < (half.year, start + _QUARTER)
        good += had
        whole += had or (over and known)
    if not whole:
        return Measured(None, say("No sitting is recorded yet, or the quarter still runs."))
    ids = tuple(dict.fromkeys(one.id.partition(".")[0] for one in mine))
    return Measured(Fraction(good, whole), say("{good} of {whole} quarters", good=good, whole=whole), ids)


def _watch(asked: Asked) -> Watch | None:
    return next(iter(asked.records.all(Watch)), None)


def _alarms(asked: Asked) -> list[Alarm] | None:
    """Return the alarms of the half-year that were not gone by themselves; None where the board did not watch yet."""
    watch = _watch(asked)
    if watch is None or watch.begun_on > asked.half.last:
        return None
    first, last = asked.half.first.isoformat(), asked.half.last.isoformat()
    found = asked.records.find(Alarm, (where("raised_on") >= first) & (where("raised_on") <= last))
    return [one for one in found if one.state is not AlarmState.LAPSED]


def alarms_handled(asked: Asked) -> Measured:
    """Of alarms whose time is over or that were answered, those answered before lying turned them red."""
    alarms = _alarms(asked)
    if alarms is None:
        return Measured(None, say("The monitoring points did not run yet in this half-year."))
    judged = [one for one in alarms if one.state not in UNHANDLED or one.is_red]
    against = [one.id for one in judged if one.state in UNHANDLED or one.escalated_on is not None]
    ids = [one.id for one in judged]
    return _part(len(ids) - len(against), ids, against, say("No alarm was to be handled."))


def red_alarms(asked: Asked) -> Measured:
    """Each red alarm takes points, at most all; a half-year that was watched in part only gets none for free."""
    alarms = _alarms(asked)
    watch = _watch(asked)
    if alarms is None or watch is None or watch.begun_on > asked.half.first:
        return Measured(None, say("The monitoring points did not run through the whole half-year."))
    red = tuple(one.id for one in alarms if one.is_red)
    share = Fraction(asked.weight - len(red) * int(asked.settings["points_each"]), asked.weight)
    said = say("{red} red of {n} alarms", red=len(red), n=len(alarms))
    return Measured(max(share, Fraction(0)), said, tuple(one.id for one in alarms), red)


def _vouchers(asked: Asked) -> list[Voucher]:
    first, last = asked.half.first.isoformat(), asked.half.last.isoformat()
    return asked.records.find(Voucher, (where("dated") >= first) & (where("dated") <= last))


def approvals(asked: Asked) -> Measured:
    """Of vouchers that paid money out, those about which no point of approval raised an alarm."""
    if _watch(asked) is None:  # the points look at vouchers of all days, whenever they began
        return Measured(None, say("The monitoring points have not run yet."))
    found = asked.records.find(Alarm, where("point").one_of(list(asked.settings["points"])))
    named = {one.subject for one in found if one.state is not AlarmState.LAPSED}
    ids = [one.id for one in _vouchers(asked) if one.money_out]
    against = [one for one in ids if one in named]
    return _part(len(ids) - len(against), ids, against, say("No money was paid out."))


def no_receptions(asked: Asked) -> Measured:
    """All where no voucher names a reception, nothing otherwise."""
    vouchers = _vouchers(asked)
    if not vouchers:
        return Measured(None, say("There are no vouchers of this half-year."))
    against = tuple(one.id for one in vouchers if names_reception(one))
    said = say("{n} of {all} vouchers name a reception", n=len(against), all=len(vouchers))
    return Measured(Fraction(int(not against)), said, tuple(one.id for one in vouchers), against)


def audits(asked: Asked) -> Measured:
    """Of findings of audits that were to be put right in the half-year, what was by its day; no finding is good."""
    records, half = asked.records, asked.half
    last = min(half.last, records.today)
    good, whole, ids, against = 0, 0, list[str](), list[str]()
    for one in records.all(Audit):
        due = [each.in_time for each in one.findings if half.first <= each.due_on <= last]
        if not one.findings and half.first <= one.reported_on <= last:
            due = [True]
        good, whole = good + sum(due), whole + len(due)
        ids += [one.id] if due else []
        against += [] if all(due) else [one.id]
    if not whole:
        return Measured(None, say("No audit was reported, and no finding of one fell due in this half-year."))
    said = say("{part} of {whole}", part=good, whole=whole)
    return Measured(Fraction(good, whole), said, tuple(ids), tuple(against))


def income_change(asked: Asked) -> Measured:
    """Return how far the income rose between the two ends of the data; both half-years must be whole."""
    records, half = asked.records, asked.half
    income = {one.month: one.income for one in months(records)}
    wanted = (*half.months, *half.year_before.months)
    before = sum(income.get(month, 0) for month in half.year_before.months)
    if records.today <= half.last or any(month not in income for month in wanted) or not before:
        return Measured(None, say("One of the two half-years is not whole in the books."))
    now = sum(income[month] for month in half.months)
    least, most = Fraction(int(asked.settings["none_at"])), Fraction(int(asked.settings["full_at"]))
    change = Fraction((now - before) * _PERCENT, before)
    both = [*_vouchers(asked), *_vouchers(Asked(records, half.year_before, asked.weight, asked.settings))]
    ids = tuple(one.id for one in both if one.money_in)
    said = say("{now} after {before}", now=Fen(now), before=Fen(before))
    return Measured(min(max((change - least) / (most - least), Fraction(0)), Fraction(1)), said, ids)


def rents_paid(asked: Asked) -> Measured:
    """Of the money that fell due in the half-year, what is not in arrears today."""
    records, half = asked.records, asked.half
    ended = {one.number: one.ended_on for one in records.all(Contract)}
    until = min(half.last, records.today)
    due = [
        one
        for one in records.find(
            Instalment, (where("due_on") >= half.first.isoformat()) & (where("due_on") <= until.isoformat())
        )
        if one.direction is Direction.RECEIVABLE and one.contract in ended and one.due
        if (last := ended[one.contract]) is None or one.due_on <= last
    ]
    whole = sum(one.due for one in due)
    if not whole:
        return Measured(None, say("No rent fell due."))
    late = [one for found in all_arrears(records) for one in found.late if half.holds(one.instalment.due_on)]
    lacking = sum(one.lacking for one in late)
    said = say("{late} late of {due}", late=Fen(lacking), due=Fen(whole))
    against = tuple(one.instalment.id for one in late)
    return Measured(Fraction(whole - lacking, whole), said, tuple(one.id for one in due), against)


def works_on_time(asked: Asked) -> Measured:
    """Of works whose contract ended in the half-year, those accepted by its last day."""
    ends = {one.number: one.ends_on for one in asked.records.all(Contract)}
    ids: list[str] = []
    against: list[str] = []
    for one in asked.records.all(Execution):
        last = max((day for number in one.contracts if (day := ends.get(number))), default=None)
        if one.purchase is not Purchase.WORKS or last is None or not asked.half.holds(last):
            continue
        accepted = one.acceptance.on if one.acceptance else None
        if accepted is None and asked.records.today <= last:
            continue
        ids.append(one.id)
        against += [] if accepted is not None and accepted <= last else [one.id]
    return _part(len(ids) - len(against), ids, against, say("No contract of works ended."))


def villagers_rating(asked: Asked) -> Measured:
    """Return the mean of the ratings by slip that may be shown."""
    rounds = rounds_of(asked.records, asked.half)
    shown = [one for round_ in rounds for one in round_.shown(asked.records.today)]
    share = share_of(shown, asked.settings["worth"])
    if share is None:
        return Measured(None, say("No round of rating is over that enough slips were used in."))
    used, out = sum(one.used for one in rounds), sum(one.handed_out for one in rounds)
    said = say("{used} of {out} slips used", used=used, out=out)
    return Measured(share, said, tuple(one.id for one in rounds))


#: The shipped ways of counting, by the name that the data gives them.
WAYS: Mapping[str, Callable[[Asked], Measured]] = {
    way.__name__: way
    for way in (
        disclosure_on_time,
        replies_on_time,
        meetings_held,
        alarms_handled,
        red_alarms,
        approvals,
        no_receptions,
        audits,
        income_change,
        rents_paid,
        works_on_time,
        villagers_rating,
    )
}
