"""Polls: what is asked and how it is counted, and its numbers when it is over; the door to sealed slips."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.imprint import told
from kiosk.pages.voices import SealedPage
from kiosk.pages.wording import day, span
from kiosk.sheet import Bar, Bars, Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.polls.model import Poll
from village_board.polls.rules import Shown, how_counted, shown, standing
from village_board.polls.running import open_polls
from village_board.polls.sealed import runs
from village_board.polls.service import all_polls, counted


@dataclass(frozen=True, slots=True)
class PollsPage(Page):
    """All polls, the open ones first, under the door to sealed slips."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        t = shelf.t
        rows = tuple(poll_entry(shelf, counted(shelf.records, one)) for one in all_polls(shelf.records))
        parts: list[Part] = [sealed_entry(shelf)]
        if runs(shelf.records):
            parts.insert(0, Words(t("The village's cadres are rated now: with a slip, and without a name.")))
        parts += rows or (Words(t("No opinion poll was ever opened.")),)
        return Sheet(t("Polls and ratings"), tuple(parts), counted=(1, 1 + len(rows)))


@dataclass(frozen=True, slots=True)
class PollPage(Page):
    """One poll."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return its questions, then how it is counted; its numbers when it is over."""
        t = shelf.t
        one = counted(shelf.records, shelf.records.get(Poll, self.id))
        is_open = one.is_open(shelf.today)
        parts: list[Part] = [Words(t.say(standing(one, shelf.today)), "strong"), Words(one.about)]
        if is_open:
            parts.append(sealed_entry(shelf))
        numbers = {each.question: each for each in shown(one)}
        for number, question in enumerate(one.questions, 1):
            parts.append(Heading(f"{number}. {question.text}"))
            found = numbers.get(question)
            parts += _counted(shelf, one, found) if found else [Words("· " + "  · ".join(question.choices))]
        parts += [Heading(t("How it is counted")), *(Words(t.say(line)) for line in how_counted(one))]
        if is_open and one.by_chat and shelf.has_bot:
            parts.append(Words(t("The bot takes answers, too.")))
        parts += told(shelf, _imprint(shelf, one))
        parts.append(Words(t("Questions go to the village office; doubts to the oversight committee."), "soft"))
        return Sheet(one.name, tuple(parts), subject=one.id)


def _imprint(shelf: Shelf, one: Poll) -> tuple[tuple[str, str], ...]:
    """Return when it is or was asked, and since when it, or its numbers, are public."""
    t, ended = shelf.t, one.ended_on or one.closes_on
    return (
        (t("Period"), span(t, one.opened_on, min(ended, one.closes_on))),
        (t("Published on"), day(t, one.opened_on if one.is_open(shelf.today) else ended)),
        (t("Short code"), one.id),
    )


def poll_entry(shelf: Shelf, one: Poll) -> Entry:
    """Return the row of a poll."""
    t = shelf.t
    mark = t("still running") if one.is_open(shelf.today) else ""
    return Entry(one.name, PollPage(one.id), note=t.say(standing(one, shelf.today)), mark=mark)


def sealed_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to the keypad for sealed slips (P22)."""
    t = shelf.t
    return Entry(t("I have a sealed slip"), SealedPage(), note=t("Type its twelve digits, then choose"))


def polls_entry(shelf: Shelf) -> list[Entry]:
    """Return the row that leads to polls and ratings; none where there is neither."""
    t, running = shelf.t, len(open_polls(shelf.records))
    if not running and not shelf.records.size("polls") and not runs(shelf.records):
        return []
    right = t.n("{n} open", "{n} open", running) if running else ""
    return [Entry(t("Polls and ratings"), PollsPage(), note=t("Say what you think, without a name"), right=right)]


def _counted(shelf: Shelf, one: Poll, found: Shown) -> list[Part]:
    """Return the numbers of a question as bars from nothing on; or that too few answered it."""
    t = shelf.t
    answered = t.n("{n} answered this.", "{n} answered this.", found.answered)
    if found.counts is None:
        few = t("Fewer than {n} answered this: its numbers are not shown.", n=one.least)
        return [Words("· " + "  · ".join(found.question.choices)), Words(few)]
    pairs = zip(found.question.choices, found.counts, strict=True)
    bars = tuple(Bar(choice, count, str(count), of=found.answered) for choice, count in pairs)
    return [Bars(((answered, bars),))]
