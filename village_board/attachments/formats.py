"""What a file is: by its first bytes, and by what its name says."""

from __future__ import annotations

import re
from collections.abc import Callable

from village_board.attachments import jpeg, office, pdf, plain, png, sounds, webp
from village_board.attachments.model import MediaType
from village_board.base.message import Message, say

#: What the end of a name says; any other end says something that is not kept.
ENDINGS: dict[str, frozenset[MediaType]] = {
    "pdf": frozenset({MediaType.PDF}),
    "png": frozenset({MediaType.PNG}),
    "jpg": frozenset({MediaType.JPEG}),
    "jpeg": frozenset({MediaType.JPEG}),
    "jfif": frozenset({MediaType.JPEG}),
    "webp": frozenset({MediaType.WEBP}),
    "xlsx": frozenset({MediaType.XLSX}),
    "docx": frozenset({MediaType.DOCX}),
    "csv": frozenset({MediaType.CSV}),
    "txt": frozenset({MediaType.TEXT}),
    "ogg": frozenset({MediaType.OGG}),
    "oga": frozenset({MediaType.OGG}),
    "opus": frozenset({MediaType.OGG}),
    "mp3": frozenset({MediaType.MP3}),
    "wav": frozenset({MediaType.WAV}),
}
_ENDING = re.compile(r".\.([A-Za-z][A-Za-z0-9]{1,4})$")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
#: what is met and not kept, by its first bytes: where they stand, and what it is
_KNOWN: tuple[tuple[int, bytes, Message], ...] = (
    (4, b"ftyphei", say("a HEIC picture of a telephone")),
    (4, b"ftypmif1", say("a HEIC picture of a telephone")),
    (4, b"ftyp", say("a film or a sound in the format MP4")),
    (0, b"GIF8", say("a GIF picture")),
    (0, b"BM", say("a BMP picture")),
    (0, b"II*\0", say("a TIFF picture")),
    (0, b"MM\0*", say("a TIFF picture")),
    (0, b"MZ", say("a program")),
    (0, b"\x7fELF", say("a program")),
    (0, b"Rar!", say("a packed archive")),
    (0, b"7z\xbc\xaf", say("a packed archive")),
    (0, b"\x1f\x8b", say("a packed archive")),
    (0, _OLE, say("in an old format of Office")),
)


def ending_of(file_name: str) -> str:
    """Return what the name says the file is, in small letters; empty where it says nothing."""
    found = _ENDING.search(file_name)
    return found[1].lower() if found else ""


def is_protected(content: bytes) -> bool:
    """Tell whether it is a document of Office behind a password."""
    return content.startswith(_OLE) and _PROTECTED in content


def found_type(content: bytes, ending: str) -> MediaType | Message:
    """Return what `content` begins like; where that is not kept, its name in words.

    `ending` parts only CSV from other text, which no content can.

    Raises:
        Broken: it is an archive that cannot be read.
    """
    if content.startswith(office.SIGNATURE):
        return office.office_type(content) or say("a packed archive")
    return next((kind for kind, begins in _BEGIN.items() if begins(content)), None) or _text_type(content, ending)


_BEGIN: dict[MediaType, Callable[[bytes], bool]] = {
    MediaType.PDF: lambda content: content.startswith(pdf.SIGNATURE),
    MediaType.JPEG: lambda content: content.startswith(jpeg.SIGNATURE),
    MediaType.PNG: lambda content: content.startswith(png.SIGNATURE),
    MediaType.WEBP: webp.is_webp,
    MediaType.OGG: lambda content: content.startswith(b"OggS"),
    MediaType.WAV: sounds.is_wav,
    MediaType.MP3: sounds.is_mp3,
}


def _text_type(content: bytes, ending: str) -> MediaType | Message:
    text = plain.decoded(content)
    if text is None:
        known = (words for at, start, words in _KNOWN if content.startswith(start, at))
        return next(known, say("of a kind that nobody here knows"))
    if plain.is_program(text):
        return say("a web page or a program")
    return MediaType.CSV if ending == "csv" else MediaType.TEXT
