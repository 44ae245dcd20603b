"""Money, areas and numbers of a cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.message import Message
from village_board.base.money import yuan
from village_board.interchange.cells.amounts import area, count, money, number


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1234, 123400),
        (1234.5, 123450),
        (0.1 + 0.2, 30),  # what a formula leaves behind the last place
        ("1234.50", 123450),
        ("1,234.50", 123450),
        ("12,345,678", 1234567800),
        ("1,2345.6", 1234560),  # by four, as Chinese reads it
        ("￥1,234.50", 123450),
        ("¥ 1234", 123400),
        ("1234.5元", 123450),
        ("１，２３４．５０元", 123450),
        ("人民币1234元整", 123400),
        ("0.12万元", 120000),
        ("1.2万", 1200000),
        ("(1,234.50)", -123450),
        ("（500）", -50000),
        ("-1,234.50", -123450),
        ("－500", -50000),
        ("负500", -50000),
        ("+5", 500),
        ("0", 0),
        ("-", None),
        ("——", None),
        ("无", None),
        (" ", None),
    ],
)
def test_an_amount_is_read_in_every_way_that_clerks_write_it(cell: object, fen: int | None) -> None:
    """Commas, units, signs, brackets and full-width digits make no difference to an amount."""
    assert money(cell) == fen


@pytest.mark.parametrize(
    "cell",
    ["12,34", "1.2.3", "一百", "1e5", "NaN", "Infinity", "1_000", "12 元 5", "1.234,50", True, 1e300, float("nan"),
     float("inf"), "=1+1", "9" * 40, "١٢٣x"],
)  # fmt: skip
def test_an_unreadable_amount_is_a_problem_and_never_a_guess(cell: object) -> None:
    """What is not clearly an amount is refused with its own text in the sentence."""
    # Guard: cells/amounts.py:_NUMBER - without it, Decimal would take 1e5, NaN and 1_000
    assert isinstance(money(cell), Message)


def test_an_amount_finer_than_a_fen_is_a_problem() -> None:
    """Nothing is rounded silently."""
    assert "finer than a fen" in str(money("1.234"))
    assert "finer than a fen" in str(money(1.234))


def test_ten_thousands_count_by_the_header_unless_the_cell_says_yuan() -> None:
    """A column in 万元 multiplies; a cell that names its own unit does not."""
    assert money("1.5", 1_000_000) == 1_500_000
    assert money(1.5, 1_000_000) == 1_500_000
    assert money("15000元", 1_000_000) == 1_500_000


@given(st.integers(-(10**14), 10**14))
def test_an_amount_that_was_written_reads_again(fen: int) -> None:
    """Writing and reading money are each other's reverse, as text with separators and as a plain number."""
    assert money(yuan(fen)) == fen
    assert money(str(Decimal(fen).scaleb(-2))) == fen
    if abs(fen) < 10**13:
        assert money(fen / 100) == fen


@given(st.decimals(0, 10**6, places=2, allow_nan=False))
def test_an_area_that_was_written_reads_again(mu: Decimal) -> None:
    """Writing and reading areas are each other's reverse."""
    assert area(str(mu)) == mu == area(f"{mu}亩") == area(float(mu))


@pytest.mark.parametrize("cell", ["-1", "12.345", "三亩", "", True])
def test_a_wrong_area_is_no_area(cell: object) -> None:
    """Negative, too fine or unreadable areas are problems; an empty cell says nothing."""
    assert area(cell) is None if cell == "" else isinstance(area(cell), Message)


@pytest.mark.parametrize(("cell", "value"), [(3, 3), (3.0, 3), ("42人", 42), ("４２", 42), ("-", None), ("3.0", 3)])
def test_a_count_is_read(cell: object, value: int | None) -> None:
    """Whole numbers stand with or without their measure word."""
    assert count(cell) == value


@pytest.mark.parametrize("cell", [-1, 1.5, "四十二人半", "-3", True, "1" * 5000])
def test_a_count_is_whole_and_not_negative(cell: object) -> None:
    """Halves of people are problems."""
    assert isinstance(count(cell), Message)


def test_a_number_keeps_its_places_but_no_zeros_behind() -> None:
    """1.50 and 1.5 are the same quantity, so that importing again changes nothing."""
    assert str(number("1.50")) == "1.5"
    assert str(number(3.0)) == "3"
    assert isinstance(number("-2"), Message)


@given(st.text(max_size=30) | st.floats() | st.integers() | st.booleans())
def test_no_cell_breaks_a_reader(cell: object) -> None:
    """Whatever stands in a cell, a reader answers with a value or a problem."""
    for read in (money, area, number, count):
        read(cell)
