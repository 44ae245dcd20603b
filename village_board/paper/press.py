"""The press: a page model becomes a PDF by typst. What people wrote reaches it as data, never as source (A13).

typst is the extra ``paper``. A character that the font lacks is refused before printing: typst would leave a box.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.paper.fonts import ChineseFont, chinese_font
from village_board.paper.page_model import Printout
from village_board.text.clean import terminal_safe

TEMPLATES = Path(__file__).with_name("templates")
_NEEDED = ("typst", "fontTools")
# A run of letters without a place to break is given one, or it would run out of its cell.
_RUN = 24
_BREAK = "\u200b"
_UNSEEN = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f")
_SHOWN = 10
# Rows of a QR code are no words.
_MODULES = "modules"


class PressMissing(Refused):
    """The extra that prints is not installed."""

    sentence = N_("Paper needs one more package here: pip install 'village-board[paper]'.")

    def __init__(self) -> None:
        super().__init__()


class FontLacks(Refused):
    """The font lacks characters of the page: it is not printed, for boxes say nothing."""

    sentence = N_(
        "The font {font} lacks {characters}, so nothing was printed. "
        "Install fonts-noto-cjk, or write these characters otherwise."
    )

    def __init__(self, font: str, characters: str) -> None:
        super().__init__(font=font, characters=characters)


def available() -> bool:
    """Tell whether the extra is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def pdf(printout: Printout, made_at: datetime | None = None) -> bytes:
    """Return the pages as a PDF; `made_at` stands in it as the time at which it was made.

    Raises:
        PressMissing: the extra is not installed.
        ChineseFontMissing: there is no font with Chinese characters.
        FontLacks: the font lacks characters of the page.
    """
    made = _set(printout, "pdf", made_at)
    return b"".join(made) if isinstance(made, list) else made


def pngs(printout: Printout, dots_per_inch: float = 96) -> list[bytes]:
    """Return each page as a picture; see `pdf`."""
    made = _set(printout, "png", None, dots_per_inch)
    return made if isinstance(made, list) else [made]


def _set(
    printout: Printout, form: Literal["pdf", "png"], made_at: datetime | None, dots_per_inch: float | None = None
) -> bytes | list[bytes]:
    if not available():
        raise PressMissing
    import typst  # noqa: PLC0415 - the extra, and it takes its time

    font = chinese_font()
    document = _safe({**printout.document(), "font": font.family})
    check_characters(font, document)
    return typst.compile(
        str(TEMPLATES / f"{printout.design.value}.typ"),
        root=str(TEMPLATES),
        font_paths=_faces(font),
        format=form,
        sys_inputs={"data": json.dumps(document, ensure_ascii=False)},
        timestamp=int(made_at.timestamp()) if made_at is not None else None,
        ppi=dots_per_inch,
    )


def check_characters(font: ChineseFont, document: Mapping[str, Any]) -> None:
    """Refuse a page with characters that the font lacks.

    Raises:
        FontLacks: with the first of them.
    """
    known = _characters(font)
    wanted = {char for text in _texts(document) for char in text if not char.isspace()} - _UNSEEN
    lacking = sorted(char for char in wanted if ord(char) not in known)
    if lacking:
        raise FontLacks(font.family, " ".join(lacking[:_SHOWN]))


@cache
def _faces(font: ChineseFont) -> Any:
    """Return the faces with which a page is set: those beside the font's file, and no others; looked up once."""
    import typst  # noqa: PLC0415 - see `_set`

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font.path.parent)])


@cache
def _characters(font: ChineseFont) -> frozenset[int]:
    """Return the characters of the family in the file."""
    from fontTools.ttLib import (  # type: ignore[import-untyped]  # noqa: PLC0415 - part of the extra
        TTCollection,
        TTFont,
    )

    if font.path.suffix.lower() in {".ttc", ".otc"}:
        with TTCollection(str(font.path), lazy=True) as collection:
            faces = list(collection)
            face = next((one for one in faces if one["name"].getBestFamilyName() == font.family), faces[0])
            return frozenset(face.getBestCmap())
    with TTFont(str(font.path), lazy=True) as face:
        return frozenset(face.getBestCmap())


def _safe(value: Any) -> Any:
    """Return `value` with every text through the gate, and with places to break in endless words."""
    match value:
        case str():
            return "\n".join(_breakable(terminal_safe(line)) for line in value.split("\n"))
        case dict():
            return {key: one if key == _MODULES else _safe(one) for key, one in value.items()}
        case list():
            return [_safe(one) for one in value]
        case _:
            return value


def _breakable(line: str) -> str:
    made: list[str] = []
    run = 0
    for char in line:
        run = 0 if char.isspace() or ord(char) > 0x2E7F else run + 1  # noqa: PLR2004 - Han break anywhere
        if run > _RUN:
            made.append(_BREAK)
            run = 1
        made.append(char)
    return "".join(made)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)
