"""Showing a reply to everybody: when the asker agrees, by a second person, and after the privacy gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.enquiries.finding import enquiry_of
from village_board.enquiries.guards import Situation
from village_board.enquiries.model import Enquiry, EnquiryEvent, EnquiryStep
from village_board.enquiries.rules import moved
from village_board.hearings.opinions import REPLY_LIMIT
from village_board.hearings.told import tell_one
from village_board.notices.routing import Event
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.privacy.document import Document, Text
from village_board.privacy.gate import gate
from village_board.privacy.model import Hit, Severity
from village_board.privacy.words import KIND_WORDS
from village_board.text.clean import clean


class NotFitForAll(Refused):
    """The gate found what must not be published; every place is named, and no value."""

    sentence = N_("Slip {slip} is not published: {places}. Give --question or --answer without it.")

    def __init__(self, slip: str, hits: Sequence[Hit]) -> None:
        self.hits = tuple(hits)
        super().__init__(slip=slip, places=_listed([_place(hit) for hit in hits]))


class AskerNamed(Refused):
    """Question or answer holds the name of the asker, who agreed to be shown without it."""

    sentence = N_("Slip {slip} is not published: the {place} names the asker. Write it without the name.")

    def __init__(self, slip: str, place: Message) -> None:
        super().__init__(slip=slip, place=place)


def publish(desk: Desk, number: str, *, question: str = "", answer: str = "") -> Enquiry:
    """Show question and answer to everybody, under the slip's number and without a name.

    Args:
        desk: the unit of work.
        number: of the slip, or the id.
        question: the question as it is shown, where the asker's own words tell too much; empty: those.
        answer: the same of the reply.

    Raises:
        NoSuchEnquiry, NotNow, NotYet: it has no reply, the asker does not agree, it is public already, or whoever
            replied wants to publish it.
        NotFitForAll: the gate stops it, with the places.
        AskerNamed: the asker's own name stands in it.
    """
    desk.require(Act.PUBLISH_ENQUIRY)
    one = enquiry_of(desk, number)
    step = EnquiryStep(EnquiryEvent.PUBLISH, desk.today, desk.now, desk.who.id)
    replied = one.last(EnquiryEvent.REPLY)
    wrote_it = replied is not None and replied.by == desk.who.id
    changed = moved(one, Situation(step, desk.today, is_who_replied=wrote_it))
    shown = clean(question, limit=REPLY_LIMIT, multiline=True) or one.text
    told = clean(answer, limit=REPLY_LIMIT, multiline=True) or one.reply
    paper = Document((Text(shown, place=say("question")), Text(told, place=say("answer"))))
    if hits := [hit for hit in gate(paper) if hit.severity is Severity.BLOCK]:
        raise NotFitForAll(one.number, hits)
    name = _asker(desk, one)
    for words, place in ((shown, say("question")), (told, say("answer"))):
        if len(name) > 1 and name in words:
            raise AskerNamed(one.number, place)
    kept = desk.put(replace(changed, public_question=shown, public_reply=told, published_on=desk.today))
    shown_now = say("Question and answer are now shown to everybody, without your name.")
    tell_one(desk, kept.via, kept, shown_now, Event.ENQUIRY_PUBLISHED)
    desk.record(kept.id)
    return kept


def _asker(records: Records, one: Enquiry) -> str:
    try:
        return records.get(Person, one.person).name if one.person else one.name
    except NotFound:
        return one.name


def published(records: Records, since: date | None = None) -> list[Enquiry]:
    """Return the enquiries whose answers are public, the newest first."""
    first = since.isoformat() if since is not None else "0001-01-01"
    found = records.find(Enquiry, where("published_on") >= first)
    return sorted(found, key=lambda one: (one.published_on or date.min, one.number), reverse=True)


def _place(hit: Hit) -> Message:
    return say("{place}: {kind}", place=hit.place.words, kind=Message(KIND_WORDS[hit.kind]))


def _listed(parts: Sequence[Message]) -> Message:
    listed = parts[-1]
    for part in reversed(parts[:-1]):
        listed = say("{first}; {rest}", first=part, rest=listed)
    return listed
