"""Reading attachments: what the office has, what a villager may see, and whether the files are what was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tinydb import where

from village_board.attachments.files import AttachmentChanged, AttachmentMissing, AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind
from village_board.attachments.rules import PublicState
from village_board.attachments.rules import public_state as state_of
from village_board.base.message import Message
from village_board.desk import Records

#: told of work: how many files are done, of how many
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Unfit:
    """A file that is missing or was changed, and one attachment that needs it."""

    attachment: Attachment
    message: Message


def all_attachments(records: Records, subject: str) -> list[Attachment]:
    """Return every attachment of a record, withdrawn and replaced ones too, in the order in which they came."""
    return records.find(Attachment, where("subject") == subject)


def public_state(records: Records, subject: str) -> PublicState:
    """Return what a villager is told of a record's attachments; of a record that is not public, nothing.

    Raises:
        NotFound: there is no such record.
    """
    if not records.lookup(subject).public:
        return PublicState()
    return state_of(all_attachments(records, subject))


def public_attachments(records: Records, subject: str) -> list[Attachment]:
    """Return what a villager may open of a record, without what a better copy replaced.

    Raises:
        NotFound: there is no such record.
    """
    return list(public_state(records, subject).shown)


def voice_for_hall(records: Records, subject: str) -> Attachment | None:
    """Return the newest voice that reads the record `subject` aloud and was passed; None: the machine's voice does."""
    found = [one for one in public_attachments(records, subject) if one.kind is AttachmentKind.SOUND]
    return found[-1] if found else None


def open_attachment(home: Path, attachment: Attachment) -> Path:
    """Return the file of an attachment, to be read only, after comparing its content with the record.

    Raises:
        AttachmentMissing: it is not there.
        AttachmentChanged: it is not what was kept.
    """
    path = _placed(home, attachment)
    if not AttachmentStore(home).is_whole(attachment.sha256):
        raise AttachmentChanged(attachment.title, attachment.id, path)
    return path


def named(records: Records) -> dict[str, Attachment]:
    """Return for each content that a record names the first attachment that does."""
    found: dict[str, Attachment] = {}
    for attachment in records.all(Attachment):
        found.setdefault(attachment.sha256, attachment)
    return found


def check_attachments(records: Records, home: Path, progress: Progress | None = None) -> list[Unfit]:
    """Read every file that a record names and return those that are missing or changed."""
    return _unfit(records, partial(open_attachment, home), progress)


def check_sizes(records: Records, home: Path) -> list[Unfit]:
    """Look for every file that a record names, without reading it, and return those that are missing or cut."""
    return _unfit(records, partial(_placed, home), None)


def _unfit(records: Records, look: Callable[[Attachment], Path], progress: Progress | None) -> list[Unfit]:
    known, unfit = named(records), list[Unfit]()
    for done, attachment in enumerate(known.values(), start=1):
        try:
            look(attachment)
        except (AttachmentMissing, AttachmentChanged) as error:
            unfit.append(Unfit(attachment, error.message))
        if progress is not None:
            progress(done, len(known))
    return unfit


def _placed(home: Path, attachment: Attachment) -> Path:
    path = AttachmentStore(home).path_of(attachment.sha256)
    if not path.is_file():
        raise AttachmentMissing(attachment.title, attachment.id, path)
    if path.stat().st_size != attachment.size:
        raise AttachmentChanged(attachment.title, attachment.id, path)
    return path
