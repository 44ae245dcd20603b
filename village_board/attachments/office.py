"""XLSX and DOCX: archives of parts, bounded before they are unpacked, without macros, their photographs cleaned."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from village_board.attachments import jpeg, png, webp
from village_board.attachments.model import MediaType
from village_board.attachments.pdf import Alive, Locked
from village_board.attachments.pictures import stripped
from village_board.attachments.refusals import Broken
from village_board.base.message import say

SIGNATURE = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_MAIN = {"xl/workbook.xml": MediaType.XLSX, "word/document.xml": MediaType.DOCX}
_MOST_PARTS = 10_000
_LARGEST_TYPES = 1 << 20
_MACROS = re.compile(r"vbaproject|vbadata|/macrosheets/|/activex/|oleobject\d*\.bin|\.(exe|dll|js|vbs|jar)$")
_MACRO_TYPES = (b"macroenabled", b"vbaproject", b"ms-excel.sheet.binary")
_CHUNK = 1 << 20
#: what the standard library raises at an archive that was cut or changed
TORN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    ValueError,
    LookupError,
    OSError,
)


class Swollen(Exception):
    """Unpacked, it is larger than it may be."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(size)


def office_type(content: bytes) -> MediaType | None:
    """Return what an archive is; None where it is neither XLSX nor DOCX.

    Raises:
        Broken: it cannot be read as an archive.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except TORN:
        raise Broken from None
    if _TYPES not in names:
        return None
    found = [media_type for name, media_type in _MAIN.items() if name in names]
    return found[0] if len(found) == 1 else None


def cleaned_office(content: bytes, media_type: MediaType, unpacked: int) -> bytes:
    """Return the document; written anew only where a photograph in it told something.

    Args:
        content: the file.
        media_type: XLSX or DOCX.
        unpacked: how many bytes its parts may have in all.

    Raises:
        Broken: a part is cut off or changed.
        Locked: it is encrypted.
        Alive: it holds macros or programs.
        Swollen: it unpacks to more.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, unpacked)
            main = next(name for name, kind in _MAIN.items() if kind is media_type)
            _check_xml(archive.read(main))
            replaced = {
                part.filename: clean for part in archive.infolist() if (clean := _clean_part(archive, part)) is not None
            }
            return _rewritten(archive, replaced) if replaced else content
    except TORN:
        raise Broken from None


def _check_parts(archive: zipfile.ZipFile, unpacked: int) -> None:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    size = sum(part.file_size for part in parts)
    if size > unpacked or len(parts) > _MOST_PARTS:
        raise Swollen(max(size, unpacked + 1))
    if any(part.flag_bits & 1 for part in parts):
        raise Locked
    if len(set(names)) != len(names):  # two programs would read two documents
        raise Broken
    types = archive.getinfo(_TYPES)
    if types.file_size > _LARGEST_TYPES:
        raise Swollen(types.file_size)
    said = archive.read(types).lower()
    if any(_MACROS.search(f"/{name}") for name in names) or any(word in said for word in _MACRO_TYPES):
        raise Alive(say("macros or programs"))


def _clean_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
    """Read a part to its end, which compares its sum, and return a picture that had to be cleaned."""
    with archive.open(part) as read:
        head = read.read(_CHUNK)
        media_type = picture_type(head)
        if media_type is None:
            while read.read(_CHUNK):
                continue
            return None
        picture = head + read.read()
    try:
        clean = stripped(picture, media_type)
    except webp.Moving:
        raise Broken from None
    return clean if clean != picture else None


def picture_type(head: bytes) -> MediaType | None:
    """Return which kind of picture begins so; None where none does."""
    if head.startswith(jpeg.SIGNATURE):
        return MediaType.JPEG
    if head.startswith(png.SIGNATURE):
        return MediaType.PNG
    return MediaType.WEBP if webp.is_webp(head) else None


def _rewritten(archive: zipfile.ZipFile, replaced: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in archive.infolist():
            head = zipfile.ZipInfo(part.filename, part.date_time)
            head.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(head, replaced.get(part.filename) or archive.read(part))
    return out.getvalue()


def _check_xml(part: bytes) -> None:
    """Refuse a main part that is no XML, or declares a document type: its entities swell, or fetch from outside."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Broken

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.Parse(part, True)
