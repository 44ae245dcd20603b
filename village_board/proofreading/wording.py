"""Words of Taiwan in a paper of the mainland, and fixed names from which a word was taken out (facts 11.2, 11.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from village_board.base.message import Message
from village_board.privacy.document import Text
from village_board.proofreading.lexicon import any_of, tables
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.reading import Reading, as_given
from village_board.proofreading.words import FOREIGN_WORD, PERHAPS_FOREIGN_WORD, WORDS_TAKEN_OUT
from village_board.text.clean import is_han
from village_board.text.fold import simplified

# So many characters of a paper tell its script.
_LOOKED_AT = 4000
# Characters beside a word that decide what it means.
_BESIDE = 4


def wording(reading: Reading) -> Iterator[Remark]:
    """Yield the words that a mainland paper does not use; a paper that names nothing of the mainland is left alone."""
    text = reading.text
    words = _words()
    if _FOREIGN.search(text) is None or _MAINLAND.search(text) is None:
        return
    traditional = _is_traditional(reading)
    for match in _FOREIGN.finditer(text):
        for word in words[match[0]]:
            if not _is_meant(reading, match, word, traditional=traditional):
                continue
            shown = word["traditional"] if traditional else word["restored"]
            doubt = word.get("ambiguous", False)
            reason = Message(PERHAPS_FOREIGN_WORD if doubt else FOREIGN_WORD, {"word": shown})
            sure = Certainty.INFERRED if doubt else Certainty.CERTAIN
            yield from reading.remark(Kind.WORDING, *match.span(), reason, shown, sure)
            break


def taken_out(reading: Reading) -> Iterator[Remark]:
    """Yield the fixed names in which a word is missing, as in papers from which every 政府 was deleted."""
    text = reading.text
    if _CUT_NAMES.search(text) is None:
        return
    names = [name for name in tables()["taken_out"] if "absent" not in name or name["absent"] not in text]
    for match in _CUT_NAMES.finditer(text):
        for name in names:
            behind = name.get("behind", "")
            if name["found"] == match[0] and text.endswith(behind, 0, match.start()):
                reason = Message(WORDS_TAKEN_OUT)
                restored = name["restored"]
                yield from reading.remark(Kind.GARBLED, *match.span(), reason, restored, Certainty.INFERRED)
                break


def _is_meant(reading: Reading, match: re.Match[str], word: dict[str, Any], *, traditional: bool) -> bool:
    text = reading.text
    if word.get("only") == "traditional" and not traditional:
        return False
    if "written" in word and not re.fullmatch(word["written"], as_given(reading.flat, *reading.given(*match.span()))):
        return False
    before, behind = text[max(0, match.start() - _BESIDE) : match.start()], text[match.end() : match.end() + _BESIDE]
    kept = word.get("but_before"), word.get("but_behind")
    return not (kept[0] and re.match(kept[0], behind)) and not (kept[1] and re.search(f"(?:{kept[1]})$", before))


def _is_traditional(reading: Reading) -> bool:
    """Tell whether most characters that have two forms stand in the Traditional one."""
    sample, length = [], 0
    for block in reading.flat.document.blocks:
        words = block.text if isinstance(block, Text) else "".join(cell for row in block.rows for cell in row)
        sample.append(words[: _LOOKED_AT - length])
        length += len(sample[-1])
        if length >= _LOOKED_AT:
            break
    han = [char for char in "".join(sample) if is_han(char)]
    long = sum(1 for char in han if simplified(char) != char)
    # One in three characters of running text has two forms.
    return long * 3 >= len(han) * float(tables()["wording"]["traditional_share"])


@cache
def _words() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for word in tables()["wording"]["words"]:
        found.setdefault(word["found"], []).append(word)
    return found


_FOREIGN = re.compile(any_of(list(_words())))
_MAINLAND = re.compile(any_of(tables()["wording"]["mainland"]))
_CUT_NAMES = re.compile(any_of(sorted({name["found"] for name in tables()["taken_out"]})))
