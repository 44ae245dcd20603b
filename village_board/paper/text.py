"""A sheet as plain text, 76 columns wide, for any printer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from village_board.base.message import Message, say
from village_board.paper.sheet import Part, Sheet
from village_board.text.clean import terminal_safe
from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from village_board.i18n import Translator

WIDTH = 76
_LABEL = 18
_SIGNATURE = "_" * 28
_A_ROW = 3


def as_text(sheet: Sheet, t: Translator) -> str:
    """Return `sheet` in the language of `t`; line ends are line feeds."""
    return "\n".join(line.rstrip() for line in _lines(sheet, t)) + "\n"


def _lines(sheet: Sheet, t: Translator) -> Iterator[str]:
    title = t.say(sheet.title)
    yield " " * max((WIDTH - cells(title)) // 2, 0) + title
    yield "=" * WIDTH
    for label, value in sheet.facts:
        yield from _fact(t.say(label), words(value, t))
    for part in sheet.parts:
        yield ""
        yield t.say(part.heading)
        yield "-" * WIDTH
        yield from _part(part, t)
    yield ""
    yield t.say(say("Signatures"))
    yield "-" * WIDTH
    for signer in sheet.signers:
        yield ""
        yield f"{_padded(t.say(signer), _LABEL)}{_SIGNATURE}  {t.say(say('Date'))} {'_' * 16}"
    for first in range(0, sheet.spaces, _A_ROW):
        yield ""
        numbers = range(first + 1, min(first + _A_ROW, sheet.spaces) + 1)
        yield "  ".join(f"{number:>3} {'_' * 19}" for number in numbers)
    yield ""
    yield "=" * WIDTH
    for line in sheet.foot:
        yield from break_lines(t.say(line), WIDTH)


def words(value: object, t: Translator) -> str:
    """Return a cell in words; what a person typed passes the gate once more."""
    if isinstance(value, Message):
        return t.say(value)
    return terminal_safe(t.fact(value))


def _fact(label: str, value: str) -> Iterator[str]:
    lines = [line for part in value.split("\n") for line in break_lines(part, WIDTH - _LABEL)] or [""]
    for number, line in enumerate(lines):
        yield _padded(label if number == 0 else "", _LABEL) + line


def _part(part: Part, t: Translator) -> Iterator[str]:
    if not part.heads:
        for row in part.rows:
            for line in words(row[0], t).split("\n"):
                yield from break_lines(line, WIDTH)
        return
    table = [[t.say(head) for head in part.heads], *([words(cell, t) for cell in row] for row in part.rows)]
    widths = [max(cells(row[at].replace("\n", " ")) for row in table) for at in range(len(part.heads))]
    widths[-1] = max(WIDTH - sum(widths[:-1]) - 2 * (len(widths) - 1), 20)
    for line_of in table:
        *short, last = line_of
        lead = "".join(_padded(cell.replace("\n", " "), width + 2) for cell, width in zip(short, widths, strict=False))
        lines = [line for piece in last.split("\n") for line in break_lines(piece, widths[-1])] or [""]
        for number, line in enumerate(lines):
            yield (lead if number == 0 else " " * cells(lead)) + line


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - cells(text), 1)
