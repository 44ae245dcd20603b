"""Spoken text in pinyin with tone numbers, for a voice that misreads Han of several readings (重庆, 银行)."""

from __future__ import annotations

import re

from village_board.text.clean import is_han
from village_board.text.fold import simplified

# How letters are called in Chinese. The voice for pinyin knows no English letters.
_LETTERS = {
    "A": "ei1", "B": "bi4", "C": "xi1", "D": "di4", "E": "yi4", "F": "ai2 fu5", "G": "ji4", "H": "ei1 chi5",
    "I": "ai4", "J": "jie4", "K": "kei4", "L": "ai2 lou5", "M": "ai2 mu5", "N": "en1", "O": "ou1", "P": "pi4",
    "Q": "kiu1", "R": "a4 er5", "S": "ai2 si5", "T": "ti4", "U": "you1", "V": "wei1", "W": "da2 bu5 liu5",
    "X": "ai2 ke5 si5", "Y": "wai4", "Z": "zei4",
}  # fmt: skip
_PAUSES = {
    **dict.fromkeys("。！？!?；;\n", ". "),
    **dict.fromkeys("，、：,:（）()“”‘’「」『』《》〈〉…—", ", "),
}
_RUN = re.compile(r"[A-Za-z]+|.", re.DOTALL)
_ZERO = {"〇": "ling2", "幺": "yao1"}


def pinyin(text: str) -> str:
    """Return spoken text as syllables with tone numbers and stops: ``chong2 qing4 yin2 hang2.``.

    Traditional is read as Simplified. A letter is called by its Chinese name; anything that has no sound is left out.
    """
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionaries take a moment

    text = "".join(simplified(char) if is_han(char) else char for char in text)
    said: list[str] = []
    for run in re.findall(
        r"[\u3400-\u9fff\u3007\U00020000-\U0003ffff]+|[^\u3400-\u9fff\u3007\U00020000-\U0003ffff]+", text
    ):
        if is_han(run[0]):
            read = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True, errors=_unread)
            said += [syllable for syllable in read if syllable and syllable.isascii()]
        else:
            said += _others(run)
    return re.sub(r"\s*([,.])(?:\s*[,.])*\s*", r"\1 ", " ".join(said)).strip(" ,")


def _unread(han: str) -> str:
    """Return the sound of what the dictionary lacks: nothing, but for a nought."""
    return " ".join(_ZERO[char] for char in han if char in _ZERO)


def _others(run: str) -> list[str]:
    said: list[str] = []
    for part in _RUN.findall(run):
        if part[0] in _PAUSES:
            said.append(_PAUSES[part[0]].strip())
        elif part.isascii() and part.isalpha():
            said += [_LETTERS[letter] for letter in part.upper()]
    return said
