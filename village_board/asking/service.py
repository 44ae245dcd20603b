"""Answering: from a question to its answer out of the records; what is named by its words alone; what to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from tinydb import where

from village_board.accounts.contract_law import type_of
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, ContractStatus, Resource
from village_board.accounts.subsidies import SubsidyBatch
from village_board.asking import holdings, matters, money, services
from village_board.asking.model import SURFACE, Answer, Kind, Period, Question, Row, Step, Understood
from village_board.asking.things import most_of, named
from village_board.asking.understanding import understood
from village_board.asking.wording import ask
from village_board.base.kind import Record
from village_board.base.message import say
from village_board.desk import Records
from village_board.disclosure.model import Item
from village_board.disclosure.period_words import month_words
from village_board.glance.service import last_whole_month, meetings_ahead
from village_board.guides.model import Contact, Guide
from village_board.guides.service import holding
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution

#: examples that are offered where nothing was found.
EXAMPLES = 3
_LISTED = 12

_ANSWERS: Mapping[Kind, Callable[[Records, Question], Answer]] = MappingProxyType(
    {
        Kind.MEETING: matters.meeting,
        Kind.CASE: matters.case,
        Kind.SPENT: money.moved,
        Kind.EARNED: money.moved,
        Kind.ACCOUNTS: money.moved,
        Kind.BALANCE: money.balance,
        Kind.USES: money.uses,
        Kind.PAY: money.pay,
        Kind.RECEPTION: money.receptions,
        Kind.DEBTS: money.debts,
        Kind.LET: holdings.let,
        Kind.RENT: holdings.rent,
        Kind.IDLE: holdings.idle,
        Kind.LAND: holdings.land,
        Kind.SUBSIDY: services.subsidy,
        Kind.LATE: services.late,
        Kind.DEADLINE: services.deadline,
        Kind.GUIDE: services.guide,
        Kind.CONTACT: services.contact,
    }
)
#: what a thing alone may name, in the order in which it is looked for; entries of the books come last.
_THINGS: tuple[tuple[type[Record], ...], ...] = (
    (Contract, Resource, Asset, DecisionCase, Hearing, Resolution, Guide, Contact, SubsidyBatch),
    (Item,),
    (Voucher,),
)


def reading_of(records: Records, text: str) -> Understood:
    """Return what `text` may mean, asked today."""
    return understood(text, records.today)


def answer(records: Records, question: Question) -> Answer | None:
    """Return the answer to `question`; None where a surface answers it itself, or where a thing alone names nothing."""
    if question.kind in SURFACE:
        return None
    if question.kind is Kind.THING:
        return _thing(records, question)
    if question.group and question.kind is Kind.LAND:
        return _of_group(records, question)
    return _ANSWERS[question.kind](records, question)


def examples(records: Records) -> tuple[Step, ...]:
    """Return questions that have an answer here and now: what to try where nothing was found."""
    found: list[Step] = []
    if money_of := last_whole_month(records):
        month = Period(money_of.month, money_of.month)
        label = say("How much was spent in {period}?", period=month_words(month.first))
        found.append(ask(label, Kind.SPENT, month))
    running = where("status") == ContractStatus.RUNNING.value
    contracts = records.page(Contract, running, order_by="ends_on", limit=_LISTED).rows
    if let := next((one for one in contracts if type_of(one).uses), None):
        found.append(Step(say("Who has rented it? {name}", name=let.name), id=let.id))
    if meetings_ahead(records):
        found.append(ask(say("When is the next meeting?"), Kind.MEETING))
    if guides := holding(records, Guide):
        found.append(Step(say("How is it done? {name}", name=guides[0].name), id=guides[0].id))
    found += [
        ask(say("What should have been published?"), Kind.LATE),
        ask(say("Whom to call"), Kind.CONTACT),
        ask(say("Published last"), Kind.NEWEST),
    ]
    return tuple(found[:EXAMPLES])


def _thing(records: Records, question: Question) -> Answer | None:
    """Return what the records hold of a thing: the one record that it names, or the list of all that hold it."""
    for classes in _THINGS:
        found = named(records, question.thing, *classes)
        if not found:
            continue
        if len(found) == 1 and isinstance(found[0], (Contract, Resource, Asset)):
            return _asked_as(records, question, Kind.LET)
        if len(found) == 1 and isinstance(found[0], (DecisionCase, Hearing, Resolution)):
            return _asked_as(records, question, Kind.CASE)
        if len(found) == 1 and isinstance(found[0], Guide):
            return _asked_as(records, question, Kind.GUIDE)
        rows = tuple(_row(one) for one in found)
        if len(found) < most_of(classes):
            sentence = say("Records here that name '{thing}': {n}.", n=len(found), thing=question.thing)
        else:
            sentence = say("Many records here name '{thing}'. Shown are {n}.", n=len(found), thing=question.thing)
        return Answer(question, sentence, rows=rows, judged_on=records.today, next=_ways(found, question.thing))
    return None


def _asked_as(records: Records, question: Question, kind: Kind) -> Answer:
    return _ANSWERS[kind](records, replace(question, kind=kind))


def _ways(found: list[Record], thing: str) -> tuple[Step, ...]:
    """Return what can be asked of the kinds of records that were found."""
    kinds = {type(one) for one in found}
    steps = []
    if kinds & {Contract, Resource, Asset}:
        steps.append(ask(say("Who has rented it?"), Kind.LET, thing=thing))
        steps.append(ask(say("Is the rent paid?"), Kind.RENT, thing=thing))
    if kinds & {DecisionCase, Hearing, Resolution}:
        steps.append(ask(say("How far is this matter?"), Kind.CASE, thing=thing))
    if Guide in kinds:
        steps.append(ask(say("How is it done?"), Kind.GUIDE, thing=thing))
    return tuple(steps[:EXAMPLES])


def _row(one: Record) -> Row:
    if one.day is None:
        return Row(say("{kind}: {title}", kind=one.KIND.label, title=one.title), one.id, one.title)
    return Row(say("{kind}: {title} ({day})", kind=one.KIND.label, title=one.title, day=one.day), one.id, one.title)


def _of_group(records: Records, question: Question) -> Answer:
    """Return the land of a villagers' group."""
    found = records.find(Resource, where("owner").one_of(list(group_names(question.group))))
    if not found:
        told = holdings.land(records, replace(question, group=0))
        return replace(
            told, notes=(say("No parcel is written down for group {group}.", group=question.group), *told.notes)
        )
    area = sum((one.area for one in found[1:]), start=found[0].area)
    rows = tuple(
        Row(say("{name}: {area} mu", name=one.name, area=one.area), one.id, one.name)
        for one in sorted(found, key=lambda one: one.number)
    )
    sentence = say("Parcels of group {group}: {n}, {area} mu in all.", group=question.group, n=len(found), area=area)
    steps = (ask(say("What stands empty"), Kind.IDLE),)
    return Answer(question, sentence, rows=rows, judged_on=records.today, next=steps)


def group_names(number: int) -> tuple[str, ...]:
    """Return how a villagers' group may be written: 3组, 三组, 第三村民小组."""
    digits = "零一二三四五六七八九十"
    ones = digits[number] if number < len(digits) else ""
    written = [f"{number}组", f"第{number}组", f"{number}村民小组", f"第{number}村民小组", f"{number}小组"]
    return (*written, *((f"{ones}组", f"第{ones}组", f"第{ones}村民小组") if ones else ()))
