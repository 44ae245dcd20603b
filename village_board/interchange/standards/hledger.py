"""The journal format of hledger (hledger.org: journal format), written by hand. Pure.

What stands in a description or a comment could be read as a comment, a tag or a day; those signs become full-width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from village_board.interchange.standards.journal import AREA, MONEY, Commodity, Entry, Held, Journal, one_line

_DESCRIPTION = str.maketrans({";": "；", "|": "｜", '"': "＂"})
_CODE = str.maketrans({")": "）", "(": "（", ";": "；"})
#: in a comment a colon makes a tag, a comma ends one, and a bracket holds a day.
_COMMENT = str.maketrans({":": "：", ",": "，", "[": "［", "]": "］"})


def hledger_file(journal: Journal) -> bytes:
    """Return `journal` as one file in UTF-8: the same bytes for the same records."""
    return ("\n".join(_lines(journal)) + "\n").encode()


def description(text: str) -> str:
    """Return `text` as a payee or a note: nothing in it begins a comment or parts the two."""
    return one_line(text).translate(_DESCRIPTION)


def code(text: str) -> str:
    """Return `text` as the code of an entry: nothing in it ends the bracket early."""
    return one_line(text).translate(_CODE)


def comment(text: str) -> str:
    """Return `text` as a part of a comment, or as the value of a tag."""
    return one_line(text).translate(_COMMENT)


def symbol(commodity: str) -> str:
    """Return a commodity's symbol; one with a digit in it is quoted."""
    return commodity if commodity.isalpha() else f'"{commodity}"'


def _lines(journal: Journal) -> Iterator[str]:
    yield f"; {comment(journal.title)}"
    yield "decimal-mark ."
    yield f"commodity 1000.00 {MONEY}"
    yield f"commodity 1000.00 {AREA}"
    for commodity in journal.commodities:
        yield from _commodity(commodity)
    yield ""
    for account in journal.accounts:
        yield f"account {account}"
    for payee in _payees(journal):
        yield f"payee {payee}"
    held = {day: list(of) for day, of in groupby(journal.held, key=lambda one: one.on)}
    waiting = sorted(held)
    for entry in journal.entries:
        while waiting and waiting[0] < entry.on:
            yield from _balances(journal, waiting[0], held[waiting.pop(0)])
        yield ""
        yield from _entry(journal, entry)
    for day in waiting:
        yield from _balances(journal, day, held[day])


def _commodity(commodity: Commodity) -> Iterator[str]:
    if commodity.symbol not in (MONEY, AREA):
        said = (("name", commodity.name), *commodity.facts)
        yield f"commodity 1000. {symbol(commodity.symbol)}  ; {_tags(said)}".rstrip(" ;")


def _payees(journal: Journal) -> list[str]:
    return sorted({_payee(journal, entry) for entry in journal.entries} | {description(journal.balances)})


def _payee(journal: Journal, entry: Entry) -> str:
    return description(entry.payee) or description(journal.unnamed)


def _entry(journal: Journal, entry: Entry) -> Iterator[str]:
    number = f"({code(entry.number)})" if entry.number else "()"
    said = f"{_payee(journal, entry)} | {description(entry.summary)}".rstrip()
    yield f"{entry.on.isoformat()} {'*' if entry.settled else '!'} {number} {said}"
    tags = _tags((*entry.facts, *(("link", link) for link in entry.links), *((tag, "") for tag in entry.tags)))
    if tags:
        yield f"    ; {tags}"
    for post in entry.posts:
        words = f"  ; {comment(post.words)}" if post.words else ""
        yield f"    {post.account}  {post.amount:f} {symbol(post.commodity)}{words}"


def _tags(facts: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name}: {comment(said)}".rstrip() for name, said in facts)


def _balances(journal: Journal, day: date, held: Iterable[Held]) -> Iterator[str]:
    """Yield an entry that moves nothing and says what every account held when `day` was over."""
    yield ""
    yield f"{day.isoformat()} * () {description(journal.balances)} | {day.isoformat()}"
    for one in held:
        yield f"    {one.account}  0.00 {MONEY} = {one.alone:f} {MONEY}"
