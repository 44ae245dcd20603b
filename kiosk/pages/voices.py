"""The villagers' say: places at a hearing, opinions with their answers, objections, questioning; the door to slips."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.imprint import told
from kiosk.pages.listing import Listing, window
from kiosk.pages.wording import day, joined
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.hearings.model import HEARING_AHEAD, Hearing, Objection, Resolution
from village_board.hearings.objections import answer_due, late_by
from village_board.hearings.opinions import public_text
from village_board.hearings.places import place_classes
from village_board.hearings.registrations import is_registration_open, place_counts, registration_ends
from village_board.hearings.said import said_on
from village_board.hearings.voice_words import ADOPTED, ASKERS
from village_board.hearings.voices import Interpellation, Opinion
from village_board.hearings.words import STANCE


@dataclass(frozen=True, slots=True)
class SlipPage(Page):
    """A door: slips have a screen with a keypad."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the name of the door alone."""
        return Sheet(shelf.t("My slip number"), ())


@dataclass(frozen=True, slots=True)
class SealedPage(Page):
    """A door: sealed slips have a screen with a keypad, too."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the name of the door alone."""
        return Sheet(shelf.t("I have a sealed slip"), ())


def slip_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to the keypad for slips (P20)."""
    t = shelf.t
    return Entry(t("My slip number"), SlipPage(), note=t("Type its seven digits and see how far your matter is"))


@dataclass(frozen=True, slots=True)
class InterpellationsPage(Page):
    """All questionings, the newest first."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        return window(
            shelf,
            Listing(Interpellation, "asked_on", descending=True),
            self.offset,
            lambda one: interpellation_entry(shelf, one),
            InterpellationsPage,
            title=shelf.t("Questioning of the committee"),
            empty=Words(shelf.t("Nobody has questioned the committee in writing yet.")),
        )


@dataclass(frozen=True, slots=True)
class InterpellationPage(Page):
    """One questioning."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return question, clock and answer; who asked is a kind and a number, never a name (P10, P17)."""
        one = shelf.records.get(Interpellation, self.id)
        t = shelf.t
        late = one.late_by(shelf.today)
        facts = (
            (t("Asked by"), t("{askers}, {count} people", askers=t(ASKERS[one.askers_are]), count=one.count)),
            (t("Asked on"), day(t, one.asked_on)),
            (t("Answer due"), day(t, one.due_on)),
            (t("Answered on"), day(t, one.answered_on)),
            (t("Late"), t.n("{n} day", "{n} days", late) if late else ""),
            (t("Slip number"), one.number),
            (t("Published by"), t("Village committee")),
            (t("Short code"), one.id),
        )
        answer = Words(public_text(one.answer) if one.answer else t("Not answered yet."))
        parts: list[Part] = [*told(shelf, facts), Heading(t("Question")), Words(public_text(one.question))]
        advice = t("Questions go to the village office; doubts to the oversight committee.")
        parts += [Heading(t("Answer")), answer, Heading(t("What you can do")), Words(advice)]
        return Sheet(one.about, tuple(parts), subject=one.id)


def interpellation_entry(shelf: Shelf, one: Interpellation) -> Entry:
    """Return the row of a questioning."""
    t = shelf.t
    late = one.late_by(shelf.today)
    waits = t("late") if late else t("by {due}", due=one.due_on)
    right = waits if one.answered_on is None else t("answered")
    about = (day(t, one.asked_on), t(ASKERS[one.askers_are]), t.n("{n} person", "{n} people", one.count))
    return Entry(one.about, InterpellationPage(one.id), note=joined(about), right=right)


def questioning_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to all questionings."""
    t, count = shelf.t, shelf.records.count(Interpellation)
    return Entry(
        t("Questioning of the committee"),
        InterpellationsPage(),
        note=t("Asked in writing by those entitled, answered within its days"),
        right=t.n("{n} question", "{n} questions", count),
    )


def hearing_voices(shelf: Shelf, hearing: Hearing) -> list[Part]:
    """Return places by class, how to register, and the written opinions with their answers."""
    return [*_places(shelf, hearing), *_opinions(shelf, hearing)]


def objection_parts(shelf: Shelf, resolution: Resolution) -> list[Part]:
    """Return the objections to `resolution` by their number, with answer, due day and delay."""
    t = shelf.t
    if not resolution.objections:
        return []
    parts: list[Part] = [Heading(t("Objections"))]
    for one in resolution.objections:
        content = public_text(one.content)
        parts.append(Words(t("Slip {slip}, {day}: {content}", slip=one.slip, day=one.on, content=content)))
        parts += [Words(words, "soft") for words in _answers(shelf, one)]
    return parts


def _answers(shelf: Shelf, one: Objection) -> list[str]:
    t, said = shelf.t, []
    if one.answer:
        said.append(t("Answer: {reply}", reply=public_text(one.answer)))
    if one.opinion:
        said.append(t("Oversight committee: {opinion}", opinion=public_text(one.opinion)))
    if one.is_open:
        said.append(t("Not answered yet. Answer due by {due}.", due=answer_due(shelf.records, one)))
    if late := late_by(shelf.records, one):
        said.append(t.n("Late by {n} day.", "Late by {n} days.", late))
    return said


def _places(shelf: Shelf, hearing: Hearing) -> list[Part]:
    t = shelf.t
    if not hearing.places or hearing.status not in HEARING_AHEAD:
        return []
    facts = tuple(
        (
            _class_names(shelf, one.groups),
            t("{taken} of {places} taken", taken=one.taken, places=one.places)
            + (t(", full: whoever comes now waits") if one.full else ""),
        )
        for one in place_counts(shelf.records, hearing)
    )
    parts: list[Part] = [Heading(t("Places for hearing representatives")), Facts(facts)]
    until = registration_ends(shelf.records, hearing)
    if until is not None and is_registration_open(shelf.records, hearing):
        told = t("Register until {until}: tell the clerk your name and group, and get a slip.", until=until)
        if shelf.has_bot:
            told = t("{told} The bot takes registrations, too.", told=told)
        parts.append(Words(told))
    return parts


def _opinions(shelf: Shelf, hearing: Hearing) -> list[Part]:
    t, said = shelf.t, said_on(shelf.records, hearing)
    if not said.handed_in and (said.due is None or said.answered == said.total):
        return []
    parts: list[Part] = [Heading(t("Written opinions"))]
    if said.handed_in:
        words = t.n("{n} written opinion was handed in.", "{n} written opinions were handed in.", said.handed_in)
        parts.append(Words(words, "soft"))
    if said.due is not None and said.answered < said.total:
        waiting = t(
            "{answered} of {total} opinions are answered; the rest by {due}.",
            answered=said.answered,
            total=said.total,
            due=said.due,
        )
        parts.append(Words(waiting))
        if said.late:
            parts.append(Words(t.n("Late by {n} day.", "Late by {n} days.", said.late)))
    for one in said.shown:
        parts += _opinion(shelf, one)
    return parts


def _opinion(shelf: Shelf, one: Opinion) -> list[Part]:
    t = shelf.t
    who = one.named or t("Slip no. {slip}", slip=one.slip)
    content = public_text(one.content)
    parts: list[Part] = [
        Words(t("{who} ({stance}): {content}", who=who, stance=t(STANCE[one.stance]), content=content))
    ]
    if one.adopted is not None:
        reply = public_text(one.reply)
        parts.append(Words(t("Answer ({adopted}): {reply}", adopted=t(ADOPTED[one.adopted]), reply=reply), "soft"))
    return parts


def _class_names(shelf: Shelf, groups: tuple[str, ...]) -> str:
    classes, join = place_classes(), ", " if shelf.t.language == "en" else "、"
    return join.join(shelf.t(classes[group].en) for group in groups)
