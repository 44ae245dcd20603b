"""What one chat has handed in and how far each of it is: for that chat alone (A14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tinydb import where

from village_board.applications.model import Application
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.desk import Records
from village_board.enquiries.cases import ServiceCase
from village_board.enquiries.model import Enquiry
from village_board.glance.standing import Standing, standing_of
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.voices import Objector, Opinion, PlaceState, Registration
from village_board.notices.audience import follows_of
from village_board.notices.model import Follow
from village_board.people.binding import bound_actor
from village_board.slips.service import slip_of


@dataclass(frozen=True)
class Own:
    """One thing that was handed in.

    Attributes:
        record: the enquiry, application, registration, opinion, objector or service case.
        opens: id of what shows it: itself where it is its asker's, else the hearing or decision.
        since: the day on which it was handed in.
        standing: how far it is.
    """

    record: Record
    opens: str
    since: date | None
    standing: Standing


def own_of_chat(records: Records, chat: int) -> list[Own]:
    """Return all that `chat` has handed in and may still ask about, the newest first.

    A chat that is bound to a person sees that person's service cases too.
    """
    found = [
        Own(record, opens, since, standing_of(records, slip))
        for record, opens, since in _handed_in(records, chat)
        if (slip := slip_of(records, record.id))
    ]
    return sorted(found, key=lambda one: (one.since or date.min, one.standing.number), reverse=True)


def _handed_in(records: Records, chat: int) -> Iterator[tuple[Record, str, date | None]]:
    for follow in follows_of(records, chat):
        try:
            record = records.lookup(follow.record)
        except NotFound:
            continue
        if isinstance(record, (Enquiry, Application)) and record.via == follow.id:
            yield record, record.id, record.day
        elif isinstance(record, Hearing):
            yield from _said_on(records, record, follow)
        elif isinstance(record, Resolution):
            for one in records.find(Objector, where("via") == follow.id):
                yield one, record.id, one.raised_on
    bound = bound_actor(records, chat)
    if bound is not None:
        for case in records.all(ServiceCase):
            if case.person == bound.id:
                yield case, "", case.day


def _said_on(records: Records, hearing: Hearing, follow: Follow) -> Iterator[tuple[Record, str, date | None]]:
    for place in records.find(Registration, where("via") == follow.id):
        if place.state is not PlaceState.WITHDRAWN:
            yield place, hearing.id, place.registered_at.date()
    for opinion in records.find(Opinion, where("via") == follow.id):
        yield opinion, hearing.id, opinion.handed_in_on
