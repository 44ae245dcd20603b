"""A font with Chinese characters for print and pictures: an installed one, else that of the font package.

Without one nothing is made: boxes in place of characters would be worse than no page.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from village_board.base.errors import Refused
from village_board.base.message import N_

#: families in the order in which they are wanted; all have Simplified shapes, or shapes of their own.
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
#: the package whose files take their place where nothing is installed.
PACKAGE, PACKAGE_FILE, PACKAGE_FAMILY = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf", "Noto Sans SC"
_STYLES = ("Regular", "Medium", "")
_PATIENCE = 20  # seconds: fontconfig fills its cache when it is asked for the first time


class ChineseFontMissing(Refused):
    """There is no font with Chinese characters on this machine."""

    sentence = N_(
        "No Chinese font is installed here, so no page or picture is made. "
        "Install fonts-noto-cjk, or: pip install 'village-board[fonts]'."
    )

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True)
class ChineseFont:
    """A font file and the family in it that is meant; one file may hold several."""

    path: Path
    family: str


@cache
def chinese_font() -> ChineseFont:
    """Return the font with which Chinese is printed and painted.

    Raises:
        ChineseFontMissing: there is none.
    """
    found = installed() or packaged()
    if found is None:
        raise ChineseFontMissing
    return found


def installed() -> ChineseFont | None:
    """Return the most wanted family that fontconfig knows; None without any, or without fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 - a fixed command line
            [program, ":lang=zh-cn", "--format", "%{file}\t%{family}\t%{style}\n"],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    rows = [line.split("\t") for line in listed.splitlines() if line.count("\t") == 2]  # noqa: PLR2004 - three fields
    for family in FAMILIES:
        for style in _STYLES:
            for file, families, styles in rows:
                if family in families.split(",") and style in (*styles.split(","), ""):
                    return ChineseFont(Path(file), family)
    return None


def packaged() -> ChineseFont | None:
    """Return the font of the font package; None where that is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).with_name(PACKAGE_FILE)
    return ChineseFont(path, PACKAGE_FAMILY) if path.is_file() else None
