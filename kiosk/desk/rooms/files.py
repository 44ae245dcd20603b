"""Files of records: given, masked, passed by a second person, taken back (P13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.attachments.reading import all_attachments, open_attachment
from village_board.attachments.refusals import FileDamaged, FileTooLarge, FileUnreadable, KindNotKept, NameDisagrees
from village_board.attachments.rules import is_original, needs_mask, waits
from village_board.attachments.service import (
    AlreadyAttached,
    CaptionMissing,
    CaptionUnfit,
    NothingMasked,
    WithdrawalUnexplained,
    attach,
    file_limits,
    mask_attachment,
    withdraw_attachment,
)
from village_board.attachments.words import ATTACHMENT_KIND, MEDIA, VISIBILITY
from village_board.base.errors import NotFound
from village_board.base.message import N_
from village_board.hearings.correction_words import SIGNERS
from village_board.hearings.minutes import MoreSignedThanCame, NobodySigned, NotSignedMinutes, keep_signed_minutes
from village_board.people.acts import Act
from village_board.people.model import Person

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.attachments.model import Inspected
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_KB = 1024
_FILE = Field(
    "file", N_("File"), Kind.FILE, required=True, hint=N_("F4 shows the files of this machine; a path can be pasted.")
)
_FILE_PLACES = tuple(
    Place(error, "file")
    for error in (FileUnreadable, KindNotKept, NameDisagrees, FileTooLarge, FileDamaged, AlreadyAttached, NothingMasked)
)
_CAPTION_PLACES = (Place(CaptionMissing, "caption"), Place(CaptionUnfit, "caption"))
_STOPPED = N_(
    "{title} stays in the office: {place}: {reason} {count} places in all. "
    "Give a masked copy, or write why it may be public all the same."
)


def _kinds(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(one.value, t(words)) for one, words in ATTACHMENT_KIND.items()]


def _inspected(records: Records, filled: Filled) -> Inspected:
    from village_board.attachments.judging import inspect, read_upload  # noqa: PLC0415 - only where a file is given

    limits = file_limits(records)
    return inspect(read_upload(filled.path("file"), limits), limits)


def _told(t: Translator, one: Attachment) -> str:
    return t("{title}: {state}.", title=one.title, state=t(VISIBILITY[one.visibility]))


ATTACH = Form(
    name="file.attach",
    title=N_("Give a file"),
    act=Act.ATTACH,
    about=N_("It is kept for the office only, until another person has looked at it."),
    fields=(
        _FILE,
        Field("kind", N_("What it is"), Kind.PICK, required=True, options=_kinds),
        Field("caption", N_("Caption"), required=True, hint=N_("What the file is, in a few words; villagers read it.")),
    ),
    prepare=_inspected,
    places=(*_FILE_PLACES, *_CAPTION_PLACES),
    button=N_("Keep it"),
    told=_told,
    do=lambda desk, filled: attach(
        desk,
        filled.attachments,
        filled.subject,
        filled.prepared,
        kind=AttachmentKind(filled.picked("kind")),
        caption=filled.text("caption"),
    ),
)
MASK = Form(
    name="file.mask",
    title=N_("Give a masked copy"),
    act=Act.ATTACH,
    about=N_("Signatures, cards and identity numbers are covered in the copy; another person looks at it."),
    fields=(_FILE, Field("caption", N_("Caption"), hint=N_("Empty: that of the original."))),
    prepare=_inspected,
    places=(*_FILE_PLACES, *_CAPTION_PLACES),
    button=N_("Keep it"),
    told=_told,
    do=lambda desk, filled: mask_attachment(
        desk, filled.attachments, filled.subject, filled.prepared, filled.text("caption")
    ),
)


def _pass(desk: Desk, filled: Filled) -> Attachment:
    from village_board.attachments.passing import pass_attachment  # noqa: PLC0415 - the gate is slow to build

    return pass_attachment(desk, filled.attachments, filled.subject, filled.text("reason"))


def pass_form() -> Form:
    """Return the form by which a second person makes a file public."""
    from village_board.attachments.passing import FileStopped  # noqa: PLC0415

    return Form(
        name="file.pass",
        title=N_("Looked at: make it public"),
        act=Act.PASS_ATTACHMENT,
        about=N_("You have opened the file and found nothing left to mask."),
        fields=(Field("reason", N_("If it is stopped"), Kind.LINES, hint=N_("Why it may be public all the same.")),),
        beside=_found,
        places=(Place(FileStopped, "reason", _STOPPED),),
        button=N_("Make it public"),
        told=_told,
        do=_pass,
    )


def _found(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    from village_board.attachments.passing import stopped_by  # noqa: PLC0415

    one = records.get(Attachment, filled.subject)
    path = open_attachment(filled.attachments.home, one)
    said: list[Paragraph] = [(t("The file lies here:"), "accent"), (str(path), "ink"), ("", "ink")]
    said.append((t("What the machine found"), "accent"))
    found = stopped_by(records, filled.attachments, one)
    said += [(t("{place}: {reason}", place=hit.place.words, reason=hit.reason), "ink") for hit in found]
    return said if found else [*said, (t("Nothing found."), "soft")]


WITHDRAW = Form(
    name="file.withdraw",
    title=N_("Take the file back"),
    act=Act.WITHDRAW_ATTACHMENT,
    about=N_("No villager sees it any more; the file is kept."),
    fields=(Field("reason", N_("Reason"), Kind.LINES, required=True),),
    places=(Place(WithdrawalUnexplained, "reason"),),
    button=N_("Take it back"),
    told=_told,
    do=lambda desk, filled: withdraw_attachment(desk, filled.subject, filled.text("reason")),
)

SIGNED = Form(
    name="file.signed",
    title=N_("Tick who signed the minutes"),
    act=Act.KEEP_SIGNED_MINUTES,
    about=N_("The record then names the file's fingerprint: whoever changes it is found out."),
    fields=(
        *(Field(key, words, Kind.YES_NO) for key, words in SIGNERS.items() if key != "participants"),
        Field("participants", N_("How many who took part signed"), Kind.COUNT),
    ),
    start=lambda _records, _subject: {key: "no" for key in SIGNERS if key != "participants"},
    places=(
        Place(MoreSignedThanCame, "participants"),
        Place(NobodySigned, "participants"),
        Place(NotSignedMinutes, "", N_("{id} is no file of signed minutes of '{title}'. Give it under that kind.")),
    ),
    button=N_("Keep it"),
    told=lambda t, _record: t("Kept: the record names the signed minutes."),
    do=lambda desk, filled: keep_signed_minutes(
        desk,
        filled.subject,
        [key for key in SIGNERS if key != "participants" and filled.yes(key)],
        filled.count_or_none("participants") or 0,
    ),
)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in (ATTACH, MASK, pass_form(), WITHDRAW, SIGNED) if one.name == name), None)


def files_step(subject: str) -> Step:
    """Return the step that shows the files of a record."""
    return Step("files", N_("Files"), lambda: files_screen(subject))


def files_screen(subject: str) -> ListScreen:
    """Return the list of the files of a record."""

    def read(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
        return [_row(one, t) for one in all_attachments(records, subject)]

    return ListScreen(
        Listing(
            title=N_("Files of the record"),
            read=read,
            open=record_screen,
            steps=(form_step(ATTACH, subject, key="f3"),),
            empty=N_("It has no file yet."),
        )
    )


def _row(one: Attachment, t: Translator) -> Row:
    words = f"{one.caption}  {t(ATTACHMENT_KIND[one.kind])}  {MEDIA[one.media_type]}  {-(-one.size // _KB)} KB"
    return Row(one.id, words, _state(one, t), marked=waits(one))


def _state(one: Attachment, t: Translator) -> str:
    if needs_mask(one) and one.visibility is Visibility.INTERNAL:
        return t("needs a masked copy")
    return t("waits for a second look") if waits(one) else t(VISIBILITY[one.visibility])


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a file."""
    return SheetScreen(partial(_sheet, id))


def _sheet(id: str, records: Records, _who: Actor, t: Translator) -> Sheet:  # noqa: A002
    one = records.get(Attachment, id)
    steps: list[Step] = []
    if waits(one) and not needs_mask(one):
        steps.append(form_step(pass_form(), id))
    if is_original(one):
        steps.append(form_step(MASK, id))
    if one.kind is AttachmentKind.SIGNED_MINUTES and one.visibility is not Visibility.WITHDRAWN:
        steps.append(form_step(SIGNED, id))
    if one.visibility is not Visibility.WITHDRAWN:
        steps.append(form_step(WITHDRAW, id))
    return Sheet(one.caption, tuple(_said(records, one, t)), tuple(steps))


def _said(records: Records, one: Attachment, t: Translator) -> Iterator[Paragraph]:
    yield _state(one, t), "strong"
    yield f"{t(ATTACHMENT_KIND[one.kind])}  {MEDIA[one.media_type]}  {-(-one.size // _KB)} KB", "ink"
    yield t("Belongs to: {title} [{id}]", title=_title(records, one.subject), id=one.subject), "ink"
    yield t("Given by {person}", person=_name(records, one.uploaded_by)), "ink"
    if one.passed_by:
        yield t("Passed by {person}", person=_name(records, one.passed_by)), "ink"
    if one.overridden:
        yield t("Passed all the same because: {reason}", reason=one.overridden), "ink"
    if one.original:
        yield t("Masked copy of {title}", title=_title(records, one.original)), "ink"
    if one.reason:
        yield t("Taken back because: {reason}", reason=one.reason), "ink"


def _title(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.lookup(id).title
    except NotFound:
        return ""


def _name(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.get(Person, id).name
    except NotFound:
        return id


def _waiting(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    states = [Visibility.INTERNAL.value, Visibility.MASKED.value]
    found = records.find(Attachment, where("visibility").one_of(states))
    rows = [(_title(records, one.subject), one) for one in found if waits(one) or needs_mask(one)]
    return [
        Row(one.id, f"{one.caption}  ({title})", _state(one, t), marked=waits(one) and not needs_mask(one))
        for title, one in sorted(rows, key=lambda row: (needs_mask(row[1]), row[0]))
    ]


def first_screen() -> ListScreen:
    """Return the files that wait for a mask or a second look."""
    return ListScreen(
        Listing(
            title=N_("Files that wait for a mask or a second look"),
            read=_waiting,
            open=record_screen,
            about=N_("A file is given on the sheet of its record."),
            empty=N_("No file waits."),
        )
    )
