"""What many pages say in the same way."""

from __future__ import annotations

from datetime import date

from village_board.base.clock import local
from village_board.base.kind import Record
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.site.model import Heading, Part, Words
from village_board.site.said import Said
from village_board.site.stock import Stock

COMMITTEE = say("Village committee")


def span(first: date | None, last: date | None) -> Said:
    """Return from when to when; None where neither is known."""
    if first is None and last is None:
        return None
    return say("{first} to {last}", first=first or "…", last=last or "…")


def money(fen: int | None) -> Fen | None:
    """Return an amount, or None where there is none."""
    return None if fen is None else Fen(fen)


def kept_on(record: Record) -> date | None:
    """Return the day on which a register's entry was last changed: it is public from then on."""
    return None if record.change is None else local(record.change.at).date()


def unended(sentence: str) -> str:
    """Return what a person wrote as a sentence, for use within another one: without its full stop."""
    return sentence.rstrip("。．.；; ")


def advice(*said: Said) -> list[Part]:
    """Return what a reader can do."""
    return [Heading(say("What you can do")), *(Words(one) for one in said)]


def judged(stock: Stock) -> Words:
    """Return as of which day a sum is reckoned, and where doubts go."""
    return Words(say("As of {day}. Doubts go to the oversight committee.", day=stock.today), "soft")


def published(number: str, id: str, *, by: Said = COMMITTEE) -> tuple[tuple[Message, Said], ...]:  # noqa: A002
    """Return who published a record, its number and its short code."""
    return ((say("Published by"), by), (say("Number"), number), (say("Short code"), id))
