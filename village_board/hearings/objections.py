"""Objections to a resolution inside its notice period, and their answers (facts 1.7, 1.8; P2, P10, P21, P25; A33, A34).

Who objects is known to the office: by the register at the clerk's desk. A chat is asked for no name (P2), and gives
none (P10), because whoever must be identified comes to the hall (P21). So an objection by chat is kept on its day,
answered in public and in time like every other, and stops the next step from the moment on at which the objector has
shown the slip in the hall: otherwise anybody on the network could stop a village's decision without being of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.hearings.following import followed, objection_raised, objection_upheld, objections_answered
from village_board.hearings.model import Objection, Resolution, ResolutionStatus
from village_board.hearings.notice_period import notice_until
from village_board.hearings.opinions import EnoughForToday, text_within
from village_board.hearings.periods import due_after
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import NoticePeriodOver, WrongMoment
from village_board.hearings.voices import Objector
from village_board.hearings.words import RESOLUTION_STATUS
from village_board.limits.service import limits_of
from village_board.notices.audience import follows_of
from village_board.notices.followers import follow, follow_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.binding import bound_actor
from village_board.people.model import Person, Role
from village_board.people.service import find_person
from village_board.slips.service import by_slip, new_slip, slip_of
from village_board.text.clean import clean

ANSWER_LIMIT = 2000
_OPEN = (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED)


class ObjectedBefore(Refused):
    """The same objector had an answer; a second objection of theirs would only delay."""

    sentence = N_(
        "You objected to '{matter}' already, and no. {slip} is answered. "
        "If that is not enough, go to the oversight committee."
    )

    def __init__(self, matter: str, slip: int) -> None:
        super().__init__(matter=matter, slip=slip)


class EnoughObjections(Refused):
    """More objections to one resolution than the village's limit allows (A33)."""

    sentence = N_("{count} objections are written down for '{matter}' already. Go to the oversight committee.")

    def __init__(self, matter: str, count: int) -> None:
        super().__init__(matter=matter, count=count)


class NoSuchObjection(Refused):
    """There is no open objection with this number."""

    sentence = N_("'{matter}' has no open objection no. {slip}. Open ones: {waiting}.")

    def __init__(self, matter: str, slip: int, waiting: tuple[int, ...]) -> None:
        listed: Message | str = ", ".join(map(str, waiting)) if waiting else say("none")
        super().__init__(matter=matter, slip=slip, waiting=listed)


class AnswerMissing(Refused):
    """An answer or an opinion without words."""

    sentence = N_("There is no text. Write the answer: it is public.")

    def __init__(self) -> None:
        super().__init__()


class StillTimeToAnswer(Refused):
    """The committee may still answer; only then does the oversight committee let the case go on (P25)."""

    sentence = N_(
        "Objection no. {slip} can be answered until {until}. After that the oversight committee lets the case go on; "
        "upholding it is possible now."
    )

    def __init__(self, slip: int, until: date) -> None:
        super().__init__(slip=slip, until=until)


class NotASlip(Refused):
    """The slip is not that of an objection which waits for its objector."""

    sentence = N_("Slip {slip} is no objection that waits for its objector to be written down.")

    def __init__(self, slip: str) -> None:
        super().__init__(slip=slip)


@dataclass(frozen=True)
class Raised:
    """An objection as it was raised or added to.

    Attributes:
        resolution: as it stands now.
        number: which of its objections.
        slip: the number of the objector's slip.
        answer_due: by when it is answered.
        named_by: by when a chat's objector must come to the hall so that it stops the next step; None: it does.
    """

    resolution: Resolution
    number: int
    slip: str
    answer_due: date
    named_by: date | None


def object_to(desk: Desk, id: str, content: str, who: Applicant = Applicant()) -> Raised:  # noqa: A002, B008 - frozen
    """Raise an objection inside the notice period, or add to one's own that has no answer yet.

    `who` may be left out by a villager who acts for themselves.

    Raises:
        WrongMoment: the resolution is not public.
        NoticePeriodOver: its notice period has ended, by the highest day that was seen (A34).
        NothingSaid, TooLong: the text is none that fits.
        NobodyNamed, NoSuchPerson, SeveralPersons: the clerk has not said who objects.
        ObjectedBefore: the same objector has an answer.
        EnoughForToday, EnoughObjections: there are too many (A33).
    """
    desk.require(Act.OBJECT)
    resolution = followed(desk, desk.get(Resolution, id))
    if resolution.status not in _OPEN:
        raise _wrong_moment(resolution)
    until = check_in_period(desk, resolution)
    limits = limits_of(desk)
    text = text_within(content, limits.count("hearing.opinion_length"))
    person = _person(desk, who)
    mine = _objector(desk, resolution, person, who.chat)
    if mine is not None:
        return _added(desk, resolution, mine, text, until)
    if len(resolution.objections) >= (most := limits.count("case.objections_most")):
        raise EnoughObjections(resolution.matter, most)
    via = ""
    if who.chat:
        if (count := _raised_today(desk, who.chat)) >= limits.count("case.objections_a_day"):
            raise EnoughForToday(count)
        via = follow(desk, who.chat, id, language=who.language).id
        desk.require(Act.OBJECT)
    number = max((one.slip for one in resolution.objections), default=0) + 1
    objection = Objection(slip=number, on=desk.today, content=text, unnamed=not person)
    kept = desk.put(Objector(resolution=id, number=number, raised_on=desk.today, person=person, via=via))
    slip = new_slip(desk, kept.id)
    objected = _put(desk, replace(resolution, objections=(*resolution.objections, objection)))
    if not objection.unnamed:
        objection_raised(desk, objected, person)
    desk.record(id)
    return Raised(objected, number, slip, answer_due(desk, objection), until if objection.unnamed else None)


def identify_objector(desk: Desk, slip: str, person: str) -> Resolution:
    """Write down in the hall who raised the objection with this slip; from now on it stops the next step.

    Raises:
        NotASlip: the slip is none of an objection that waits for this.
        NoticePeriodOver: the notice period has ended.
        NoSuchPerson, SeveralPersons: nobody, or several, are registered so.
        ObjectedBefore: this person has objected already.
    """
    desk.require(Act.IDENTIFY_OBJECTOR)
    objector = by_slip(desk, slip)
    if not isinstance(objector, Objector) or objector.person:
        raise NotASlip(slip)
    resolution = followed(desk, desk.get(Resolution, objector.resolution))
    objection = _open_one(resolution, objector.number)
    check_in_period(desk, resolution)
    who = find_person(desk, person)
    if (other := _objector(desk, resolution, who.id, 0)) is not None:
        raise ObjectedBefore(resolution.matter, other.number)
    desk.put(replace(objector, person=who.id))
    named = _put(desk, _with(resolution, replace(objection, unnamed=False)))
    objection_raised(desk, named, who.id)
    desk.record(resolution.id)
    return named


def answer_objection(desk: Desk, id: str, slip: int, answer: str) -> Resolution:  # noqa: A002
    """Answer objection no. `slip`; when none stops the case any more, the notice period goes on, not shortened.

    Raises:
        NoSuchObjection: there is no such open objection.
        AnswerMissing: the answer has no words.
    """
    desk.require(Act.ANSWER_OBJECTION)
    resolution = followed(desk, desk.get(Resolution, id))
    objection = _open_one(resolution, slip)
    answered = replace(objection, answer=_words(answer), answered_on=desk.today)
    kept = _put(desk, _with(resolution, answered))
    objections_answered(desk, kept)
    said = say("An objection was answered: {matter}.", matter=resolution.matter)
    tell(desk, kept, said, Event.OBJECTION_ANSWERED)
    desk.record(id)
    return kept


def record_oversight_opinion(
    desk: Desk,
    id: str,  # noqa: A002
    slip: int,
    opinion: str,
    *,
    go_on: bool,
) -> Resolution:
    """Record what the oversight committee thinks of objection no. `slip`: the case goes on, or back (P25).

    Upholding it is possible at once. Letting the case go on against it is possible only when the time to answer is
    over: until then the committee owes an answer.

    Raises:
        NoSuchObjection: there is no such open objection, or it stops nothing.
        AnswerMissing: the opinion has no words.
        StillTimeToAnswer: the case cannot go on against it yet.
    """
    desk.require(Act.GIVE_OVERSIGHT_OPINION)
    resolution = followed(desk, desk.get(Resolution, id))
    objection = _open_one(resolution, slip)
    until = stops_until(desk, objection)
    if go_on and desk.today <= until:
        raise StillTimeToAnswer(slip, until)
    said = replace(objection, opinion=_words(opinion), opinion_on=desk.today, upheld=not go_on)
    changed = _with(resolution, said)
    if go_on:
        kept = _put(desk, changed)
        objections_answered(desk, kept)
        message = say("The oversight committee gave its opinion, and the case goes on: {matter}.", matter=kept.matter)
    else:
        kept = desk.put(replace(changed, status=ResolutionStatus.RETURNED))
        objection_upheld(desk, kept, said.opinion)
        message = say("An objection was upheld, and the case goes back: {matter}.", matter=kept.matter)
    tell(desk, kept, message, Event.OBJECTION_DECIDED)
    desk.record(id)
    return kept


# Periods


def can_object(records: Records, resolution: Resolution) -> bool:
    """Tell whether `resolution` can be objected to today, as the faces show it."""
    until = notice_until(records, resolution)
    return resolution.status in _OPEN and until is not None and records.today <= until


def check_in_period(records: Records, resolution: Resolution) -> date | None:
    """Return the end of the notice period, None where none is known.

    Raises:
        NoticePeriodOver: it has ended, by the highest day seen since the resolution was published (A34).
    """
    until = notice_until(records, resolution)
    if until is not None and records.highest_day(resolution.id, Act.CONFIRM_RESOLUTION) > until:
        raise NoticePeriodOver(resolution.title, until)
    return until


def answer_due(records: Records, objection: Objection) -> date:
    """Return the last day for the answer to `objection`."""
    return due_after(limits_of(records), calendar_of(records), "case.answer_objection_days", objection.on).due


def stops_until(records: Records, objection: Objection) -> date:
    """Return the last day on which `objection` stops the next step without an opinion of the oversight committee."""
    return due_after(limits_of(records), calendar_of(records), "case.objection_days", objection.on).due


def late_by(records: Records, objection: Objection) -> int:
    """Return by how many days the answer was late, or is today; 0: in time."""
    end = objection.answered_on or objection.opinion_on or records.today
    return max((end - answer_due(records, objection)).days, 0)


def objection_of(records: Records, objector: Objector) -> tuple[Resolution, Objection]:
    """Return the objection that `objector` raised, with its resolution."""
    resolution = records.get(Resolution, objector.resolution)
    return resolution, next(one for one in resolution.objections if one.slip == objector.number)


def _person(desk: Desk, who: Applicant) -> str:
    if who.chat:
        actor = bound_actor(desk, who.chat)
        return actor.id if actor is not None else ""
    if who.person:
        return find_person(desk, who.person).id
    if clean(who.name):
        return _by_name(desk, who).id
    if desk.who.roles == {Role.VILLAGER}:
        return desk.who.id
    raise NobodyNamed


def _by_name(desk: Desk, who: Applicant) -> Person:
    named = [one for one in desk.find(Person, where("group") == who.village_group) if one.name == clean(who.name)]
    return named[0] if len(named) == 1 else find_person(desk, clean(who.name))


def _objector(records: Records, resolution: Resolution, person: str, chat: int) -> Objector | None:
    found = records.find(Objector, where("resolution") == resolution.id)
    known = follow_of(records, chat, resolution.id) if chat else None
    via = known.id if known is not None else ""
    return next((one for one in found if (person and one.person == person) or (via and one.via == via)), None)


def _added(desk: Desk, resolution: Resolution, mine: Objector, text: str, until: date | None) -> Raised:
    objection = next(one for one in resolution.objections if one.slip == mine.number)
    if not objection.is_open:
        raise ObjectedBefore(resolution.matter, objection.slip)
    words = text_within(f"{objection.content}\n{text}", ANSWER_LIMIT)
    added = desk.put(_with(resolution, replace(objection, content=words)))
    desk.record(resolution.id)
    slip = slip_of(desk, mine.id)
    return Raised(added, mine.number, slip, answer_due(desk, objection), until if objection.unnamed else None)


def _raised_today(records: Records, chat: int) -> int:
    follows = {one.id for one in follows_of(records, chat)}
    today = records.find(Objector, where("raised_on") == records.today.isoformat())
    return sum(one.via in follows for one in today)


def _open_one(resolution: Resolution, slip: int) -> Objection:
    waiting = tuple(one.slip for one in resolution.objections if one.is_open)
    if resolution.status not in _OPEN or slip not in waiting:
        raise NoSuchObjection(resolution.matter, slip, waiting if resolution.status in _OPEN else ())
    return next(one for one in resolution.objections if one.slip == slip)


def _with(resolution: Resolution, changed: Objection) -> Resolution:
    objections = tuple(changed if one.slip == changed.slip else one for one in resolution.objections)
    return replace(resolution, objections=objections)


def _put(desk: Desk, resolution: Resolution) -> Resolution:
    """Write `resolution` with the status that its objections make."""
    stopped = any(one.stops for one in resolution.objections)
    return desk.put(replace(resolution, status=ResolutionStatus.OBJECTED if stopped else ResolutionStatus.PUBLIC))


def _words(text: str) -> str:
    words = clean(text, limit=ANSWER_LIMIT, multiline=True)
    if not words:
        raise AnswerMissing
    return words


def _wrong_moment(resolution: Resolution) -> WrongMoment:
    return WrongMoment(resolution.title, Message(RESOLUTION_STATUS[resolution.status]))
