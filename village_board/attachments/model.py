"""Files that belong to a record, and who may see them (P13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.clock import local
from village_board.base.figures import Figures
from village_board.base.kind import Kind, Record
from village_board.base.message import say


class AttachmentKind(StrEnum):
    """What the file is to its record."""

    PLAN = "plan"
    BUDGET = "budget"
    MINUTES = "minutes"
    SIGNED_MINUTES = "signed_minutes"
    VOUCHER = "voucher"
    PHOTO = "photo"
    CONTRACT = "contract"
    ANNEX = "annex"
    SOUND = "sound"  # a voice that the hall plays before the machine's
    OTHER = "other"


class Visibility(StrEnum):
    """Who may see it. Nothing becomes public by itself (P13)."""

    INTERNAL = "internal"
    MASKED = "masked"  # a masked copy that nobody has passed yet
    PUBLIC = "public"  # a second person looked and passed it
    WITHDRAWN = "withdrawn"


class MediaGroup(StrEnum):
    """Files that have one limit of size."""

    PICTURE = "picture"
    PDF = "pdf"
    TABLE = "table"
    SOUND = "sound"


class MediaType(StrEnum):
    """What is kept, by content; nothing else is."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    CSV = "text/csv"
    TEXT = "text/plain"
    OGG = "audio/ogg"
    MP3 = "audio/mpeg"
    WAV = "audio/wav"

    @property
    def group(self) -> MediaGroup:
        """Which limit of size it has."""
        if self is MediaType.PDF:
            return MediaGroup.PDF
        if self.value.startswith("image/"):
            return MediaGroup.PICTURE
        return MediaGroup.SOUND if self.value.startswith("audio/") else MediaGroup.TABLE


@dataclass(frozen=True)
class FileLimits:
    """How large a file may be, in bytes but for `pixels` and `pages`; see ``data/limits/attachments.toml``."""

    picture: int
    pdf: int
    table: int
    sound: int
    pixels: int
    unpacked: int
    pages: int

    def of(self, group: MediaGroup) -> int:
        """Return how many bytes a file of `group` may have."""
        return {
            MediaGroup.PICTURE: self.picture,
            MediaGroup.PDF: self.pdf,
            MediaGroup.TABLE: self.table,
            MediaGroup.SOUND: self.sound,
        }[group]

    @property
    def largest(self) -> int:
        """How many bytes any file may have."""
        return max(self.of(group) for group in MediaGroup)


@dataclass(frozen=True)
class Upload:
    """A file as somebody gives it: its bytes, and the name that it had there."""

    content: bytes
    file_name: str


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: cleaned, and of a known kind. Made by `judging.inspect` only."""

    content: bytes
    file_name: str
    media_type: MediaType


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """One file of one record. Its content is never written over: a better copy is another attachment.

    Attributes:
        subject: id of the record to which it belongs.
        sha256: of what is kept, after cleaning (hex).
        size: bytes of it.
        file_name: as it was given, cleaned; for the office only, since names of files name people.
        original: id of the attachment of which this is a masked copy.
        replaces: id of the attachment of which this is a better copy; that one stays.
        figures: of the table in it, for a chart; read when it was passed.
        overridden: why whoever passed it let it be public although the machine stopped it; empty: nothing stopped it.
    """

    KIND: ClassVar[Kind] = Kind(
        name="attachment",
        collection="attachments",
        prefix="at",
        label=say("attachment"),
        fields={"subject": str, "sha256": str, "visibility": str},
        indexes=(("subject",), ("sha256",)),
    )

    subject: str
    kind: AttachmentKind
    caption: str
    sha256: str
    size: int
    media_type: MediaType
    file_name: str = ""
    visibility: Visibility = Visibility.INTERNAL
    original: str = ""
    replaces: str = ""
    uploaded_by: str = ""  # person ids
    uploaded_at: datetime | None = None
    passed_by: str = ""
    passed_at: datetime | None = None
    overridden: str = ""
    figures: Figures | None = None
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """The caption."""
        return self.caption

    @property
    def public(self) -> bool:
        """Only after a second person passed it (P13)."""
        return self.visibility is Visibility.PUBLIC

    @property
    def day(self) -> date | None:
        """The day on which it was given."""
        return local(self.uploaded_at).date() if self.uploaded_at else None
