"""village-board print …: sheets for the wall, the meeting and the door, as PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.attach import OutExists, OutUnwritable
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option

if TYPE_CHECKING:
    from village_board.board import Board
    from village_board.desk import Desk
    from village_board.paper.notice_sheet import Around
    from village_board.paper.page_model import Printout

_PAPERS = ("A4", "A3")


class NotAPdf(UsageError):
    """A file name that does not end in .pdf."""

    sentence = N_("'{name}' is no name of a PDF: let it end in .pdf.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


@click.group("print", cls=Group, help=N_("Paper as PDF: notices, minutes, finance sheets, door lists."))
def printing() -> None:
    """Collect the commands."""


def out_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--out`` and ``--paper``."""
    paper = option("--paper", type=click.Choice(_PAPERS, case_sensitive=False), default="A4", help=N_("Paper size."))
    out = option("--out", required=True, type=click.Path(path_type=Path), help=N_("Name of the file: .pdf."))
    return out(paper(command))


@printing.command("notice", help=N_("A sheet for the wall about a hearing, a vote, an item, or a notice of it."))
@click.argument("id")
@out_option
@click.pass_obj
def notice(edge: Edge, id: str, out: Path, paper: str) -> None:  # noqa: A002 - the argument's own name
    """Print a notice."""
    from village_board.paper.notice_sheet import notice_sheet  # noqa: PLC0415 - help need not load it
    from village_board.paper.page_model import Format  # noqa: PLC0415

    check_out(out)
    board = edge.open()
    around = around_of(edge, board)
    with board.reading() as records:
        page, made_at = notice_sheet(records, around, id, Format(paper.lower())), records.now
    write_page(edge, page, made_at, out)


@printing.command("minutes", help=N_("The minutes of a hearing or a vote, with boxes for those who sign."))
@click.argument("id")
@out_option
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def minutes(edge: Edge, id: str, out: Path, paper: str, who: str) -> None:  # noqa: A002
    """Print minutes; that they were taken out stays in the log."""
    from village_board.hearings.minutes import make_minutes  # noqa: PLC0415
    from village_board.paper.office_sheets import minutes_page  # noqa: PLC0415
    from village_board.paper.page_model import Format  # noqa: PLC0415

    check_out(out)
    board = edge.open()
    around = around_of(edge, board)
    with board.desk(edge.sign_in(board, who)) as desk:
        sheet = make_minutes(desk, id, board.settings.name)
        page = minutes_page(desk, around, sheet, Format(paper.lower()))
        write_page(edge, page, desk.now, out)


@printing.command("sheet", help=N_("A finance sheet, across the paper; by number or short code."))
@click.argument("sheet")
@out_option
@click.pass_obj
def finance(edge: Edge, sheet: str, out: Path, paper: str) -> None:
    """Print a finance sheet."""
    from village_board.accounts.sheet_print import printed  # noqa: PLC0415
    from village_board.accounts.sheet_reading import books_changed, sheet_breaks, signers_of  # noqa: PLC0415
    from village_board.accounts.sheet_service import find_sheet  # noqa: PLC0415
    from village_board.paper.office_sheets import finance_page  # noqa: PLC0415
    from village_board.paper.page_model import Format  # noqa: PLC0415

    check_out(out)
    board = edge.open()
    around = around_of(edge, board)
    with board.reading() as records:
        found = find_sheet(records, sheet)
        breaks, changed = sheet_breaks(records, found), books_changed(records, found)
        whole = printed(found, signers_of(records, found), breaks=breaks, changed=changed)
        page, made_at = finance_page(records, around, found, whole, Format(paper.lower())), records.now
    write_page(edge, page, made_at, out)


@printing.command("doors", help=N_("A door list that was made, by its id, with room to sign at each door."))
@click.argument("list_id", metavar="LIST")
@option("--out", required=True, type=click.Path(path_type=Path), help=N_("Name of the file: .pdf."))
@click.pass_obj
def doors(edge: Edge, list_id: str, out: Path) -> None:
    """Print a door list."""
    from village_board.notices.doors import doors_of  # noqa: PLC0415
    from village_board.notices.model import Notice  # noqa: PLC0415
    from village_board.notices.reach_model import DoorList  # noqa: PLC0415
    from village_board.paper.office_sheets import doors_page  # noqa: PLC0415

    check_out(out)
    board = edge.open()
    around = around_of(edge, board)
    with board.reading() as records:
        made = records.get(DoorList, list_id)
        message = records.get(Notice, made.notice).message
        page, made_at = doors_page(around, made, doors_of(records, made), message), records.now
    write_page(edge, page, made_at, out)


@printing.command(
    "slips", help=N_("Hand out rating slips to cut apart; their codes are kept nowhere but on the paper.")
)
@option("--count", type=int, required=True, help=N_("How many."))
@option("--poll", "poll", default="", help=N_("Id of an opinion poll: slips of it instead."))
@option("--out", required=True, type=click.Path(path_type=Path), help=N_("Name of the file: .pdf."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def slips(edge: Edge, count: int, poll: str, out: Path, who: str) -> None:
    """Hand out and print rating slips, or those of a poll: where they cannot be printed, none are handed out."""
    from village_board.paper.office_sheets import slips_page  # noqa: PLC0415
    from village_board.slips.sealed import grouped  # noqa: PLC0415

    check_out(out)
    board, t = edge.open(), edge.t
    around = around_of(edge, board)
    with board.desk(edge.sign_in(board, who)) as desk:
        codes, until, title = (
            _poll_slips(edge, desk, poll, count) if poll else _rating_slips(edge, desk, count, board.settings.name)
        )
        words = (
            t("It answers once, without a name. Type the code in the hall.")
            if poll
            else t("It rates once, without a name. Type the code in the hall.")
        )
        page = slips_page(around, title, [(title, grouped(code), words) for code in codes], until)
        write_page(edge, page, desk.now, out)


def _rating_slips(edge: Edge, desk: Desk, count: int, village: str) -> tuple[list[str], date, str]:
    """Return codes of new rating slips, their last day, and what they are called."""
    from village_board.evaluation.rating_service import hand_out, open_round  # noqa: PLC0415

    codes = hand_out(desk, count)
    return codes, open_round(desk).closes_on, edge.t("Rating slip of {village}", village=village)


def _poll_slips(edge: Edge, desk: Desk, poll: str, count: int) -> tuple[list[str], date, str]:
    """Return the same of slips of an opinion poll."""
    from village_board.polls.model import Poll  # noqa: PLC0415
    from village_board.polls.service import hand_out_slips  # noqa: PLC0415

    codes, found = hand_out_slips(desk, poll, count), desk.get(Poll, poll)
    return codes, found.closes_on, edge.t("Slip of the opinion poll: {title}", title=found.name)


def around_of(edge: Edge, board: Board) -> Around:
    """Return what every page of this village shares: its name, the log's head, the language."""
    from village_board.doctor.village import log_head  # noqa: PLC0415
    from village_board.paper.notice_sheet import Around  # noqa: PLC0415

    return Around(board.settings, log_head(board), edge.t)


def check_out(out: Path) -> None:
    """Refuse a name that is no PDF's, or a file that stands there.

    Raises:
        NotAPdf, OutExists: with the name.
    """
    if out.suffix.lower() != ".pdf":
        raise NotAPdf(out.name)
    if out.exists():
        raise OutExists(out)


def write_page(edge: Edge, page: Printout, made_at: datetime, out: Path, *, tell: bool = True) -> None:
    """Print `page` into the file, and say so where `tell`.

    Raises:
        PressMissing, ChineseFontMissing, FontLacks: it cannot be printed here.
        OutExists, OutUnwritable: the file cannot be written.
    """
    from village_board.paper.press import pdf  # noqa: PLC0415

    made = pdf(page, made_at)
    try:
        with out.open("xb") as file:
            file.write(made)
    except FileExistsError:
        raise OutExists(out) from None
    except OSError as error:
        raise OutUnwritable(out, error.strerror or type(error).__name__) from None
    if not tell:
        return
    if edge.as_json:
        edge.give({"file": str(out), "bytes": len(made)})
    else:
        edge.say(edge.t("Printed: {file}", file=str(out)))


COMMANDS = (printing,)
