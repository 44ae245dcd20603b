"""Tables III and IV from single records (facts 4.4): the real vector, the balance rules, the record that breaks one."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from tests.applications.forms import an_application
from village_board.applications.model import (
    ApplicantKind,
    Application,
    Challenge,
    ChallengeKind,
    Event,
    Outcome,
    Result,
    State,
    Step,
)
from village_board.applications.report import (
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    NEW,
    OUTCOMES,
    TOTAL,
    Form,
    Rule,
    TableThree,
    all_rows,
    imbalances,
    result_rows,
    table_four,
    table_three,
)
from village_board.applications.words import imbalance_word

KINDS = tuple(ApplicantKind)
YEAR = 2025
#: The published figures: the four rows that are known column by column, natural person to other organisation.
RECEIVED = (13612, 252, 0, 45, 128, 32)
BROUGHT = (535, 6, 0, 1, 18, 0)
FINISHED = (13364, 252, 0, 44, 121, 29)
LEFT = (783, 6, 0, 2, 25, 3)
#: The total column of the results, in the order of the form.
RESULTS = (5548, 2168, 13, 30, 11, 51, 104, 85, 286, 150, 3222, 180, 19, 203, 148, 0, 101, 5, 318, 203, 965)


def the_real_year() -> list[Application]:
    """Return 14,629 applications with the margins of the published table.

    Which result came with which column is not published; here each column takes the next ones in order.
    """
    numbers = count(1)
    results = iter([result for result, n in zip(Result, RESULTS, strict=True) for _ in range(n)])
    made = []
    for kind, new, brought, finished in zip(KINDS, RECEIVED, BROUGHT, FINISHED, strict=True):
        for n in range(new + brought):
            receipt = date(2024, 12, 1 + n % 31) if n < brought else date(YEAR, 1 + n % 12, 1 + n % 28)
            one = an_application(receipt, number=f"R-{next(numbers)}", kind=kind)
            if n < finished:
                ended = max(receipt, date(YEAR, 1, 2))
                one = replace(one, state=State.CLOSED, result=next(results), finished_on=ended)
            made.append(one)
    assert next(results, None) is None
    return made


def test_the_real_vector_comes_out_of_single_applications() -> None:
    """14069 + 560 = 13810 + 819, in seven columns; the results row by row; quick enough for a village in a blink."""
    # Guard: village_board/applications/report.py:_rows_of - what was carried in is handled and never counted in.
    applications = the_real_year()
    assert len(applications) == 14629
    begun = time.perf_counter()
    table = table_three(applications, YEAR)
    assert time.perf_counter() - begun < 2
    assert table.row(NEW) == (*RECEIVED, 14069)
    assert table.row(CARRIED_IN) == (*BROUGHT, 560)
    assert table.row(HANDLED) == (*FINISHED, 13810)
    assert table.row(CARRIED_OUT) == (*LEFT, 819)
    assert tuple(table.at(row, TOTAL) for row in result_rows(Form.Y2021)) == RESULTS
    assert imbalances(table) == ()


def test_the_form_of_2019_has_one_row_for_other() -> None:
    """22 result rows with their total in the form of 2021, 20 in that of 2019; 318 + 203 + 965 stand in one."""
    assert len(result_rows(Form.Y2021)) + 1 == 22
    assert len(result_rows(Form.Y2019)) + 1 == 20
    table = table_three(the_real_year(), YEAR, Form.Y2019)
    assert table.at("other", TOTAL) == 1486
    assert imbalances(table) == ()
    assert [row.partition(".")[0] for row in result_rows(Form.Y2019)].count("refused") == 8


def test_what_one_year_carries_out_the_next_carries_in() -> None:
    """The next year begins with 819, in the same columns."""
    applications = the_real_year()
    this, following = table_three(applications, YEAR), table_three(applications, YEAR + 1)
    assert following.row(CARRIED_IN) == this.row(CARRIED_OUT)
    assert imbalances(following, this, applications) == ()


def test_a_record_that_ended_before_it_was_received_is_named() -> None:
    """The column does not balance, and the sentence names the one record of 14,629 that breaks it."""
    # Guard: village_board/applications/report.py:_breaks_flow - a clerk searches a year of paper for one slip.
    broken = an_application(date(2026, 1, 5), number="R-wrong", finished_on=date(YEAR, 12, 30), result=Result.GRANTED)
    applications = [*the_real_year(), broken]
    found = imbalances(table_three(applications, YEAR), applications=applications)
    assert [(one.rule, one.where, one.left, one.right) for one in found] == [
        (Rule.FLOW, "natural_person", 14147, 14148),
        (Rule.FLOW, TOTAL, 14629, 14630),
    ]
    assert {one.records for one in found} == {("R-wrong",)}
    assert "14147" in str(imbalance_word(found[0]))
    assert "R-wrong" in str(imbalance_word(found[0]))


def test_a_record_that_was_handled_without_a_result_is_named() -> None:
    """Handled 1, results 0: named in its column and in the total."""
    one = an_application(date(YEAR, 3, 3), number="R-7", kind=ApplicantKind.RESEARCH, finished_on=date(YEAR, 4, 1))
    found = imbalances(table_three([one], YEAR), applications=[one])
    assert [(each.rule, each.where, each.left, each.right, each.records) for each in found] == [
        (Rule.SUM, "research", 1, 0, ("R-7",)),
        (Rule.SUM, TOTAL, 1, 0, ("R-7",)),
    ]


def test_a_published_table_that_does_not_add_across_is_told() -> None:
    """A total typed wrong is found without any record."""
    table = TableThree(YEAR, Form.Y2021, {(NEW, "business"): 2, (NEW, TOTAL): 3, (CARRIED_OUT, "business"): 2})
    assert (Rule.ACROSS, NEW, 3, 2) in [(one.rule, one.where, one.left, one.right) for one in imbalances(table)]


def test_what_was_written_down_after_last_years_report_is_named() -> None:
    """Last year's table carried out 0; an application of last year, typed this year (P3), lets 1 come in."""
    late = Step(Event.RECEIVE, State.RECEIVED, date(2025, 12, 30), datetime(2026, 1, 4, tzinfo=UTC), "p")
    one = an_application(date(2025, 12, 30), number="R-9", steps=(late,))
    published = TableThree(2025, Form.Y2021)
    found = imbalances(table_three([one], 2026), published, [one])
    assert [(each.rule, each.where, each.left, each.right, each.records) for each in found] == [
        (Rule.YEARS, "natural_person", 1, 0, ("R-9",)),
        (Rule.YEARS, TOTAL, 1, 0, ("R-9",)),
    ]


def test_what_was_never_received_counts_nowhere() -> None:
    """Without a confirmed day of receipt there is no application in the table."""
    assert table_three([an_application(None)], 2026).cells == {}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.integers(2023, 2026),
            st.none() | st.integers(0, 3),
            st.sampled_from(Result),
        ),
        max_size=30,
    )
)
def test_every_lawful_set_of_records_balances_in_every_year(rows: list) -> None:
    """Whatever came and ended in whatever year: flow, sum, across and the step from year to year all hold."""
    applications = [
        an_application(
            date(year, 6, 1), number=str(n), kind=kind,
            finished_on=None if later is None else date(year + later, 7, 1),
            result=None if later is None else result,
        )
        for n, (kind, year, later, result) in enumerate(rows)
    ]  # fmt: skip
    for form in Form:
        before = table_three(applications, 2022, form)
        for year in range(2023, 2031):
            table = table_three(applications, year, form)
            assert imbalances(table, before, applications) == ()
            before = table
        assert len(all_rows(form)) == len(result_rows(form)) + 4
        assert all(len(table.row(row)) == len(COLUMNS) == 7 for row in all_rows(form))


def test_table_four_has_fifteen_numbers() -> None:
    """Three kinds by five columns: what is pending at the year's end, and what ended; the next year's count differs."""
    # Guard: village_board/applications/report.py:table_four - a suit that goes on is lost at the turn of the year.
    kind = ChallengeKind
    challenges = [
        Challenge(number="1", application="a", kind=kind.RECONSIDERATION, filed_on=date(2024, 11, 1),
                  outcome=Outcome.UPHELD, concluded_on=date(2025, 1, 9)),
        Challenge(number="2", application="a", kind=kind.RECONSIDERATION, filed_on=date(2025, 2, 1),
                  outcome=Outcome.CORRECTED, concluded_on=date(2025, 4, 1)),
        Challenge(number="3", application="a", kind=kind.LAWSUIT_AFTER, filed_on=date(2025, 10, 1),
                  outcome=Outcome.OTHER, concluded_on=date(2026, 2, 1)),
        Challenge(number="4", application="a", kind=kind.LAWSUIT_DIRECT, filed_on=date(2024, 1, 1),
                  outcome=Outcome.UPHELD, concluded_on=date(2024, 12, 31)),
    ]  # fmt: skip
    table = table_four(challenges, 2025)
    assert len(table) == 15
    rows = {each: tuple(table[each.value, column] for column in OUTCOMES) for each in kind}
    assert rows[kind.RECONSIDERATION] == (1, 1, 0, 0, 2)
    assert rows[kind.LAWSUIT_AFTER] == (0, 0, 0, 1, 1)
    assert rows[kind.LAWSUIT_DIRECT] == (0, 0, 0, 0, 0)
    assert table_four(challenges, 2026)["lawsuit_after", "other"] == 1
