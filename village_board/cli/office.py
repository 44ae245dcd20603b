"""init, import, export, template: the office's own machine; none of them prompts but for the minutes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.board import found_board
from village_board.cli.acting import AS_HELP
from village_board.cli.edge import FINDINGS, Edge
from village_board.cli.imported import report_document, tell_import
from village_board.cli.keeping import tell_lacking
from village_board.cli.site import SITE, export_pages
from village_board.cli.standards import (
    BEANCOUNT,
    CATALOGUE,
    FEED,
    HLEDGER,
    ICS,
    POPOLO,
    check_options,
    export_catalogue,
    export_feed,
    export_ics,
    export_ledger,
    export_popolo,
)
from village_board.cli.words import Command, option
from village_board.interchange.importing import KINDS, import_files
from village_board.interchange.mending import write_to_mend
from village_board.interchange.table import Progress
from village_board.interchange.writing import FORMATS, export_tables, write_template
from village_board.text.clean import clean

#: the format of `export` that holds every record and the log, and that `import` takes back whole
ARCHIVE = "archive"


class ArchiveWhole(UsageError):
    """An archive was given together with an option for tables."""

    sentence = N_("An archive is imported whole. Leave out --kind, --partial, --as-found and --dry-run.")

    def __init__(self) -> None:
        super().__init__()


@click.command("init", cls=Command, help=N_("Make a board in an empty folder; with --demo, the demo village."))
@option("--name", default="", help=N_("Name of the village."))
@option("--township", default="", help=N_("Name of the township."))
@click.pass_obj
def init(edge: Edge, name: str, township: str) -> None:
    """Make a board."""
    if edge.demo:
        from village_board.demo import make_demo  # noqa: PLC0415 - only the demo needs it

        board = make_demo(edge.folder(), edge.clock, edge.say)
    else:
        board = found_board(
            edge.folder(),
            name=clean(name) or edge.t("Our village"),
            township=clean(township),
            clock=edge.clock,
        )
    if edge.as_json:
        edge.give({"home": str(board.home), "village": board.settings.village, "name": board.settings.name})
    else:
        edge.say(edge.t("The board of {name} stands in {home}.", name=board.settings.name, home=str(board.home)))


@click.command("import", cls=Command, help=N_("Read the office's files: all of them, or nothing."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--kind", type=click.Choice(KINDS), help=N_("What the tables hold, where their headers do not tell."))
@option("--partial", is_flag=True, help=N_("Write what is right; return the other rows in a file to mend."))
@option("--as-found", is_flag=True, help=N_("Record a past that broke rules, and list each broken rule."))
@option("--dry-run", is_flag=True, help=N_("Read and judge everything, but write nothing."))
@click.pass_obj
def import_(
    edge: Edge, files: tuple[Path, ...], kind: str | None, *, partial: bool, as_found: bool, dry_run: bool
) -> int:
    """Import files in one unit of work; an archive makes a board where none is."""
    if len(files) == 1 and _import_archive(edge, files[0], plain=not (kind or partial or as_found or dry_run)):
        return 0
    board = edge.open()
    with board.desk() as desk, _progress(edge) as progress:
        report = import_files(
            desk, files, kind=kind, partial=partial, as_found=as_found, dry_run=dry_run, progress=progress
        )
        # Inside the unit of work: what cannot be returned is not dropped either.
        mend = [] if dry_run else [write_to_mend(one, edge.t.say) for one in report.to_mend]
    if edge.as_json:
        edge.give(report_document(edge.t, report, mend))
    else:
        tell_import(edge.t, edge.say, report, mend, dry_run=dry_run)
    return FINDINGS if report.findings else 0


@click.command("export", cls=Command, help=N_("Write tables that can be imported again, or a public standard."))
@click.argument(
    "format", type=click.Choice((*FORMATS, ARCHIVE, POPOLO, ICS, BEANCOUNT, HLEDGER, FEED, CATALOGUE, SITE))
)
@option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("Folder to write into; for calendar or catalogue the file."),
)
@option("--minutes", is_flag=True, help=N_("Minutes: with who voted how, for those entitled (needs --as)."))
@option("--as", "who", default="", help=AS_HELP)
@option("--only", default="", help=N_("Calendar: this one hearing or meeting, by its short code."))
@click.pass_obj
def export(edge: Edge, format: str, out: Path, *, minutes: bool, who: str, only: str) -> None:  # noqa: A002 - the argument's own name
    """Export all registers, the whole village as an archive, or what is public in a standard."""
    check_options(format, minutes=minutes, who=who, only=only)
    match format:
        case "archive":
            _export_archive(edge, out)
        case "popolo":
            export_popolo(edge, out, who)
        case "ics":
            export_ics(edge, out, only)
        case "feed":
            export_feed(edge, out)
        case "catalogue":
            export_catalogue(edge, out)
        case "site":
            export_pages(edge, out)
        case "beancount" | "hledger":
            export_ledger(edge, out, format)
        case _:
            _export_tables(edge, out, format)


def _export_tables(edge: Edge, out: Path, format: str) -> None:  # noqa: A002 - the argument's own name
    with edge.open().reading() as records:
        written = export_tables(records, out, format)
    if edge.as_json:
        edge.give([str(path) for path in written])
    else:
        edge.say(edge.t.n("{n} file written to {out}.", "{n} files written to {out}.", len(written), out=str(out)))


@click.command("template", cls=Command, help=N_("Write an empty table of a kind, to be filled in."))
@click.argument("kind", type=click.Choice(KINDS))
@option("--out", type=click.Path(path_type=Path), help=N_("File to write (.xlsx or .csv)."))
@click.pass_obj
def template(edge: Edge, kind: str, out: Path | None) -> None:
    """Write a template."""
    path = out or Path(f"{kind}.xlsx")
    write_template(kind, path)
    if edge.as_json:
        edge.give(str(path))
    else:
        edge.say(edge.t("Written: {file}. Fill it in, then: village-board import {file}", file=str(path)))


def _export_archive(edge: Edge, out: Path) -> None:
    from village_board.keeping import export_archive  # noqa: PLC0415 - it loads much

    done = export_archive(edge.open(), out)
    if edge.as_json:
        edge.give(
            {
                "folder": str(out),
                "rows": done.rows,
                "entries": done.verdict.entries,
                "root": done.verdict.root,
                "lacking": done.lacking,
            }
        )
        return
    edge.say(edge.t("Archive written: {folder}. It holds personal data: keep it safe.", folder=str(out)))
    edge.say(edge.t("Root of the log: {root}", root=done.verdict.root))
    tell_lacking(edge, done.lacking)


def _import_archive(edge: Edge, path: Path, *, plain: bool) -> bool:
    if not (path.is_dir() or path.suffix == ".json"):
        return False
    from village_board.keeping import import_archive, is_archive  # noqa: PLC0415 - it loads much

    if not is_archive(path):
        return False
    if not plain:
        raise ArchiveWhole
    done = import_archive(edge.folder(), path)
    if edge.as_json:
        edge.give({"home": str(edge.folder()), "rows": done.rows, "root": done.verdict.root, "lacking": done.lacking})
        return True
    edge.say(edge.t("The village of the archive stands in {home}.", home=str(edge.folder())))
    edge.say(edge.t("PINs are not in an archive: set each anew, with village-board pin."))
    tell_lacking(edge, done.lacking)
    return True


@contextmanager
def _progress(edge: Edge) -> Iterator[Progress | None]:
    stream = sys.stderr
    if not stream.isatty():
        yield None
        return
    with click.progressbar(length=1, label=edge.t("Importing"), file=stream) as bar:

        def show(done: int, total: int, label: str) -> None:
            del label
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield show


COMMANDS = (init, import_, export, template)
