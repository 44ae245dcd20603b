"""A sheet for the ear: what it is, its sentences, period and publisher; a table by its sum, rows by their keys (K18).

Nothing is said that the sheet does not show: the words are those of its parts, masked once more before they are spoken
(`village_board.speech.spoken.speakable`). Codes and numbers of papers are left to the eye. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.sheet import Bars, Entry, Facts, Heading, Part, Sheet, Table, Words
from village_board.speech.sentences import sentences
from village_board.text.clean import terminal_safe

if TYPE_CHECKING:
    from village_board.i18n import Translator

#: characters of a piece, a quarter of a minute: what is said in one go, so that going on louder begins little anew.
PIECE, ENGLISH_PIECE = 56, 150
#: characters of a whole sheet, some four minutes; the rest stands on the screen.
MOST = 1000
#: facts of one group that an ear can follow, rows of a table with one column of figures, bars of one group.
FACTS, ROWS, BARS = 8, 5, 4
#: of a table that can be said: what, and how much.
_COLUMNS = 2
_SIGNS = re.compile(r"^[\s+=\-－＋＝✓○●▶→]+")
_CODES = ("Short code", "Number", "Slip number", "Township number", "In the catalogue", "Days on the wall")
_ALWAYS = ("Period", "Published on", "Published by")


def pieces(sheet: Sheet, rows: Sequence[Entry], t: Translator) -> tuple[str, ...]:
    """Return what is read aloud of `sheet`, in pieces that are said one after another.

    Args:
        sheet: as it is shown.
        rows: the entries of the leaf on the screen, the first of which has the key 1.
        t: of the visitor's language.
    """
    longest = ENGLISH_PIECE if t.language == "en" else PIECE
    found: list[str] = []
    length = 0
    for sentence in (piece for one in _sentences(sheet, rows, t) for piece in sentences(one, longest)):
        if length + len(sentence) > MOST * longest // PIECE:
            return (*found, t("There is more: it stands on the screen."))
        length += len(sentence)
        begins_anew = not found or len(found[-1]) + 1 + len(sentence) > longest
        if begins_anew:
            found.append(sentence)
        else:
            found[-1] += (" " if t.language == "en" else "") + sentence
    return tuple(found)


def _sentences(sheet: Sheet, rows: Sequence[Entry], t: Translator) -> Iterator[str]:
    """Yield sentence by sentence: the words, then the rows; a heading waits until something is said below it."""
    said = {_plain(sheet.title)}
    yield _ended(sheet.title, t)
    yield _ended(sheet.as_of, t)
    heading = ""
    for part in sheet.parts:
        if isinstance(part, Heading):
            heading = "" if _plain(part.text) in said else _plain(part.text)
            continue
        texts = [text for text in _part(part, t) if _plain(text) and _plain(text) not in said]
        for text in texts:
            said.add(_plain(text))
            yield _ended(_named(heading, text, t), t)
            heading = ""
    keys = {id(row): number for number, row in enumerate(rows, start=1)}
    heading = ""
    for part in sheet.parts:
        if isinstance(part, Heading):
            heading = _plain(part.text)
        elif isinstance(part, Entry) and (number := keys.get(id(part))):
            what = _joined((part.mark, part.title, part.right), t)
            yield _ended(_named(heading, t("Press {n}: {what}", n=number, what=what), t), t)
            heading = ""


def _part(part: Part, t: Translator) -> list[str]:
    """Return what is said of one part, sentence by sentence."""
    match part:
        case Words(text):
            return text.split("\n")
        case Facts(pairs):
            return _facts(pairs, t)
        case Table():
            return _table(part, t)
        case Bars(groups):
            return [_named(title, _joined([f"{bar.label} {bar.words}" for bar in bars[:BARS]], t), t)
                    for title, bars in groups if bars]  # fmt: skip
    return []


def _facts(pairs: Sequence[tuple[str, str]], t: Translator) -> list[str]:
    codes, always = {t(label) for label in _CODES}, {t(label) for label in _ALWAYS}
    kept = [(label, value) for label, value in pairs if value and label not in codes]
    first = kept[:FACTS] + [pair for pair in kept[FACTS:] if pair[0] in always]
    return [_named(label, value, t) for label, value in first]


def _table(table: Table, t: Translator) -> list[str]:
    """Return few rows with one figure each whole, of many the sum; a wider table is for the eye."""
    rows, shown = table.rows, len(table.rows)
    more = [t.n("A table of {n} row: see the screen", "A table of {n} rows: see the screen", shown)]
    if len(table.heads) != _COLUMNS:
        return more
    if shown <= ROWS:
        more = []
    elif table.total:
        rows = rows[-1:]
    else:
        return more
    unit = (" " if t.language == "en" else "") + _plain(table.heads[1])
    return [table.heads[0], *(_named(row[0], f"{row[1]}{unit}", t) for row in rows if row[1]), *more]


def _named(label: str, value: str, t: Translator) -> str:
    label, value = _plain(label), _joined(value.replace("\n", "  ").split("  "), t)
    return f"{label}{': ' if t.language == 'en' else '：'}{value}" if label else value


def _joined(texts: Sequence[str], t: Translator) -> str:
    comma = ", " if t.language == "en" else "，"
    said = ""
    for text in filter(None, map(_plain, texts)):
        said += ("" if not said else " " if said[-1] in "。！？；.!?;" else comma) + text
    return said


def _plain(text: str) -> str:
    return _SIGNS.sub("", terminal_safe(text).replace("\n", " ")).strip()


def _ended(text: str, t: Translator) -> str:
    text = _plain(text)
    stop = "." if t.language == "en" else "。"
    return text if not text or text[-1] in "。！？；.!?;" else text.rstrip("：:，, ") + stop
