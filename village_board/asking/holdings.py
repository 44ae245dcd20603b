"""Answers about what the village owns and lets: who has it, is the rent paid, what stands empty. Public by P12."""

from __future__ import annotations

from decimal import Decimal

from tinydb import where

from village_board.accounts.arrears import Arrears
from village_board.accounts.explained import RentDue
from village_board.accounts.explained_service import rents_due
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.registers import Asset, Contract, ContractStatus, Resource, Use
from village_board.accounts.words import CONTRACT_STATUS, USE
from village_board.asking.model import Answer, Bar, Bars, Kind, Question, Row, Step
from village_board.asking.things import named
from village_board.asking.wording import CONTRACT_ENTRIES, LAND_ENTRIES, ask, owed
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.desk import Records

#: contracts and things that one answer lists; its counts and sums are of all.
_MOST_LISTED = 60
_MOST_BARS = 10
#: parcels of which the areas are added up; no village has more.
_MOST_SUMMED = 2000

Holding = Contract | Resource | Asset


def let(records: Records, question: Question) -> Answer:
    """Answer who has rented what was named, until when, and whether it is paid; without a thing, all contracts."""
    if not question.thing:
        return _all_contracts(records, question)
    found = contracts_for(records, question.thing)
    things = [one for one in _things(records, question.thing) if not _has_contract(one, found)]
    if found:  # beside contracts only what bears the very name
        things = [one for one in things if question.thing.replace(" ", "") in one.name]
    if not found and not things:
        return _unknown(records, question)
    if len(found) == 1:
        return _one_contract(records, question, found[0])
    rows = [_contract_row(one) for one in found[:_MOST_LISTED]]
    rows += [_thing_row(one) for one in things[:_MOST_LISTED]]
    if found:
        sentence = say(
            "Contracts about '{thing}': {n}. The first: {name}, with {party}.",
            n=len(found), thing=question.thing, name=found[0].name, party=found[0].party_b or say("nobody named"),
        )  # fmt: skip
    elif len(things) == 1:
        return _one_thing(records, question, things[0])
    else:
        sentence = say("'{thing}': no contract is here. Things of that name: {n}.", thing=question.thing, n=len(things))
    return Answer(question, sentence, rows=tuple(rows), judged_on=records.today, next=_beside(question, Kind.LET))


def rent(records: Records, question: Question) -> Answer:
    """Answer which rents are late and by how many days; of what was named, whether its rent is paid."""
    if question.thing:
        found = contracts_for(records, question.thing)
        if len(found) == 1:
            return _one_contract(records, question, found[0])
        if not found:
            return _unknown(records, question)
        known = records.remembered(rent, lambda: {one.contract.id: one for one in all_arrears(records)})
        arrears = [known.get(one.id) or Arrears(one, 0, 0, ()) for one in found]
        late = [one for one in arrears if one.late]
        facts = {"thing": question.thing, "n": len(found), "amount": Fen(sum(one.lacking for one in late))}
        sentence = (
            say("'{thing}': of {n} contracts, {late} are late with {amount}.", late=len(late), **facts)
            if late
            else say("'{thing}': nothing is late. Contracts: {n}.", **facts)
        )
        shown = [*late, *(one for one in arrears if not one.late)][:_MOST_LISTED]
        rows = tuple(Row(_paid_words(one), one.contract.id, one.contract.name) for one in shown)
        return Answer(question, sentence, rows=rows, judged_on=records.today, next=_beside(question, Kind.RENT))
    every = rents_due(records)
    if not every:
        return Answer(question, say("No rent has fallen due by the contracts here."), owed(records, CONTRACT_ENTRIES),
                      judged_on=records.today, next=_beside(question, Kind.RENT), found=False)  # fmt: skip
    late_ones = [one for one in every if one.arrears]
    due, paid = sum(one.due for one in every), sum(min(one.paid, one.due) for one in every)
    total = Fen(sum(one.arrears for one in late_ones))
    sentence = (
        say("Contracts on which rent is owed: {n}, {amount} in all.", n=len(late_ones), amount=total)
        if late_ones
        else say("No rent is overdue.")
    )
    return Answer(
        question,
        sentence,
        (say("Of {due} due, {paid} is paid.", due=Fen(due), paid=Fen(paid)),),
        tuple(_late_row(one) for one in late_ones),
        judged_on=records.today,
        next=_beside(question, Kind.RENT),
        bars=_late_bars(sentence, late_ones),
    )


def idle(records: Records, question: Question) -> Answer:
    """Answer what stands empty; of one thing that was named, whether it does."""
    if question.thing:
        found = _things(records, question.thing)
        exact = [one for one in found if one.title.replace(" ", "") == question.thing.replace(" ", "")]
        if len(exact or found) == 1:
            return _one_thing(records, question, (exact or found)[0])
        if found:
            empty = [one for one in found if _is_idle(one)]
            sentence = say("{n} of {all} things called '{thing}' stand empty.", n=len(empty), all=len(found),
                           thing=question.thing)  # fmt: skip
            rows = tuple(_thing_row(one) for one in empty or found)
            return Answer(question, sentence, rows=rows, judged_on=records.today, next=_beside(question, Kind.IDLE))
    query = where("use") == Use.IDLE.value
    empty_ones = records.page(Asset, query, order_by="number", limit=_MOST_LISTED).rows
    n = records.count(Asset, query)
    if not records.count(Asset):
        return Answer(question, say("No house or thing of the village has been published here yet."),
                      owed(records, LAND_ENTRIES), judged_on=records.today, next=_beside(question, Kind.IDLE),
                      found=False)  # fmt: skip
    return Answer(
        question,
        say("Houses and things that stand empty: {n}.", n=n) if n else say("No house or thing stands empty."),
        rows=tuple(_thing_row(one) for one in empty_ones),
        judged_on=records.today,
        next=_beside(question, Kind.IDLE),
    )


def land(records: Records, question: Question) -> Answer:
    """Answer what land, water and houses there are; those that were named, else by number."""
    if question.thing:
        found = _things(records, question.thing)
        if len(found) == 1:
            return _one_thing(records, question, found[0])
        if found:
            area = sum((one.area for one in found if isinstance(one, Resource)), start=Decimal(0))
            sentence = say("'{thing}': {n} of the village's, {area} mu in all.", thing=question.thing, n=len(found),
                           area=area)  # fmt: skip
            rows = tuple(map(_thing_row, found))
            return Answer(question, sentence, rows=rows, judged_on=records.today, next=_beside(question, Kind.LAND))
    parcels, houses = records.count(Resource), records.count(Asset)
    if not parcels and not houses:
        return Answer(question, say("No land, pond or house has been published here yet."),
                      owed(records, LAND_ENTRIES), judged_on=records.today, next=_beside(question, Kind.LAND),
                      found=False)  # fmt: skip
    shown = records.page(Resource, order_by="number", limit=_MOST_LISTED).rows
    notes: tuple[Message, ...] = ()
    if 0 < parcels <= _MOST_SUMMED:
        area = sum((one.area for one in records.all(Resource)), start=Decimal(0))
        notes = (say("Land and water: {area} mu in all.", area=area),)
    return Answer(
        question,
        say("The village has {parcels} parcels of land and water, and {houses} houses and things.", parcels=parcels,
            houses=houses),
        notes,
        tuple(map(_thing_row, shown)),
        judged_on=records.today,
        next=_beside(question, Kind.LAND),
    )  # fmt: skip


def contracts_for(records: Records, thing: str) -> list[Contract]:
    """Return the contracts that `thing` names, by themselves or by what they let; running ones first."""
    found = {one.id: one for one in named(records, thing, Contract)}
    if not found:
        numbers = [one.number for one in _things(records, thing)]
        found = {one.id: one for one in records.find(Contract, where("subject").one_of(numbers))} if numbers else {}
    return sorted(found.values(), key=lambda one: one.status is not ContractStatus.RUNNING)


def _things(records: Records, thing: str) -> list[Resource | Asset]:
    """Return the parcels, houses and things that the words name."""
    return [one for one in named(records, thing, Resource, Asset) if isinstance(one, (Resource, Asset))]


def _one_contract(records: Records, question: Question, contract: Contract) -> Answer:
    arrears = arrears_in(records, contract)
    facts = {"name": contract.name, "party": contract.party_b or say("nobody named")}
    if question.kind is Kind.RENT:
        sentence = _paid_words(arrears)
        notes = [say("Rented by {party}.", **facts)]
    else:
        sentence = say("{name}: rented by {party}.", **facts)
        notes = [_paid_words(arrears)]
    if contract.starts_on and contract.last_day:
        notes.append(say("From {start} to {end}.", start=contract.starts_on, end=contract.last_day))
    if contract.due_each_year is not None:
        notes.append(say("A year: {amount}.", amount=Fen(contract.due_each_year)))
    elif contract.price is not None:
        notes.append(say("Price agreed: {amount}.", amount=Fen(contract.price)))
    if contract.status is not ContractStatus.RUNNING:
        notes.append(say("This contract is: {status}.", status=Message(CONTRACT_STATUS[contract.status])))
    steps = (Step(say("The contract"), id=contract.id), *_beside(question, question.kind))
    return Answer(question, sentence, tuple(notes), judged_on=records.today, code=contract.id, next=steps)


def _one_thing(records: Records, question: Question, one: Holding) -> Answer:
    notes: list[Message] = []
    if isinstance(one, Resource):
        sentence = say("{name}: {area} mu", name=one.name, area=one.area)
        if one.contractor:
            notes.append(say("Worked by {party}.", party=one.contractor))
        if one.area_idle:
            notes.append(say("Not let: {area} mu.", area=one.area_idle))
    elif isinstance(one, Asset):
        sentence = say("{name}: {status}", name=one.name, status=Message(USE[one.use]))
        if one.use is Use.LEASED and one.tenant:
            notes.append(say("Rented by {party}.", party=one.tenant))
        if one.use is Use.IDLE and one.idle_since:
            notes.append(say("Empty since {day}.", day=one.idle_since))
    else:
        return _one_contract(records, question, one)
    steps = (Step(say("More about it"), id=one.id), *_beside(question, question.kind))
    return Answer(question, sentence, tuple(notes), judged_on=records.today, code=one.id, next=steps)


def _all_contracts(records: Records, question: Question) -> Answer:
    running = where("status") == ContractStatus.RUNNING.value
    n = records.count(Contract, running)
    if not n:
        return Answer(question, say("No contract has been published here yet."), owed(records, CONTRACT_ENTRIES),
                      judged_on=records.today, next=_beside(question, Kind.LET), found=False)  # fmt: skip
    page = records.page(Contract, running, order_by="ends_on", limit=_MOST_LISTED)
    return Answer(
        question,
        say("Running contracts: {n}.", n=n),
        (say("Those that end first stand on top."),),
        tuple(map(_contract_row, page.rows)),
        judged_on=records.today,
        next=_beside(question, Kind.LET),
    )


def _unknown(records: Records, question: Question) -> Answer:
    return Answer(
        question,
        say("No contract of the village that is here names '{thing}'.", thing=question.thing),
        owed(records, CONTRACT_ENTRIES),
        judged_on=records.today,
        next=(ask(say("All contracts"), Kind.LET), *_beside(question, Kind.LET)),
        found=False,
    )


def _has_contract(one: Resource | Asset, found: list[Contract]) -> bool:
    return any(contract.subject == one.number for contract in found)


def _contract_row(one: Contract) -> Row:
    facts = {"name": one.name, "party": one.party_b or say("nobody named")}
    if one.last_day is None:
        return Row(say("{name}: {party}", **facts), one.id, one.name)
    return Row(say("{name}: {party}, until {end}", **facts, end=one.last_day), one.id, one.name)


def _thing_row(one: Holding) -> Row:
    if isinstance(one, Resource):
        return Row(say("{name}: {area} mu", name=one.name, area=one.area), one.id, one.name)
    if isinstance(one, Asset):
        return Row(say("{name}: {status}", name=one.name, status=Message(USE[one.use])), one.id, one.name)
    return _contract_row(one)


def _is_idle(one: Holding) -> bool:
    return (isinstance(one, Asset) and one.use is Use.IDLE) or (isinstance(one, Resource) and bool(one.area_idle))


def _paid_words(one: Arrears) -> Message:
    facts = {"name": one.contract.name, "due": Fen(one.due), "paid": Fen(one.paid)}
    if one.late:
        return say("{name}: {amount} is owed, {days} days late.", **facts, amount=Fen(one.lacking), days=one.days)
    if one.unpaid:
        return say("{name}: of {due} due, {paid} is paid; the rest is not late yet.", **facts)
    if one.due:
        return say("{name}: all {due} due so far is paid.", **facts)
    return say("{name}: nothing has fallen due by a payment plan here.", **facts)


def _late_row(one: RentDue) -> Row:
    line = say(
        "{name}, {party}: owes {amount}, {days} days late",
        name=one.name, party=one.party, amount=Fen(one.arrears), days=one.days_late,
    )  # fmt: skip
    return Row(line, one.contract, one.name)


def _late_bars(sentence: Message, late: list[RentDue]) -> Bars | None:
    if len(late) < 2:  # noqa: PLR2004 - one bar compares nothing
        return None
    bars = tuple(Bar(say("{name}", name=one.name), (one.arrears,)) for one in late[:_MOST_BARS])
    return Bars(sentence, (say("Owed"),), bars)


def _beside(question: Question, kind: Kind) -> tuple[Step, ...]:
    """Return the steps to what is asked beside this."""
    steps = {
        Kind.RENT: ask(say("Rents due"), Kind.RENT),
        Kind.IDLE: ask(say("What stands empty"), Kind.IDLE),
        Kind.LET: ask(say("Running contracts"), Kind.LET),
    }
    return tuple(step for of, step in steps.items() if of is not kind or question.thing)
