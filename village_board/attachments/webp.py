"""WebP, chunk by chunk: pixels and transparency stay; EXIF, XMP, colour profile and unknown chunks go.

Source: RFC 9649 "WebP Image Format".
"""

from __future__ import annotations

import struct

from village_board.attachments.exif import orientation
from village_board.attachments.picture import Picture
from village_board.attachments.refusals import Broken

_ALPHA, _MOVING = 0x10, 0x02
_EXTENDED = 10
_KEPT = frozenset({b"VP8X", b"ALPH", b"VP8 ", b"VP8L"})
_LOSSY_START = b"\x9d\x01\x2a"
_LOSSLESS_START = 0x2F
_FOURTEEN_BITS = 0x3FFF


class Moving(Exception):
    """The picture moves: nobody can say to have looked at all of it."""


def is_webp(data: bytes) -> bool:
    """Tell whether `data` begins like a WebP picture."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def read_webp(data: bytes) -> Picture:
    """Return a picture without all that tells of it.

    Raises:
        Broken: it is cut off, or no WebP.
        Moving: it is an animation.
    """
    webp, kept, canvas = Picture(), list[bytes](), (0, 0)
    for name, body in riff_chunks(data):
        if name == b"VP8X":
            if len(body) != _EXTENDED or kept:
                raise Broken
            if body[0] & _MOVING:
                raise Moving
            canvas = (int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
            body = bytes((body[0] & _ALPHA, 0, 0, 0)) + body[4:]  # noqa: PLW2901 - the flags of what goes
        elif name in (b"VP8 ", b"VP8L"):
            if webp.width:
                raise Broken
            webp.width, webp.height = _measure(name, body)
            webp.lossless = name == b"VP8L"
        elif name == b"EXIF":
            webp.side = orientation(body.removeprefix(b"Exif\0\0"))
        if name in _KEPT:
            kept.append(name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
    if not webp.width or not webp.height or canvas not in ((0, 0), (webp.width, webp.height)):
        raise Broken
    content = b"".join([b"WEBP", *kept])
    webp.content = b"RIFF" + struct.pack("<I", len(content)) + content
    return webp


def riff_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Return name and content of every chunk of a RIFF file; what stands behind its end is not read.

    Raises:
        Broken: it is cut off.
    """
    if len(data) < 12:  # noqa: PLR2004 - RIFF, size, form
        raise Broken
    end = 8 + int(struct.unpack_from("<I", data, 4)[0])
    if end > len(data):
        raise Broken
    at, found = 12, list[tuple[bytes, bytes]]()
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > end:
            raise Broken
        found.append((name, data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return found


def _measure(name: bytes, body: bytes) -> tuple[int, int]:
    try:
        if name == b"VP8 ":
            start, width, height = struct.unpack_from("<3x3sHH", body)
            if start != _LOSSY_START:
                raise Broken
            return width & _FOURTEEN_BITS, height & _FOURTEEN_BITS
        start, packed = struct.unpack_from("<BI", body)
    except struct.error:
        raise Broken from None
    if start != _LOSSLESS_START:
        raise Broken
    return (packed & _FOURTEEN_BITS) + 1, (packed >> 14 & _FOURTEEN_BITS) + 1
