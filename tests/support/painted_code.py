"""What a phone's camera sees of a QR code that a terminal painted."""

from __future__ import annotations

import pyte
import zxingcpp
from PIL import Image

_HALF = "▀"
_SCALE = 4
_NAMED = {"black": (0, 0, 0), "white": (255, 255, 255), "default": (40, 40, 40)}


def read_code(screen: pyte.Screen) -> str:
    """Return the text of the QR code on `screen`, empty where none can be read.

    Every cell is drawn as two pixels, the upper and the lower half, in the colours that the terminal was told.
    """
    image = Image.new("RGB", (screen.columns, screen.lines * 2))
    for y in range(screen.lines):
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            front, back = _colour(cell.fg), _colour(cell.bg)
            if cell.reverse:
                front, back = back, front
            image.putpixel((x, 2 * y), front if cell.data == _HALF else back)
            image.putpixel((x, 2 * y + 1), back)
    large = image.resize((image.width * _SCALE, image.height * _SCALE), Image.Resampling.NEAREST)
    found = zxingcpp.read_barcodes(large, formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found[0].text) if found else ""


def _colour(name: str) -> tuple[int, int, int]:
    if name in _NAMED:
        return _NAMED[name]
    if len(name) == len("rrggbb"):
        return (int(name[:2], 16), int(name[2:4], 16), int(name[4:], 16))
    return (128, 128, 128)
