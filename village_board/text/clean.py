"""The one gate for foreign text: used at every input, and again at every render.

A person's words may hold what a terminal obeys (escape sequences), what hides (zero-width and direction
marks) or what swells (stacked marks, a megabyte). None of it passes here; every letter that a name may need
does, rare Han and their variation selectors included.
"""

from __future__ import annotations

import re
import unicodedata

#: characters of one field, unless its caller says otherwise.
FIELD_LIMIT = 500
#: lines of one multi-line text.
MAX_LINES = 200
#: combining marks that one letter may carry; more is Zalgo (A6).
MAX_MARKS = 2

# Of a text that is far too long only so much is looked at, so that a pasted megabyte costs no time.
_LOOKED_AT = 8

# Printable ASCII and Latin-1, dashes and quotes, CJK punctuation, Han, full-width forms: nothing in these
# ranges is dropped, combines or is changed by NFC, so that a text of nothing else is clean as it stands.
_PLAIN_CLASS = (
    "\\x20-\\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2030-\u205e\u3000-\u3029"
    "\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6"
)
_PLAIN_TEXT = re.compile(f"[\n{_PLAIN_CLASS}]*")

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACE_BEFORE_LINE_END = re.compile("[ \u3000]+\n")
_EMPTY_LINES = re.compile("\n{3,}")

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters and signs by category, and yet nothing to see: a name with one inside would look like another's.
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE03, 0xFE10)))
)


def clean(text: str, *, limit: int = FIELD_LIMIT, multiline: bool = False) -> str:
    """Return `text` as the board may store and show it.

    The result is NFC, holds no control, format, surrogate, private or unassigned character, no invisible
    letter and at most two combining marks a letter; tabs and odd spaces are spaces. Cleaning twice changes
    nothing more.

    Args:
        text: what a person typed, or a file or a chat held.
        limit: characters kept.
        multiline: keep line ends (at most `MAX_LINES` lines, never two empty ones together); otherwise they
            become spaces.
    """
    text = text[: (limit + FIELD_LIMIT) * _LOOKED_AT]
    if not multiline:
        if "\n" in text or not _PLAIN_TEXT.fullmatch(text):
            text = _sifted(_LINE_ENDS.sub(" ", text).replace("\n", " "))
        return text.strip()[:limit].rstrip()
    if not _PLAIN_TEXT.fullmatch(text):
        text = _sifted(_LINE_ENDS.sub("\n", text))
    text = text.strip()
    if "\n" in text:
        text = _EMPTY_LINES.sub("\n\n", _SPACE_BEFORE_LINE_END.sub("\n", text))
        text = "\n".join(text.split("\n", MAX_LINES)[:MAX_LINES])
    return text[:limit].rstrip()


def terminal_safe(text: str) -> str:
    """Return `text` without anything that a terminal obeys or that hides: the same gate, at render.

    Nothing is cut and no space is stripped, so that text laid out in columns keeps its shape; line ends stay.
    """
    if _PLAIN_TEXT.fullmatch(text):
        return text
    return _sifted(_LINE_ENDS.sub("\n", text))


def is_han(char: str) -> bool:
    """Tell whether `char` is a Chinese character, of whichever extension, known to this Python or newer."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char == "\u3007"
        or "\uf900" <= char <= "\ufa6d"
        or "\ufa70" <= char <= "\ufad9"
        or ("\U00020000" <= char <= "\U0003ffff" and ord(char) & 0xFFFF < 0xFFFE)  # noqa: PLR2004
    )


def _sifted(text: str) -> str:
    """Return `text` sifted; its line ends are line feeds only."""
    seen = set(text)
    text = text.translate({ord(char): new for char in seen if (new := _replacement(char)) != char})
    if any(map(_is_mark, seen)):
        # Marks are capped before NFC as well: sorting a long run of them takes quadratic time.
        text = _capped(unicodedata.normalize("NFC", _capped(text)))
    # What was dropped may have kept two characters apart that compose.
    return unicodedata.normalize("NFC", text)


def _replacement(char: str) -> str:
    if char == "\n" or is_han(char):
        return char
    if char == "\t":
        return " "
    category = unicodedata.category(char)
    if category in _DROPPED or char in _INVISIBLE:
        return ""
    return " " if category == "Zs" and char != "\u3000" else char


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe02" or "\U000e0100" <= char <= "\U000e01ef"


def _capped(text: str) -> str:
    """Return `text` with at most `MAX_MARKS` marks a letter, none without one; selectors only after Han."""
    kept: list[str] = []
    before, marks = " ", MAX_MARKS
    for char in text:
        if _is_variation_selector(char):
            if not is_han(before):
                continue
        elif _is_mark(char):
            if marks >= MAX_MARKS:
                continue
            marks += 1
        else:
            marks = MAX_MARKS if char.isspace() else 0
        kept.append(char)
        before = char
    return "".join(kept)
