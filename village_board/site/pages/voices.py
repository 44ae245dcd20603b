"""The villagers' say: places at a hearing, opinions with their answers, objections, questioning (P10, P17)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import Message, say
from village_board.hearings.model import HEARING_AHEAD, Hearing, Objection, Resolution
from village_board.hearings.objections import answer_due, late_by
from village_board.hearings.opinions import public_text
from village_board.hearings.places import place_classes
from village_board.hearings.registrations import is_registration_open, place_counts, registration_ends
from village_board.hearings.said import said_on
from village_board.hearings.voice_words import ADOPTED, ASKERS
from village_board.hearings.voices import Interpellation, Opinion
from village_board.hearings.words import STANCE
from village_board.site.model import Facts, Heading, Page, Part, Row, Words
from village_board.site.pages.lists import Listing, listed
from village_board.site.said import Listed, Many, joined
from village_board.site.stock import Stock

SECTION = "decisions"
QUESTIONING = "questioning/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the questionings by year, and a page for each."""
    title, nothing = say("Questioning of the committee"), say("Nobody has questioned the committee in writing yet.")
    listing = Listing(QUESTIONING, title, SECTION, interpellation_row, nothing)
    yield from listed(stock, listing, stock.all(Interpellation))
    for one in stock.all(Interpellation):
        yield _page(stock, one)


def interpellation_row(stock: Stock, one: Interpellation) -> Row:
    """Return the row of a questioning."""
    waits = say("late") if one.late_by(stock.today) else say("by {due}", due=one.due_on)
    right = waits if one.answered_on is None else say("answered")
    note = joined(one.asked_on, Message(ASKERS[one.askers_are]), Many.n("{n} person", "{n} people", one.count))
    return Row(one.about, stock.address(one), note, right)


def _page(stock: Stock, one: Interpellation) -> Page:
    """Return question, clock and answer; who asked is a kind and a number, never a name (P10, P17)."""
    late = one.late_by(stock.today)
    facts = (
        (say("Asked by"), say("{askers}, {count} people", askers=Message(ASKERS[one.askers_are]), count=one.count)),
        (say("Asked on"), one.asked_on),
        (say("Answer due"), one.due_on),
        (say("Answered on"), one.answered_on),
        (say("Late"), Many.n("{n} day", "{n} days", late) if late else None),
        (say("Slip number"), one.number),
        (say("Short code"), one.id),
    )
    answer = public_text(one.answer) if one.answer else say("Not answered yet.")
    parts: tuple[Part, ...] = (
        Facts(facts),
        Heading(say("What is asked")),
        Words(public_text(one.question)),
        Heading(say("Answer")),
        Words(answer),
    )
    return Page(stock.address(one), one.about, parts, SECTION, one.id, Interpellation.KIND.label, one.asked_on)


def objection_parts(stock: Stock, resolution: Resolution) -> list[Part]:
    """Return the objections to `resolution` by their number, with answer, due day and delay."""
    if not resolution.objections:
        return []
    parts: list[Part] = [Heading(say("Objections"))]
    for one in resolution.objections:
        content = public_text(one.content)
        parts.append(Words(say("Slip {slip}, {day}: {content}", slip=one.slip, day=one.on, content=content)))
        parts += _answers(stock, one)
    return parts


def _answers(stock: Stock, one: Objection) -> Iterator[Part]:
    if one.answer:
        yield Words(say("Answer: {reply}", reply=public_text(one.answer)), "soft")
    if one.opinion:
        yield Words(say("Oversight committee: {opinion}", opinion=public_text(one.opinion)), "soft")
    if one.is_open:
        yield Words(say("Not answered yet. Answer due by {due}.", due=answer_due(stock.records, one)), "soft")
    if late := late_by(stock.records, one):
        yield Words(Many.n("Late by {n} day.", "Late by {n} days.", late), "soft")


def place_parts(stock: Stock, hearing: Hearing) -> list[Part]:
    """Return the places of a hearing to come by class, and how one registers."""
    if not hearing.places or hearing.status not in HEARING_AHEAD:
        return []
    classes = place_classes()
    facts = tuple(
        (
            Listed(tuple(Message(classes[group].en) for group in one.groups)),
            joined(
                say("{taken} of {places} taken", taken=one.taken, places=one.places),
                say("full: whoever comes now waits") if one.full else None,
            ),
        )
        for one in place_counts(stock.records, hearing)
    )
    parts: list[Part] = [Heading(say("Places for hearing representatives")), Facts(facts)]
    until = registration_ends(stock.records, hearing)
    if until is not None and is_registration_open(stock.records, hearing):
        told = say("Register until {until}: tell the clerk your name and group, and get a slip.", until=until)
        parts.append(Words(told))
    return parts


def opinion_parts(stock: Stock, hearing: Hearing) -> list[Part]:
    """Return the written opinions on a hearing with their answers, and how many wait."""
    seen = said_on(stock.records, hearing)
    if not seen.handed_in and (seen.due is None or seen.answered == seen.total):
        return []
    parts: list[Part] = [Heading(say("Written opinions"))]
    if seen.handed_in:
        told = Many.n("{n} written opinion was handed in.", "{n} written opinions were handed in.", seen.handed_in)
        parts.append(Words(told, "soft"))
    if seen.due is not None and seen.answered < seen.total:
        waiting = say(
            "{answered} of {total} opinions are answered; the rest by {due}.",
            answered=seen.answered,
            total=seen.total,
            due=seen.due,
        )
        parts.append(Words(waiting))
        if seen.late:
            parts.append(Words(Many.n("Late by {n} day.", "Late by {n} days.", seen.late)))
    for one in seen.shown:
        parts += _opinion(one)
    return parts


def _opinion(one: Opinion) -> Iterator[Part]:
    who = one.named or say("Slip no. {slip}", slip=one.slip)
    stance, content = Message(STANCE[one.stance]), public_text(one.content)
    yield Words(say("{who} ({stance}): {content}", who=who, stance=stance, content=content))
    if one.adopted is not None:
        reply = public_text(one.reply)
        yield Words(say("Answer ({adopted}): {reply}", adopted=Message(ADOPTED[one.adopted]), reply=reply), "soft")
