"""Reports over many places: real tables balance, what contradicts itself is told with its place, parts add up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.applications.forms import an_application
from tests.applications.test_report import BROUGHT, FINISHED, LEFT, RECEIVED, RESULTS, the_real_year
from tests.applications.test_report import YEAR as REAL_YEAR
from tests.cli.conftest import Run, program  # noqa: F401 - a fixture
from tests.hearings.test_statistics import FEN, HEARINGS, VILLAGES, a_city, decided, held
from tests.support.builders import TODAY, keep
from tests.support.clocks import GivenClock
from village_board.applications.model import ChallengeKind, Result, State
from village_board.applications.report import OUTCOMES, Form, result_rows, table_three
from village_board.base.kind import Record
from village_board.board import found_board
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.outward import sittings
from village_board.i18n import LANGUAGES, translator
from village_board.paper.page_model import Bars
from village_board.reports.forms import as_html, as_markdown, as_text
from village_board.reports.hearings import Heard, contradictions_of, of_heard
from village_board.reports.model import ReportKind
from village_board.reports.regulation import of_tables, summed
from village_board.reports.report import Place, lay
from village_board.reports.texts import shipped

DAYS = (date(TODAY.year, 1, 1), date(TODAY.year, 12, 31))
NO_CHALLENGES = {(kind.value, outcome): 0 for kind in ChallengeKind for outcome in OUTCOMES}


def heard(name: str, *records: Hearing | Resolution) -> Heard:
    """Return what was heard in a village with these records."""
    hearings = [record for record in records if isinstance(record, Hearing)]
    resolutions = [record for record in records if isinstance(record, Resolution)]
    return Heard(name, tuple(sittings(hearings, resolutions)))


def home(folder: Path, name: str, *records: Record) -> Path:
    """Return the home of a village that holds these records."""
    board = found_board(folder / name, name=name, township="栖禾镇", clock=GivenClock(TODAY))
    keep(board, *records)
    board.close()
    return folder / name


def test_p30_the_published_table_of_a_city_comes_out_of_three_places_added_up() -> None:
    """Facts 4.4: 14,069 + 560 = 13,810 + 819, row by row and column by column, whichever place has which."""
    # Guard: reports/regulation.py:summed - a cell that is not added leaves a column off balance.
    applications = the_real_year()
    places = [(table_three(applications[n::3], REAL_YEAR), NO_CHALLENGES) for n in range(3)]
    made, broken = of_tables(places)
    assert broken == ()
    rows = [row[1:] for row in made.grids["three"].rows]
    named = dict(zip(("new", "brought", *result_rows(Form.Y2021), "handled", "left"), rows, strict=True))
    assert (named["new"], named["brought"]) == ((*RECEIVED, 14069), (*BROUGHT, 560))
    assert (named["handled"], named["left"]) == ((*FINISHED, 13810), (*LEFT, 819))
    assert tuple(named[row][-1] for row in result_rows(Form.Y2021)) == RESULTS
    assert (made.figures["places"].value, made.figures["new_received"].value) == (3, 14069)
    spoiled = replace(places[0][0], cells={**places[0][0].cells, ("granted", "business"): 9_999})
    assert {one.where for one in of_tables([(spoiled, NO_CHALLENGES), *places[1:]])[1]} >= {"business"}


def test_the_482_hearings_of_a_city_are_in_its_report_to_the_fen() -> None:
    """Facts 10: every table of the report adds up to 482 hearings and 421 million yuan."""
    # Guard: reports/hearings.py:_grouped - a group that is lost is missing in its table's sum.
    city = [heard(f"村{n}", *(hearing for hearing in village)) for n, village in enumerate(
        a_city(VILLAGES, HEARINGS, FEN, seed=2012))]  # fmt: skip
    made = of_heard(city, date(2012, 1, 1), date(2012, 12, 31))
    assert (made.figures["hearings_held"].value, made.figures["hearings_amount"].value) == (HEARINGS, FEN)
    assert made.figures["villages"].value == VILLAGES
    for name in ("kinds", "months", "villages"):
        assert made.grids[name].rows[-1][1:3] == (HEARINGS, FEN), name
    assert len(made.grids["hearings"].rows) == HEARINGS
    assert sum(fen for _, fen in made.pictures["amounts"].rows) == FEN
    assert len(made.figures["hearings_held"].records) <= HEARINGS


@given(st.lists(st.lists(st.builds(lambda fen: held(amount=fen), st.integers(0, 10**9)), max_size=3), max_size=4),
       st.integers(0, 4))  # fmt: skip
def test_whichever_villages_are_added_first_the_report_says_the_same(city: list[list[Hearing]], cut: int) -> None:
    """Sum and order of the parts: the figures of the whole are those of two halves added."""
    every = [heard(f"村{n}", *some) for n, some in enumerate(city)]
    whole, first, second = (of_heard(part, *DAYS) for part in (every, every[:cut], every[cut:]))
    for name in ("hearings_held", "hearings_amount", "hearings_due", "villages"):
        values = [one.figures[name].value or 0 for one in (whole, first, second)]
        assert values[0] == values[1] + values[2], name


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (held(present=21), "21 came and 20 were due"),
        (held(present=12, in_favour=11, against=2), "13 votes and 12"),
        (held(result_published_on=TODAY - timedelta(days=21)), "The result is of"),
        (decided(present=43), "43 came and 42 were due"),
    ],
)
def test_a_hearing_that_cannot_be_is_told_with_its_village(wrong: Hearing | Resolution, said: str) -> None:
    """More people than were due, more voices than people, a result before its meeting."""
    # Guard: reports/hearings.py:contradictions_of - the county would print a turnout above the whole.
    (found,) = contradictions_of([heard("东浜村", held(), decided()), heard("西浜村", wrong)])
    assert found.village == "西浜村"
    assert said in str(found.why)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_the_hearing_report_is_whole_in_every_language_and_form(language: str) -> None:
    """No name is left unfilled, the proofreader has nothing to say, and text, Markdown and HTML hold the same sum."""
    t = translator(language)
    made = of_heard([heard("甲村", held(amount=12_345_600), decided()), heard("乙村", held(amount=None))], *DAYS)
    laid = lay(made, shipped(ReportKind.HEARINGS, language), Place("栖禾镇", "栖禾镇", TODAY), t)
    assert laid.remarks == ()
    for form in (as_text(laid), as_markdown(laid), as_html(laid, t, "", pictures=False)):
        assert "123,456.00" in form
        assert "{{" not in form
    (bars,) = (block for block in laid.blocks if isinstance(block, Bars))
    assert [said for _, _, said in bars.rows] == ["123,456.00"]


def test_the_commands_add_places_up_and_stop_at_a_contradiction(program: Run, tmp_path: Path) -> None:  # noqa: F811
    """Two villages give one report under the township that both name; a planted fault stops it, named by place."""
    # Guard: cli/report_places.py:_stop_at - a report that lies would be written.
    done = an_application(TODAY - timedelta(days=40), number="S-1")
    done = replace(done, state=State.ANSWERED, finished_on=TODAY - timedelta(days=30), result=Result.GRANTED)
    places: Sequence[Path] = [home(tmp_path, "甲村", held(amount=500), done), home(tmp_path, "乙村", held(amount=700))]
    said = json.loads(program("report", "hearings", *places, "--json").out)
    assert (said["figures"]["hearings_amount"]["value"], said["title"][:3]) == (1200, "栖禾镇")
    assert [row[0] for row in said["tables"]["villages"]["rows"][:2]] == ["甲村", "乙村"]
    said = json.loads(program("report", "regulation", *places, "--json").out)
    assert (said["figures"]["new_received"]["value"], said["figures"]["places"]["value"]) == (1, 2)
    broken = home(tmp_path, "丙村", held(present=21), replace(done, number="S-2", finished_on=date(2025, 12, 30)))
    for kind, place in (("hearings", "丙村 h"), ("regulation", "S-2")):
        told = program("report", kind, *places, broken, "--out", tmp_path / f"{kind}.md")
        assert told.code == 1
        assert place in told.err
        assert "丙村" in told.err
        assert not (tmp_path / f"{kind}.md").exists()


def test_a_place_that_cannot_be_read_is_named_and_a_text_of_ones_own_is_filled(program: Run, tmp_path: Path) -> None:  # noqa: F811
    """The others are reported all the same; the text comes from a file, and its figures are not the clerk's to set."""
    text = tmp_path / "own.md"
    text.write_text("# 小报告\n\n听证{{hearings_held}}次。", encoding="utf-8")
    place = home(tmp_path, "甲村", held())
    said = program("report", "hearings", place, tmp_path / "none", "--text", text)
    assert said.code == 1
    assert "none" in said.err
    assert "听证1次。" in said.out
    assert program("report", "hearings", "--place", "栖禾镇").code == 2
    assert program("report", "hearings", place, "--year", TODAY.year + 1).code == 1


def test_p31_a_demo_village_among_the_places_is_told_at_the_foot(program: Run, tmp_path: Path) -> None:  # noqa: F811
    """P31: nobody takes invented figures for real ones because others stand beside them."""
    # Guard: cli/report_places.py:_each - the sheet of a county would hold invented hearings without a word.
    invented = found_board(tmp_path / "demo", name="云溪村", demo="2026-09-01", clock=GivenClock(TODAY))
    invented.close()
    program("report", "hearings", home(tmp_path, "甲村", held()), tmp_path / "demo", "--out", tmp_path / "r.html")
    assert "演示" in (tmp_path / "r.html").read_text(encoding="utf-8").partition("<footer>")[2]


def test_tables_of_different_years_are_never_added() -> None:
    """Nobody adds 2025 to 2026."""
    with pytest.raises(ValueError, match="2025"):
        summed([(table_three([], 2025), {}), (table_three([], 2026), {})])
