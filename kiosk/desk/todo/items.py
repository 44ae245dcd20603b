"""What is due on the board and not there, what is under way, and what the office owes on items."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.rooms.items import gap_screen, item_screen, waits_for
from kiosk.desk.todo.model import Group, Task, short
from village_board.catalogue.model import EntryGroup
from village_board.disclosure.due import due_calendar, due_items, is_disclosed
from village_board.disclosure.duties import duties_of_items
from village_board.disclosure.model import UNDER_WAY, Item
from village_board.disclosure.words import ITEM_STATUS
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: how far ahead what is due is shown.
AHEAD = timedelta(days=14)


def item_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield items under way and what is missing, for whoever has a part in them."""
    if not any(who.roles & PERMITTED[act] for act in (Act.DRAFT_ITEM, Act.REVIEW_ITEM, Act.SIGN_ITEM)):
        return
    for one in records.find(Item, where("status").one_of([one.value for one in UNDER_WAY])):
        group = Group.MINE if waits_for(records, one, who) else Group.OTHER
        yield Task(
            one.id, group, t("Item: {name}", name=one.name), t(ITEM_STATUS[one.status]), partial(item_screen, one.id)
        )
    for missing in due_items(records):
        code, period = missing.entry.code, missing.period
        more = (
            t("late since {day}", day=short(missing.due_on, records.today))
            if missing.gap is None
            else t("reason given")
        )
        words = t("Publish: {name} {period}", name=missing.entry.name, period=period)
        opens = partial(gap_screen, code, period)
        yield Task(f"due {code} {period}", Group.LATE, words, more, opens, missing.due_on)
    for duty in duties_of_items(records):
        late = duty.due_on < records.today
        group = Group.LATE if late else Group.DUE
        more = (
            t("late since {day}", day=short(duty.due_on, records.today))
            if late
            else t("by {day}", day=short(duty.due_on, records.today))
        )
        opens = partial(item_screen, duty.item.id)
        yield Task(
            f"duty {duty.item.id}", group, t("Look at it again: {name}", name=duty.item.name), more, opens, duty.due_on
        )
    yield from _ahead(records, t)


def _ahead(records: Records, t: Translator) -> Iterator[Task]:
    today, until = records.today, records.today + AHEAD
    for year in sorted({today.year, until.year}):
        for due in due_calendar(records, year):
            mine = due.entry.group is EntryGroup.SELF_GOVERNMENT
            if mine and today <= due.due_on <= until and not is_disclosed(records, due):
                words = t("Publish: {name} {period}", name=due.entry.name, period=due.period)
                opens = partial(gap_screen, due.entry.code, due.period)
                key = f"due {due.entry.code} {due.period}"
                yield Task(
                    key, Group.DUE, words, t("by {day}", day=short(due.due_on, records.today)), opens, due.due_on
                )
