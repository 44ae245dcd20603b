"""The roll-up: each village counted by its own rules, the sum of the parts is the whole, a contradiction stops it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.applications.forms import an_application
from tests.cli.conftest import Run, program  # noqa: F401 - a fixture
from tests.hearings.test_statistics import FEN, HEARINGS, VILLAGES, a_city
from tests.support.builders import TODAY, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.applications.model import ApplicantKind, Application, Result, State, Way
from village_board.applications.report import Form, TableThree
from village_board.board import found_board
from village_board.enquiries.measures import Counts
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind, EnquiryState
from village_board.hearings.model import Hearing
from village_board.hearings.statistics import Figures, HearingFigures
from village_board.i18n import translator
from village_board.reports.forms import as_text
from village_board.reports.gathering import heard_in
from village_board.reports.hearings import Heard, of_heard
from village_board.reports.model import ReportKind
from village_board.reports.regulation import of_tables
from village_board.reports.report import Place, lay
from village_board.reports.texts import shipped
from village_board.rollup.homes import Unread, years_of
from village_board.rollup.model import Duties, YearOfVillage
from village_board.rollup.rules import contradictions, of_the_whole, ranked, together
from village_board.rollup.service import year_of

YEAR = TODAY.year
DAYS = (date(YEAR, 1, 1), date(YEAR, 12, 31))
#: facts, section 10: seven applications, two in person, one by letter or fax, four online; all handled
WAYS = (Way.IN_PERSON, Way.IN_PERSON, Way.FAX, Way.INTERNET, Way.INTERNET, Way.INTERNET, Way.INTERNET)


def closed(number: int, *, is_open: bool = False) -> Enquiry:
    """Return an enquiry of spring: closed, or overdue since."""
    handed = date(YEAR, 3, 2)
    return Enquiry(
        kind=EnquiryKind.CONSULT,
        channel=Channel.CLERK,
        text="路灯坏了",
        number=f"{number:07}",
        submitted_on=handed,
        accept_due_on=handed + timedelta(days=1),
        due_on=handed + timedelta(days=7),
        accepted_on=handed,
        replied_on=None if is_open else handed + timedelta(days=3),
        state=EnquiryState.IN_PROGRESS if is_open else EnquiryState.CLOSED,
    )


def answered(number: int, way: Way) -> Application:
    """Return an application of May that was granted."""
    day = date(YEAR, 5, 6)
    made = an_application(day, number=f"S-{number}", way=way)
    return replace(made, state=State.ANSWERED, finished_on=day + timedelta(days=5), result=Result.GRANTED)


def counted(name: str, *records: Any) -> YearOfVillage:
    """Return the year of a village that holds these records."""
    return counted_and_heard(name, *records)[0]


def counted_and_heard(name: str, *records: Any) -> tuple[YearOfVillage, Heard]:
    """Return the same, with what was heard there."""
    board = memory_board(GivenClock(TODAY))
    for record in records:
        keep(board, record)
    with board.reading() as reading:
        year, heard = year_of(reading, name, name, YEAR), heard_in(reading, name)
    board.close()
    return year, heard


def this_year(hearing: Hearing) -> Hearing:
    """Return a hearing of the generated city, held in this year whatever its own was."""
    assert hearing.held_at is not None
    held = hearing.held_at.replace(year=YEAR, month=min(hearing.held_at.month, 8), day=min(hearing.held_at.day, 20))
    return replace(hearing, held_at=held, result_published_on=held.date() + timedelta(days=2))


def test_a_city_like_that_of_the_seeds_gives_exactly_its_figures() -> None:
    """482 hearings, 421 million yuan, seven applications as 2 + 1 + 4, more than 98 percent closed.

    The same in the roll-up, and in the words of both reports that are made of it.
    """
    city = a_city(VILLAGES, HEARINGS, FEN, seed=2012)
    dice = random.Random(98)
    enquiries = [closed(n, is_open=n < 3) for n in range(200)]
    applications = [answered(n, way) for n, way in enumerate(WAYS)]
    villages, heard = [], []
    for n, hearings in enumerate(city):
        more: list[Any] = [this_year(one) for one in hearings]
        more += enquiries[n::VILLAGES] + applications[n::VILLAGES]
        dice.shuffle(more)
        year, sittings = counted_and_heard(f"村{n}", *more)
        villages.append(year)
        heard.append(sittings)
    whole = together(villages, YEAR)
    assert not list(contradictions(villages))
    assert (whole.villages, whole.sittings.hearings.held, whole.sittings.hearings.amount) == (150, 482, FEN)
    assert (list(whole.ways.values()), whole.applications) == ([2, 1, 4], 7)
    assert (whole.enquiries.closed, whole.enquiries.closable) == (197, 200)
    assert whole.enquiries.closed * 100 > 98 * whole.enquiries.closable
    place, t = Place("昆山市", "昆山市", TODAY), translator("zh-Hans")
    of_hearings = lay(of_heard(heard, *DAYS), shipped(ReportKind.HEARINGS, "zh-Hans"), place, t)
    assert "举行听证482次，涉及金额421,000,000.00元" in as_text(of_hearings).replace("\n", "")
    assert of_hearings.remarks == ()
    tables = [(one.table, one.challenges) for one in villages]
    regulation = lay(of_tables(tables)[0], shipped(ReportKind.REGULATION, "zh-Hans"), place, t)
    said = as_text(regulation).replace("\n", "")
    assert "本报告汇总150处的数字" in said
    assert "新收政府信息公开申请7件" in said
    assert "办结7件" in said


figures = st.builds(
    YearOfVillage,
    village=st.text("abc", min_size=1),
    name=st.text("甲乙丙", min_size=1),
    year=st.just(YEAR),
    sittings=st.builds(
        Figures, hearings=st.builds(HearingFigures, held=st.integers(0, 9), amount=st.integers(0, 10**12))
    ),
    enquiries=st.builds(Counts, received=st.integers(0, 99), closed=st.integers(0, 99)),
    ways=st.dictionaries(st.sampled_from(["in person", "online"]), st.integers(0, 9)),
    table=st.builds(
        TableThree,
        year=st.just(YEAR),
        form=st.just(Form.Y2021),
        cells=st.dictionaries(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), st.integers(0, 9)),
    ),
    duties=st.builds(Duties, *(st.integers(0, 99) for _ in range(6))),
)


@given(st.lists(figures, max_size=6), st.integers(0, 6))
def test_the_sum_of_the_parts_is_the_whole(villages: list[YearOfVillage], cut: int) -> None:
    """Counted in two parts and added, or counted at once: the same numbers."""
    # Guard: rollup/rules.py:together - a township's sum would differ from that of its villages.
    whole, first, second = (together(part, YEAR) for part in (villages, villages[:cut], villages[cut:]))
    assert whole.duties == first.duties + second.duties
    assert whole.enquiries == first.enquiries + second.enquiries
    assert whole.sittings.hearings.amount == first.sittings.hearings.amount + second.sittings.hearings.amount
    assert whole.applications == first.applications + second.applications
    cells = {place: first.table.cells.get(place, 0) + second.table.cells.get(place, 0) for place in whole.table.cells}
    assert dict(whole.table.cells) == cells


def test_a_planted_contradiction_is_named_with_its_village_and_record() -> None:
    """An application that ended in a year before it came: the balance rule names it."""
    # Guard: rollup/rules.py:contradictions - the report would carry a sum that cannot be.
    broken = replace(answered(1, Way.IN_PERSON), finished_on=date(YEAR - 1, 12, 30))
    village = counted("东浜村", broken)
    (found, *_) = contradictions([village])
    assert found.village == "东浜村"
    assert "S-1" in str(found.message)


def test_more_who_came_than_were_due_is_a_contradiction() -> None:
    """No turnout above the whole."""
    sittings = Figures(hearings=HearingFigures(held=1, due=10, present=11))
    village = YearOfVillage(village="w1", name="西浜村", year=YEAR, sittings=sittings)
    assert [one.village for one in contradictions([village])] == ["西浜村"]


def test_a_sum_that_does_not_balance_is_named_even_where_each_village_does() -> None:
    """The adding itself is checked."""
    table = TableThree(YEAR, Form.Y2021, {("new_received", ApplicantKind.NATURAL_PERSON.value): 1})
    whole = together([YearOfVillage(village="w1", name="西浜村", year=YEAR, table=table)], YEAR)
    assert list(of_the_whole(whole))


def test_only_villages_with_enough_cases_are_ranked() -> None:
    """A rank of a handful says nothing."""
    # Guard: rollup/rules.py:ranked - a village with one enquiry would stand first or last.
    villages = [
        YearOfVillage(village="a", name="甲村", year=YEAR, enquiries=Counts(received=20, closed=19)),
        YearOfVillage(village="b", name="乙村", year=YEAR, enquiries=Counts(received=20, closed=20)),
        YearOfVillage(village="c", name="丙村", year=YEAR, enquiries=Counts(received=2, closed=0)),
    ]
    ranking = ranked(villages, "closing", 10)
    assert [name for name, _ in ranking.places] == ["乙村", "甲村"]
    assert ranking.too_few == ("丙村",)


def test_a_broken_home_is_named_and_the_others_count(tmp_path: Path) -> None:
    """One village that cannot be read stops no county; one that comes twice is counted once."""
    clock = GivenClock(TODAY)
    found_board(tmp_path / "a", name="甲村", clock=clock).close()
    found = list(years_of([tmp_path / "a", tmp_path / "none", tmp_path / "a"], YEAR, clock))
    assert [isinstance(one, Unread) for one in found] == [False, True, True]


def test_the_command_gives_the_same_numbers_in_words_json_and_csv(program: Run, tmp_path: Path) -> None:  # noqa: F811
    """One count, three forms."""
    board = found_board(tmp_path / "a", name="甲村", clock=GivenClock(TODAY))
    keep(board, *(closed(n) for n in range(12)))
    board.close()
    out = tmp_path / "sum.csv"
    said = program("rollup", tmp_path / "a", "--csv", out, "--json")
    told = json.loads(said.out)
    assert told["whole"]["closed"] == 12
    assert told["ranking"]["places"] == [{"name": "甲村", "part": 12, "whole": 12}]
    assert "甲村" in out.read_text(encoding="utf-8-sig")
    assert "100.0%" in program("rollup", tmp_path / "a").out


def test_the_command_gives_no_report_while_figures_contradict(program: Run, tmp_path: Path) -> None:  # noqa: F811
    """The reason stands in its place."""
    board = found_board(tmp_path / "a", name="甲村", clock=GivenClock(TODAY))
    keep(board, replace(answered(1, Way.IN_PERSON), finished_on=date(YEAR - 1, 12, 30)))
    board.close()
    said = program("rollup", tmp_path / "a")
    assert said.code == 1
    assert "S-1" in said.err
    assert "甲村" in said.err
    assert not said.out
