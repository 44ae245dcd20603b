"""The clerk's text: names are filled in once, unknown ones are refused with the nearest."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import Staff
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.board import Board
from village_board.i18n import translator
from village_board.paper.page_model import Table, Words
from village_board.reports.filling import BracketsUnfit, Heading, NoSuchFigure, Paragraph, TextEmpty, check_text, pieces
from village_board.reports.forms import as_html, as_markdown, as_text
from village_board.reports.model import Figure, Gathered, Grid, Picture, ReportKind, gathered
from village_board.reports.report import Laid, Place, ReportContradicts, lay
from village_board.reports.texts import change_text, shipped
from village_board.reports.typed import NumbersTyped, typed_numbers

T = translator("zh-Hans")
PLACE = Place("云溪村", "栖禾镇", date(2026, 9, 1))
HOW = say("Hearings whose result is published.")


def known(*figures: Figure, grids: tuple[Grid, ...] = (), pictures: tuple[Picture, ...] = ()) -> Gathered:
    """Return what a small report has."""
    base = Figure("hearings_held", say("Hearings held"), 13, HOW, ("h2345678", "h2345679"))
    return gathered(ReportKind.ANNUAL, (date(2026, 1, 1), date(2026, 12, 31)), (base, *figures), grids, pictures)


def laid(text: str, of: Gathered | None = None) -> Laid:
    """Return the report of `text`."""
    return lay(of or known(), text, PLACE, T)


def test_names_are_filled_in() -> None:
    """Headings, paragraphs and figures stand in the order of the text."""
    found = list(pieces("# 题\n\n办了{{ hearings_held }}次。", known(), lambda name: f"<{name}>"))
    assert found == [Heading(1, "题"), Paragraph("办了<hearings_held>次。")]


@pytest.mark.parametrize(
    ("text", "near"),
    [("{{hearing_held}}", "hearings_held"), ("{{vilage}}", "village"), ("{{table mony}}", "money")],
)
def test_an_unknown_name_is_refused_with_the_nearest(text: str, near: str) -> None:
    """A name that the report does not have: its line and the nearest one."""
    # Guard: village_board/reports/filling.py:_known - a misspelt figure would leave a hole in the printed report
    of = known(grids=(Grid("money", say("Debts"), (say("Account"),), ()),))
    with pytest.raises(NoSuchFigure) as told:
        check_text(f"第一行\n{text}", of)
    assert (told.value.message.facts["line"], told.value.message.facts["near"]) == (2, near)


@pytest.mark.parametrize("text", ["{{", "办了}}次", "{{a{{b}}"])
def test_brackets_that_do_not_close_are_refused(text: str) -> None:
    """A bracket left open is a mistake of the clerk's, and is told with its line."""
    with pytest.raises(BracketsUnfit):
        check_text(text, known())


def test_an_empty_text_is_refused() -> None:
    """A report without a word is none."""
    with pytest.raises(TextEmpty):
        check_text(" \n ", known())


@given(st.text(max_size=60))
def test_a13_whatever_the_clerk_writes_is_laid_out_or_refused(text: str) -> None:
    """A13: no text raises anything but its refusals, and none is run."""
    try:
        check_text(text, known())
    except (NoSuchFigure, BracketsUnfit, TextEmpty):
        return


def test_what_a_figure_brings_is_never_read_again() -> None:
    """A village named like a figure stays a name."""
    # Guard: village_board/reports/filling.py:_filled - a second pass would let a record's words name figures
    odd = Place("{{hearings_held}}", "镇", date(2026, 9, 1))
    made = lay(known(), "# {{village}}", odd, T)
    assert made.title == "{{hearings_held}}"


@pytest.mark.parametrize("hostile", ["<script>x</script>", "| a | b |", "[x](http://y)", "\x1b[2J", '`#read("c")`'])
def test_a13_hostile_words_are_literal_in_every_form(hostile: str) -> None:
    """A13: a table's words are neither markup, nor a link, nor a sequence, in text, Markdown and HTML."""
    grid = Grid("money", say("Debts"), (say("Other party"), say("Amount")), ((hostile, Fen(5)),))
    made = laid("# 题\n{{table money}}", known(grids=(grid,)))
    html, markdown, text = as_html(made, T, hostile, pictures=False), as_markdown(made), as_text(made)
    assert "<script>x" not in html
    for form in (html, markdown, text):
        assert "\x1b" not in form
    row = next(line for line in markdown.splitlines() if "0.05" in line)
    assert row.replace("\\|", "").count("|") == 3
    assert "](http" not in markdown


def test_a_planted_contradiction_stops_the_report_with_the_reason() -> None:
    """A text whose parts do not add up, and books that do not, are refused with the numbers."""
    # Guard: village_board/reports/report.py:lay - the village would read out a report that is wrong
    with pytest.raises(ReportContradicts) as told:
        laid("# 题\n全年办件共10件，其中咨询3件，投诉5件。")
    assert told.value.reasons[0][1]
    money = [Figure(name, say("Income"), value, HOW, money=True) for name, value in
             (("opening", 100), ("income", 50), ("expense", 20), ("closing", 131))]  # fmt: skip
    with pytest.raises(ReportContradicts) as told:
        laid("# 题\n{{income}}", known(*money))
    assert "1.31" in T.say(told.value.message)


def test_uses_that_do_not_give_the_expense_stop_the_report() -> None:
    """The bars of what was spent are the expense, or nothing is printed."""
    money = [Figure(name, say("Income"), value, HOW, money=True) for name, value in
             (("opening", 100), ("income", 50), ("expense", 20), ("closing", 130))]  # fmt: skip
    of = known(*money, pictures=(Picture("uses", say("Other"), (("甲", 19),)),))
    with pytest.raises(ReportContradicts):
        laid("# 题\n{{income}}", of)


def test_each_figure_of_the_text_says_how_it_was_counted() -> None:
    """The table at the end: name, value, what it counts, the records; ids of the office's own are left out."""
    asked = Figure("enquiries_received", say("Enquiries received"), 2, HOW, ("en2345678", "en2345679"), inside=True)
    made = laid("# 题\n{{hearings_held}}次，{{enquiries_received}}件", known(asked))
    table = made.blocks[-1]
    assert isinstance(table, Table)
    assert table.rows[0][1:] == ("13", "结果已公布的听证。", "h2345678 h2345679")
    assert "en2345678" not in as_html(made, T, "") + as_text(made) + as_markdown(made)
    assert "h2345679" in as_html(made, T, "")
    assert isinstance(made.blocks[0], Words)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("本年修路3条，花费12.5万元，完成85%。", ["3", "12.5", "85%"]),
        ("全年{{hearings_held}}次，其中４次改期。", ["４"]),
        ("（1）问题：欠租2户。", ["2"]),
        ("3 roads in 2026, article 35, on 30 September 2026", ["3"]),
        ("1. 2026年9月30日15:00开会，2026-09-30公布", []),
        ("第35条规定，2026年度，农经发〔2011〕13号，每月15日", []),
        ("电话0512-5550101，12345热线", []),
    ],
)
def test_numbers_in_the_clerks_words_are_found(line: str, numbers: list[str]) -> None:
    """Amounts and counts typed as digits are found; days, times, articles and telephones are none."""
    assert [one.number for one in typed_numbers(line)] == numbers


def test_a_typed_number_is_kept_once_it_is_meant_and_told_as_not_counted(board: Board, staff: Staff) -> None:
    """Figures cannot be edited: a digit in the words is warned of, never blocked, and the report says whose it is."""
    # Guard: village_board/reports/texts.py:change_text - "修路9条" would pass for a figure of the records
    of = known()
    with board.desk(staff.clerk) as desk, pytest.raises(NumbersTyped, match="9"):
        change_text(desk, ReportKind.ANNUAL, "# 年报\n修路9条。", of)
    with board.desk(staff.clerk) as desk:
        kept = change_text(desk, ReportKind.ANNUAL, "# 年报\n修路9条。", of, sure=True)
    made = laid(kept.text, of)
    assert "不是从记录统计的：9。" in made.blocks[-1].paragraphs[0]
    for kind, language in product(ReportKind, ("zh-Hans", "en")):
        assert not [*typed_numbers(shipped(kind, language))]
