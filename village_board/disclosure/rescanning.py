"""The third line of defence: the machine looks again at everything that is public, files included (facts 6.1).

A run goes through the items with their files, then through the other kinds of records, then through the files of
those. Each step is a commit of its own: a run that was stopped, or cut off, goes on behind its last step.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

from tinydb import where

from village_board.attachments.files import AttachmentChanged, AttachmentMissing, AttachmentStore
from village_board.attachments.model import Attachment
from village_board.attachments.refusals import FileDamaged
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.kind import Record
from village_board.desk import Desk, Records
from village_board.disclosure.beside import Flag, Rescan
from village_board.disclosure.model import PUBLIC, Item
from village_board.disclosure.public_texts import SHOWN, shown_texts
from village_board.disclosure.rules import is_overridden
from village_board.disclosure.screening import look_at
from village_board.kinds import BY_COLLECTION
from village_board.people.acts import Act
from village_board.people.model import Actor
from village_board.privacy.document import Block, Document, Text
from village_board.privacy.model import Hit, Severity
from village_board.text.mask import mask_personal_numbers

#: records looked at between two commits
_STEP = 200
_ITEMS, _FILES, _OPINIONS = Item.KIND.collection, Attachment.KIND.collection, "opinions"
#: The parts of a run, in this order.
PARTS: tuple[str, ...] = (_ITEMS, *(name for name in SHOWN if name != _ITEMS), _FILES)
#: Fields whose values change on the way: an order by one of them is none.
_CHANGING = frozenset({"status", "state", "visibility", "published_on", "moved_on", "told"})
_UNREADABLE = (AttachmentMissing, AttachmentChanged, FileDamaged)

#: told of the scan after each commit: how many are done, of how many; False stops it there
Progress = Callable[[int, int], bool | None]


class Office(Protocol):
    """What a run of the scan needs of a board: reading between its commits, and where the files lie."""

    @property
    def attachments(self) -> AttachmentStore:
        """Return where the files of records lie."""

    def records(self) -> Records:
        """Return the records as they are."""

    def desk(self, who: Actor) -> AbstractContextManager[Desk]:
        """Open a unit of work for `who`."""


def rescan_items(
    board: Office, who: Actor, progress: Progress | None = None, stop: threading.Event | None = None
) -> Rescan:
    """Look again at everything public with its public files, and keep what was found; nothing is taken down.

    A run that was stopped, or cut off, goes on after its last step the next time; one that came to its end is
    followed by a new one.

    Args:
        board: what is looked at.
        who: acts.
        progress: told after each step; where it returns False, the run stops there.
        stop: once it is set, the run stops behind the step that it is at.

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
            run = desk.put(replace(seen, ended_at=desk.now if not seen.part else None))
            desk.record(run.id)
        told = progress(run.done, run.total) if progress is not None else None
        if told is False or (stop is not None and stop.is_set()):
            break
    return run


def last_rescan(records: Records) -> Rescan | None:
    """Return the newest run of the scan, ended or not."""
    newest = records.page(Rescan, order_by="begun_at", descending=True, limit=1).rows
    return newest[0] if newest else None


def _begun(desk: Desk) -> Rescan:
    desk.require(Act.RESCAN_ITEMS)
    newest = last_rescan(desk)
    if newest is not None and newest.ended_at is None:
        return newest
    others = sum(desk.count(_class(part)) for part in PARTS if part != _ITEMS)
    run = desk.put(Rescan(begun_at=desk.now, total=desk.count(Item, _IS_PUBLIC) + others, part=PARTS[0]))
    desk.record(run.id)
    return run


def _look_at_some(records: Records, files: AttachmentStore, run: Rescan) -> Rescan:
    """Return `run` after its next step, which may end several small parts; after the last one its `part` is empty."""
    seen = replace(run, part=run.part or _ITEMS)  # a run begun before there were parts
    while seen.part and seen.done - run.done < _STEP:
        part = seen.part
        look = _look_at_items if part == _ITEMS else _look_at_others
        seen = look(records, files, seen)
        if seen.part == part:
            break
    return seen


def _look_at_items(records: Records, files: AttachmentStore, run: Rescan) -> Rescan:
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
        except _UNREADABLE:
            unread.append(item.id)
            continue
        if look.stopping and not is_overridden(item, look.digest):
            flagged.append(_flag(item.id, item.number, look.stopping))
    on = page.more and bool(rows)
    return replace(
        run,
        part=_ITEMS if on else PARTS[1],
        after=rows[-1].number if on else "",
        done=run.done + len(rows),
        flagged=tuple(flagged),
        unread=tuple(unread),
    )


def _look_at_others(records: Records, files: AttachmentStore, run: Rescan) -> Rescan:
    part, cls = run.part, _class(run.part)
    order = next((name for name in cls.KIND.fields if name not in _CHANGING), next(iter(cls.KIND.fields)))
    page = records.page(cls, order_by=order, limit=_STEP, offset=run.within)
    flagged, unread = list(run.flagged), list(run.unread)
    for record in page.rows:
        try:
            blocks = _blocks(records, files, record)
        except _UNREADABLE:
            unread.append(record.id)
            continue
        if stopping := _stopping(blocks):
            flagged.append(_flag(record.id, str(getattr(record, "number", "")) or record.title, stopping))
    after = PARTS.index(part) + 1
    on_to = PARTS[after] if after < len(PARTS) else ""
    return replace(
        run,
        part=part if page.more else on_to,
        after="",
        within=run.within + len(page.rows) if page.more else 0,
        done=run.done + len(page.rows),
        flagged=tuple(flagged),
        unread=tuple(unread),
    )


def _blocks(records: Records, files: AttachmentStore, record: Record) -> list[Block]:
    """Return what everybody may read of a record, or of a file that belongs to no item."""
    if isinstance(record, Attachment):
        from village_board.attachments.blocks import blocks_of  # noqa: PLC0415 - only where there are files

        return list(blocks_of(record, files)) if _is_open(records, record) else []
    texts = shown_texts(records, record)
    if record.KIND.collection == _OPINIONS:
        return [Text(mask_personal_numbers(text), source=name) for text, name in texts]  # as every face shows them
    return [Text(text, source=name) for text, name in texts]


def _is_open(records: Records, one: Attachment) -> bool:
    """Tell whether everybody may open a file that is not an item's, and nobody has judged it against the machine."""
    if not one.public or one.overridden or prefix_of(one.subject) == Item.KIND.prefix:
        return False
    try:
        return records.lookup(one.subject).public
    except NotFound:
        return False


def _stopping(blocks: Sequence[Block]) -> tuple[Hit, ...]:
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build

    return tuple(hit for hit in gate(Document(tuple(blocks))) if hit.severity is Severity.BLOCK) if blocks else ()


def _flag(id: str, number: str, stopping: Sequence[Any]) -> Flag:  # noqa: A002 - the field's own name
    return Flag(id, number, tuple(dict.fromkeys(one.kind.value for one in stopping)), len(stopping))


def _class(collection: str) -> type[Record]:
    return BY_COLLECTION[collection]


_IS_PUBLIC = where("status").one_of(sorted(status.value for status in PUBLIC))
