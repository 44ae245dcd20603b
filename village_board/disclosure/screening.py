"""The machine's look at an item and its files, before review and again when all is public (P28; facts 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, Visibility
from village_board.attachments.reading import all_attachments, open_attachment
from village_board.attachments.rules import needs_mask
from village_board.base.message import say
from village_board.desk import Records
from village_board.disclosure.model import PUBLIC, Item, ItemStatus
from village_board.disclosure.rules import digest_of, is_overridden
from village_board.privacy.document import Block, Document, Text
from village_board.privacy.model import Hit, Severity

if TYPE_CHECKING:
    from village_board.privacy.versions import Risk


@dataclass(frozen=True)
class Look:
    """What the machine found in an item and its files.

    Attributes:
        digest: of what it looked at.
        hits: everything found, in the order of reading.
        waiting: files of which no words can be read, or that show more than words: a person must look at them.
        risks: masks that an earlier version of the item undoes.
        hides: ids of earlier versions that show what must not be public: once this one is signed, they do no more.
    """

    digest: str
    hits: tuple[Hit, ...]
    waiting: tuple[Attachment, ...] = ()
    risks: tuple[Risk, ...] = ()
    hides: tuple[str, ...] = ()

    @property
    def stopping(self) -> tuple[Hit | Risk, ...]:
        """What stops publication: the hits that do, then the masks that are undone."""
        return (*(hit for hit in self.hits if hit.severity is Severity.BLOCK), *self.risks)


def files_with(records: Records, item: Item) -> list[Attachment]:
    """Return the files of `item` that are public or may become so: no original that only a masked copy stands for."""
    standing = [one for one in all_attachments(records, item.id) if one.visibility is not Visibility.WITHDRAWN]
    answered = {one.original for one in standing} | {one.replaces for one in standing}
    return [one for one in standing if one.public or not (needs_mask(one) or one.id in answered)]


def digest_with_files(records: Records, item: Item) -> str:
    """Return the digest of `item` and its files as they are now; no file is read."""
    return digest_of(item, (one.sha256 for one in files_with(records, item)))


def look_at(records: Records, files: AttachmentStore, item: Item, *, only_public: bool = False) -> Look:
    """Return what the machine finds in `item` and its files.

    Args:
        records: what is read.
        files: where the files lie.
        item: the item.
        only_public: leave out files that nobody sees yet, and those that whoever passed them judged (`overridden`).

    Raises:
        AttachmentMissing, AttachmentChanged, FileDamaged: a file cannot be looked at, so that nobody knows what it
            shows.
    """
    from village_board.attachments.texts import needs_human  # noqa: PLC0415 - only where an item is looked at
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build

    shown = [one for one in files_with(records, item) if one.public or not only_public]
    judged = [one for one in shown if not (only_public and one.overridden)]
    waiting = [
        one
        for one in shown
        if not one.public and needs_human(open_attachment(files.home, one), one.media_type)
    ]  # fmt: skip
    return Look(digest_with_files(records, item), gate(_paper(item, judged, files)), tuple(waiting))


def look_before(records: Records, files: AttachmentStore, item: Item) -> Look:
    """Return what the machine finds in `item` and its files, and in what earlier versions of it still give away.

    Raises:
        AttachmentMissing, AttachmentChanged, FileDamaged: a file of this version or an earlier one cannot be read.
    """
    look = look_at(records, files, item)
    if item.correction is None:
        return look
    from village_board.privacy.gate import gate, masked  # noqa: PLC0415
    from village_board.privacy.versions import unmask_risk  # noqa: PLC0415

    paper = _paper(item, files_with(records, item), files)
    risks: list[Risk] = []
    hides: list[str] = []
    for older in earlier_versions(records, item):
        before = _paper(older, [one for one in files_with(records, older) if one.public], files)
        hits = [hit for hit in gate(before) if hit.severity is Severity.BLOCK]
        leaks = bool(hits) and not is_overridden(older, digest_with_files(records, older))
        if leaks and older.status in PUBLIC:
            hides.append(older.id)
        if leaks or older.status is ItemStatus.WITHDRAWN:
            # What stood there in full goes from the board; what was masked must be masked in the same way.
            before = masked(before, hits)
        risks += unmask_risk(before, paper)
    return Look(look.digest, look.hits, look.waiting, tuple(risks), tuple(hides))


def earlier_versions(records: Records, item: Item) -> list[Item]:
    """Return the versions that were public before `item`, the newest first."""
    found: list[Item] = []
    while item.correction is not None and item.correction.replaces not in {one.id for one in found}:
        item = records.get(Item, item.correction.replaces)
        found.append(item)
    return found


def _paper(item: Item, shown: list[Attachment], files: AttachmentStore) -> Document:
    from village_board.attachments.blocks import blocks_of  # noqa: PLC0415 - only where an item is looked at

    blocks: list[Block] = [Text(item.content), Text(item.name, place=say("name of the item"))]
    for one in shown:
        blocks += blocks_of(one, files)
    return Document(tuple(blocks))
