"""Paper from the desk: a file is written beside nothing else, whole or not at all; none is ever written over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from village_board.base.message import N_
from village_board.evaluation.rating_service import SlipCountWrong
from village_board.i18n import DEFAULT, translator
from village_board.paper.press import PressMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.paper.notice_sheet import Around
    from village_board.paper.page_model import Format, Printout
    from village_board.people.acts import Act

_PAPERS = ("a4", "a3")
_PDF = ".pdf"
_PRIVATE = 0o600


class PaperNameWrong(FieldRefused):
    """A name that says no form of paper."""

    sentence = N_("'{name}' says no form: let it end in {endings}.")

    def __init__(self, field: str, name: str, endings: str) -> None:
        super().__init__(field, name=name, endings=endings)


class PaperThere(FieldRefused):
    """A file of that name is there."""

    sentence = N_("There is a file {file} already. Choose another name; nothing was written.")

    def __init__(self, field: str, file: Path) -> None:
        super().__init__(field, file=str(file))


class PaperFolderMissing(FieldRefused):
    """The folder is not there."""

    sentence = N_("There is no folder {folder}. Choose another; nothing was done.")

    def __init__(self, field: str, folder: Path) -> None:
        super().__init__(field, folder=str(folder))


class PaperUnwritable(FieldRefused):
    """The file cannot be written where it was wanted."""

    sentence = N_("{file} cannot be written: {why}. Choose another folder; nothing was done.")

    def __init__(self, field: str, file: Path, why: str) -> None:
        super().__init__(field, file=str(file), why=why)


def paper_path(filled: Filled, plain: str, endings: Sequence[str] = (_PDF,)) -> Path:
    """Return where the paper of the form is written.

    Args:
        filled: has the field ``out``: a folder, or a name; one without a folder lies in the user's own.
        plain: the name within a folder.
        endings: what a name may end with; the first stands behind one without any.

    Raises:
        PaperNameWrong, PaperThere, PaperFolderMissing, PaperUnwritable: at the field.
    """
    text = filled.text("out").strip("'\"") or "~"
    try:
        path = Path.home() / Path(text).expanduser()
        path = path / plain if path.is_dir() else path
        path = path if path.suffix else path.with_suffix(endings[0])
        if path.suffix.lower() not in endings:
            raise PaperNameWrong("out", path.name, " ".join(endings))
        if path.exists():
            raise PaperThere("out", path)
        if not path.parent.is_dir():
            raise PaperFolderMissing("out", path.parent)
    except (OSError, ValueError, RuntimeError) as error:  # a name too long, a null in it, a home of nobody
        why = getattr(error, "strerror", None) or type(error).__name__
        raise PaperUnwritable("out", Path(text[:80].replace("\0", "")), why) from None
    return path


def write_paper(path: Path, made: bytes) -> Path:
    """Write `made` to `path`, for the user's eyes alone.

    Raises:
        PaperThere, PaperUnwritable: nothing is left there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        raise PaperThere("out", path) from None
    except OSError as error:
        raise PaperUnwritable("out", path, error.strerror or type(error).__name__) from None
    finally:
        beside.unlink(missing_ok=True)
    return path


def around_of(records: Records, filled: Filled) -> Around:
    """Return what every page of this village shares; paper of the desk is in Chinese."""
    from village_board.paper.notice_sheet import Around  # noqa: PLC0415 - when it is printed

    assert filled.settings is not None
    return Around(filled.settings, records.log_head(), translator(DEFAULT, "village_board"))


OUT = Field("out", N_("File or folder"), hint=N_("Empty: your own folder. A file that is there is never written over."))


def _papers(_records: Records, _t: Translator) -> list[Option]:
    return [Option(one, one.upper()) for one in _PAPERS]


PAPER = Field("paper", N_("Paper size"), Kind.CHOICE, options=_papers)
#: what the press or the place of the file may refuse.
PAPER_PLACES = (
    Place(PressMissing, "", N_("This machine cannot print: the package 'paper' of the program is missing.")),
)
Page = Callable[["Desk", "Filled", "Format"], "Printout"]


def written(t: Translator, path: Path) -> str:
    """Say where the paper lies."""
    return t("Printed: {file}", file=str(path))


def paper_form(name: str, title: str, act: Act, what: str, *, about: str = "", fields: tuple[Field, ...] = ()) -> Form:
    """Return the form that prints `what` (a row of `PAGES`) about the record that it is opened for."""

    def do(desk: Desk, filled: Filled) -> Path:
        from village_board.paper.page_model import Format  # noqa: PLC0415 - when it is printed
        from village_board.paper.press import pdf  # noqa: PLC0415

        plain = f"{what}-{filled.subject or desk.today.isoformat()}{_PDF}"
        path = paper_path(filled, plain)
        page = PAGES[what](desk, filled, Format(filled.text("paper") or _PAPERS[0]))
        return write_paper(path, pdf(page, desk.now))

    return Form(
        name=name,
        title=title,
        act=act,
        about=about or N_("A PDF is written; print it from there."),
        fields=(*fields, OUT, PAPER),
        start=lambda _records, _subject: {"paper": _PAPERS[0]},
        places=(Place(SlipCountWrong, "count"), *PAPER_PLACES),
        button=N_("Print it"),
        told=written,
        do=do,
    )


def _sheet(desk: Desk, filled: Filled, paper: Format) -> Printout:
    from village_board.accounts.sheet_model import FinanceSheet  # noqa: PLC0415 - when it is printed
    from village_board.accounts.sheet_print import printed  # noqa: PLC0415
    from village_board.accounts.sheet_reading import books_changed, sheet_breaks, signers_of  # noqa: PLC0415
    from village_board.paper.office_sheets import finance_page  # noqa: PLC0415

    found = desk.get(FinanceSheet, filled.subject)
    breaks, changed = sheet_breaks(desk, found), books_changed(desk, found)
    whole = printed(found, signers_of(desk, found), breaks=breaks, changed=changed)
    return finance_page(desk, around_of(desk, filled), found, whole, paper)


def _minutes(desk: Desk, filled: Filled, paper: Format) -> Printout:
    from village_board.hearings.minutes import make_minutes  # noqa: PLC0415 - when it is printed
    from village_board.paper.office_sheets import minutes_page  # noqa: PLC0415

    return minutes_page(desk, around_of(desk, filled), make_minutes(desk, filled.subject, filled.village), paper)


def _notice(desk: Desk, filled: Filled, paper: Format) -> Printout:
    from village_board.paper.notice_sheet import notice_sheet  # noqa: PLC0415 - when it is printed

    return notice_sheet(desk, around_of(desk, filled), filled.subject, paper)


def _doors(desk: Desk, filled: Filled, _paper: Format) -> Printout:
    from village_board.notices.doors import doors_of  # noqa: PLC0415 - when it is printed
    from village_board.notices.model import Notice  # noqa: PLC0415
    from village_board.notices.reach_model import DoorList  # noqa: PLC0415
    from village_board.paper.office_sheets import doors_page  # noqa: PLC0415

    made = desk.get(DoorList, filled.subject)
    message = desk.get(Notice, made.notice).message
    return doors_page(around_of(desk, filled), made, doors_of(desk, made), message)


def _slips(desk: Desk, filled: Filled, _paper: Format) -> Printout:
    from village_board.evaluation.rating_service import hand_out, open_round  # noqa: PLC0415
    from village_board.paper.office_sheets import slips_page  # noqa: PLC0415
    from village_board.slips.sealed import grouped  # noqa: PLC0415 - when it is printed

    around = around_of(desk, filled)
    codes = hand_out(desk, filled.count("count"))
    until, t = open_round(desk).closes_on, around.t
    words = t("It rates once, without a name. Type the code in the hall.")
    title = t("Rating slip of {village}", village=filled.village)
    return slips_page(around, title, [(title, grouped(code), words) for code in codes], until)


def _poll_slips(desk: Desk, filled: Filled, _paper: Format) -> Printout:
    from village_board.paper.office_sheets import slips_page  # noqa: PLC0415 - when it is printed
    from village_board.polls.model import Poll  # noqa: PLC0415
    from village_board.polls.service import hand_out_slips  # noqa: PLC0415
    from village_board.slips.sealed import grouped  # noqa: PLC0415

    around, poll = around_of(desk, filled), desk.get(Poll, filled.subject)
    codes, t = hand_out_slips(desk, poll.id, filled.count("count")), around.t
    words = t("It answers once, without a name. Type the code in the hall.")
    title = t("Slip of the opinion poll: {title}", title=poll.name)
    return slips_page(around, title, [(title, grouped(code), words) for code in codes], poll.closes_on)


#: what can be printed, and its page.
PAGES: dict[str, Page] = {
    "sheet": _sheet,
    "minutes": _minutes,
    "notice": _notice,
    "doors": _doors,
    "slips": _slips,
    "poll_slips": _poll_slips,
}
