"""The machine's look at an item and its files, before review and again when all is public (P28; facts 6.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from tinydb import where

from village_board.attachments.files import AttachmentChanged, AttachmentMissing, AttachmentStore
from village_board.attachments.model import Attachment, MediaType, Visibility
from village_board.attachments.reading import all_attachments, open_attachment
from village_board.attachments.refusals import FileDamaged
from village_board.attachments.rules import needs_mask
from village_board.base.message import say
from village_board.desk import Desk, Records
from village_board.disclosure.beside import Flag, Rescan
from village_board.disclosure.model import PUBLIC, Item
from village_board.disclosure.rules import digest_of, is_overridden
from village_board.people.acts import Act
from village_board.people.model import Actor
from village_board.privacy.document import Block, Document, Table, Text
from village_board.privacy.model import Hit, Severity

_TABLES = frozenset({MediaType.XLSX, MediaType.CSV})
#: items looked at between two commits of a rescan
_STEP = 200

#: told of the scan after each commit: how many are done, of how many; False stops it there
Progress = Callable[[int, int], bool | None]


@dataclass(frozen=True)
class Look:
    """What the machine found in an item and its files.

    Attributes:
        digest: of what it looked at.
        hits: everything found, in the order of reading.
        waiting: files of which no words can be read, or that show more than words: a person must look at them.
    """

    digest: str
    hits: tuple[Hit, ...]
    waiting: tuple[Attachment, ...] = ()

    @property
    def stopping(self) -> tuple[Hit, ...]:
        """The hits that stop publication."""
        return tuple(hit for hit in self.hits if hit.severity is Severity.BLOCK)


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
        only_public: leave out files that nobody sees yet.

    Raises:
        AttachmentMissing, AttachmentChanged, FileDamaged: a file cannot be looked at, so that nobody knows what it
            shows.
    """
    from village_board.attachments.texts import needs_human  # noqa: PLC0415 - only where an item is looked at
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build

    blocks: list[Block] = [Text(item.content), Text(item.name, place=say("name of the item"))]
    waiting = []
    for one in files_with(records, item):
        if only_public and not one.public:
            continue
        path = open_attachment(files.home, one)
        blocks += _blocks(one, files)
        if needs_human(path, one.media_type) and not one.public:
            waiting.append(one)
    return Look(digest_with_files(records, item), gate(Document(tuple(blocks))), tuple(waiting))


def _blocks(attachment: Attachment, files: AttachmentStore) -> Iterator[Block]:
    """Yield the words of a file; those of a table as a table, so that its columns speak."""
    from village_board.attachments.texts import text_of  # noqa: PLC0415
    from village_board.interchange.cells.shown import plain_text  # noqa: PLC0415
    from village_board.interchange.tables import UNCALCULATED, open_tables  # noqa: PLC0415

    path = open_attachment(files.home, attachment)
    yield Text(attachment.caption, source=attachment.caption)
    as_table = attachment.media_type in _TABLES
    for place, words in text_of(path, attachment.media_type):
        if not (as_table and "cell" in place.facts):
            yield Text(words, source=attachment.caption, place=place)
    if not as_table:
        return
    with open_tables(path) as sheets:
        for sheet in sheets:
            numbered = [
                (number, tuple("" if c is None or c is UNCALCULATED else plain_text(c) for c in cells))
                for number, cells in sheet.rows
            ]
            rows = tuple(cells for _, cells in numbered)
            yield Table(rows, tuple(number for number, _ in numbered), source=attachment.caption)


class Office(Protocol):
    """What a run of the scan needs of a board: reading between its commits, and where the files lie."""

    attachments: AttachmentStore

    def records(self) -> Records:
        """Return the records as they are."""

    def desk(self, who: Actor) -> AbstractContextManager[Desk]:
        """Open a unit of work for `who`."""


def rescan_items(board: Office, who: Actor, progress: Progress | None = None) -> Rescan:
    """Look again at every public item with its public files, and keep what was found; nothing is taken down.

    Each step is a commit of its own. A run that was stopped, or cut off, goes on after its last step the next time;
    one that came to its end is followed by a new one.

    Raises:
        NotPermitted: whoever acts may not.
        ChangedByAnother: another run is under way at the same time; this one stops.
    """
    with board.desk(who) as desk:
        run = _begun(desk)
    while run.ended_at is None:
        seen = _look_at_some(board.records(), board.attachments, run)
        with board.desk(who) as desk:
            desk.require(Act.RESCAN_ITEMS)
            run = desk.put(replace(seen, ended_at=desk.now if not seen.after else None))
            desk.record(run.id)
        if progress is not None and progress(run.done, run.total) is False:
            break
    return run


def _begun(desk: Desk) -> Rescan:
    desk.require(Act.RESCAN_ITEMS)
    newest = desk.page(Rescan, order_by="begun_at", descending=True, limit=1).rows
    if newest and newest[0].ended_at is None:
        return newest[0]
    run = desk.put(Rescan(begun_at=desk.now, total=desk.count(Item, _IS_PUBLIC)))
    desk.record(run.id)
    return run


def _look_at_some(records: Records, files: AttachmentStore, run: Rescan) -> Rescan:
    """Return `run` after its next step; after the last one its `after` is empty."""
    query = _IS_PUBLIC & (where("number") > run.after) if run.after else _IS_PUBLIC
    page = records.page(Item, query, order_by="number", limit=_STEP)
    rows = list(page.rows)
    if page.more:
        # The versions of one item share its number, and the next step begins after that.
        last = rows[-1].number
        whole = [row for row in rows if row.number != last]
        rows = whole or records.find(Item, _IS_PUBLIC & (where("number") == last))
    flagged, unread = list(run.flagged), list(run.unread)
    for item in rows:
        try:
            look = look_at(records, files, item, only_public=True)
        except (AttachmentMissing, AttachmentChanged, FileDamaged):
            unread.append(item.id)
            continue
        if look.stopping and not is_overridden(item, look.digest):
            kinds = tuple(dict.fromkeys(hit.kind.value for hit in look.stopping))
            flagged.append(Flag(item.id, item.number, kinds, len(look.stopping)))
    after = rows[-1].number if page.more and rows else ""
    done = run.done + len(rows)
    return replace(run, after=after, done=done, flagged=tuple(flagged), unread=tuple(unread))


def last_rescan(records: Records) -> Rescan | None:
    """Return the newest run of the scan, ended or not."""
    newest = records.page(Rescan, order_by="begun_at", descending=True, limit=1).rows
    return newest[0] if newest else None


_IS_PUBLIC = where("status").one_of(sorted(status.value for status in PUBLIC))
