"""Opening a file for everybody (P13): what was passed for the public, whole, and within what memory holds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, MediaGroup
from village_board.attachments.pictures import opened
from village_board.attachments.reading import public_state
from village_board.attachments.refusals import Broken, TooBig
from village_board.attachments.rules import needs_mask
from village_board.attachments.webp import Moving
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.desk import Records

if TYPE_CHECKING:
    from PIL.Image import Image


class PictureUnfit(Refused):
    """The file is what was kept, and no picture can be made of it."""

    sentence = N_("{title} cannot be shown as a picture. The original can be seen in the hall.")

    def __init__(self, attachment: Attachment) -> None:
        super().__init__(title=attachment.title)


class FileNotOpened(Refused):
    """The file is gone, or is not what was kept: a villager hears where to go, the clerk's check what is wrong."""

    sentence = N_("{title} cannot be opened now. Please tell the village office. The original can be seen in the hall.")

    def __init__(self, attachment: Attachment) -> None:
        super().__init__(title=attachment.title)


def public_files(records: Records, subject: str) -> list[Attachment]:
    """Return the files of a record that anybody may open; of what may be shown only masked, masked copies alone.

    Raises:
        NotFound: there is no such record.
    """
    return [one for one in public_state(records, subject).shown if not needs_mask(one)]


def public_file(records: Records, id: str) -> Attachment:  # noqa: A002 - the field's own name
    """Return one file that anybody may open.

    Raises:
        NotFound: there is none, or it is not for everybody (any more), or its record is not.
    """
    found = records.get(Attachment, id)
    if not any(one.id == found.id for one in public_files(records, found.subject)):
        raise NotFound(Attachment.KIND.label, id)
    return found


def content_of(home: Path, attachment: Attachment) -> bytes:
    """Return the content of an attachment, compared with its record after it was read.

    Raises:
        FileNotOpened: it is not there, is not what was kept, or the system refuses.
    """
    try:
        with AttachmentStore(home).path_of(attachment.sha256).open("rb") as file:
            content = file.read(attachment.size + 1)  # no further: nobody knows what lies there now
    except OSError:
        raise FileNotOpened(attachment) from None
    if sha256(content).hexdigest() != attachment.sha256:
        raise FileNotOpened(attachment)
    return content


def picture_of(home: Path, attachment: Attachment, pixels: int, within: int) -> Image:
    """Return an attachment as a picture in colours; may take a second.

    Args:
        home: where the files lie.
        attachment: what is shown.
        pixels: how many it may have (``attachments.picture_pixels``).
        within: how many are kept in memory; a larger picture is made smaller.

    Raises:
        FileNotOpened: its file is not there, or is not what was kept.
        PictureUnfit: it is no picture, torn, or too large.
    """
    if attachment.media_type.group is not MediaGroup.PICTURE:
        raise PictureUnfit(attachment)
    content = content_of(home, attachment)
    try:
        return opened(content, attachment.media_type, pixels, within)
    except (Broken, TooBig, Moving):
        raise PictureUnfit(attachment) from None
