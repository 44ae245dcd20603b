"""What the office does with attachments: give, mask, pass, take back (P13)."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind, FileLimits, Inspected, Visibility
from village_board.attachments.reading import all_attachments, named
from village_board.attachments.rules import is_original
from village_board.attachments.words import ATTACHMENT_KIND, VISIBILITY
from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.privacy.model import Hit, Severity
from village_board.privacy.words import KIND_WORDS
from village_board.text.clean import clean


class CaptionMissing(Refused):
    """Nobody would know what the file is."""

    sentence = N_("Say in a few words what {file} is. Nothing was kept.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class CaptionUnfit(Refused):
    """The caption says of a person what must not be published; it stands on the wall once the file is public."""

    sentence = N_("The caption is not fit for all: {place} ({kind}). Write what the file is, without it.")

    def __init__(self, hit: Hit) -> None:
        super().__init__(place=hit.place.words, kind=Message(KIND_WORDS[hit.kind]))


class WithdrawalUnexplained(Refused):
    """A withdrawal without its reason."""

    sentence = N_("Say why {title} is taken back. Nothing was changed.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class AttachmentNotReady(Refused):
    """The attachment stands where this step has no place."""

    sentence = N_("{title} ({id}) is '{state}': this step has no place now.")

    def __init__(self, attachment: Attachment) -> None:
        state = Message(VISIBILITY[attachment.visibility])
        super().__init__(title=attachment.title, id=attachment.id, state=state)


class NotMasked(Refused):
    """The original of a kind that carries personal data was to become public."""

    sentence = N_(
        "{title} ({kind}) carries names, signatures or numbers and stays in the hall. "
        "Give a masked copy (attach mask {id}), then pass that."
    )

    def __init__(self, attachment: Attachment) -> None:
        kind = Message(ATTACHMENT_KIND[attachment.kind])
        super().__init__(title=attachment.title, kind=kind, id=attachment.id)


class NothingMasked(Refused):
    """The masked copy is the original itself."""

    sentence = N_("{file} is the same file as {title}: nothing is masked in it. Mask it, then give it again.")

    def __init__(self, file: str, title: str) -> None:
        super().__init__(file=file, title=title)


class AlreadyAttached(Refused):
    """The record has this very file."""

    sentence = N_("{file} belongs to this record already: {title} ({id}). Nothing was kept.")

    def __init__(self, file: str, standing: Attachment) -> None:
        super().__init__(file=file, title=standing.title, id=standing.id)


class AttachedToAttachment(Refused):
    """Files belong to records, not to other files."""

    sentence = N_("{id} is an attachment itself. Give the id of its record; for a masked copy: attach mask {id}")

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id)


class ReplacesAnother(Refused):
    """A better copy belongs to the same record, and replaces what was not replaced before."""

    sentence = N_("{title} ({id}) cannot be replaced by this file: it is of another record, or replaced already.")

    def __init__(self, attachment: Attachment) -> None:
        super().__init__(title=attachment.title, id=attachment.id)


def file_limits(records: Records) -> FileLimits:
    """Return how large files may be in this village today."""
    limits = limits_of(records)
    return FileLimits(
        picture=limits.count("attachments.picture_bytes"),
        pdf=limits.count("attachments.pdf_bytes"),
        table=limits.count("attachments.table_bytes"),
        sound=limits.count("attachments.sound_bytes"),
        pixels=limits.count("attachments.picture_pixels"),
        unpacked=limits.count("attachments.unpacked_bytes"),
        pages=limits.count("attachments.pdf_pages"),
    )


def attach(
    desk: Desk,
    files: AttachmentStore,
    subject: str,
    file: Inspected,
    *,
    kind: AttachmentKind,
    caption: str,
    replaces: str = "",
) -> Attachment:
    """Keep a file with a record, for the office only.

    Args:
        desk: the unit of work.
        files: where it is kept (`Board.attachments`).
        subject: id of the record, of whatever kind.
        file: what `judging.inspect` made of it, before the desk was opened.
        kind: what it is to its record.
        caption: what it is, in a few words; shown to villagers once it is public.
        replaces: id of the attachment of which it is a better copy; that one stays.

    Raises:
        NotFound: there is no such record.
        AttachedToAttachment, CaptionMissing, CaptionUnfit, AlreadyAttached, ReplacesAnother: with the facts.
        AttachmentUnwritable: the file cannot be written; nothing is recorded.
    """
    desk.require(Act.ATTACH)
    if isinstance(desk.lookup(subject), Attachment):
        raise AttachedToAttachment(subject)
    if replaces:
        _check_replaced(desk, desk.get(Attachment, replaces), subject)
    made = Attachment(
        subject=subject,
        kind=kind,
        caption=_caption(caption, file),
        sha256="",
        size=len(file.content),
        media_type=file.media_type,
        file_name=file.file_name,
        replaces=replaces,
    )
    return _keep(desk, files, made, file)


def mask_attachment(
    desk: Desk,
    files: AttachmentStore,
    id: str,  # noqa: A002
    file: Inspected,
    caption: str = "",
) -> Attachment:
    """Keep the masked copy of an attachment, for a second person to look at; an earlier masked copy is replaced.

    Without a `caption` it has that of the original.

    Raises:
        AttachmentNotReady: it is public or withdrawn, or a masked copy itself.
        NothingMasked: it is the same file.
        CaptionUnfit: the caption names what must not be published.
        AttachmentUnwritable: the file cannot be written; nothing is recorded.
    """
    desk.require(Act.ATTACH)
    original = desk.get(Attachment, id)
    if not is_original(original):
        raise AttachmentNotReady(original)
    standing = [
        one
        for one in all_attachments(desk, original.subject)
        if one.original == id and one.visibility is not Visibility.WITHDRAWN
    ]
    made = replace(
        original,
        id="",
        rev=0,
        change=None,
        caption=_caption(caption or original.caption, file),
        size=len(file.content),
        media_type=file.media_type,
        file_name=file.file_name,
        visibility=Visibility.MASKED,
        original=id,
        replaces=standing[-1].id if standing else "",
    )
    return _keep(desk, files, made, file)


def withdraw_attachment(desk: Desk, id: str, reason: str) -> Attachment:  # noqa: A002
    """Take an attachment back: no villager sees it any more; the file and the record stay.

    Raises:
        AttachmentNotReady: it is withdrawn already.
        WithdrawalUnexplained: no reason was given.
    """
    desk.require(Act.WITHDRAW_ATTACHMENT)
    attachment = desk.get(Attachment, id)
    if attachment.visibility is Visibility.WITHDRAWN:
        raise AttachmentNotReady(attachment)
    if not (why := clean(reason)):
        raise WithdrawalUnexplained(attachment.title)
    taken = replace(
        attachment,
        visibility=Visibility.WITHDRAWN,
        withdrawn_by=desk.who.id,
        withdrawn_at=desk.now,
        reason=why,
    )
    withdrawn = desk.put(taken)
    desk.record(id)
    return withdrawn


def sweep_attachments(desk: Desk, files: AttachmentStore) -> int:
    """Remove files that no record names (their commit failed) and return how many; no record is touched.

    Inside a unit of work, because then nobody is between writing a file and recording it.
    """
    return files.sweep(named(desk))


def _caption(caption: str, file: Inspected) -> str:
    if not (words := clean(caption)):
        raise CaptionMissing(file.file_name)
    _check_caption(words)
    return words


def _check_caption(words: str) -> None:
    from village_board.privacy.document import Document, Text  # noqa: PLC0415 - only where a file is given
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build

    paper = Document((Text(words, place=say("caption")),))
    if stopping := [hit for hit in gate(paper) if hit.severity is Severity.BLOCK]:
        raise CaptionUnfit(stopping[0])


def _check_replaced(desk: Desk, old: Attachment, subject: str) -> None:
    others = all_attachments(desk, subject)
    taken = {one.replaces for one in others if one.visibility is not Visibility.WITHDRAWN}
    if old.subject != subject or old.original or old.visibility is Visibility.WITHDRAWN or old.id in taken:
        raise ReplacesAnother(old)


def _keep(desk: Desk, files: AttachmentStore, made: Attachment, file: Inspected) -> Attachment:
    """Write the file, and only then its record: a record never names what is not on the disk."""
    sha = sha256(file.content).hexdigest()
    for standing in all_attachments(desk, made.subject):
        if standing.sha256 == sha and standing.visibility is not Visibility.WITHDRAWN:
            if standing.id == made.original:
                raise NothingMasked(file.file_name, standing.title)
            raise AlreadyAttached(file.file_name, standing)
    files.keep(file.content)
    kept = desk.put(replace(made, sha256=sha, uploaded_by=desk.who.id, uploaded_at=desk.now))
    desk.record(made.subject)
    return kept
