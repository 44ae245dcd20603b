"""Correcting a published item: a new version with its files, beside the old one until it is signed (A26)."""

from __future__ import annotations

from dataclasses import replace

from village_board.attachments.model import Attachment, Visibility
from village_board.attachments.reading import all_attachments
from village_board.desk import Desk
from village_board.disclosure.model import Correction, Item, ItemStatus
from village_board.disclosure.refusals import ItemEmpty, ItemNotReady, NothingDiffers, ReasonMissing
from village_board.disclosure.rules import hangs, standing
from village_board.people.acts import Act
from village_board.text.clean import clean

CONTENT_LIMIT = 20_000


def correct_item(desk: Desk, id: str, content: str | None, *, what: str, why: str) -> Item:  # noqa: A002
    """Draft a new version of a published item with its files; the old one stands until the new one is signed.

    Args:
        desk: the unit of work.
        id: of the published version.
        content: the new text; None: as it was, and files are given, replaced or taken back before it is submitted.
        what: what is corrected.
        why: why.

    Raises:
        ItemNotReady: only what hangs today can be corrected.
        ReasonMissing: what or why is not said.
        ItemEmpty: there is no text left.
        NothingDiffers: the content is the same.
    """
    desk.require(Act.CORRECT_ITEM)
    before = desk.get(Item, id)
    if not hangs(before, desk.today):
        raise ItemNotReady(replace(before, status=standing(before, desk.today)))
    text = before.content if content is None else clean(content, limit=CONTENT_LIMIT, multiline=True)
    said, reason = clean(what), clean(why)
    if not said or not reason:
        raise ReasonMissing(before.title)
    if content is not None and not text:
        raise ItemEmpty
    if content is not None and text == before.content:
        raise NothingDiffers(before)
    drafted = desk.put(
        Item(
            number=before.number,
            name=before.name,
            catalogue=before.catalogue,
            content=text,
            period=before.period,
            responsible=before.responsible,
            form=before.form,
            source=before.source,
            received_on=before.received_on,
            shown_until=before.shown_until,
            nil=before.nil and not text,
            status=ItemStatus.DRAFT,
            version=before.version + 1,
            correction=Correction(said, reason, before.id, desk.today),
            drafted_by=desk.who.id,
            recorded_at=desk.now,
        )
    )
    _carry(desk, before.id, drafted.id)
    desk.record(drafted.id)
    return drafted


def _carry(desk: Desk, before: str, after: str) -> None:
    """Give the new version the files that stand with the old one, as they were given, masked and passed.

    Those that a better copy has replaced in public stay with the old version.
    """
    standing = [one for one in all_attachments(desk, before) if one.visibility is not Visibility.WITHDRAWN]
    outdone = {one.replaces for one in standing if one.public}
    ids: dict[str, str] = {}
    for one in standing:
        if one.id in outdone:
            continue
        carried: Attachment = replace(
            one,
            id="",
            rev=0,
            change=None,
            subject=after,
            original=ids.get(one.original, one.original),
            replaces=ids.get(one.replaces, ""),
        )
        ids[one.id] = desk.put(carried).id
