"""What is owed to villagers: replies, answers, service cases; and contracts in arrears or near their end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.rooms import screen_for
from kiosk.desk.todo.model import Group, Task, short
from village_board.accounts.plan_service import all_arrears, all_endings
from village_board.applications.model import Application
from village_board.base.money import Fen
from village_board.calendar.rules import YearUnknown
from village_board.enquiries.cases_service import service_cases
from village_board.enquiries.finding import open_enquiries, outlook
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: how far ahead what is due counts as due soon.
AHEAD = timedelta(days=14)
#: contracts that are shown one by one.
_MOST = 20


def matter_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield what is owed, for whoever has a part in it."""
    if who.roles & PERMITTED[Act.REPLY_ENQUIRY]:
        yield from _enquiries(records, who, t)
    if who.roles & PERMITTED[Act.MOVE_APPLICATION]:
        yield from _applications(records, t)
    if who.roles & PERMITTED[Act.MOVE_SERVICE]:
        for case in service_cases(records, under_way=True):
            words = t("Arranged for a villager: {asked}", asked=case.asked)
            yield _task(records, t, case.id, words, case.promised_on, elsewhere=case.office)
    if who.roles & PERMITTED[Act.MATCH_RECEIPT]:
        yield from _contracts(records, t)


def _enquiries(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    for one in open_enquiries(records):
        words = t("Enquiry {number}: {text}", number=one.number, text=one.text)
        due = outlook(records, one).due or one.due_on
        mine = one.assigned_to == who.id
        other = one.office if not mine else ""
        yield _task(records, t, one.id, words, due, mine=mine, elsewhere=other)


def _applications(records: Records, t: Translator) -> Iterator[Task]:
    from village_board.applications.moves import explain  # noqa: PLC0415 - only where one is open

    for one in records.find(Application, where("state") != ""):
        if not one.is_open:
            continue
        try:
            due = explain(records, one).due
        except YearUnknown:
            due = one.promised_on
        words = t("Application {number}: {wanted}", number=one.number, wanted=one.wanted)
        yield _task(records, t, one.id, words, due)


def _contracts(records: Records, t: Translator) -> Iterator[Task]:
    late = [one for one in all_arrears(records) if one.lacking]
    for one in late[:_MOST]:
        words = t("Rent of {party}: {name}", party=one.contract.party_b, name=one.contract.title)
        more = t("{amount}, {n} days late", amount=Fen(one.lacking), n=one.days)
        yield Task(f"late {one.contract.id}", Group.LATE, words, more, partial(screen_for, one.contract.id))
    for end in all_endings(records)[:_MOST]:
        words = t("Contract ends: {name}", name=end.contract.title)
        more = t("past its end") if end.expired else t("in {n} days", n=end.days)
        group = Group.LATE if end.expired else Group.DUE
        day = records.today + timedelta(days=end.days)
        yield Task(f"end {end.contract.id}", group, words, more, partial(screen_for, end.contract.id), day)


def _task(
    records: Records,
    t: Translator,
    id: str,  # noqa: A002 - the field's own name
    words: str,
    due: date | None,
    *,
    mine: bool = False,
    elsewhere: str = "",
) -> Task:
    opens = partial(screen_for, id)
    if due is not None and due < records.today:
        return Task(id, Group.LATE, words, t("late since {day}", day=short(due, records.today)), opens, due)
    by = t("by {day}", day=short(due, records.today)) if due is not None else ""
    if elsewhere:
        return Task(id, Group.OTHER, words, t("{by}, {whom}", whom=elsewhere, by=by), opens, due)
    return Task(id, Group.MINE if mine else Group.DUE, words, by, opens, due)
