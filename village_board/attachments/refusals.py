"""Why a file is not kept: each sentence names the file, what is wrong, and what to do."""

from __future__ import annotations

from village_board.attachments.model import MediaGroup, MediaType
from village_board.attachments.words import MEDIA, MEDIA_GROUP
from village_board.base.errors import Refused
from village_board.base.message import N_, Message

_KB = 1024


class FileEmpty(Refused):
    """There is nothing in it."""

    sentence = N_("The file {file} is empty. Nothing was kept: choose the right file.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class FileUnreadable(Refused):
    """The system does not give it."""

    sentence = N_("The file {file} cannot be read ({why}). Check its name and its rights.")

    def __init__(self, file: str, why: str) -> None:
        super().__init__(file=file, why=why)


class KindNotKept(Refused):
    """Its content is of no kind that is kept."""

    sentence = N_("{file} is {found}, which is not kept here. Save it as one of these: {kinds}.")

    def __init__(self, file: str, found: Message) -> None:
        super().__init__(file=file, found=found, kinds=", ".join(MEDIA.values()))


class NameDisagrees(Refused):
    """Its name says one kind and its content is another."""

    sentence = N_("The name {file} says {said}, but the content is {found}. Take the right file, or rename this one.")

    def __init__(self, file: str, said: str, found: MediaType) -> None:
        super().__init__(file=file, said=said, found=MEDIA[found])


class FileTooLarge(Refused):
    """It has more bytes than files of its kind may have."""

    sentence = N_("{file} has {size} KB; {group} may have {limit} KB. Make it smaller, or split it.")

    def __init__(self, file: str, group: MediaGroup, size: int, limit: int) -> None:
        super().__init__(file=file, group=Message(MEDIA_GROUP[group]), size=-(-size // _KB), limit=limit // _KB)


class FileSwollen(Refused):
    """Unpacked, it would fill disk and memory."""

    sentence = N_("{file} swells to {size} KB when it is unpacked; {limit} KB are the most. Save it with less in it.")

    def __init__(self, file: str, size: int, limit: int) -> None:
        super().__init__(file=file, size=-(-size // _KB), limit=limit // _KB)


class TooManyParts(Refused):
    """It has more parts than any village's document."""

    sentence = N_("{file} has {count} parts or pages; {limit} are the most. Split it.")

    def __init__(self, file: str, count: int, limit: int) -> None:
        super().__init__(file=file, count=count, limit=limit)


class TooManyPixels(Refused):
    """A picture that no memory holds."""

    sentence = N_("{file} measures {width} by {height} pixels; {limit} in all are the most. Make it smaller.")

    def __init__(self, file: str, width: int, height: int, limit: int) -> None:
        super().__init__(file=file, width=width, height=height, limit=limit)


class FileDamaged(Refused):
    """Its content begins like a kind that is kept, and cannot be read as that."""

    sentence = N_("{file} is a damaged {found}. Nothing was kept: open it, save it anew, and give that.")

    def __init__(self, file: str, found: MediaType) -> None:
        super().__init__(file=file, found=MEDIA[found])


class FileProtected(Refused):
    """Nobody could read it without its password."""

    sentence = N_("{file} is protected by a password or against copying. Save it without protection, and give that.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class ActiveContent(Refused):
    """It does something when it is opened, or carries what nobody sees who looks at it."""

    sentence = N_("{file} holds {what}. Print it into a new PDF, or save it without, and give that.")

    def __init__(self, file: str, what: Message) -> None:
        super().__init__(file=file, what=what)


class Broken(Exception):
    """The content is not what it begins like; `judging` says it with the file's name."""


class TooBig(Exception):
    """A picture has too many pixels; `judging` says it with the file's name."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        super().__init__(width, height)
