"""Where a reader breathes: a text in pieces for speech."""

from __future__ import annotations

import re

#: Characters after which a voice must breathe, so that a stop is heard soon.
LONGEST = 60
_ENDS = re.compile(r"(?:[。！？!?；;]+|\.(?=\s|$))[”’」』）)]*|\n+")
# A comma or a colon within a number is no place to breathe.
_BREATHS = re.compile(r"[，、：]|[,:](?!\d)")


def sentences(text: str, longest: int = LONGEST) -> list[str]:
    """Return `text` in sentences, none empty; a long one is parted at commas, and only then anywhere.

    Nothing is lost but space around them: joined they are the text.
    """
    pieces: list[str] = []
    for sentence in _parted(text, _ENDS):
        pieces += [sentence] if len(sentence) <= longest else _breaths(sentence, longest)
    return pieces


def _breaths(sentence: str, longest: int) -> list[str]:
    found = [""]
    for clause in _parted(sentence, _BREATHS, strip=False):
        if len(found[-1]) + len(clause) <= longest:
            found[-1] += clause
        else:
            found += _cut(clause, longest)
    return [piece.strip() for piece in found if piece.strip()]


def _parted(text: str, ends: re.Pattern[str], *, strip: bool = True) -> list[str]:
    pieces, at = [], 0
    for match in ends.finditer(text):
        pieces.append(text[at : match.end()])
        at = match.end()
    pieces.append(text[at:])
    return [piece.strip() for piece in pieces if piece.strip()] if strip else pieces


def _cut(clause: str, longest: int) -> list[str]:
    """Return a clause without a place to breathe in pieces: at a space where there is one, else anywhere."""
    pieces = []
    while len(clause) > longest:
        at = clause.rfind(" ", 1, longest + 1)
        at = longest if at < 0 else at
        pieces.append(clause[:at])
        clause = clause[at:]
    return [*pieces, clause]
