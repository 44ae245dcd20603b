"""A QR code in cells: black on white whatever the theme, four modules of quiet around it (K28).

Two modules stand above each other in a cell. Where both are alike the cell is painted as background, because some
terminals leave a seam between glyphs; only unlike pairs use the half block.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.content import Content

#: light modules around a code.
QUIET = 4
#: (upper is dark, lower is dark) -> character and style.
_CELLS = {
    (False, False): (" ", "#000000 on #ffffff"),
    (True, True): (" ", "#ffffff on #000000"),
    (True, False): ("▀", "#000000 on #ffffff"),
    (False, True): ("▀", "#ffffff on #000000"),
}

Matrix = list[list[bool]]


def matrix(link: str, *, lean: bool = False) -> Matrix:
    """Return the modules of the code of `link`, quiet zone included; True is dark.

    Args:
        link: what it opens.
        lean: whether it is as small as can be: it bears less dirt, of which a screen has little.
    """
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M  # noqa: PLC0415 - only this screen needs it
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(border=QUIET, error_correction=ERROR_CORRECT_L if lean else ERROR_CORRECT_M)
    code.add_data(link)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


class QrCode(Widget):
    """Paints one code."""

    def __init__(self, modules: Matrix) -> None:
        super().__init__(id="qr")
        self._modules = modules
        self.styles.width = len(modules[0])
        self.styles.height = (len(modules) + 1) // 2

    def render(self) -> Content:
        """Return the code as text with explicit colours."""
        from textual.content import Content, Span  # noqa: PLC0415

        text, spans, at = [], [], 0
        light = [False] * len(self._modules[0])
        for top in range(0, len(self._modules), 2):
            lower = self._modules[top + 1] if top + 1 < len(self._modules) else light
            for pair, run in groupby(zip(self._modules[top], lower, strict=True)):
                char, style = _CELLS[pair]
                length = len(list(run))
                text.append(char * length)
                spans.append(Span(at, at + length, style))
                at += length
            text.append("\n")
            at += 1
        return Content("".join(text).rstrip("\n"), spans)
