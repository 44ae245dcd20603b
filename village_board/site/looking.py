"""What the search knows: the folded titles of all pages, and how Traditional characters are folded. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

from village_board.i18n import Translator
from village_board.site.model import Page
from village_board.site.said import Joined, written
from village_board.text.fold import fold

DATA = "search/data.js"
_FIRST, _LAST = 0x4E00, 0x9FFF


def search_data(pages: Iterable[Page], t: Translator) -> bytes:
    """Return the script that holds the rows of one language: a page opened from a USB stick can load no other file."""
    rows = [_row(page, t) for page in pages]
    used = {char for row in rows for char in row[3]}
    simplified = {char: to for char, to in _traditional().items() if to in used}
    data = json.dumps({"rows": rows, "simplified": simplified}, ensure_ascii=False, separators=(",", ":"))
    # Nothing in it can end a script, wherever somebody may put it.
    for char in "<>&\u2028\u2029":
        data = data.replace(char, f"\\u{ord(char):04x}")
    return f"const searchData = {data};\n".encode()


def _row(page: Page, t: Translator) -> tuple[str, str, str, str]:
    title = written(t, page.title)
    note = written(t, Joined((page.kind, page.day)))
    return title, page.address, note, fold(" ".join((title, note, page.code, *page.found_by)))


@cache
def _traditional() -> dict[str, str]:
    """Return the Simplified character of each Traditional one."""
    convert = OpenCC("t2s").convert
    chars = [chr(code) for code in range(_FIRST, _LAST + 1)]
    # Twice, because 薴 becomes 苧, which is itself a Traditional form; each on its own line, so that none is a phrase.
    made = convert(convert("\n".join(chars))).split("\n")
    return {char: to for char, to in zip(chars, made, strict=True) if char != to}
