"""The demo's reports: every figure is that of the room that keeps it, and every page can be printed."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from village_board.accounts.explained_service import overview_of, uses_in
from village_board.accounts.money import earmarked_funds
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.sheet_print import printed
from village_board.applications.reporting import counts_of, report_of
from village_board.board import Board
from village_board.disclosure.due import due_items
from village_board.doctor.village import log_head
from village_board.hearings.figures import FIGURES
from village_board.hearings.model import Hearing
from village_board.hearings.statistics_service import statistics_of
from village_board.i18n import LANGUAGES, translator
from village_board.paper.notice_sheet import Around, notice_sheet
from village_board.paper.office_sheets import finance_page
from village_board.paper.page_model import Printout
from village_board.paper.press import pdf
from village_board.reports.gathering import of_village
from village_board.reports.model import Gathered, ReportKind
from village_board.reports.regulation import of_tables, summed
from village_board.reports.report import Place, lay
from village_board.reports.texts import shipped

YEAR = 2026


@pytest.fixture(scope="module")
def known(board: Board) -> Gathered:
    """What the year's report says."""
    with board.reading() as records:
        return of_village(records, ReportKind.ANNUAL, date(YEAR, 1, 1), date(YEAR, 12, 31))


def test_p30_the_figures_are_those_of_their_rooms(board: Board, known: Gathered) -> None:
    """P30: hearings are those of the statistics, money that of the accounts, the rest that of their own counts."""
    # Guard: village_board/reports/gathering.py:of_village - a report with its own counting contradicts the screens
    records = board.records()
    year = dict(statistics_of(records).groups)[str(YEAR)]
    for figure in FIGURES:
        assert known.figures[figure.name].value == figure.of(year), figure.name
    money = overview_of(records, YEAR)
    value = {name: one.value for name, one in known.figures.items()}
    assert (value["income"], value["expense"], value["closing"]) == (money.income, money.expense, money.balance)
    assert sum(fen for _, fen in known.pictures["uses"].rows) == uses_in(records, YEAR).total
    counts = counts_of(records, YEAR)
    assert (value["applications_received"], value["applications_handled"]) == (counts.received, counts.handled)
    assert value["earmarked_left"] == sum(fund.left for fund in earmarked_funds(records, date(YEAR, 11, 22)))
    assert value["items_missing"] == len(due_items(records))


def test_each_figure_opens_down_to_its_records(board: Board, known: Gathered) -> None:
    """The records behind a figure are there, and as many as it counts where it counts records."""
    records = board.records()
    for name in ("hearings_held", "resolutions_passed", "items", "vouchers", "enquiries_received"):
        figure = known.figures[name]
        assert len(figure.records) == figure.value, name
    for figure in known.figures.values():
        assert figure.counted.msgid
        for id_ in figure.records[:5]:
            assert records.lookup(id_).id == id_


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [ReportKind.ANNUAL, ReportKind.BULLETIN])
def test_the_demos_reports_are_made_and_printed(board: Board, kind: ReportKind, language: str) -> None:
    """In every language the proofreader finds nothing, and the pages can be printed."""
    t = translator(language)
    first, last = (date(YEAR, 1, 1), date(YEAR, 12, 31)) if kind is ReportKind.ANNUAL else (
        date(YEAR, 10, 1), date(YEAR, 10, 31),
    )  # fmt: skip
    with board.reading() as records:
        found = of_village(records, kind, first, last)
    laid = lay(found, shipped(kind, language), Place("云溪村", "栖禾镇", date(YEAR, 11, 22)), t)
    assert laid.remarks == ()
    made = pdf(Printout(laid.title, laid.blocks, language, "{page}/{pages}"))
    assert len(PdfReader(io.BytesIO(made)).pages) > 1


def test_the_demos_sheets_are_printed(board: Board) -> None:
    """Every hearing's notice and every finance sheet goes through the press; each entry stands on the paper."""
    around = Around(board.settings, log_head(board), translator("zh-Hans"))
    with board.reading() as records:
        sheets = [notice_sheet(records, around, one.id) for one in records.all(Hearing) if one.public][:3]
        newest = max(records.all(FinanceSheet), key=lambda one: one.period)
        ledger = finance_page(records, around, newest, printed(newest, {}))
    for sheet in sheets:
        assert len(PdfReader(io.BytesIO(pdf(sheet))).pages) == 1
    text = "".join("".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(pdf(ledger))).pages)
    for entry in newest.body.entries:
        assert entry.voucher in text


def test_the_report_of_the_regulation_adds_tables_up(board: Board) -> None:
    """Two places give twice the cells of one; nothing that balanced alone is off balance together."""
    made = report_of(board.records(), YEAR)
    one = (made.three, made.four)
    three, four = summed([one, one])
    assert three.cells == {place: 2 * number for place, number in made.three.cells.items()}
    assert four == {place: 2 * number for place, number in made.four.items()}
    found, broken = of_tables([one, one])
    assert broken == ()
    assert found.figures["new_received"].value == 14
    with pytest.raises(ValueError, match="2025"):
        summed([one, (report_of(board.records(), 2025).three, {})])
