"""What comes as a file: a villager's photographs and voice notes, a voice for the hall, a spreadsheet (P13, P19).

A file is fetched into memory when it is needed. Between two steps only the chat program's own name of it is kept, with
the digest of what was shown, so that what is taken in is what was judged.
"""

from __future__ import annotations

from hashlib import sha256

from tinydb import where

from bot.answers import duties, menu
from bot.answers import files_in as answers
from bot.reply import Reply
from bot.sheets import taken_in
from bot.talks.shape import Choice, Guide, Question, Step, Told
from bot.talks.taken import within
from village_board.attachments.judging import inspect
from village_board.attachments.model import AttachmentKind, MediaGroup, Upload
from village_board.attachments.reading import all_attachments
from village_board.attachments.service import attach, file_limits
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.disclosure.model import Item, ItemStatus
from village_board.enquiries.finding import is_from_chat
from village_board.enquiries.model import Enquiry
from village_board.glance.service import meetings_ahead
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.told import chat_of_follow
from village_board.hearings.voices import Objector
from village_board.limits.service import limits_of
from village_board.people.acts import Act

_CAPTION, _SHOWN = 60, 6


class FileChanged(Refused):
    """The file is not the one whose findings were shown."""

    sentence = N_("This is not the file that was looked at. Send it again. Nothing was taken in.")

    def __init__(self) -> None:
        super().__init__()


class NoRecording(Refused):
    """What was sent for the hall is no sound."""

    sentence = N_("This is no recording that the hall can play. Send a voice note.")

    def __init__(self) -> None:
        super().__init__()


class NoPhotograph(Refused):
    """Only pictures and voices come to an enquiry."""

    sentence = N_("'{file}' is no photograph and no voice note. Nothing was kept; bring papers to the village office.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


class EnoughFiles(Refused):
    """The record has as many files from its chat as it may have."""

    sentence = N_("{count} files are with it already; more cannot be looked at. Bring them to the village office.")

    def __init__(self, count: int) -> None:
        super().__init__(count=count)


# A villager's photographs and voice notes


def _check_own(told: Told) -> None:
    """Refuse files for what is another chat's (A14).

    Raises:
        NotFound: it is no enquiry and no objection of this chat.
    """
    record = told.desk.lookup(told.talk.subject)
    mine = (isinstance(record, Enquiry) and is_from_chat(told.desk, told.asking.chat, record)) or (
        isinstance(record, Objector) and chat_of_follow(told.desk, record.via) == told.asking.chat
    )
    if not mine:
        raise NotFound(Enquiry.KIND.label, told.talk.subject)


def _ask_files(told: Told) -> Question:
    t, limits = told.t, limits_of(told.desk)
    most, there = limits.count("enquiry.files_most"), len(all_attachments(told.desk, told.talk.subject))
    size = file_limits(told.desk).picture // 1_048_576
    lines = [
        t("Send photographs or a voice note, one after the other: {n} of {most} are there.", n=there, most=most),
        t("Each at most {size} MB. Nobody sees them before somebody of the office has looked.", size=size),
        t("Send no identity cards, no papers about illness or cases."),
    ]
    return Question(lines, leave=t("That is all"))


def add_file(told: Told, upload: Upload) -> Reply:
    """Keep one file with the enquiry or objection, for the office only; judged by its content (P13).

    Raises:
        EnoughFiles, KindNotKept, FileTooLarge, AlreadyAttached ...: with the facts; nothing was kept.
    """
    _check_own(told)
    most = limits_of(told.desk).count("enquiry.files_most")
    there = len(all_attachments(told.desk, told.talk.subject))
    if there >= most:
        raise EnoughFiles(there)
    file = inspect(upload, file_limits(told.desk))
    group = file.media_type.group
    if group not in (MediaGroup.PICTURE, MediaGroup.SOUND):
        raise NoPhotograph(file.file_name)
    kind, caption = (
        (AttachmentKind.PHOTO, told.t("Photograph from the chat"))
        if group is MediaGroup.PICTURE
        else (AttachmentKind.OTHER, told.t("Voice note from the chat"))
    )
    attach(told.desk, told.files, told.talk.subject, file, kind=kind, caption=caption)
    return answers.kept(told.asking, there + 1, most)


FILES = Guide(
    {"files": Step(_ask_files)},
    lambda told: menu.menu(told.asking),
    check=_check_own,
    left=N_("What you have sent stays with it. The office looks at it."),
)


# A voice for the hall


def _records_read_aloud(told: Told) -> list[Item | Hearing | Resolution]:
    """Return what the hall may read aloud: what is ahead, then the newest items."""
    published = where("status") == ItemStatus.PUBLISHED.value
    newest = told.desk.page(Item, published, order_by="published_on", descending=True, limit=_SHOWN).rows
    ahead = [one.record for one in meetings_ahead(told.desk)]
    return [*ahead, *newest][:_SHOWN]


def _ask_subject(told: Told) -> Question:
    t = told.t
    return Question(
        (t("A voice note for the hall: what does it read aloud?"),),
        [Choice(one.id, one.title) for one in _records_read_aloud(told)],
    )


def _ask_caption(told: Told) -> Question:
    return Question((told.t("Say in a few words what it is, such as who speaks."),))


def _keep_sound(told: Told) -> Reply:
    file = inspect(Upload(told.file, "voice"), file_limits(told.desk))
    if file.media_type.group is not MediaGroup.SOUND:
        raise NoRecording
    subject, caption = told.answer("subject"), told.answer("caption")
    made = attach(told.desk, told.files, subject, file, kind=AttachmentKind.SOUND, caption=caption)
    told_ = told.t(
        "Kept: {caption}. Another member hears it and passes it; then the hall plays it.", caption=made.caption
    )
    return duties.desk(told.asking, told_)


SOUND = Guide(
    {
        "subject": Step(_ask_subject),
        "caption": Step(_ask_caption, within(_CAPTION)),
    },
    _keep_sound,
    acts=frozenset({Act.ATTACH}),
    needs_file=True,
    left=N_("Left; nothing was changed."),
)


# A spreadsheet


def _name(told: Told) -> str:
    return told.talk.about.split(" ", 2)[2]


def _review_sheet(told: Told) -> list[str]:
    """Ask again after a restart or a step back: the findings were sent, and stand above."""
    return [told.t("Take '{file}' in, as it was judged above?", file=_name(told))]


def _take_in(told: Told) -> Reply:
    if sha256(told.file).hexdigest() != told.talk.about.split(" ", 2)[1]:
        raise FileChanged
    report = taken_in(told.desk, told.file, _name(told))
    return duties.desk(told.asking, answers.imported(told.asking, report))


SHEET = Guide(
    {},
    _take_in,
    _review_sheet,
    confirm=N_("Take it in"),
    acts=frozenset({Act.IMPORT}),
    needs_file=True,
    left=N_("Left; nothing was taken in."),
)
