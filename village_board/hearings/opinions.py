"""Written opinions before a hearing, and the answer to each of them and to each speech (facts 1.6; P10, A33)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.hearings.model import HEARING_AHEAD, Hearing, HearingStatus, Stance, Statement
from village_board.hearings.periods import due_after
from village_board.hearings.places import class_of
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import WrongMoment
from village_board.hearings.told import tell_one
from village_board.hearings.voices import Adopted, Opinion
from village_board.hearings.words import HEARING_STATUS
from village_board.limits.service import limits_of
from village_board.notices.audience import follows_of
from village_board.notices.followers import follow, follow_of
from village_board.notices.routing import Event
from village_board.people.acts import Act
from village_board.people.binding import bound_actor
from village_board.people.service import find_person
from village_board.slips.service import by_slip, new_slip
from village_board.text.clean import clean
from village_board.text.mask import mask_personal_numbers

#: What a reply may hold; the longest text of any other field.
REPLY_LIMIT = 2000
#: A text that is looked at before it is refused as too long.
_LOOKED_AT = 4000


class NothingSaid(Refused):
    """The text is empty."""

    sentence = N_("There is no text. Write what you think in a few sentences.")

    def __init__(self) -> None:
        super().__init__()


class TooLong(Refused):
    """The text is longer than the village's limit."""

    sentence = N_("The text has {length} characters; {most} fit. Make it shorter, or come and say it at the hall.")

    def __init__(self, length: int, most: int) -> None:
        super().__init__(length=length, most=most)


class EnoughForToday(Refused):
    """One chat has handed in as much as it may in a day (A33)."""

    sentence = N_("{count} were handed in from this chat today; more can be handed in tomorrow, or at the hall.")

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


class EnoughOpinions(Refused):
    """More opinions came to one hearing than the village's limit allows (A33)."""

    sentence = N_(
        "{count} written opinions were handed in already. Come to the hearing, or speak to the village office."
    )

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


class AnsweredAlready(Refused):
    """The opinion has its answer; an answer that is public is not exchanged."""

    sentence = N_("No. {slip} was answered on {when} already. Nothing was changed.")

    def __init__(self, slip: str, when: date) -> None:
        super().__init__(slip=slip, when=when)


class NoSuchOpinion(Refused):
    """No opinion and no speech has this number."""

    sentence = N_("There is no opinion no. {slip} here. Look at the hearing: its numbers stand before the opinions.")

    def __init__(self, slip: str) -> None:
        super().__init__(slip=slip)


class ReplyMissing(Refused):
    """An answer without its reason."""

    sentence = N_("The reason is missing: say why no. {slip} is adopted, partly or not.")

    def __init__(self, slip: str) -> None:
        super().__init__(slip=slip)


class NotHeardYet(Refused):
    """Opinions are answered when the hearing was held and its record is confirmed."""

    sentence = N_("'{matter}' has no confirmed record: opinions are answered after the hearing.")

    def __init__(self, matter: str) -> None:
        super().__init__(matter=matter)


@dataclass(frozen=True)
class HandedIn:
    """An opinion as it was handed in: the record, and by when it is to be answered (None: the hearing has no time)."""

    opinion: Opinion
    answer_due: date | None


def hand_in_opinion(
    desk: Desk,
    id: str,  # noqa: A002
    who: Applicant,
    *,
    stance: Stance,
    content: str,
    standing: str,
    in_public: bool = False,
) -> HandedIn:
    """Hand in a written opinion before a hearing.

    Args:
        desk: the unit of work.
        id: of the hearing.
        who: a chat, a person of the register, or a name; a chat gives none.
        stance: for, against, for a change.
        content: the words.
        standing: key of a class of persons.
        in_public: whether the one who hands it in wishes their name to be public (P10); a chat cannot, since nobody
            has seen who it is.

    Raises:
        WrongMoment: the hearing is not ahead.
        NothingSaid, TooLong: the text is none that fits.
        NoSuchClass, NobodyNamed, NoSuchPerson, SeveralPersons: it is not said who it comes from.
        EnoughForToday, EnoughOpinions: there are too many.
    """
    desk.require(Act.HAND_IN_OPINION)
    hearing = desk.get(Hearing, id)
    if hearing.status not in HEARING_AHEAD:
        raise WrongMoment(hearing.title, Message(HEARING_STATUS[hearing.status]))
    limits = limits_of(desk)
    text = text_within(content, limits.count("hearing.opinion_length"))
    if (count := desk.count(Opinion, where("hearing") == id)) >= limits.count("hearing.opinions_most"):
        raise EnoughOpinions(count)
    person, name, via = "", "", ""
    if who.chat:
        _check_day(desk, who.chat, limits.count("hearing.opinions_a_day"))
        actor = bound_actor(desk, who.chat)
        person = actor.id if actor is not None else ""
    elif who.person:
        found = find_person(desk, who.person)
        person, name = found.id, found.name
    elif not (name := clean(who.name)):
        raise NobodyNamed
    made = Opinion(
        hearing=id,
        stance=stance,
        content=text,
        standing=class_of(standing).key,
        handed_in_on=desk.today,
        handed_in_at=desk.now,
        person=person,
        named=name if in_public else "",
    )
    if who.chat:
        via = follow(desk, who.chat, id, language=who.language).id
        desk.require(Act.HAND_IN_OPINION)
    kept = desk.put(replace(made, via=via))
    kept = desk.put(replace(kept, slip=new_slip(desk, kept.id)))
    desk.record(kept.id)
    return HandedIn(kept, answer_due(desk, hearing))


def answer_opinion(desk: Desk, slip: str, adopted: Adopted, reply: str) -> Opinion:
    """Answer the written opinion with this slip, in public; who handed it in by chat is told.

    Raises:
        NoSuchOpinion: no opinion has this slip.
        NotHeardYet: its hearing has no confirmed record.
        ReplyMissing: the reason is missing.
        AnsweredAlready: it has its answer.
    """
    desk.require(Act.ANSWER_OPINION)
    opinion = by_slip(desk, slip)
    if not isinstance(opinion, Opinion):
        raise NoSuchOpinion(slip)
    hearing = _heard(desk, opinion.hearing)
    if opinion.is_answered and opinion.replied_on is not None:
        raise AnsweredAlready(opinion.slip, opinion.replied_on)
    answered = desk.put(
        replace(
            opinion,
            adopted=adopted,
            reply=_reply(reply, opinion.slip),
            replied_on=desk.today,
            replied_by=desk.who.id,
        )
    )
    said = say("Slip {slip} was answered: {matter}.", slip=slip, matter=hearing.matter)
    tell_one(desk, answered.via, hearing, said, Event.OPINION_ANSWERED)
    desk.record(answered.id)
    return answered


def answer_statement(desk: Desk, id: str, slip: int, adopted: Adopted, reply: str) -> Hearing:  # noqa: A002
    """Answer the speech no. `slip` at a hearing, in public.

    Raises:
        NoSuchOpinion: there is no such speech.
        NotHeardYet: the hearing has no confirmed record.
        ReplyMissing: the reason is missing.
        AnsweredAlready: it has its answer.
    """
    desk.require(Act.ANSWER_OPINION)
    hearing = _heard(desk, id)
    found = next((one for one in hearing.statements if one.slip == slip), None)
    if found is None:
        raise NoSuchOpinion(str(slip))
    if is_answered(found):
        raise AnsweredAlready(str(slip), hearing.result_published_on or desk.today)
    reason = _reply(reply, str(slip))
    statements = tuple(
        replace(one, adopted=adopted.value, reply=reason) if one.slip == slip else one for one in hearing.statements
    )
    answered = desk.put(replace(hearing, statements=statements))
    desk.record(id)
    return answered


def opinions_of(records: Records, hearing: str) -> list[Opinion]:
    """Return the written opinions on a hearing (an id), in the order in which they came."""
    found = records.find(Opinion, where("hearing") == hearing)
    return sorted(found, key=lambda one: (one.handed_in_at, one.id))


def waiting_slips(records: Records, hearing: Hearing) -> list[str]:
    """Return the numbers of the speeches and opinions on `hearing` that have no answer."""
    spoken = [str(one.slip) for one in hearing.statements if not is_answered(one)]
    return spoken + [one.slip for one in opinions_of(records, hearing.id) if not one.is_answered]


def is_answered(statement: Statement) -> bool:
    """Tell whether a speech has its answer with the reason."""
    return bool(statement.adopted and statement.reply)


def answer_due(records: Records, hearing: Hearing) -> date | None:
    """Return the last day for the answers to the opinions on `hearing`; None while it has no time."""
    if hearing.held_at is None:
        return None
    held = local(hearing.held_at).date()
    return due_after(limits_of(records), calendar_of(records), "hearing.result_days", held).due


def public_text(text: str) -> str:
    """Return a villager's words as everybody may see them: personal numbers masked."""
    return mask_personal_numbers(text)


def text_within(content: str, most: int) -> str:
    """Return `content` cleaned.

    Raises:
        NothingSaid, TooLong: it is empty, or longer than `most` characters.
    """
    text = clean(content, limit=_LOOKED_AT, multiline=True)
    if not text:
        raise NothingSaid
    if len(text) > most:
        raise TooLong(len(text), most)
    return text


def handed_in_today(records: Records, chat: int) -> int:
    """Return how many opinions `chat` has handed in today, on whichever hearing."""
    follows = {one.id for one in follows_of(records, chat)}
    today = records.find(Opinion, where("handed_in_on") == records.today.isoformat())
    return sum(one.via in follows for one in today)


def is_from(records: Records, chat: int, opinion: Opinion) -> bool:
    """Tell whether `chat` handed in `opinion`."""
    known = follow_of(records, chat, opinion.hearing)
    return known is not None and opinion.via == known.id


def _check_day(desk: Desk, chat: int, most: int) -> None:
    if (count := handed_in_today(desk, chat)) >= most:
        raise EnoughForToday(count)


def _heard(desk: Desk, id: str) -> Hearing:  # noqa: A002
    hearing = desk.get(Hearing, id)
    if hearing.status not in (HearingStatus.ANSWERING, HearingStatus.PUBLISHED):
        raise NotHeardYet(hearing.matter)
    return hearing


def _reply(reply: str, slip: str) -> str:
    reason = clean(reply, limit=REPLY_LIMIT, multiline=True)
    if not reason:
        raise ReplyMissing(slip)
    return reason
