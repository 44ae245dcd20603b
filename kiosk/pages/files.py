"""A public file of a record: what it is of, in words; pictures have a screen of their own (P13)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.accounts import flow
from kiosk.pages.imprint import told
from kiosk.pages.wording import day, joined, period
from kiosk.sheet import Entry, Page, Sheet, Shelf, Words
from village_board.accounts.model import Voucher
from village_board.attachments.model import Attachment, MediaGroup
from village_board.attachments.opening import public_file, public_files
from village_board.attachments.words import ATTACHMENT_KIND, MEDIA
from village_board.base.clock import local
from village_board.base.kind import Record
from village_board.disclosure.model import Item
from village_board.limits.service import limits_of

_PIXELS = "attachments.picture_pixels"
_KB = 1024


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that anybody may open, its record, and how many pixels a picture may have.

    Attributes:
        title: what the file is, and of what.
        facts: what the record says: the text for whoever cannot see the picture.
    """

    file: Attachment
    record: Record
    title: str
    facts: tuple[tuple[str, str], ...]
    pixels: int


@dataclass(frozen=True, slots=True)
class FilePage(Page):
    """A file that is no picture: what it is, and how to see it."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what the file is of, and where it can be seen."""
        t, found = shelf.t, read_file(shelf, self.id)
        kind = MEDIA[found.file.media_type]
        hint = t("This is a file of the kind {kind}, which this screen does not show.", kind=kind)
        ways = t("It can be seen at the village office.")
        if shelf.has_bot:
            ways = t("Scan the code: the bot sends it. Or look at it at the village office.")
        elif shelf.settings.telephone:
            ways = t("{told} Telephone: {number}", told=ways, number=shelf.settings.telephone)
        return Sheet(found.title, (Words(hint), Words(ways), *told(shelf, found.facts)), subject=found.record.id)


@dataclass(frozen=True, slots=True)
class PicturePage(Page):
    """A door: a picture has a screen of its own. Read as a page it is the words that stand beside the picture."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the words."""
        found = read_file(shelf, self.id)
        return Sheet(found.title, told(shelf, found.facts), subject=found.record.id)


def read_file(shelf: Shelf, id: str) -> OpenFile:  # noqa: A002 - the field's own name
    """Return a file that anybody may open.

    Raises:
        NotFound: there is none, or it is not for everybody.
    """
    t, file = shelf.t, public_file(shelf.records, id)
    record = shelf.records.lookup(file.subject)
    pixels = limits_of(shelf.records).count(_PIXELS)
    facts = _voucher(shelf, record) if isinstance(record, Voucher) else ((t("What it belongs to"), record.title),)
    if isinstance(record, Item):
        facts = (*facts, (t("Period"), period(t, record.period)))
    facts = (*facts, (t("Published on"), day(t, file.passed_at and local(file.passed_at).date())))
    facts = (*facts, (t("Short code"), record.id))
    return OpenFile(file, record, _title(shelf, file), facts, pixels)


def file_entries(shelf: Shelf, id: str) -> list[Entry]:  # noqa: A002
    """Return a row for each file of a record that anybody may open."""
    return [_entry(shelf, one) for one in public_files(shelf.records, id)]


def file_line(shelf: Shelf, found: OpenFile) -> str:
    """Return the facts of a file on one line, but for what the headline says already."""
    since = shelf.t("Published on")
    told = (
        f"{label} {value}" if label == since and value else value
        for label, value in found.facts
        if value != found.record.title
    )
    return joined(told)


def headline(found: OpenFile) -> str:
    """Return what the file is, and of what."""
    return joined((found.title, found.record.title))


def _entry(shelf: Shelf, file: Attachment) -> Entry:
    t = shelf.t
    page = PicturePage(file.id) if file.media_type.group is MediaGroup.PICTURE else FilePage(file.id)
    size = t("{size} KB", size=-(-file.size // _KB))
    return Entry(_title(shelf, file), page, note=joined([t(ATTACHMENT_KIND[file.kind]), MEDIA[file.media_type], size]))


def _title(shelf: Shelf, file: Attachment) -> str:
    return shelf.t("Masked: {caption}", caption=file.caption) if file.original else file.caption


def _voucher(shelf: Shelf, voucher: Voucher) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    return (
        (t("Number"), voucher.number),
        (t("Date"), day(t, voucher.dated)),
        (t("Amount"), flow(shelf, voucher)),
        (t("What for"), voucher.summary),
    )
