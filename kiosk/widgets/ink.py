"""The one gate between words and the terminal: no string reaches a widget except through `ink` (A1-A6).

A widget that is given a plain string would read markup in it, so that a villager's ``[@click=...]`` became a link
and ``[/]`` ended the program. `Content` takes its text literally.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.content import Content, Span
from textual.strip import Strip
from textual.style import Style

from kiosk.themes import TOKENS
from village_board.text.clean import terminal_safe
from village_board.text.lines import cells

#: tones: the token of `kiosk.themes` that colours each, and whether it is bold.
TONES: dict[str, tuple[str, bool]] = {
    "ink": ("", False),
    "soft": ("soft", False),
    "strong": ("", True),
    "accent": ("accent-ink", True),
}

if TYPE_CHECKING:
    from textual.geometry import Size, Spacing

Piece = tuple[str, str]
Line = tuple[Piece, ...]


def safe(text: str) -> str:
    """Return `text` on one line, without anything that a terminal obeys or that hides."""
    return terminal_safe(text).replace("\n", " ")


@cache
def _styles(theme: str) -> dict[str, Style]:
    """Return the style of each tone; without a theme, the styles that have no colour."""
    tokens = TOKENS.get(theme, {})
    return {
        tone: Style(foreground=Color.parse(tokens[token]) if token in tokens else None, bold=bold or None)
        for tone, (token, bold) in TONES.items()
        if bold or token in tokens
    }


def ink(lines: Iterable[Line], theme: str = "") -> Content:
    """Return the lines as text for a widget; a piece is a string and the name of its tone.

    Without a theme the tones have no colour: on the paper of the focus only its own ink has contrast.
    """
    styles = _styles(theme)
    text: list[str] = []
    spans: list[Span] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
            at += 1
        for words, tone in line:
            piece = safe(words)
            if style := styles.get(tone):
                spans.append(Span(at, at + len(piece), style))
            text.append(piece)
            at += len(piece)
    return Content("".join(text), spans)


@lru_cache(256)
def _rich(base: Style, tone: Style | None) -> RichStyle:
    return (base + tone if tone else base).rich_style


def drawn(lines: Iterable[Line], theme: str, base: Style, size: Size, padding: Spacing) -> list[Strip]:
    """Return the lines as a widget of `size` has them on the terminal, with its padding around them."""
    styles = _styles(theme)
    paper = _rich(base, None)
    room = max(size.width - padding.width, 0)
    margins = [[Segment(" " * wide, paper)] if wide else [] for wide in (padding.left, padding.right)]
    strips = [Strip.blank(size.width, paper)] * padding.top
    for line in lines if room else ():
        pieces = [Segment(text, _rich(base, styles.get(tone))) for words, tone in line if (text := safe(words))]
        spare = room - sum(piece.cell_length for piece in pieces)
        if spare > 0:
            pieces.append(Segment(" " * spare, paper))
        elif spare < 0:
            pieces = list(Strip(pieces).adjust_cell_length(room, paper))
        strips.append(Strip([*margins[0], *pieces, *margins[1]], size.width))
    return [*strips[: size.height], *[Strip.blank(size.width, paper)] * (size.height - len(strips))]


def clipped(text: str, width: int) -> str:
    """Return `text` in at most `width` cells; where something had to go, an ellipsis says so."""
    text = safe(text)
    if cells(text) <= width:
        return text
    kept, used = [], 1
    for char in text:
        used += cells(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` clipped and filled with spaces to exactly `width` cells."""
    text = safe(text)
    taken = cells(text)
    if taken > width:
        text = clipped(text, width)
        taken = cells(text)
    fill = " " * (width - taken)
    return fill + text if right else text + fill
