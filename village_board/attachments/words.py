"""The words for what attachments are and who may see them."""

from __future__ import annotations

from village_board.attachments.model import AttachmentKind, MediaGroup, MediaType, Visibility
from village_board.base.message import N_

ATTACHMENT_KIND: dict[AttachmentKind, str] = {
    AttachmentKind.PLAN: N_("plan of a matter"),
    AttachmentKind.BUDGET: N_("budget"),
    AttachmentKind.MINUTES: N_("minutes of a meeting"),
    AttachmentKind.SIGNED_MINUTES: N_("signed minutes"),
    AttachmentKind.VOUCHER: N_("picture of a voucher"),
    AttachmentKind.PHOTO: N_("photograph"),
    AttachmentKind.CONTRACT: N_("text of a contract"),
    AttachmentKind.ANNEX: N_("annex"),
    AttachmentKind.SOUND: N_("read aloud by a person"),
    AttachmentKind.OTHER: N_("other file"),
}

VISIBILITY: dict[Visibility, str] = {
    Visibility.INTERNAL: N_("for the office only"),
    Visibility.MASKED: N_("masked copy, not passed yet"),
    Visibility.PUBLIC: N_("public since it was passed"),
    Visibility.WITHDRAWN: N_("taken back"),
}

MEDIA: dict[MediaType, str] = {
    MediaType.PDF: "PDF",
    MediaType.JPEG: "JPEG",
    MediaType.PNG: "PNG",
    MediaType.WEBP: "WebP",
    MediaType.XLSX: "XLSX",
    MediaType.DOCX: "DOCX",
    MediaType.CSV: "CSV",
    MediaType.TEXT: "TXT",
    MediaType.OGG: "OGG",
    MediaType.MP3: "MP3",
    MediaType.WAV: "WAV",
}

MEDIA_GROUP: dict[MediaGroup, str] = {
    MediaGroup.PICTURE: N_("a picture"),
    MediaGroup.PDF: N_("a PDF"),
    MediaGroup.TABLE: N_("a table or text"),
    MediaGroup.SOUND: N_("a recording"),
}
