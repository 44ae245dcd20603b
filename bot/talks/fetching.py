"""Fetching a file from the chat program into memory; how large it may be is known before it is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from village_board.base.errors import Refused
from village_board.base.message import N_

if TYPE_CHECKING:
    from telegram import Message

    from bot.speech import Heard

#: What Telegram lets a bot fetch.
MOST_BYTES = 20 * 1024 * 1024


class FileNotFetched(Refused):
    """The chat program does not give the file."""

    sentence = N_("The file could not be fetched, and nothing was kept. Send it again.")

    def __init__(self) -> None:
        super().__init__()


class FileTooLargeForChat(Refused):
    """It is larger than what a bot may fetch."""

    sentence = N_("The file has {size} MB; a chat lets through {most} MB. Bring it to the village office.")

    def __init__(self, size: int) -> None:
        super().__init__(size=-(-size // 1_048_576), most=MOST_BYTES // 1_048_576)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as a message names it: the chat program's id of it, its name, its size, whether it is a voice."""

    id: str
    name: str
    size: int
    is_sound: bool
    is_photo: bool


def sent_in(message: Message) -> Sent | None:
    """Return the file of a message; None where it has none that could be taken."""
    if message.photo:
        largest = message.photo[-1]
        return Sent(largest.file_id, "photo", largest.file_size or 0, is_sound=False, is_photo=True)
    if (voice := message.voice) is not None:
        return Sent(voice.file_id, "voice", voice.file_size or 0, is_sound=True, is_photo=False)
    if (audio := message.audio) is not None:
        return Sent(audio.file_id, audio.file_name or "voice", audio.file_size or 0, is_sound=True, is_photo=False)
    if (document := message.document) is not None:
        name = document.file_name or "file"
        return Sent(document.file_id, name, document.file_size or 0, is_sound=False, is_photo=False)
    return None


async def fetched(hear: Heard, id: str, size: int = 0) -> bytes:  # noqa: A002 - the chat program's own name
    """Return the content of a file.

    Raises:
        FileTooLargeForChat: it is larger than a bot may fetch.
        FileNotFetched: it is gone, or the line is down.
    """
    if size > MOST_BYTES:
        raise FileTooLargeForChat(size)
    said: Any = hear.query if hear.query is not None else hear.message
    try:
        file = await said.get_bot().get_file(id)
        if (file.file_size or 0) > MOST_BYTES:
            raise FileTooLargeForChat(file.file_size or 0)
        return bytes(await file.download_as_bytearray())
    except TelegramError:
        raise FileNotFetched from None
