"""Garbled text: what was left, lost or cut, and what stood there before, as far as it can be known (facts 11)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from village_board.base.message import Message
from village_board.privacy.document import Text
from village_board.privacy.flat import Flat, Piece
from village_board.proofreading.lexicon import tables, words_of
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.reading import Edit, as_given, remark_at, remark_on
from village_board.proofreading.realigned import realigned
from village_board.proofreading.words import (
    BRACKETS_CHANGED,
    CUT_CHARACTERS,
    DIGIT_LOST,
    LEFT_BEHIND,
    NOTE_LEFT,
    PAGE_FURNITURE,
    PAGE_MARK,
    QUOTE_ALONE,
)
from village_board.text.plain import plain

_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_READING = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+"
_NOTE = re.compile(rf"([\u3400-\u9fff])\(({_READING})\)")
_ITEM = re.compile(
    r"^(?:(?P<lost>\?。\?\))|\((?P<number>\d{1,2})\)|(?P<heading>\d{1,2}\.|[一二三四五六七八九十]+、))", re.MULTILINE
)
_LEFT = re.compile(
    rf"\?。[\?ǘ]?\)?|\?{_READING}\)|(?<=[A-Za-z])\({_READING}\)|(?<=[\u3400-\u9fff])\?(?=[\u3400-\u9fff])"
)
_REPLACED = re.compile("\ufffd+|锟斤拷|烫烫烫+|(?:[ÃÂ][\x80-\xbf\u2018-\u2122]){2,}")
_PERHAPS_REPLACED = re.compile("[\ufffd锟烫ÃÂ]")
_STRAY = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]+")
_QUOTES = re.compile("[“”\n]")
_BRACKETS = re.compile(r"„((?:19|20)\d{2})‟")
_PAGE = re.compile(r"(?:(?<=\n)|^)[ ]*[—–-]{1,2} ?\d{1,4} ?[—–-]{1,2}[ ]*(?=\n|$)")
_SENTENCE_ENDS = "。!?;:\n"
# So many notes are no lesson in reading.
_MANY = 3
# Lines at the end of a paper that are looked at for the furniture of a website, and the least that tell it.
_LAST_LINES, _LEAST_LINES = 12, 2


@dataclass
class Damage:
    """What is garbled in a document, and how the rules shall read it."""

    flat: Flat
    remarks: list[Remark] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    def add(self, span: tuple[int, int], reason: str, restored: str | None = None, *, sure: bool = True) -> None:
        """Add a place of the plain text; what is restored is read in its stead."""
        certainty = None if restored is None else Certainty.CERTAIN if sure else Certainty.INFERRED
        self.remarks += remark_on(self.flat, Kind.GARBLED, span, Message(reason), restored, certainty)
        if restored is not None:
            self.edits.append(Edit(*span, plain(restored).text))


def damage_of(flat: Flat) -> Damage:
    """Return everything garbled in a document, with what stood there before where that can be known."""
    damage = Damage(flat)
    text = flat.text
    if _TONED.search(text):
        _annotated(damage)
    for match in _REPLACED.finditer(text) if _PERHAPS_REPLACED.search(text) else ():
        damage.add(match.span(), LEFT_BEHIND)
    for match in _BRACKETS.finditer(text):
        damage.add(match.span(), BRACKETS_CHANGED, f"〔{match[1]}〕")
    _pages(damage)
    _furniture(damage)
    _stray(damage)
    _quotes(damage)
    return damage


def _annotated(damage: Damage) -> None:
    """Take out the notes, put together what they cut, and count the numbers of lists that they swallowed."""
    flat = damage.flat
    notes = list(_NOTE.finditer(flat.text))
    known: dict[str, set[str]] = defaultdict(set)
    for reading, characters in tables()["readings"].items():
        known[reading].update(characters)
    for match in notes:
        known[match[2]].update(as_given(flat, *match.span(1)))
    readings = {reading: frozenset(characters) for reading, characters in known.items()}
    for block, given in enumerate(flat.document.blocks):
        if isinstance(given, Text):
            at, seen = flat.plain_starts[flat.first(block)], 0
            for one in realigned(given.text, readings):
                # The plain shape is shorter by what hides.
                at += len(plain(given.text[seen : one.start]).text)
                length = len(plain(given.text[one.start : one.end]).text)
                damage.add((at, at + length), CUT_CHARACTERS, one.restored)
                at, seen = at + length, one.end
    mended = sorted((edit.start, edit.end) for edit in damage.edits)
    sure = len(notes) >= _MANY
    for match in _outside(notes, mended):
        if _TONED.search(match[2]):
            damage.add(match.span(), NOTE_LEFT, as_given(flat, *match.span(1)), sure=sure)
    if sure:
        _lost_numbers(damage)
        mended = sorted((edit.start, edit.end) for edit in damage.edits)
        for match in _outside(list(_LEFT.finditer(flat.text)), mended):
            damage.add(match.span(), LEFT_BEHIND)


def _outside(matches: list[re.Match[str]], mended: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield the matches that lie over none of the places; both are in order."""
    at = 0
    for match in matches:
        while at < len(mended) and mended[at][1] <= match.start():
            at += 1
        if at == len(mended) or mended[at][0] >= match.end():
            yield match


def _lost_numbers(damage: Damage) -> None:
    """Count the items of each list again: a list begins anew under its heading."""
    text, last = damage.flat.text, 0
    for match in _ITEM.finditer(text):
        if match["heading"]:
            last = 0
        elif match["number"]:
            last = int(match["number"])
        else:
            last += 1
            damage.add(match.span(), DIGIT_LOST, f"（{last}）", sure=False)
    for match in re.finditer(r"(?<=\n)\?。ǘ(?=┻)", text):
        damage.add(match.span(), DIGIT_LOST, "（二", sure=False)


def _pages(damage: Damage) -> None:
    text = damage.flat.text
    for match in _PAGE.finditer(text):
        start, end = match.span()
        if start and start > 1 and text[start - 2] not in _SENTENCE_ENDS:
            # The sentence goes on behind the page.
            damage.edits.append(Edit(start - 1, min(end + 1, len(text)), ""))
        else:
            damage.edits.append(Edit(start, end, ""))
        damage.remarks += remark_on(damage.flat, Kind.GARBLED, (start, end), Message(PAGE_MARK), "", Certainty.CERTAIN)


_HEAD = re.compile("|".join(words_of("furniture", "head")))


def _furniture(damage: Damage) -> None:
    text = damage.flat.text
    for match in _HEAD.finditer(text):
        damage.add(match.span(), PAGE_FURNITURE)
    tail = frozenset(words_of("furniture", "tail"))
    end, found = len(text), []
    for _ in range(_LAST_LINES):
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        if line and line not in tail:
            break
        if line:
            found.append((start, end))
        end = start - 1
        if end <= 0:
            break
    if len(found) >= _LEAST_LINES:
        damage.add((found[-1][0], found[0][1]), PAGE_FURNITURE)


def _stray(damage: Damage) -> None:
    """Control characters have no plain shape: they are sought in the texts and cells themselves."""
    flat = damage.flat
    for block, given in enumerate(flat.document.blocks):
        cells = [given.text] if isinstance(given, Text) else [cell for row in given.rows for cell in row or ("",)]
        first = flat.first(block)
        for at, cell in enumerate(cells):
            for match in () if cell.isprintable() else _STRAY.finditer(cell):
                piece = Piece(first + at, *match.span())
                damage.remarks.append(remark_at(flat, Kind.GARBLED, piece, Message(LEFT_BEHIND), "", Certainty.CERTAIN))


def _quotes(damage: Damage) -> None:
    """A closing mark without an opening one in a paper that was cut; elsewhere a quotation may run over lines."""
    if not damage.edits:
        return
    opened, restored = 0, {edit.start for edit in damage.edits if "“" in edit.shape}
    cut = sorted(restored)
    at = 0
    for match in _QUOTES.finditer(damage.flat.text):
        while at < len(cut) and cut[at] < match.start():
            opened, at = opened + 1, at + 1
        if match[0] == "“":
            opened += 1
        elif match[0] == "\n":
            opened = 0
        elif opened:
            opened -= 1
        else:
            damage.add(match.span(), QUOTE_ALONE)
