"""Whether a file may be kept, and what of it: by its content, before any unit of work begins.

It may take a second or two, in which nobody else should have to wait: call it before the desk is opened.
"""

from __future__ import annotations

from pathlib import Path

from village_board.attachments import formats, office, pdf, pictures, sounds
from village_board.attachments.model import FileLimits, Inspected, MediaGroup, MediaType, Upload
from village_board.attachments.refusals import (
    ActiveContent,
    Broken,
    FileDamaged,
    FileEmpty,
    FileProtected,
    FileSwollen,
    FileTooLarge,
    FileUnreadable,
    KindNotKept,
    NameDisagrees,
    TooBig,
    TooManyParts,
    TooManyPixels,
)
from village_board.attachments.webp import Moving
from village_board.base.message import Message, say
from village_board.text.clean import clean

_NAME_LIMIT = 120


def read_upload(path: Path, limits: FileLimits) -> Upload:
    """Return a file of this machine, read no further than any file may be large.

    Raises:
        FileUnreadable: it is missing, a folder, or the system refuses.
    """
    try:
        with path.open("rb") as file:
            return Upload(file.read(limits.largest + 1), path.name)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise FileUnreadable(clean(path.name), why) from None


def inspect(upload: Upload, limits: FileLimits) -> Inspected:
    """Return what is kept of a file: of a known kind, whole, and without what tells where a picture was taken.

    Raises:
        Refused: with the one reason why it is not kept; see `refusals`.
    """
    name, content = clean_name(upload.file_name), upload.content
    if not content:
        raise FileEmpty(name)
    found = _type(content, name)
    if len(content) > limits.of(found.group):
        raise FileTooLarge(name, found.group, len(content), limits.of(found.group))
    try:
        return Inspected(_cleaned(content, found, limits), name, found)
    except Broken:
        raise FileDamaged(name, found) from None
    except Moving:
        raise KindNotKept(name, say("a picture that moves")) from None
    except pdf.Locked:
        raise FileProtected(name) from None
    except pdf.Alive as error:
        raise ActiveContent(name, error.what) from None
    except pdf.TooMany as error:
        raise TooManyParts(name, error.count, error.limit) from None
    except office.Swollen as error:
        raise FileSwollen(name, error.size, limits.unpacked) from None
    except TooBig as error:
        raise TooManyPixels(name, error.width, error.height, limits.pixels) from None


def clean_name(file_name: str) -> str:
    """Return the last part of a name as some machine wrote it, fit to be stored and shown."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    name = clean(last)
    if len(name) > _NAME_LIMIT:
        ending = formats.ending_of(name)
        name = f"{name[: _NAME_LIMIT - len(ending) - 1]}.{ending}" if ending else name[:_NAME_LIMIT]
    return name or "?"


def _type(content: bytes, name: str) -> MediaType:
    ending = formats.ending_of(name)
    if formats.is_protected(content):
        raise FileProtected(name)
    try:
        found = formats.found_type(content, ending)
    except Broken:
        if (said := formats.ENDINGS.get(ending)) and said <= {MediaType.XLSX, MediaType.DOCX}:
            raise FileDamaged(name, next(iter(said))) from None
        raise KindNotKept(name, say("a packed archive")) from None
    if isinstance(found, Message):
        raise KindNotKept(name, found)
    if ending and found not in formats.ENDINGS.get(ending, ()):
        raise NameDisagrees(name, ending.upper(), found)
    return found


def _cleaned(content: bytes, found: MediaType, limits: FileLimits) -> bytes:
    match found:
        case MediaType.PDF:
            return pdf.cleaned_pdf(content, limits.pages)
        case MediaType.XLSX | MediaType.DOCX:
            return office.cleaned_office(content, found, limits.unpacked)
        case MediaType.OGG:
            sounds.check_ogg(content)
        case MediaType.WAV:
            sounds.check_wav(content)
        case _ if found.group is MediaGroup.PICTURE:
            return pictures.cleaned(content, found, limits.pixels)
    return content
