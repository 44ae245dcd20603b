"""What the office owes on items that are published or decided already: reviews of emergencies, looking again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from village_board.base.message import Message, say
from village_board.desk import Records
from village_board.disclosure.life import emergencies_to_review, to_reexamine
from village_board.disclosure.model import Item

#: how long before its day a new look at what is not open is named
_AHEAD = timedelta(days=31)


@dataclass(frozen=True)
class Duty:
    """One thing that is owed: on which item, what in words, by which day."""

    item: Item
    message: Message
    due_on: date


def duties_of_items(records: Records) -> list[Duty]:
    """Return what is owed, the longest overdue first."""
    found = [
        Duty(
            one,
            say(
                "Emergency publication '{name}': review it by {due} (item review).",
                name=one.name,
                due=one.emergency.review_by,
            ),
            one.emergency.review_by,
        )
        for one in emergencies_to_review(records)
        if one.emergency is not None
    ]
    found += [
        Duty(
            one.item,
            say("Not open: '{name}'. Look at it again by {due} (item reexamine).", name=one.item.name, due=one.due_on),
            one.due_on,
        )
        for one in to_reexamine(records, records.today + _AHEAD)
    ]
    return sorted(found, key=lambda one: (one.due_on, one.item.number))
