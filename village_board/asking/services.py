"""Answers about services: how it is done, by when, whom to call, what is paid out, what is not published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tinydb import where

from village_board.accounts.subsidies import BatchStatus, SubsidyBatch, SubsidyKind
from village_board.asking.lexicon import lexicon
from village_board.asking.model import Answer, Kind, Question, Row, Step
from village_board.asking.things import named, other_names
from village_board.asking.understanding import core_of, things_in
from village_board.asking.wording import ask, owed
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.catalogue.model import Entry
from village_board.desk import Records
from village_board.disclosure.due import due_items, last_received
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.period_words import item_period
from village_board.guides.model import Contact, Guide
from village_board.guides.rules import named as guides_named
from village_board.guides.service import holding
from village_board.guides.words import fee_of, held_of, promise_of
from village_board.text.fold import fold

#: categories of the catalogue under which subsidies and relief stand, and the word in other entries.
SUBSIDY_CATEGORIES = frozenset({"涉农补贴", "社会救助", "养老服务"})
SUBSIDY_WORD = "补贴"
_MOST_LISTED = 60
_MOST_ENTRIES, _MOST_ITEMS = 30, 4
_MOST_SHOWN = 300  # characters of an item's text in an answer; its page has all


def guide(records: Records, question: Question) -> Answer:
    """Answer how something is done: where, how long, what to bring; without a name, the list of guides."""
    every = holding(records, Guide)
    found = _guides(records, every, question.thing)
    if len(found) == 1:
        return _one_guide(records, question, found[0])
    if question.thing and not found and (entries := entries_for(records, question.thing)):
        return _of_entries(records, question, entries)
    shown = found or every
    if not shown:
        sentence = say("There are no service guides yet. Ask the village office.")
    elif question.thing and not found:
        sentence = say("No service guide names '{thing}'. These are here:", thing=question.thing)
    else:
        sentence = say("Service guides here: {n}.", n=len(shown))
    rows = tuple(
        Row(say("{name}: {promise}", name=one.name, promise=promise_of(one)), one.id, one.name) for one in shown
    )
    return Answer(question, sentence, rows=rows, judged_on=records.today, next=_beside(Kind.GUIDE),
                  found=bool(shown) and not (question.thing and not found))  # fmt: skip


def deadline(records: Records, question: Question) -> Answer:
    """Answer by when something is done or paid: the days of its guide, and what was published of it."""
    found = _guides(records, holding(records, Guide), question.thing)
    entries = entries_for(records, question.thing)
    if not found and not entries:
        return Answer(
            question,
            say("No day is written down here for '{thing}'.", thing=question.thing)
            if question.thing
            else say("Say what is to be paid or done, such as 'medical insurance'."),
            judged_on=records.today,
            next=(ask(say("Service guides"), Kind.GUIDE), ask(say("Whom to call"), Kind.CONTACT)),
            found=False,
        )
    if not found:
        return _of_entries(records, question, entries)
    one = found[0]
    if one.valid_until is not None:
        sentence = say("{name}: until {until}.", name=one.name, until=one.valid_until)
    else:
        sentence = say("{name}: no last day is written down; {promise}.", name=one.name, promise=promise_of(one))
    notes = [say("Where: {where}", where=one.where)]
    if one.valid_from is not None:
        notes.append(say("It holds from {since} on.", since=one.valid_from))
    rows = tuple(row for entry in entries[:3] if (row := _newest_row(records, entry)) is not None)
    return Answer(
        question, sentence, (*notes, *_checked(one)), rows, judged_on=records.today, code=one.id,
        next=(Step(say("What to do, and what to bring"), id=one.id), *_beside(Kind.DEADLINE)),
    )  # fmt: skip


def contact(records: Records, question: Question) -> Answer:
    """Answer whom to call: the offices that the words name, else all of them."""
    every = holding(records, Contact)
    wanted = [fold(word).replace(" ", "") for word in (question.thing, *other_names(question.thing)) if word]
    mine = [one for one in every if any(word in fold(one.office + one.what_for).replace(" ", "") for word in wanted)]
    if question.thing and not mine:
        mine = [one for one in every if one in named(records, question.thing, Contact)]
    guides = _guides(records, holding(records, Guide), question.thing) if question.thing and not mine else []
    shown = mine or every
    if mine:
        sentence = say("{office}: {telephone}", office=mine[0].office, telephone=mine[0].telephone)
    elif guides:
        sentence = say("{name}: go to {where}.", name=guides[0].name, where=guides[0].where)
    elif question.thing and every:
        sentence = say("No number is written down for '{thing}'. These are here:", thing=question.thing)
    elif every:
        sentence = say("Telephone numbers here: {n}.", n=len(every))
    else:
        sentence = say("No numbers are written down yet. Ask at the village office.")
    rows = tuple(
        Row(say("{office} {telephone} {what}", office=one.office, telephone=one.telephone,
                what=tuple(filter(None, (one.what_for, one.hours)))), one.id, one.office)
        for one in shown
    )  # fmt: skip
    return Answer(question, sentence, rows=rows, judged_on=records.today, next=_beside(Kind.CONTACT),
                  found=bool(mine or guides) or (bool(every) and not question.thing))  # fmt: skip


def subsidy(records: Records, question: Question) -> Answer:
    """Answer rates and totals of subsidies and relief, never who receives them (P14)."""
    current = [one for one in named(records, question.thing, SubsidyBatch) if one.status is BatchStatus.CURRENT]
    if not question.thing:
        page = records.page(SubsidyBatch, order_by="number", descending=True, limit=_MOST_LISTED).rows
        current = [one for one in page if one.status is BatchStatus.CURRENT]
    own = say("What you yourself receive is told in the hall only. Bring your identity card there.")
    entries = entries_for(records, question.thing) if question.thing else _subsidy_entries(records)
    if current:
        rows = [_batch_row(one) for one in current]
        if len(current) == 1:
            sentence = _batch_words(current[0])
        else:
            total = Fen(sum(one.total for one in current))
            sentence = say("{n} batches were paid, {amount} in all.", n=len(current), amount=total)
        return Answer(question, sentence, (own,), tuple(rows), judged_on=records.today,
                      code=current[0].id if len(current) == 1 else "", next=_beside(Kind.SUBSIDY))  # fmt: skip
    if not entries:
        return Answer(question, say("Nothing is here about '{thing}'.", thing=question.thing), (own,),
                      judged_on=records.today, next=(ask(say("All subsidies"), Kind.SUBSIDY), *_beside(Kind.SUBSIDY)),
                      found=False)  # fmt: skip
    answered = _of_entries(records, question, entries)
    return Answer(
        question, answered.sentence, (*answered.notes, own), answered.rows, judged_on=records.today,
        published_on=answered.published_on, code=answered.code, next=(*answered.next, *_beside(Kind.SUBSIDY)),
        found=answered.found,
    )  # fmt: skip


def late(records: Records, question: Question) -> Answer:
    """Answer what the village should have published and has not, since when, and why (P11)."""
    every = due_items(records)
    rows = []
    for one in every:
        facts = {"name": one.entry.name, "period": item_period(one.period), "day": one.due_on}
        days = (records.today - one.due_on).days
        if one.gap is not None:
            line = say("{name}, {period}: due on {day}, {days} days ago. The village says: {reason}", **facts,
                       days=days, reason=one.gap.reason)  # fmt: skip
        else:
            line = say("{name}, {period}: due on {day}, {days} days ago", **facts, days=days)
        rows.append(Row(line))
    sentence = (
        say("Items of the village that are due and not published: {n}.", n=len(every))
        if every
        else say("Everything that is due has been published.")
    )
    steps = (ask(say("Published last"), Kind.NEWEST), ask(say("Ask the village"), Kind.ASK))
    return Answer(question, sentence, rows=tuple(rows), judged_on=records.today, next=steps)


def entries_for(records: Records, thing: str) -> list[Entry]:
    """Return the entries of the catalogue that `thing` names; there are about a hundred, and all are looked at."""
    official = [lexicon().names[name][0] for name in things_in(thing)]
    words = [fold(word).replace(" ", "") for word in (*official, thing, core_of(thing), *other_names(thing)) if word]
    every = [one for one in records.all(Entry) if not one.switched_off]
    for word in dict.fromkeys(words):
        if len(word) > 1 and (found := [one for one in every if word in fold(one.name).replace(" ", "")]):
            return found
    return []


def _subsidy_entries(records: Records) -> list[Entry]:
    every = (one for one in records.all(Entry) if not one.switched_off)
    return [one for one in every if one.category in SUBSIDY_CATEGORIES or SUBSIDY_WORD in one.name]


def _of_entries(records: Records, question: Question, entries: list[Entry]) -> Answer:
    """Answer with what was published last under some entries; where nothing was, who owes it and since when."""
    found = [item for one in entries[:_MOST_ENTRIES] for item in _items(records, one)]
    if not found:
        since = [day for one in entries[:3] if (day := last_received(records, one.code)) is not None]
        notes = [*owed(records, [one.code for one in entries[:5]])]
        if since:
            notes.append(say("Something of it came here last on {day}.", day=max(since)))
        return Answer(question, say("Nothing has been published of '{name}' here yet.", name=entries[0].name),
                      tuple(notes), judged_on=records.today,
                      next=(ask(say("What is late"), Kind.LATE), ask(say("Whom to call"), Kind.CONTACT)),
                      found=False)  # fmt: skip
    first = found[0]
    notes = []
    if text := first.content.strip():
        cut = text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
        notes.append(say("{text}", text=cut))
    if first.responsible:
        notes.append(say("Responsible: {who}", who=first.responsible))
    return Answer(
        question,
        say("Published last: {name}, {period}.", name=first.name, period=item_period(first.period))
        if first.period
        else say("Published last: {name}.", name=first.name),
        tuple(notes),
        tuple(_item_row(one) for one in found[1:]),
        judged_on=records.today,
        published_on=first.published_on,
        code=first.id,
        next=(Step(say("Read it whole"), id=first.id),),
    )


def _newest_row(records: Records, entry: Entry) -> Row | None:
    found = _items(records, entry)
    return _item_row(found[0]) if found else None


def _items(records: Records, entry: Entry) -> list[Item]:
    """Return what was published last under an entry, the newest first."""
    # By its own index, from the newest period: walking all items by their day takes 0.1 s where an entry has none.
    found: list[Item] = []
    offset, more = 0, True
    while more and len(found) < _MOST_ITEMS:
        page = records.page(Item, where("catalogue") == entry.code, order_by="period", descending=True,
                            limit=2 * _MOST_ITEMS, offset=offset)  # fmt: skip
        found += [one for one in page.rows if one.status is ItemStatus.PUBLISHED]
        offset, more = offset + 2 * _MOST_ITEMS, page.more
    found.sort(key=lambda one: one.published_on or date.min, reverse=True)
    return found[:_MOST_ITEMS]


def _item_row(one: Item) -> Row:
    return Row(say("{day} {name}", day=one.published_on or "", name=one.name), one.id, one.name)


def _batch_words(one: SubsidyBatch) -> Message:
    facts = {"policy": one.title, "rate": Fen(one.rate), "total": Fen(one.total)}
    if one.subsidy is SubsidyKind.LAND:
        return say("{policy}: {rate} a mu, {area} mu, {total} in all.", area=one.area or Decimal(0), **facts)
    return say("{policy}: {rate} a head, {n} people, {total} in all.", n=one.headcount or 0, **facts)


def _batch_row(one: SubsidyBatch) -> Row:
    return Row(_batch_words(one), one.id, one.title)


def _guides(records: Records, every: list[Guide], thing: str) -> list[Guide]:
    """Return the guides that hold today and that `thing` names, by their old names too."""
    if not thing:
        return []
    for word in dict.fromkeys((thing, core_of(thing), *lexicon().names.get(thing, ()), *other_names(thing))):
        if word and (found := guides_named(every, word)):
            return found
    ids = [one.id for one in named(records, thing, Guide)]
    return [one for one in every if one.id in ids]


def _one_guide(records: Records, question: Question, one: Guide) -> Answer:
    notes = [say("Fee: {fee}", fee=fee_of(one))]
    if one.papers:
        notes.append(say("Bring: {papers}", papers=one.papers))
    if held := held_of(one):
        notes.append(say("It holds: {held}.", held=held))
    if one.basis:
        notes.append(say("Basis: {basis}", basis=one.basis))
    return Answer(
        question,
        say("{name}: go to {where}; {promise}.", name=one.name, where=one.where, promise=promise_of(one)),
        (*notes, *_checked(one), say("What to do:")),
        tuple(Row(say("{step}", step=step)) for step in one.steps),
        judged_on=records.today,
        code=one.id,
        next=(ask(say("All service guides"), Kind.GUIDE), *_beside(Kind.GUIDE)),
    )


def _checked(one: Guide) -> tuple[Message, ...]:
    if one.checked_on is None:
        return (say("Not checked yet: call before you come."),)
    return (say("Checked on {day}", day=one.checked_on),)


def _beside(kind: Kind) -> tuple[Step, ...]:
    steps = {
        Kind.GUIDE: ask(say("Service guides"), Kind.GUIDE),
        Kind.CONTACT: ask(say("Whom to call"), Kind.CONTACT),
        Kind.SUBSIDY: ask(say("All subsidies"), Kind.SUBSIDY),
    }
    return tuple(step for of, step in steps.items() if of is not kind)
