"""Hearings and meetings as entries of a calendar, in the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.hearings.outward import Sitting, State
from village_board.hearings.words import BODY, CATEGORY
from village_board.i18n import Translator
from village_board.interchange.standards.ics import CalendarEntry, EntryStatus
from village_board.settings import Settings

_STATUS = {State.UNFIXED: EntryStatus.TENTATIVE, State.CANCELLED: EntryStatus.CANCELLED}


class NoDay(Refused):
    """A record has no day on which it could stand in a calendar, or was not announced yet."""

    sentence = N_("{title} has no day in a calendar: it is not announced yet, or no day is written down.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


def calendar_name(settings: Settings, t: Translator) -> str:
    """Return what the village's calendar is called; an invented one says so (P31)."""
    if settings.demo:
        return t("{village}: hearings and meetings (invented demo village)", village=settings.name)
    return t("{village}: hearings and meetings", village=settings.name)


def entry_of(sitting: Sitting, settings: Settings, t: Translator) -> CalendarEntry | None:
    """Return the entry of `sitting`; None where it has no day on which people meet.

    Its UID and the rising SEQUENCE let it follow the meeting when that is moved or called off (RFC 5545, 3.8.7.4).
    A new time that is not fixed yet leaves the old one, tentative, and the title says so.
    """
    start: datetime | date | None = sitting.starts or (sitting.day if sitting.timed else None)
    if start is None:
        return None
    return CalendarEntry(
        uid=f"{sitting.id}@{settings.village}",
        sequence=sitting.changes,
        stamp=sitting.changed_at or _first_moment(start),
        start=start,
        summary=t.say(headline(sitting)),
        description="\n".join(map(t.say, described(sitting))),
        location=sitting.place,
        status=_STATUS.get(sitting.state, EntryStatus.CONFIRMED),
        categories=(t(BODY[sitting.body]) if sitting.body else t("Hearing"),),
    )


def _first_moment(start: datetime | date) -> datetime:
    return start if isinstance(start, datetime) else datetime.combine(start, time(0), UTC)


def headline(sitting: Sitting) -> Message:
    """Return what a hearing or meeting is called outside: one called off or postponed says so."""
    if sitting.state is State.CANCELLED:
        return say("Cancelled: {matter}", matter=sitting.matter)
    if sitting.state is State.UNFIXED:
        return say("Postponed, new time not fixed: {matter}", matter=sitting.matter)
    if sitting.body is None:
        return say("Hearing: {matter}", matter=sitting.matter)
    return say("{body}: {matter}", body=Message(BODY[sitting.body]), matter=sitting.matter)


def described(sitting: Sitting) -> list[Message]:
    """Return where it stands, and what it is about."""
    lines = [say("Where it stands: {status}", status=Message(sitting.status))]
    if sitting.reason:
        lines.append(say("Reason: {reason}", reason=sitting.reason))
    lines.append(say("About: {category}", category=Message(CATEGORY[sitting.category])))
    if sitting.amount is not None:
        lines.append(say("Amount: {amount}", amount=Fen(sitting.amount)))
    if sitting.number:
        lines.append(say("Number: {number}", number=sitting.number))
    lines.append(say("Short code: {code}", code=sitting.id))
    return lines
