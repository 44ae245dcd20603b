"""Making a file public: a second person looked at it, and the machine too; a newer list undoes no mask (P13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from village_board.attachments.blocks import blocks_of, tables_of
from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, Visibility
from village_board.attachments.reading import all_attachments, open_attachment
from village_board.attachments.rules import needs_mask, waits
from village_board.attachments.service import AttachmentNotReady, NotMasked
from village_board.base.errors import Refused
from village_board.base.figures import Figures
from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.disclosure.figures import figures_of
from village_board.disclosure.model import Item
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.privacy.document import Document
from village_board.privacy.gate import gate, masked
from village_board.privacy.model import Hit, Severity
from village_board.privacy.versions import Risk, unmask_risk
from village_board.text.clean import clean


class FileStopped(Refused):
    """The machine found in the file what must not be public as it stands."""

    sentence = N_(
        "{title} stays in the office: {place}: {reason} {count} places in all. "
        "Give a masked copy (attach mask {id}), or say with --reason why it may be public all the same."
    )

    def __init__(self, attachment: Attachment, found: Sequence[Hit | Risk]) -> None:
        self.found = tuple(found)
        first = found[0]
        super().__init__(
            title=attachment.title,
            place=first.place.words,
            reason=first.reason,
            count=len(found),
            id=attachment.original or attachment.id,
        )


def pass_attachment(desk: Desk, files: AttachmentStore, id: str, reason: str = "") -> Attachment:  # noqa: A002
    """Make an attachment public: the one who acts looked at it and found nothing left to mask (P13).

    Args:
        desk: the unit of work.
        files: where its file lies.
        id: of the attachment.
        reason: why it may be public although the machine stops it; kept with the file, and with who passed it.

    Raises:
        AttachmentNotReady: it is public or withdrawn already, or its original is withdrawn.
        NotMasked: it is an original of a kind that never becomes public.
        SamePerson: who gave it cannot pass it.
        AttachmentMissing, AttachmentChanged, FileDamaged: nobody can have looked at it.
        FileStopped: the machine stops it, and no reason was given.
    """
    desk.require(Act.PASS_ATTACHMENT)
    attachment = desk.get(Attachment, id)
    if not waits(attachment):
        raise AttachmentNotReady(attachment)
    if needs_mask(attachment):
        raise NotMasked(attachment)
    if attachment.original:
        original = desk.get(Attachment, attachment.original)
        if original.visibility is Visibility.WITHDRAWN:
            raise AttachmentNotReady(original)
    if attachment.uploaded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    open_attachment(files.home, attachment)
    found, why = stopped_by(desk, files, attachment), clean(reason)
    if found and not why:
        raise FileStopped(attachment, found)
    passed = desk.put(
        replace(
            attachment,
            visibility=Visibility.PUBLIC,
            passed_by=desk.who.id,
            passed_at=desk.now,
            overridden=why if found else "",
            figures=_figures(attachment, files),
        )
    )
    desk.record(id)
    return passed


def _figures(attachment: Attachment, files: AttachmentStore) -> Figures | None:
    """Return the figures of the first table in a file that has any."""
    return next(filter(None, (figures_of(table.rows) for table in tables_of(attachment, files))), None)


def stopped_by(records: Records, files: AttachmentStore, attachment: Attachment) -> list[Hit | Risk]:
    """Return what keeps a file in the office: personal data in it, and masks that an earlier list undoes.

    Raises:
        AttachmentMissing, AttachmentChanged, FileDamaged: it or an earlier one cannot be looked at.
    """
    paper = Document(tuple(blocks_of(attachment, files)))
    stopping: list[Hit | Risk] = [hit for hit in gate(paper) if hit.severity is Severity.BLOCK]
    for older in _once_public(records, attachment):
        before = Document(tuple(blocks_of(older, files)))
        if older.visibility is Visibility.WITHDRAWN:
            # What stood there in full is gone from the board; what was masked must be masked in the same way.
            before = masked(before, gate(before))
        stopping += unmask_risk(before, paper)
    return stopping


def _once_public(records: Records, attachment: Attachment) -> Iterable[Attachment]:
    """Yield the other files that villagers could open with this record, or with an earlier version of it."""
    seen = {attachment.sha256}
    for subject in (attachment.subject, *earlier_subjects(records, attachment.subject)):
        for one in all_attachments(records, subject):
            if one.passed_at is not None and one.sha256 not in seen:
                seen.add(one.sha256)
                yield one


def earlier_subjects(records: Records, subject: str) -> list[str]:
    """Return the ids of the versions before an item, the newest first; of any other record none."""
    found: list[str] = []
    while prefix_of(subject) == Item.KIND.prefix:
        correction = records.get(Item, subject).correction
        if correction is None or correction.replaces in found:
            break
        subject = correction.replaces
        found.append(subject)
    return found
