"""Opinion polls: what is asked and how it is counted, and the numbers when it is over; never who answered (P22)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import say
from village_board.polls.model import Poll
from village_board.polls.rules import Shown, how_counted, shown, standing
from village_board.polls.service import counted
from village_board.site.model import Bar, Bars, Facts, Heading, Page, Part, Row, Words
from village_board.site.pages.lists import Listing, listed
from village_board.site.said import Listed, Many
from village_board.site.stock import Stock

SECTION = "ask"
POLLS = "polls/"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the polls by year, and a page for each."""
    nothing = say("No opinion poll was ever opened.")
    yield from listed(stock, Listing(POLLS, say("Opinion polls"), SECTION, poll_row, nothing), stock.all(Poll))
    for poll in stock.all(Poll):
        yield _page(stock, poll)


def poll_row(stock: Stock, poll: Poll) -> Row:
    """Return the row of a poll."""
    mark = say("still running") if poll.is_open(stock.today) else None
    return Row(poll.name, stock.address(poll), standing(poll, stock.today), poll.opened_on, mark)


def _page(stock: Stock, poll: Poll) -> Page:
    one = counted(stock.records, poll)
    told = {each.question: each for each in shown(one)}
    parts: list[Part] = [Words(standing(one, stock.today), "strong"), Words(one.about)]
    for number, question in enumerate(one.questions, 1):
        parts.append(Heading(f"{number}. {question.text}"))
        found = told.get(question)
        parts += _counted(one, found) if found else [Words(Listed(question.choices))]
    parts += [Heading(say("How it is counted")), *(Words(line) for line in how_counted(one))]
    parts.append(Facts(((say("Asked since"), one.opened_on), (say("Short code"), one.id))))
    return Page(stock.address(one), one.name, tuple(parts), SECTION, one.id, Poll.KIND.label, one.opened_on)


def _counted(one: Poll, found: Shown) -> list[Part]:
    """Return the numbers of a question as bars from nothing on; or that too few answered it."""
    answered = Many.n("{n} answered this.", "{n} answered this.", found.answered)
    if found.counts is None:
        few = say("Fewer than {n} answered this: its numbers are not shown.", n=one.least)
        return [Words(Listed(found.question.choices)), Words(few)]
    of = max(found.answered, *found.counts)
    told = zip(found.question.choices, found.counts, strict=True)
    return [Bars(answered, tuple(Bar(choice, count, str(count), of) for choice, count in told))]
