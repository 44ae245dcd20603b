"""The public files of a record in a chat: a masked picture of a voucher, and whatever else was passed for everybody.

What may be shown only masked is sent only as its masked copy (P13); what the originals are called is never told.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.answers.money import moved
from bot.asking import Asking, code_line, data
from bot.reply import CAPTION_LIMIT, FILE_BYTES, PHOTO_BYTES, Button, Reply, in_units, label, unlinked
from village_board.accounts.model import Voucher
from village_board.attachments.model import Attachment, MediaType
from village_board.attachments.opening import content_of, public_file, public_files
from village_board.attachments.pictures import measured
from village_board.attachments.refusals import Broken
from village_board.attachments.webp import Moving
from village_board.attachments.words import ATTACHMENT_KIND
from village_board.base.errors import NotFound, Refused
from village_board.base.kind import Record
from village_board.text.lines import utf16_units

#: What a chat program shows as a picture, and how far it follows width and height.
_PHOTOS = frozenset({MediaType.JPEG, MediaType.PNG})
_SIDES, _RATIO = 10_000, 20
_ENDINGS = {
    MediaType.PDF: "pdf",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.WEBP: "webp",
    MediaType.XLSX: "xlsx",
    MediaType.DOCX: "docx",
    MediaType.CSV: "csv",
    MediaType.TEXT: "txt",
    MediaType.OGG: "ogg",
    MediaType.MP3: "mp3",
    MediaType.WAV: "wav",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """A file that is sent: its content, a name that names nobody, what it is, and the way back.

    Attributes:
        is_photo: whether the chat program shows it as a picture; else it goes as a file.
    """

    content: bytes
    file_name: str
    caption: str
    is_photo: bool
    back: Button


def file_buttons(asking: Asking, id: str) -> tuple[Button, ...]:  # noqa: A002 - the field's own name
    """Return a button for each file of a record that anybody may open."""
    return tuple(Button(label(_title(asking, one)), data("pf", one.id)) for one in public_files(asking.records, id))


def sending(asking: Asking, home: Path) -> Sending | Reply:
    """Return the file whose id is the first argument, else the words that say why it is not sent.

    It is read whole: call this in a worker thread.
    """
    from bot.answers.cards import unknown  # noqa: PLC0415 - cards lead here

    t = asking.t
    try:
        file = public_file(asking.records, asking.text())
        back = Button(t("Back"), data("r", file.subject))
        content = content_of(home, file)
    except NotFound:
        return unknown(asking)
    except Refused as error:
        return Reply(t.say(error.message), ((back,),))
    if len(content) > FILE_BYTES:
        return Reply(t("This file is too large for a chat. It can be seen at the village office."), ((back,),))
    record = asking.records.lookup(file.subject)
    name = f"{record.id}.{_ENDINGS[file.media_type]}"
    return Sending(content, name, _caption(asking, file, record), _is_photo(file, content), back)


def _is_photo(file: Attachment, content: bytes) -> bool:
    if file.media_type not in _PHOTOS or len(content) > PHOTO_BYTES:
        return False
    try:
        width, height = measured(content, file.media_type)
    except (Broken, Moving):
        return False
    short, long = sorted((width, height))
    return short > 0 and width + height <= _SIDES and long <= _RATIO * short


def _title(asking: Asking, file: Attachment) -> str:
    t = asking.t
    return t("Masked: {caption}", caption=file.caption) if file.original else file.caption


def _caption(asking: Asking, file: Attachment, record: Record) -> str:
    """Return what it is, of what, and the short code, within Telegram's limit."""
    t = asking.t
    what, last = [_title(asking, file), t(ATTACHMENT_KIND[file.kind])], list[str]()
    if isinstance(record, Voucher):
        amount = moved(asking, record.money_in, record.money_out)
        last = [t("Voucher number: {number}", number=record.number), t("Day: {day}", day=record.dated), amount]
    if file.original:
        last.append(t("What names persons is covered. The original can be seen in the hall."))
    if asking.settings.demo:
        last.append(t("(Demo village: people, places and figures are invented.)"))
    rest = in_units(unlinked("\n".join((*last, code_line(t, record.id)))), CAPTION_LIMIT // 2)
    about = unlinked("\n".join((*what, record.title)))
    return f"{in_units(about, CAPTION_LIMIT - utf16_units(rest) - 1)}\n{rest}"
