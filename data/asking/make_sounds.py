"""Make ``sounds.toml``: which everyday characters sound alike. Run after an update of pypinyin: ``python make_sounds.py``.

The characters are the 3,755 of the first level of GB 2312, and those that the words beside this file use.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

HERE = Path(__file__).resolve().parent
FIRST_ROW, LAST_ROW, CELLS = 0xB0, 0xD7, range(0xA1, 0xFF)


def everyday() -> list[str]:
    """Return the characters."""
    found: dict[str, None] = {}
    for row in range(FIRST_ROW, LAST_ROW + 1):
        for cell in CELLS:
            char = bytes((row, cell)).decode("gb2312", errors="ignore")
            found.update(dict.fromkeys(char))
    for path in sorted(HERE.glob("*.toml")):
        if path.name != "sounds.toml":
            found.update(dict.fromkeys(c for c in path.read_text(encoding="utf-8") if "\u4e00" <= c <= "\u9fff"))
    return list(found)


def main() -> None:
    """Write the table."""
    by_sound: dict[str, str] = defaultdict(str)
    for char in everyday():
        for sound in pinyin(char, style=Style.NORMAL, heteronym=True)[0]:
            if sound.isascii() and char not in by_sound[sound]:
                by_sound[sound] += char
    head = (
        "# Everyday characters by their sound, without tones. Made by make_sounds.py from the readings of pypinyin.\n\n"
    )
    rows = [f'{sound} = "{chars}"\n' for sound, chars in sorted(by_sound.items())]
    (HERE / "sounds.toml").write_text(head + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
