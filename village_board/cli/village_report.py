"""village-board report annual|bulletin|regulation|text: reports from the records. They also join `print`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.attach import OutExists, OutUnwritable
from village_board.cli.edge import FINDINGS, Edge
from village_board.cli.periods import month_start, year_of
from village_board.cli.printing import around_of, check_out, printing, write_page
from village_board.cli.report import report
from village_board.cli.report_places import Many, gather_many, many_options, named_villages
from village_board.cli.words import option
from village_board.reports.model import ReportKind
from village_board.text.clean import clean

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.paper.notice_sheet import Around
    from village_board.paper.page_model import Printout, Proof
    from village_board.reports.hearings import Heard
    from village_board.reports.model import Gathered
    from village_board.reports.report import Laid

_ENDINGS = (".txt", ".md", ".html", ".pdf", ".xlsx", ".json")
_OUT = N_("File to write (.txt, .md, .html, .pdf, .xlsx or .json); without one it is shown here.")
_YEAR = N_("A year, such as 2026.")
_MONTH = N_("A month, such as 2026-09.")
_DECEMBER = 12


class ReportFormUnknown(UsageError):
    """A file name that says no form of a report."""

    sentence = N_("'{name}' says no form: let it end in {endings}.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name, endings=" ".join(_ENDINGS))


class TextWay(UsageError):
    """Several things are asked of a text at once."""

    sentence = N_("Give --file or --default, with --as; without them the text is shown.")

    def __init__(self) -> None:
        super().__init__()


class PlacesMissing(UsageError):
    """What belongs to many places was given without a place."""

    sentence = N_("--village, --place and --text go with folders or databases: name those too.")

    def __init__(self) -> None:
        super().__init__()


class TextUnreadable(UsageError):
    """The file of a text cannot be read."""

    sentence = N_("{file} cannot be read as text ({why}).")

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file=str(file), why=why)


@report.command("annual", help=N_("The village's yearly report to its assembly, from the records."))
@option("--year", default="", help=_YEAR)
@option("--out", type=click.Path(path_type=Path), help=_OUT)
@click.pass_obj
def annual(edge: Edge, year: str, out: Path | None) -> int:
    """Make the yearly report."""
    return _give(edge, ReportKind.ANNUAL, _of_year(year), out)


@report.command("bulletin", help=N_("The bulletin of a month, for the wall."))
@option("--month", default="", help=_MONTH)
@option("--out", type=click.Path(path_type=Path), help=_OUT)
@click.pass_obj
def bulletin(edge: Edge, month: str, out: Path | None) -> int:
    """Make the bulletin."""
    return _give(edge, ReportKind.BULLETIN, _of_month(month), out)


@report.command(
    "hearings", help=N_("Hearing statistics of a year, of this board or added up over many: folders or a database.")
)
@many_options
@option("--year", default="", help=_YEAR)
@option("--out", type=click.Path(path_type=Path), help=_OUT)
@click.pass_obj
def hearings(edge: Edge, /, year: str, out: Path | None, **many: Any) -> int:
    """Make the report of hearings and votes."""
    return _give_of_places(edge, ReportKind.HEARINGS, _of_year(year), out, **many)


@report.command(
    "regulation",
    help=N_("The six-section report of the regulation, of this board or added up over many: folders or a database."),
)
@many_options
@option("--year", default="", help=_YEAR)
@option("--out", type=click.Path(path_type=Path), help=_OUT)
@click.pass_obj
def regulation(edge: Edge, /, year: str, out: Path | None, **many: Any) -> int:
    """Make the report of the regulation."""
    return _give_of_places(edge, ReportKind.REGULATION, _of_year(year), out, **many)


@report.command("text", help=N_("The text around the figures of a report: show it, or write a new version."))
@click.argument("kind", type=click.Choice([kind.value for kind in ReportKind]))
@option("--file", "file", type=click.Path(path_type=Path), help=N_("The new text."))
@option("--default", "default", is_flag=True, help=N_("Back to the text of the program."))
@option("--sure", "sure", is_flag=True, help=N_("The numbers typed in the text are meant: you counted them yourself."))
@option("--as", "who", default="", help=AS_HELP)
@click.pass_obj
def text(edge: Edge, kind: str, file: Path | None, who: str, *, default: bool, sure: bool) -> None:
    """Show a text with the names that it can use, or keep a new version."""
    from village_board.reports.texts import change_text, text_of, versions_of  # noqa: PLC0415

    wanted = ReportKind(kind)
    if (file is not None and default) or bool(who) != (file is not None or default):
        raise TextWay
    board = edge.open()
    if who:
        new = _read(file) if file is not None else ""
        with board.desk(edge.sign_in(board, who)) as desk:
            known = _gathered(desk, wanted, _today_period(wanted, desk.today), board.settings.name)
            kept = change_text(desk, wanted, new, known, sure=sure)
        edge.say(edge.t("The text is kept as version {n}.", n=kept.version))
        return
    with board.reading() as records:
        known = _gathered(records, wanted, _today_period(wanted, records.today), board.settings.name)
        shown, versions = text_of(records, wanted, edge.t.language), versions_of(records, wanted)
    names = {name: edge.t.say(one.label) for name, one in known.figures.items()}
    if edge.as_json:
        edge.give({"text": shown, "version": versions[0].version if versions else 0, "figures": names,
                   "tables": list(known.grids), "pictures": list(known.pictures)})  # fmt: skip
        return
    edge.say(shown.rstrip())
    edge.say("")
    edge.say(edge.t("Figures that the text can name:"))
    edge.say("\n".join(f"  {{{{{name}}}}}  {label}" for name, label in names.items()))
    edge.say(edge.t("Tables: {names}", names=", ".join(known.grids)))
    edge.say(edge.t("Pictures: {names}", names=", ".join(known.pictures) or edge.t("none")))


@printing.command("report", help=N_("The yearly report as PDF."))
@option("--year", default="", help=_YEAR)
@option("--out", required=True, type=click.Path(path_type=Path), help=N_("Name of the file: .pdf."))
@click.pass_obj
def print_report(edge: Edge, year: str, out: Path) -> int:
    """Print the yearly report."""
    check_out(out)
    return _give(edge, ReportKind.ANNUAL, _of_year(year), out)


@printing.command("bulletin", help=N_("The bulletin of a month as PDF."))
@option("--month", default="", help=_MONTH)
@option("--out", required=True, type=click.Path(path_type=Path), help=N_("Name of the file: .pdf."))
@click.pass_obj
def print_bulletin(edge: Edge, month: str, out: Path) -> int:
    """Print the bulletin."""
    check_out(out)
    return _give(edge, ReportKind.BULLETIN, _of_month(month), out)


Period = tuple[date, date]


def _of_year(text: str) -> Callable[[date], Period]:
    def period(today: date) -> Period:
        year = year_of(text) if text else today.year
        return date(year, 1, 1), date(year, _DECEMBER, 31)

    return period


def _of_month(text: str) -> Callable[[date], Period]:
    from village_board.accounts.months import last_day  # noqa: PLC0415

    def period(today: date) -> Period:
        first = month_start(text) if text else today.replace(day=1)
        return first, last_day(f"{first:%Y-%m}")

    return period


def _today_period(kind: ReportKind, today: date) -> Period:
    return (_of_month if kind is ReportKind.BULLETIN else _of_year)("")(today)


def _gathered(records: Records, kind: ReportKind, period: Period, name: str) -> Gathered:
    """Return what the report of the village called `name` can say.

    Raises:
        ReportContradicts: a hearing cannot be as it is written, or Table III of the regulation does not balance.
    """
    from village_board.reports.gathering import heard_in, of_village  # noqa: PLC0415

    if kind is not ReportKind.REGULATION:
        if kind is ReportKind.HEARINGS:
            _check_hearings(heard_in(records, name))
        return of_village(records, kind, *period, name)
    from village_board.applications.model import Application  # noqa: PLC0415
    from village_board.applications.reporting import report_of  # noqa: PLC0415
    from village_board.applications.words import imbalance_word  # noqa: PLC0415
    from village_board.reports.regulation import of_tables  # noqa: PLC0415
    from village_board.reports.report import ReportContradicts  # noqa: PLC0415

    made = report_of(records, period[0].year)
    if made.imbalances:
        raise ReportContradicts([(imbalance_word(one), ", ".join(one.records)) for one in made.imbalances])
    return of_tables([(made.three, made.four)], [one.id for one in records.all(Application)])[0]


def _check_hearings(heard: Heard) -> None:
    from village_board.reports.hearings import contradictions_of  # noqa: PLC0415
    from village_board.reports.report import ReportContradicts  # noqa: PLC0415

    if broken := [(one.why, one.record) for one in contradictions_of([heard])]:
        raise ReportContradicts(broken)


def _give_of_places(
    edge: Edge,
    kind: ReportKind,
    period: Callable[[date], Period],
    out: Path | None,
    *,
    places: tuple[str, ...],
    named: tuple[str, ...],
    place: str,
    text: Path | None,
) -> int:
    """Make the report of the board, or of `places` added up; exit code 1 where one of them could not be read."""
    if not places:
        if named or place or text is not None:
            raise PlacesMissing
        return _give(edge, kind, period, out)
    from village_board.reports.report import Place, lay  # noqa: PLC0415
    from village_board.reports.texts import shipped  # noqa: PLC0415

    _check_form(out)
    words = _read(text) if text is not None else shipped(kind, edge.t.language)
    today = edge.clock.today()
    many = Many(places, named_villages(named), clean(place))
    known, added = gather_many(edge, kind, period(today), many)
    laid = lay(known, words, Place(added.name, added.name, today), edge.t)
    if out is not None:
        # Many places have no one log that could vouch for the paper: it bears none.
        pages = edge.t("Page {page} of {pages}", page="{page}", pages="{pages}")
        page = _page(laid, edge.t.language, pages, foot=added.foot)
        _write(edge, laid, added.foot, out, lambda: write_page(edge, page, edge.clock.now(), out, tell=False))
    return max(_tell(edge, laid, out), FINDINGS if added.unread else 0)


def _check_form(out: Path | None) -> None:
    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise ReportFormUnknown(out.name)
    if out is not None and out.exists():
        raise OutExists(out)


def _give(edge: Edge, kind: ReportKind, period: Callable[[date], Period], out: Path | None) -> int:
    """Make the report, write or show it, and tell what the proofreader says; exit code 1 where it says something."""
    from village_board.reports.report import Place, lay  # noqa: PLC0415
    from village_board.reports.texts import text_of  # noqa: PLC0415

    _check_form(out)
    board = edge.open()
    settings = board.settings
    with board.reading() as records:
        known = _gathered(records, kind, period(records.today), settings.name)
        place = Place(settings.name, settings.township or settings.name, records.today)
        laid = lay(known, text_of(records, kind, edge.t.language), place, edge.t)
        if out is not None:
            around = around_of(edge, board)
            foot = around.marked(settings.name)
            _write(edge, laid, foot, out, lambda: _print(edge, records, laid, around, out))
    return _tell(edge, laid, out)


def _tell(edge: Edge, laid: Laid, out: Path | None) -> int:
    _show(edge, laid, out)
    for remark in laid.remarks:
        click.echo(edge.t("{reason} It says: {text}", reason=remark.reason, text=remark.text), err=True)
    return FINDINGS if laid.remarks else 0


def _show(edge: Edge, laid: Laid, out: Path | None) -> None:
    from village_board.reports.forms import as_document, as_text  # noqa: PLC0415

    if edge.as_json:
        edge.give(as_document(laid, edge.t))
    elif out is None:
        edge.say(as_text(laid).rstrip())
    else:
        edge.say(edge.t("Written: {file}", file=str(out)))


def _write(edge: Edge, laid: Laid, foot: str, out: Path, print_it: Callable[[], None]) -> None:
    from village_board.reports import forms  # noqa: PLC0415

    match out.suffix.lower():
        case ".pdf":
            print_it()
        case ".xlsx":
            from village_board.interchange.writing import write_workbook  # noqa: PLC0415

            write_workbook(out, forms.sheets(laid.gathered, edge.t))
        case ".json":
            _put(out, json.dumps(forms.as_document(laid, edge.t), ensure_ascii=False, indent=2) + "\n")
        case ".html":
            _put(out, forms.as_html(laid, edge.t, foot))
        case ".md":
            _put(out, forms.as_markdown(laid))
        case _:
            _put(out, forms.as_text(laid))


def _print(edge: Edge, records: Records, laid: Laid, around: Around, out: Path) -> None:
    from village_board.paper.proof import proof_of  # noqa: PLC0415

    proof = proof_of(records, around.settings, around.head, "", edge.t)
    page = _page(laid, edge.t.language, around.pages, foot=around.marked(around.settings.name), proof=proof)
    write_page(edge, page, records.now, out, tell=False)


def _page(laid: Laid, language: str, pages: str, *, foot: str, proof: Proof | None = None) -> Printout:
    from village_board.paper.page_model import Printout  # noqa: PLC0415

    return Printout(laid.title, laid.blocks, language, pages, foot=foot, proof=proof)


def _put(out: Path, content: str) -> None:
    try:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
    except FileExistsError:
        raise OutExists(out) from None
    except OSError as error:
        raise OutUnwritable(out, error.strerror or type(error).__name__) from None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TextUnreadable(file, error.strerror or type(error).__name__) from None
    except UnicodeDecodeError as error:
        raise TextUnreadable(file, error.reason) from None
