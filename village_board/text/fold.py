"""Folding for search: one shape for what a reader would call the same word.

Traditional finds Simplified, full-width finds half-width, capitals find small letters, and the pinyin
initials of a title find the title. The conversion goes character by character, never by phrase: otherwise 乾
alone and 乾 in 乾隆 would become different characters, and a part of a text would no longer be found in the
whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product

from village_board.text.clean import is_han, terminal_safe

#: phrases of one query that are looked for, and characters of the query that are looked at.
MAX_PHRASES = 8
MAX_QUERY = 100
#: readings of one title that are kept, and letters of one reading.
MAX_READINGS = 16
MAX_INITIALS = 8
#: words made of initials that one title adds to the index.
MAX_INITIAL_WORDS = 96
# Words of the dictionary whose letters are kept: a village's papers use a few thousand.
_REMEMBERED = 16_384
# Texts that were folded last: a title is asked for more than once.
_FOLDED = 256

# Surnames that the dictionary reads as the everyday word, or the other way about: both readings are kept.
_SURNAMES = {
    "单": "sd", "曾": "zc", "解": "xj", "查": "zc", "仇": "qc", "乐": "yl", "盖": "gj", "区": "oq",
    "尉": "yw", "召": "sz", "翟": "zd", "朴": "pb", "缪": "ml", "秘": "bm", "折": "sz", "覃": "qt",
    "种": "cz", "晟": "sc", "隗": "wk", "繁": "pf", "祭": "zj",
}  # fmt: skip

# Written otherwise, read the same (A7): a nought in a house number or a date.
_SAME = {"〇": "零", "○": "零"}
# The numerals of cheques and banknotes, for comparing names.
_PLAIN_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_BETWEEN_PHRASES = re.compile(r"[\s，。、；;：！？!?…（）()《》“”\"]+|,(?!\d{3})")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class _CharacterTable(dict[int, str]):
    """What each character folds to, found when it is first met: `str.translate` asks."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _SAME:
            folded = _SAME[char]
        elif char.isalnum():
            folded = simplified(char) if is_han(char) else char
        else:
            folded = "" if unicodedata.category(char)[0] == "M" else " "
        self[code] = folded
        return folded


class _SpacedTable(dict[int, str]):
    """Every Chinese character stands alone."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = spaced = f" {char} " if is_han(char) else char
        return spaced


_TABLE = _CharacterTable()
_SPACED = _SpacedTable()


@cache
def _converter() -> object:
    from opencc import OpenCC  # noqa: PLC0415 - 20 ms, and a screen that only shows needs none of it

    return OpenCC("t2s")


def simplified(char: str) -> str:
    """Return one Chinese character in its Simplified form; one that has none, or is none, as it is."""
    convert = _converter().convert  # type: ignore[attr-defined]
    # Twice, because 薴 becomes 苧, which is itself a Traditional form.
    return str(convert(convert(char)))


@lru_cache(maxsize=_FOLDED)
def fold(text: str) -> str:
    """Return `text` for comparing: NFKC, small letters, Simplified, words apart by one space.

    Punctuation and signs become spaces, thousands separators go (``8,000.00`` -> ``8000 00``), accents and
    variation selectors go. Folding a part of a text gives the same characters as folding the whole.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", terminal_safe(text)).casefold())
    return " ".join(_THOUSANDS.sub("", text).translate(_TABLE).split())


def tokens(text: str) -> str:
    """Return `text` as the index stores it: folded, a space round every Chinese character."""
    return _spaced(fold(text))


def phrases(words: str) -> list[str]:
    """Return the phrases of a query, each in the shape of `tokens`; all of them must be found.

    A phrase is what the reader wrote without a space or a mark of a sentence; a number such as HT-2026-015 is
    one. Of a very long query the beginning is used.
    """
    spaced = map(tokens, _BETWEEN_PHRASES.split(words[:MAX_QUERY]))
    return list(dict.fromkeys(filter(None, spaced)))[:MAX_PHRASES]


def name_key(name: str) -> str:
    """Return one key for names that a reader may take for the same: 张三 and 张叁, 〇 and 零 (A7)."""
    return fold(name).replace(" ", "").translate(_PLAIN_NUMERALS)


def initials(title: str) -> list[str]:
    """Return the pinyin initials of the Chinese characters of `title`, one word for each way to read it.

    At most `MAX_READINGS` words; the likeliest reading comes first. Without Chinese characters, none.
    """
    return _combined(_readings(title))


def initial_words(title: str) -> str:
    """Return the initials of `title` from each of its characters on, as words for the index.

    A search for the beginning of a word then finds 鱼塘改标 by ``ytgb`` or ``yt`` in the middle of a long
    title too.
    """
    readings = _readings(title)
    likely = "".join([letters[0] for letters in readings])
    several = [at for at, letters in enumerate(readings) if len(letters) > 1]
    words: dict[str, None] = {}
    for start in range(len(readings)):
        while several and several[0] < start:
            del several[0]
        if several and several[0] < start + MAX_INITIALS:
            words.update(dict.fromkeys(_spelled(tuple(readings[start : start + MAX_INITIALS]))))
        else:
            words[likely[start : start + MAX_INITIALS]] = None
    return " ".join(islice(words, MAX_INITIAL_WORDS))


def _spaced(folded: str) -> str:
    return " ".join(folded.translate(_SPACED).split())


@cache
def _has_reading(char: str) -> bool:
    """Tell whether a character is Chinese and some dictionary reads it."""
    if not is_han(char):
        return False
    from pypinyin import pinyin  # noqa: PLC0415 - 0.2 s and 66 MB: only a writer pays for it

    return bool(pinyin(char, errors="ignore"))


def _readings(title: str) -> list[str]:
    """Return for each Chinese character of `title` the letters that its readings begin with."""
    from pypinyin.seg.mmseg import seg  # noqa: PLC0415 - see `_has_reading`

    # Rare characters that no dictionary reads are left out.
    han = "".join(filter(_has_reading, fold(title)))
    return [letters for word in seg.cut(han) for letters in _letters(word)]


@lru_cache(maxsize=_REMEMBERED)
def _letters(word: str) -> tuple[str, ...]:
    """Return for each character of a word of the dictionary the letters that its readings begin with."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - see `_has_reading`

    found = pinyin(word, style=Style.FIRST_LETTER, heteronym=True, strict=False)
    return tuple(
        "".join(dict.fromkeys([*letters, *_SURNAMES.get(char, "")])) for char, letters in zip(word, found, strict=True)
    )


@lru_cache(maxsize=_REMEMBERED)
def _spelled(readings: tuple[str, ...]) -> list[str]:
    """Return what `_combined` does; the same few characters stand together in many titles."""
    return _combined(readings)


def _combined(readings: Iterable[str]) -> list[str]:
    """Return the words that the readings spell; where they are too many, later ones keep their first."""
    choices, count = [], 1
    for letters in readings:
        kept = letters if count * len(letters) <= MAX_READINGS else letters[: max(1, MAX_READINGS // count)]
        count *= len(kept)
        choices.append(kept)
    return ["".join(word) for word in product(*choices)] if choices else []
