"""Beancount's text format, written by hand (beancount.github.io/docs: language syntax). Pure.

Amounts balance and are asserted to the fen: each assertion has a tolerance of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from village_board.interchange.standards.journal import MONEY, Entry, Journal, one_line

_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})


def beancount_file(journal: Journal) -> bytes:
    """Return `journal` as one file in UTF-8: the same bytes for the same records."""
    return ("\n".join(_lines(journal)) + "\n").encode()


def string(text: str) -> str:
    """Return `text` as a string of the format: on one line, and nothing in it ends it early."""
    return f'"{one_line(text).translate(_QUOTED)}"'


def _lines(journal: Journal) -> Iterator[str]:
    yield f'option "title" {string(journal.title)}'
    yield f'option "operating_currency" "{MONEY}"'
    yield ""
    for commodity in journal.commodities:
        yield f"{commodity.since.isoformat()} commodity {commodity.symbol}"
        yield from _facts((("name", commodity.name), *commodity.facts))
    yield ""
    for account, first in journal.accounts.items():
        yield f"{first.isoformat()} open {account}"
    for entry in journal.entries:
        yield ""
        yield from _entry(entry)
    yield ""
    for held in journal.held:
        # An assertion holds at the beginning of its day, and for all accounts below its own.
        day = held.on + timedelta(days=1)
        yield f"{day.isoformat()} balance {held.account}  {held.together:f} ~ 0.00 {MONEY}"


def _entry(entry: Entry) -> Iterator[str]:
    words = [string(entry.payee)] if entry.payee else []
    marks = [*(f"#{tag}" for tag in entry.tags), *(f"^{link}" for link in entry.links)]
    yield " ".join((entry.on.isoformat(), "*" if entry.settled else "!", *words, string(entry.summary), *marks))
    yield from _facts((("number", entry.number), *entry.facts))
    for post in entry.posts:
        yield f"  {post.account}  {post.amount:f} {post.commodity}"
        yield from _facts((("words", post.words),), indent="    ")


def _facts(facts: Iterable[tuple[str, str]], indent: str = "  ") -> Iterator[str]:
    for name, said in facts:
        if said:
            yield f"{indent}{name}: {string(said)}"
