"""PNG, chunk by chunk: pixels and colours stay, texts, times, EXIF, further frames and what follows the end go.

Source: W3C "Portable Network Graphics (PNG) Specification (Third Edition)".
"""

from __future__ import annotations

import struct
import zlib

from village_board.attachments.exif import orientation
from village_board.attachments.picture import Picture
from village_board.attachments.refusals import Broken

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = 13
#: what is kept, and how many bytes it may have at most; None: what the chunk needs
_KEPT: dict[bytes, int | None] = {
    b"IHDR": _HEAD,
    b"PLTE": 768,
    b"tRNS": 256,
    b"IDAT": None,
    b"IEND": 0,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"sBIT": 4,
    b"pHYs": 9,
}


def read_png(data: bytes) -> Picture:
    """Return a picture without all that tells of it.

    Raises:
        Broken: it is cut off, a byte of it was changed, or it is no PNG.
    """
    png, kept = Picture(), [SIGNATURE]
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        name, body, end = _chunk(data, at)
        if (name == b"IHDR") != (at == len(SIGNATURE)):
            raise Broken
        if name == b"IHDR":
            if len(body) != _HEAD:
                raise Broken
            png.width, png.height = struct.unpack_from(">II", body)
        elif name == b"eXIf":
            png.side = orientation(body)
        if name in _KEPT:
            most = _KEPT[name]
            if most is not None and len(body) > most:
                raise Broken
            kept.append(data[at:end])
        at = end
    if not png.width or not png.height:
        raise Broken
    png.content = b"".join(kept)
    return png


def _chunk(data: bytes, at: int) -> tuple[bytes, bytes, int]:
    if at + 12 > len(data):
        raise Broken
    length, name = struct.unpack_from(">I4s", data, at)
    end = at + 12 + length
    if end > len(data):
        raise Broken
    body = data[at + 8 : end - 4]
    if struct.unpack_from(">I", data, end - 4)[0] != zlib.crc32(body, zlib.crc32(name)):
        raise Broken
    return name, body, end
