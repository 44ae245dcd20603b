"""The assembly's yearly appraisal: recorded by the oversight committee, beside the score (Organic Law, article 33)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.evaluation.appraisal import Appraisal, Verdict, fails_in_a_row
from village_board.evaluation.appraisal_service import (
    AppraisalAhead,
    AppraisalTwice,
    NobodyAppraised,
    NoOfficeThen,
    NotTheAssembly,
    appraisals,
    record_appraisal,
)
from village_board.hearings.model import Body

ASSEMBLY = Body.VILLAGERS_ASSEMBLY


def of(year: int, *, competent: bool) -> Appraisal:
    """Return the appraisal of one person in a year."""
    return Appraisal(held_on=date(year, 12, 1), body=ASSEMBLY, verdicts=(Verdict("p1", "主任", competent),))


def test_two_fails_in_a_row_end_the_office(board: Board, staff: Staff) -> None:
    """Article 33: not competent in two appraisals in a row; said by name, and nothing is taken from anybody."""
    # Guard: evaluation/appraisal.py:fails_in_a_row - the village would not know what the law says.
    for year in (2024, 2025):
        with board.desk(staff.overseer) as desk:
            record_appraisal(desk, date(year, 12, 1), ASSEMBLY, {"1001": False, "何春梅": year == 2024}, "卷3")
    with board.desk(staff.director) as desk:
        found, failed = appraisals(desk)
    assert [one.held_on.year for one in found] == [2025, 2024]
    assert [(one.person, len(one.days)) for one in failed] == [(staff.director.id, 2)]


@given(st.lists(st.booleans(), max_size=8))
def test_fails_count_back_from_the_last(told: list[bool]) -> None:
    """A year found competent begins anew, in whatever order the appraisals come."""
    every = [of(2010 + place, competent=good) for place, good in enumerate(told)]
    row = 0
    for good in told:
        row = 0 if good else row + 1
    found = fails_in_a_row(reversed(every), 2)
    assert [len(one.days) for one in found] == ([row] if row > 1 else [])


@pytest.mark.parametrize(
    ("day", "body", "who", "error"),
    [
        (date(2026, 9, 2), ASSEMBLY, {"1001": True}, AppraisalAhead),
        (TODAY, Body.COUNCIL, {"1001": True}, NotTheAssembly),
        (TODAY, ASSEMBLY, {}, NobodyAppraised),
        (TODAY, ASSEMBLY, {"1005": True}, NoOfficeThen),
        (TODAY, ASSEMBLY, {"1003": True}, NoOfficeThen),
    ],
)
def test_what_cannot_be_is_refused(
    board: Board, staff: Staff, day: date, body: Body, who: dict[str, bool], error: type[Refused]
) -> None:
    """A day ahead, another body, nobody, a villager, and those who lead it."""
    with pytest.raises(error), board.desk(staff.overseer) as desk:
        record_appraisal(desk, day, body, who)
    assert not board.records().count(Appraisal)


def test_once_a_year_counts(board: Board, staff: Staff) -> None:
    """A second one of the year would make two fails in a row of one year."""
    # Guard: evaluation/appraisal_service.py:record_appraisal - an office would end by one bad year.
    with board.desk(staff.overseer) as desk:
        record_appraisal(desk, date(2026, 3, 1), ASSEMBLY, {"1001": False})
    with pytest.raises(AppraisalTwice), board.desk(staff.overseer) as desk:
        record_appraisal(desk, TODAY, ASSEMBLY, {"1001": False})


def test_p11_the_oversight_committee_records_and_no_villager_sees_it(board: Board, staff: Staff) -> None:
    """Who is appraised does not write down the result; clerk and villagers do not see it here."""
    # Guard: people/acts.py:PERMITTED - the director would record that the director is competent.
    for who in (staff.director, staff.clerk, staff.township):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            record_appraisal(desk, TODAY, ASSEMBLY, {"1001": True})
    for who in (staff.clerk, staff.villager):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            appraisals(desk)
    assert not of(2025, competent=True).public
