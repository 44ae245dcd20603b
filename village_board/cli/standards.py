"""`export popolo`, `ics`, `feed`, `catalogue`, `beancount`, `hledger`: what is public, for programs not our own."""

from __future__ import annotations

from pathlib import Path

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.edge import Edge

POPOLO = "popolo"
ICS = "ics"
BEANCOUNT = "beancount"
HLEDGER = "hledger"
FEED = "feed"
CATALOGUE = "catalogue"


class MinutesOfSomebody(UsageError):
    """Minutes were asked for, and nobody said who asks."""

    sentence = N_("Minutes name people. Say who you are with --as; your PIN is asked for.")

    def __init__(self) -> None:
        super().__init__()


class OptionElsewhere(UsageError):
    """An option was given to a format that has no use for it."""

    sentence = N_("{option} belongs to 'export {format}'. Leave it out here.")

    def __init__(self, option: str, format: str) -> None:  # noqa: A002 - the argument's own name
        super().__init__(option=option, format=format)


def check_options(format: str, *, minutes: bool, who: str, only: str) -> None:  # noqa: A002 - the argument's own name
    """Refuse options that the format would ignore: somebody counts on them.

    Raises:
        OptionElsewhere: one belongs to another format.
        MinutesOfSomebody: minutes without a person.
    """
    if format != POPOLO and minutes:
        raise OptionElsewhere("--minutes", POPOLO)
    if who and not minutes:
        raise OptionElsewhere("--as", f"{POPOLO} --minutes")
    if format != ICS and only:
        raise OptionElsewhere("--only", ICS)
    if minutes and not who:
        raise MinutesOfSomebody


def export_popolo(edge: Edge, out: Path, who: str) -> None:
    """Write what is public as Popolo into the folder `out`; for `who`, after the PIN, the minutes."""
    from village_board.interchange.standards.service import (  # noqa: PLC0415 - only this export needs it
        minutes_popolo,
        public_popolo,
        write_files,
    )

    board = edge.open()
    if who:
        actor = edge.sign_in(board, who)
        with board.desk(actor) as desk:
            files = minutes_popolo(desk, board.settings)
    else:
        with board.reading() as records:
            files = public_popolo(records, board.settings)
    written = write_files(out, files, private=bool(who))
    if edge.as_json:
        edge.give([str(path) for path in written])
        return
    edge.say(edge.t.n("{n} file written to {out}.", "{n} files written to {out}.", len(written), out=str(out)))
    if who:
        edge.say(edge.t("They name who voted how: for those entitled only. The log says that you have them."))


def export_ics(edge: Edge, out: Path, only: str) -> None:
    """Write the calendar of all hearings and meetings, or of one, into the file `out`."""
    from village_board.interchange.standards.service import calendar  # noqa: PLC0415 - only this export needs it
    from village_board.interchange.writing import replace_file  # noqa: PLC0415

    board = edge.open()
    with board.reading() as records:
        content, entries, left_out = calendar(records, board.settings, edge.t, only)
    replace_file(out, content)
    if edge.as_json:
        edge.give({"file": str(out), "entries": entries, "left_out": left_out})
        return
    edge.say(edge.t.n("{n} entry written to {out}.", "{n} entries written to {out}.", entries, out=str(out)))
    if left_out:
        edge.say(edge.t.n("{n} has no day yet and is left out.", "{n} have no day yet and are left out.", left_out))


def export_ledger(edge: Edge, out: Path, format: str) -> None:  # noqa: A002 - the argument's own name
    """Write the books in a format of plain-text accounting as one file into the folder `out`."""
    from village_board.interchange.standards.books import ledger_files  # noqa: PLC0415 - only this export needs it
    from village_board.interchange.standards.service import write_files  # noqa: PLC0415

    board = edge.open()
    with board.reading() as records:
        files = ledger_files(records, board.settings, format, edge.t)
    written = write_files(out, files)
    if edge.as_json:
        edge.give([str(path) for path in written])
        return
    edge.say(edge.t("The books stand in {file}.", file=str(written[0])))
    if format == BEANCOUNT:
        edge.say(edge.t("Check them with another program: bean-check {file}", file=str(written[0])))
    else:
        edge.say(
            edge.t(
                "Check them with another program: hledger -f {file} check --strict ordereddates payees",
                file=str(written[0]),
            )
        )


def export_feed(edge: Edge, out: Path) -> None:
    """Write what was published last as Atom and JSON Feed into the folder `out`."""
    from village_board.interchange.standards.feed import feed_files  # noqa: PLC0415 - only this export needs it
    from village_board.interchange.standards.published import published_feed  # noqa: PLC0415
    from village_board.interchange.standards.service import write_files  # noqa: PLC0415

    board = edge.open()
    with board.reading() as records:
        feed = published_feed(records, board.settings, edge.t)
    written = write_files(out, feed_files(feed))
    if edge.as_json:
        edge.give({"files": [str(path) for path in written], "entries": len(feed.entries)})
        return
    edge.say(edge.t.n("{n} row written to {out}.", "{n} rows written to {out}.", len(feed.entries), out=str(out)))


def export_catalogue(edge: Edge, out: Path) -> None:
    """Write the catalogue in the national layout into the file `out`."""
    from village_board.interchange.national import HEADERS, SHEET, national_rows  # noqa: PLC0415
    from village_board.interchange.writing import write_table  # noqa: PLC0415

    board = edge.open()
    with board.reading() as records:
        rows = list(national_rows(records))
    write_table(out, HEADERS, rows, sheet=SHEET)
    if edge.as_json:
        edge.give({"file": str(out), "entries": len(rows)})
        return
    edge.say(edge.t.n("{n} row written to {out}.", "{n} rows written to {out}.", len(rows), out=str(out)))
