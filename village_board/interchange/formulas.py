"""Text that a spreadsheet program would run as a formula: quoted in CSV, unquoted when read again (A11)."""

from __future__ import annotations

import re
import unicodedata

QUOTE = "'"
_STARTS = frozenset("=+-@")
_CONTROL_STARTS = ("\t", "\r", "\n")
#: numbers keep their sign: nothing runs in them.
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?", re.ASCII)


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet program might run `text`, whatever spaces, tabs or wide signs lead it."""
    if not text:
        return False
    if text.startswith(_CONTROL_STARTS):
        return True
    visible = text.lstrip()
    while visible and unicodedata.category(visible[0])[0] in "ZC":
        visible = visible[1:].lstrip()
    first = unicodedata.normalize("NFKC", visible[:1])[:1]
    return first in _STARTS and bool(first) and not _NUMBER.fullmatch(text)


def quoted(text: str) -> str:
    """Return `text` for a CSV cell: with a quote before what a spreadsheet program might run."""
    return QUOTE + text if is_formula(text.lstrip(QUOTE)) else text


def without_quote(text: str) -> str:
    """Return what `quoted` was given."""
    return text[1:] if text[:1] == QUOTE and is_formula(text.lstrip(QUOTE)) else text
