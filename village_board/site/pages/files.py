"""The public files of a record: masked copies alone where the original must not be shown (P13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from village_board.attachments.model import Attachment, MediaGroup
from village_board.attachments.opening import public_files
from village_board.attachments.reading import public_state
from village_board.attachments.words import ATTACHMENT_KIND, MEDIA
from village_board.base.message import Message, say
from village_board.site.model import FileLink, Files, Heading, Part, Words
from village_board.site.said import Joined, Said
from village_board.site.stock import Stock

FOLDER = "files"
_KB = 1024


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file that anybody may open, and where it lies below the root of the site."""

    attachment: Attachment
    path: str


def files_of(stock: Stock, id: str) -> list[PublicFile]:  # noqa: A002 - the field's own name
    """Return the files of a record that anybody may open."""
    if id not in stock.with_files:
        return []
    return [PublicFile(one, _path(one)) for one in public_files(stock.records, id)]


def every_file(stock: Stock, ids: Iterator[str]) -> Iterator[PublicFile]:
    """Yield the files of all these records, each once."""
    seen: set[str] = set()
    for id_ in ids:
        for one in files_of(stock, id_):
            if one.path not in seen:
                seen.add(one.path)
                yield one


def attached(stock: Stock, id: str, *, hall: bool = True) -> list[Part]:  # noqa: A002
    """Return the files of a record under their heading, and that originals are kept; nothing where there are none."""
    if id not in stock.with_files:
        return []
    found = files_of(stock, id)
    kept = public_state(stock.records, id).message if hall else None
    if not found and kept is None:
        return []
    links = tuple(FileLink(_title(one.attachment), one.path, _note(one.attachment), _is_picture(one)) for one in found)
    parts: list[Part] = [Heading(say("Attached files"))]
    parts += [Files(links)] if links else []
    return [*parts, Words(kept)] if kept is not None else parts


def _path(one: Attachment) -> str:
    # Never the name that it was given: names of files name people.
    return f"{FOLDER}/{one.id}.{MEDIA[one.media_type].lower()}"


def _is_picture(one: PublicFile) -> bool:
    return one.attachment.media_type.group is MediaGroup.PICTURE


def _title(one: Attachment) -> Said:
    return say("Masked: {caption}", caption=one.caption) if one.original else one.caption


def _note(one: Attachment) -> Said:
    size = say("{size} KB", size=-(-one.size // _KB))
    return Joined((Message(ATTACHMENT_KIND[one.kind]), MEDIA[one.media_type], size))
