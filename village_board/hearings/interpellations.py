"""Questioning (质询): those entitled ask in writing, and the committee answers within its time (P17; facts 1.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.hearings.opinions import REPLY_LIMIT, NothingSaid
from village_board.hearings.periods import due_after
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.voices import Askers, Interpellation
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.people.service import find_person
from village_board.slips.service import by_slip, new_slip
from village_board.text.clean import clean


class TooFewAskers(Refused):
    """Fewer people question than the rule asks for."""

    sentence = N_("{count} people question in writing; {needed} are needed. Nothing was written down.")

    def __init__(self, count: int, needed: int) -> None:
        super().__init__(count=count, needed=needed)


class TooFewVoters(TooFewAskers):
    """Fewer voters than the share of all voters."""

    sentence = N_("{count} of {whole} voters question in writing; {needed} are needed. Nothing was written down.")

    def __init__(self, count: int, needed: int, whole: int) -> None:
        Refused.__init__(self, count=count, needed=needed, whole=whole)


class NotEntitled(Refused):
    """One of them does not belong to those who may question together."""

    sentence = N_("{person} does not belong to those named. Leave out the name, or say otherwise who questions.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class QuestionAnswered(Refused):
    """It has its answer."""

    sentence = N_("'{about}' was answered on {when} already. Nothing was changed.")

    def __init__(self, about: str, when: date) -> None:
        super().__init__(about=about, when=when)


class NoSuchQuestioning(Refused):
    """No questioning has this number."""

    sentence = N_("There is no questioning {number}. See: village-board questioning list")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class AboutUnknown(Refused):
    """It is not said what the questioning is about."""

    sentence = N_("Say what it is about: the id of a case, contract or item, or a few words.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True)
class Asked:
    """What those who question hand in. `on` None is today; a paper may be written down later (P3)."""

    askers_are: Askers
    people: Sequence[str]  # numbers, ids or names
    question: str
    subject: str = ""  # id of a public record
    about: str = ""
    on: date | None = None


def ask_interpellation(desk: Desk, asked: Asked) -> Interpellation:
    """Write down a questioning of those entitled; its clock runs from the day on which it was asked.

    Raises:
        NotEntitled, TooFewAskers, TooFewVoters: those who ask are not those who may, or too few.
        NoSuchPerson, SeveralPersons: one of them is not in the register.
        NothingSaid, AboutUnknown, NotFound: it is not said what is asked, or about what.
        NotYetHeld: the day is still to come.
    """
    desk.require(Act.ASK_INTERPELLATION)
    on = asked.on or desk.today
    if on > desk.today:
        raise NotYetHeld(on, desk.today)
    people = list({person.id: person for person in (find_person(desk, who) for who in asked.people)}.values())
    _check_entitled(desk, asked.askers_are, people, on)
    question = clean(asked.question, limit=REPLY_LIMIT, multiline=True)
    if not question:
        raise NothingSaid
    about = _about(desk, asked)
    kept = desk.put(
        Interpellation(
            askers_are=asked.askers_are,
            count=len(people),
            question=question,
            asked_on=on,
            due_on=due_after(limits_of(desk), calendar_of(desk), "case.interpellation_days", on).due,
            recorded_at=desk.now,
            asked_by=tuple(person.id for person in people),
            subject=clean(asked.subject),
            about=about,
        )
    )
    kept = desk.put(replace(kept, number=new_slip(desk, kept.id)))
    handed_in = say("A questioning was handed in: {about}. Answer due {due}.", about=about, due=kept.due_on)
    tell(desk, kept, handed_in, Event.QUESTIONING_RECEIVED)
    desk.record(kept.id)
    return kept


def answer_interpellation(desk: Desk, number: str, answer: str) -> Interpellation:
    """Answer the questioning with this number, or id, in public.

    Raises:
        NoSuchQuestioning: there is none.
        QuestionAnswered: it has its answer.
        NothingSaid: the answer has no words.
    """
    desk.require(Act.ANSWER_INTERPELLATION)
    found = interpellation_of(desk, number)
    if found.answered_on is not None:
        raise QuestionAnswered(found.about, found.answered_on)
    words = clean(answer, limit=REPLY_LIMIT, multiline=True)
    if not words:
        raise NothingSaid
    answered = desk.put(replace(found, answer=words, answered_on=desk.today, answered_by=desk.who.id))
    said = say("A questioning was answered: {about}.", about=answered.about)
    tell(desk, answered, said, Event.QUESTIONING_ANSWERED)
    desk.record(answered.id)
    return answered


def interpellation_of(records: Records, number: str) -> Interpellation:
    """Return the questioning with this slip number or id.

    Raises:
        NoSuchQuestioning: there is none.
    """
    found = by_slip(records, number)
    if found is None:
        try:
            found = records.lookup(number)
        except NotFound:
            found = None
    if isinstance(found, Interpellation):
        return found
    raise NoSuchQuestioning(number)


def interpellations_about(records: Records, subject: str) -> list[Interpellation]:
    """Return the questionings about the record with this id, the oldest first."""
    found = records.find(Interpellation, where("subject") == subject)
    return sorted(found, key=lambda one: (one.asked_on, one.id))


def voters_of(records: Records, day: date) -> int:
    """Return how many voters the register knows on `day`: adults of the village (P7)."""
    return sum(_is_voter(person, day) for person in records.all(Person))


def _check_entitled(desk: Desk, askers: Askers, people: Sequence[Person], day: date) -> None:
    for person in people:
        if not _belongs(person, askers, day):
            raise NotEntitled(person.name)
    limits, count = limits_of(desk), len(people)
    if askers is Askers.VOTERS:
        whole, share = voters_of(desk, day), limits.share("case.interpellation_voters")
        if not share.met(count, whole):
            raise TooFewVoters(count, share.needed(whole), whole)
        return
    needed = 1 if askers is Askers.OVERSIGHT else limits.count("case.interpellation_representatives")
    if count < needed:
        raise TooFewAskers(count, needed)


def _belongs(person: Person, askers: Askers, day: date) -> bool:
    match askers:
        case Askers.OVERSIGHT:
            return Role.OVERSIGHT in person.roles(day)
        case Askers.REPRESENTATIVES:
            return person.representative
        case Askers.VOTERS:
            return _is_voter(person, day)


def _is_voter(person: Person, day: date) -> bool:
    return person.adult and Role.TOWNSHIP not in person.roles(day)


def _about(desk: Desk, asked: Asked) -> str:
    about = clean(asked.about)
    if subject := clean(asked.subject):
        record = desk.lookup(subject)
        if not record.public:
            raise NotFound(record.KIND.label, subject)
        return about or record.title
    if not about:
        raise AboutUnknown
    return about
