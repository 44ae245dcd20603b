"""JPEG, segment by segment: what is needed to see the picture stays, byte for byte; all that tells of it goes.

Source: ITU-T T.81 annex B. Gone are EXIF (place, time, camera, thumbnail, maker's notes), XMP, IPTC, colour profiles,
comments, and whatever stands behind the end of the picture (a second picture, a film).
"""

from __future__ import annotations

import re
import struct

from village_board.attachments.exif import orientation
from village_board.attachments.picture import Picture
from village_board.attachments.refusals import Broken

SIGNATURE = b"\xff\xd8\xff"
_START, _END, _SCAN, _COMMENT, _RESTARTS = 0xD8, 0xD9, 0xDA, 0xFE, range(0xD0, 0xD8)
_JFIF, _ADOBE = 0xE0, 0xEE
_APPLICATION = range(0xE0, 0xF0)
#: tables and restarts: Huffman, arithmetic, quantisation, restart interval
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDD})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_EXIF = b"Exif\0\0"
_PROFILE = b"ICC_PROFILE\0"
_JFIF_HEAD, _ADOBE_HEAD, _FRAME_HEAD = 14, 12, 6
#: scans of one picture; a progressive one has about ten, and each costs a pass over all pixels
_MOST_SCANS = 100
_NEXT_MARKER = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")


def read_jpeg(data: bytes) -> Picture:
    """Return a picture without all that tells of it.

    Raises:
        Broken: it is cut off, or no JPEG.
    """
    jpeg, kept, scans, at = Picture(), [data[:2]], 0, 2
    while True:
        marker, at = _marker(data, at)
        if marker == _END:
            break
        end = at + _length(data, at)
        kept.append(_kept_segment(jpeg, marker, data[at + 2 : end], at + 2))
        if marker == _SCAN:
            scans += 1
            after = _NEXT_MARKER.search(data, end)
            if after is None or not jpeg.width or scans > _MOST_SCANS:
                raise Broken
            kept.append(data[end : after.start()])
            end = after.start()
        at = end
    if not scans:
        raise Broken
    jpeg.content = b"".join([*kept, bytes((0xFF, _END))])
    if at < len(data):
        jpeg.told.append((at, len(data)))
    return jpeg


def _kept_segment(jpeg: Picture, marker: int, body: bytes, start: int) -> bytes:
    """Return what is kept of one segment, and note what it says."""
    if marker in _RESTARTS or marker == _START:
        raise Broken
    if marker in _APPLICATION or marker == _COMMENT:
        _note(jpeg, marker, body, start, start + len(body))
        return _kept_application(marker, body)
    if marker in _FRAMES:
        _measure(jpeg, body)
    return _segment(marker, body) if marker in _TABLES or marker in _FRAMES or marker == _SCAN else b""


def _marker(data: bytes, at: int) -> tuple[int, int]:
    if data[at : at + 1] != b"\xff":
        raise Broken
    while data[at : at + 1] == b"\xff":  # any number of them may stand before a marker
        at += 1
    if at >= len(data):
        raise Broken
    return data[at], at + 1


def _length(data: bytes, at: int) -> int:
    if at + 2 > len(data):
        raise Broken
    (length,) = struct.unpack_from(">H", data, at)
    if length < 2 or at + length > len(data):  # noqa: PLR2004 - the length counts itself
        raise Broken
    return int(length)


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _kept_application(marker: int, body: bytes) -> bytes:
    """Return what decoders need: JFIF without its thumbnail, and Adobe's word on the colours."""
    if marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= _JFIF_HEAD:
        return _segment(marker, body[: _JFIF_HEAD - 2] + b"\0\0")
    if marker == _ADOBE and body.startswith(b"Adobe") and len(body) >= _ADOBE_HEAD:
        return _segment(marker, body[:_ADOBE_HEAD])
    return b""


def _note(jpeg: Picture, marker: int, body: bytes, start: int, end: int) -> None:
    if body.startswith(_EXIF):
        jpeg.side = orientation(body[len(_EXIF) :])
    if marker not in (_JFIF, _ADOBE) and not body.startswith(_PROFILE):
        jpeg.told.append((start, end))


def _measure(jpeg: Picture, body: bytes) -> None:
    if jpeg.width or len(body) < _FRAME_HEAD:
        raise Broken
    jpeg.height, jpeg.width = struct.unpack_from(">HH", body, 1)
    if not jpeg.width or not jpeg.height:
        raise Broken
