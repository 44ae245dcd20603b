"""Voice notes: Ogg (Opus, Vorbis, Speex, FLAC), MP3 and WAV, told by their own structure."""

from __future__ import annotations

import struct

from village_board.attachments.refusals import Broken
from village_board.attachments.webp import riff_chunks

_OGG_CODECS = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
_PAGE_HEAD = 27
_ID3_HEAD = 10
#: kbit/s by MPEG version 1 or later ones, layer III
_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_FREQUENCIES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_SURE = 3


def is_wav(data: bytes) -> bool:
    """Tell whether `data` begins like a WAV file."""
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def check_wav(data: bytes) -> None:
    """Refuse a WAV file without format or sound.

    Raises:
        Broken: it is cut off.
    """
    names = [name for name, _ in riff_chunks(data)]
    if b"fmt " not in names or b"data" not in names:
        raise Broken


def check_ogg(data: bytes) -> None:
    """Walk the pages of an Ogg file.

    Raises:
        Broken: it is cut off, or holds no sound.
    """
    at = pages = 0
    while at < len(data):
        if data[at : at + 5] != b"OggS\0" or at + _PAGE_HEAD > len(data):
            raise Broken
        segments = data[at + 26]
        head = at + _PAGE_HEAD + segments
        if not pages and not data.startswith(_OGG_CODECS, head):
            raise Broken
        at = head + sum(data[at + _PAGE_HEAD : head])
        if at > len(data):
            raise Broken
        pages += 1
    if pages < 2:  # noqa: PLR2004 - one that names the codec, and the sound
        raise Broken


def is_mp3(data: bytes) -> bool:
    """Tell whether `data` begins with ID3 or with the head of a frame, and three frames follow each other."""
    at = 0
    if data[:3] == b"ID3" and len(data) >= _ID3_HEAD:
        at = _ID3_HEAD + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    for found in range(_SURE):
        length = _frame(data, at)
        if not length:
            return bool(found) and at == len(data)
        at += length
    return at <= len(data)


def _frame(data: bytes, at: int) -> int:
    """Return the length of the MPEG layer III frame at `at`; 0 where none is."""
    if at + 4 > len(data):
        return 0
    (word,) = struct.unpack_from(">I", data, at)
    version, layer = word >> 19 & 3, word >> 17 & 3
    rate, frequency, padding = word >> 12 & 15, word >> 10 & 3, word >> 9 & 1
    if word >> 21 != 0x7FF or version == 1 or layer != 1 or not 0 < rate < 15 or frequency == 3:  # noqa: PLR2004
        return 0
    kbits = _RATES[3 if version == 3 else 2][rate]  # noqa: PLR2004
    return int((144 if version == 3 else 72) * kbits * 1000 // _FREQUENCIES[version][frequency] + padding)  # noqa: PLR2004
