"""Names of persons in plain text: by their surname, and by what stands before and behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from village_board.privacy.lexicon import beginnings_of, letters_of, words_of

_SINGLE = letters_of("names", "surnames")
_COMPOUND = words_of("names", "compound_surnames")
# Everyday words that begin with a character that is a surname too: no name begins so.
_WORDS = re.compile(words_of("names", "no_names"))
_HAN = "\u4e00-\u9fff"
_GIVEN = f"[{_HAN}*]"
# The second character of a given name: no word that begins what is said of somebody.
_SECOND = f"(?:(?![因患系为是属等的之获享被经已于在住电手和与及由罹确突得不其至])[{_HAN}]|\\*)"
_AFTER = letters_of("names", "behind")
_BEFORE = "|".join([f"(?<![{_HAN}])", *(f"(?<={cue})" for cue in words_of("names", "before").split("|"))])
_FIRST = _SINGLE + beginnings_of(_COMPOUND.split("|"))
_NAME = re.compile(
    f"(?=[{_FIRST}])(?:{_BEFORE})"
    f"(?:(?:{_COMPOUND}){_GIVEN}{_SECOND}?|[{_SINGLE}] ?{_GIVEN}{_SECOND}?|[{_SINGLE}] {_GIVEN})"
    f"(?=[^{_HAN}*]|$|[{_AFTER}])"
)
_WHOLE = re.compile(
    f" *(?:(?:{_COMPOUND}) ?{_GIVEN}{{1,2}}|[{_SINGLE}] {{0,2}}{_GIVEN} ?{_GIVEN}?|[{_HAN}]{{2,8}}·[{_HAN}]{{2,8}}) *"
)
# In a column of names whatever looks like one is one, with the rarest surname.
_IN_COLUMN = re.compile(f" *[{_HAN}\U00020000-\U0003ffff][{_HAN}\U00020000-\U0003ffff*某· ]{{1,11}} *")
_NO_NAME = re.compile(words_of("names", "no_cells"))
# Who signs, works or answers the telephone: their names belong to the office.
_OFFICE_CUE = re.compile(f"(?:{words_of('names', 'before_officers')})[:(（ {_HAN}、]{{0,6}}$")
_OFFICE_BEHIND = re.compile(f"(?:同志)?(?:{words_of('names', 'officers')})")
_LOOKED_BACK = 14


def names_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where names of private persons stand in a sentence of plain text; masked ones, 张*三, are names too."""
    for match in _NAME.finditer(text, start, end):
        first, last = match.span()
        if _WORDS.match(text, first):
            continue
        if _OFFICE_CUE.search(text, max(start, first - _LOOKED_BACK), first) or _OFFICE_BEHIND.match(text, last):
            continue
        yield first, last


def is_name(words: str) -> bool:
    """Tell whether a cell holds a name and nothing else."""
    return (
        _WHOLE.fullmatch(words) is not None
        and not _WORDS.match(words.strip())
        and not _NO_NAME.fullmatch(words.strip())
    )


def is_name_in_column(words: str) -> bool:
    """Tell whether a cell of a column of names holds one."""
    return _IN_COLUMN.fullmatch(words) is not None and _NO_NAME.fullmatch(words.strip()) is None


def is_masked(name: str) -> bool:
    """Tell whether a name hides a part of itself: 张*三, 张某."""
    return "*" in name or "某" in name
