"""PDF files: sound, without a password, without programs, and without the place where a picture in them was taken.

pypdf reads them; what it may spend on a file that was made to do harm is bounded by its own configuration.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from village_board.attachments.jpeg import SIGNATURE as JPEG
from village_board.attachments.jpeg import read_jpeg
from village_board.attachments.refusals import Broken
from village_board.base.message import Message, say

if TYPE_CHECKING:
    from pypdf import PdfReader

SIGNATURE = b"%PDF-"
#: objects of one file, and how deep they may lie in each other
_MOST_OBJECTS, _DEEPEST = 200_000, 60
_PLACE = b"Exif\0\0"
#: actions that start something or send something away
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE", "/GoToR"})
_PROGRAM_KEYS = frozenset({"/JS", "/JavaScript", "/XFA"})
_FILE_KEYS = frozenset({"/EmbeddedFiles", "/EF"})
_FILE_TYPES = frozenset({"/EmbeddedFile"})
_FILMS = frozenset({"/RichMedia", "/Movie", "/3D", "/Sound", "/Screen"})


class Locked(Exception):
    """It is encrypted."""


class Alive(Exception):
    """It holds what does something, or what nobody sees."""

    def __init__(self, what: Message) -> None:
        self.what = what
        super().__init__(str(what))


class TooMany(Exception):
    """It has more pages or objects than are looked at."""

    def __init__(self, count: int, limit: int) -> None:
        self.count, self.limit = count, limit
        super().__init__(count, limit)


def cleaned_pdf(content: bytes, pages: int) -> bytes:
    """Return a PDF in which no photograph tells its place; nothing else of it is changed, not its length either.

    Args:
        content: the file.
        pages: how many it may have.

    Raises:
        Broken: it cannot be read.
        Locked: it is encrypted, with a password or without.
        Alive: it holds a program, another file, or a film.
        TooMany: it has more pages or objects.
    """
    with opened(content) as reader:
        count = len(reader.pages)
        if not count:
            raise Broken
        if count > pages:
            raise TooMany(count, pages)
        for found in _objects(reader):
            _check(found, 0)
            content = _without_places(content, found)
    return content


@contextmanager
def opened(content: bytes) -> Iterator[PdfReader]:
    """Open a PDF; whatever goes wrong until the block ends is `Broken`.

    Raises:
        Broken: it cannot be read.
        Locked: it is encrypted.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only where a PDF is given

    _hush()
    try:
        reader = PdfReader(BytesIO(content))
        _check_open(reader)
        yield reader
    except (Broken, Locked, Alive, TooMany):
        raise
    except Exception:  # noqa: BLE001 - the library raises whatever a torn file brings about
        raise Broken from None


def _hush() -> None:
    """Let the library's remarks go nowhere: they quote the file, which is no matter for a log or a terminal."""
    log = logging.getLogger("pypdf")
    if log.propagate:
        log.propagate = False
        log.addHandler(logging.NullHandler())


def _check_open(reader: PdfReader) -> None:
    if reader.is_encrypted:
        raise Locked


def _objects(reader: PdfReader) -> Iterator[Any]:
    from pypdf.generic import IndirectObject  # noqa: PLC0415

    numbers = {(number, generation) for generation, known in reader.xref.items() for number in known}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        raise TooMany(len(numbers), _MOST_OBJECTS)
    yield reader.trailer
    for number, generation in sorted(numbers):
        if number:
            yield IndirectObject(number, generation, reader).get_object()


def _check(value: Any, depth: int) -> None:
    """Refuse programs, films and other files in one object; what it points to is looked at by itself."""
    from pypdf.generic import ArrayObject, DictionaryObject  # noqa: PLC0415

    if depth > _DEEPEST:
        raise Broken
    if isinstance(value, DictionaryObject):
        keys = value.keys()
        if not _PROGRAM_KEYS.isdisjoint(keys) or _named(value, "/S") in _ACTIONS:
            raise Alive(say("a program or a command that runs when it is opened"))
        if not _FILE_KEYS.isdisjoint(keys) or _named(value, "/Type") in _FILE_TYPES:
            raise Alive(say("another file inside, which nobody sees who looks at its pages"))
        if _named(value, "/Subtype") in _FILMS and "/Rect" in keys:
            raise Alive(say("a film or a sound inside"))
        for inner in value.values():
            _check(inner, depth + 1)
    elif isinstance(value, ArrayObject):
        for inner in value:
            _check(inner, depth + 1)


def _named(value: Any, key: str) -> str:
    """Return a name of a dictionary, also where it stands in an object of its own."""
    return str(value.get(key, ""))


def _without_places(content: bytes, found: Any) -> bytes:
    """Blank what a photograph inside tells of itself: as many zeros, so that every place in the file stays right."""
    from pypdf.generic import StreamObject  # noqa: PLC0415

    if not isinstance(found, StreamObject) or "DCTDecode" not in str(found.get("/Filter", "")):
        return content
    picture = found.get_data()
    if not picture.startswith(JPEG):
        return content
    try:
        told = read_jpeg(picture).told
    except Broken:
        if _PLACE in picture:
            raise
        return content
    blank = bytearray(picture)
    for start, end in told:
        blank[start:end] = bytes(end - start)
    if blank == picture:
        return content
    if picture not in content:  # packed once more: it would have to be written anew
        if _PLACE in picture:
            raise Alive(say("photographs that tell where they were taken"))
        return content
    return content.replace(picture, bytes(blank))
