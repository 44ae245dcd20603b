"""Text, yes and no, choices, groups, lists and accounts of a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.message import Message
from village_board.hearings.model import Category
from village_board.interchange.cells import words
from village_board.interchange.formulas import is_formula, quoted, without_quote
from village_board.interchange.kinds import kinds

IDENTITY = "110101199003070505"  # invented; its check digit is right


@pytest.mark.parametrize("cell", ["是", "√", "✓", "1", 1, 1.0, True, "Y", "yes", "有", " 是 ", "已审核", "１"])
def test_yes_is_said_in_many_ways(cell: object) -> None:
    """A tick, 是, 1 and 有 say yes."""
    assert words.yes_no(cell) is True


@pytest.mark.parametrize("cell", ["否", "×", "0", 0, False, "N", "无", "x", "未审核"])
def test_no_is_said_in_many_ways(cell: object) -> None:
    """A cross, 否, 0 and 无 say no."""
    assert words.yes_no(cell) is False


def test_maybe_is_a_problem() -> None:
    """What is neither yes nor no is not guessed."""
    assert isinstance(words.yes_no("可能"), Message)
    assert isinstance(words.yes_no(2), Message)


@pytest.mark.parametrize(
    ("cell", "code"),
    [(501, "501"), ("501", "501"), (501.0, "501"), ("50101", "50101"), ("501.01", "50101"), ("501-01", "50101"),
     (501.01, "50101"), (501.1, "50110"), ("501 经营收入", "501"), ("50101经营收入", "50101"), ("经营收入", "501"),
     ("经营收入-发包收入", "501"), ("５０１", "501"), ("501.01.02", "5010102"), ("", None)],
)  # fmt: skip
def test_an_account_belongs_to_the_first_level_of_its_code(cell: object, code: str | None) -> None:
    """Second-level codes are written in several ways and mean the same account."""
    assert words.account(cell) == code


@pytest.mark.parametrize("cell", ["999", "1012", 5001, "银行", "50", True])
def test_an_account_outside_the_chart_is_a_problem(cell: object) -> None:
    """Codes of the charts of companies (1012, 5001) are not taken for the village's."""
    # Guard: accounts/chart.py:Chart.find - the even length of a company's code is what tells it
    assert isinstance(words.account(cell), Message)


@pytest.mark.parametrize(
    ("cell", "group"), [(3, 3), ("3组", 3), ("第三村民小组", 3), ("十二组", 12), ("二十组", 20), ("", None)]
)
def test_a_group_is_a_number(cell: object, group: int | None) -> None:
    """Groups are written in digits and in Chinese numerals."""
    assert words.group(cell) == group


def test_a_choice_is_read_by_its_words_and_its_identifier() -> None:
    """The Chinese name, a usual short one and the identifier give the same category."""
    column = kinds()["hearings"].column("category")
    read = words.choice(column.choices, column.words)
    for cell in ("以借贷、租赁或者其他方式处分村集体财产", "处分村集体财产", "property_disposal"):
        assert read(cell) is Category.PROPERTY_DISPOSAL
    assert "宅基地的使用方案" in str(read("别的"))


def test_an_identity_number_is_hidden_before_it_is_kept() -> None:
    """An identity or card number inside a text is masked and noted; as a person's number it is refused (P2)."""
    # Guard: cells/words.py:_masked - without it the number would stand in the store
    noted = words.text(f"张三 {IDENTITY}")
    assert isinstance(noted, words.Noted)
    assert IDENTITY not in noted.value
    assert "110" in noted.value
    assert isinstance(words.code(IDENTITY), Message)
    assert words.code("03200210011125963257") == "03200210011125963257"  # an invoice's number is no card


def test_hostile_text_passes_the_gate() -> None:
    """A5, A6: what hides, turns or swells is gone; what is too long is told and not cut."""
    # Guard: interchange/cells/words.py:_cleaned - takes the gate away from every cell
    assert words.text("张\u202e三\u200b") == "张三"
    assert isinstance(words.text("长" * 501), Message)
    assert words.text("长" * 500) == "长" * 500
    assert words.text("第一行\n第二行") == "第一行 第二行"
    assert words.long("第一行\r\n第二行") == "第一行\n第二行"


def test_rare_surnames_are_kept() -> None:
    """A8: rare characters stay as they are."""
    assert words.text("𠮷㐂") == "𠮷㐂"


@pytest.mark.parametrize(
    "text",
    ["=1+1", " =cmd", "＝1", "@SUM(A1)", "+1+cmd", "-2+3+cmd", "\t=1", "\n=1", "\u00a0=1", "\u200b=1", "'=1"],
)
def test_what_a_spreadsheet_would_run_is_quoted_and_reads_again(text: str) -> None:
    """A11: a formula gets a quote before it, and reading takes the quote away."""
    # Guard: formulas.py:is_formula - opens the clerk's PC to every text that a villager typed
    assert quoted(text).startswith("'")
    assert without_quote(quoted(text)) == text


@pytest.mark.parametrize("text", ["-5.00", "+8", "1,234.5", "'abc", "普通"])
def test_numbers_and_plain_text_stay_as_they_are(text: str) -> None:
    """A11: a negative amount is a number and no formula."""
    assert quoted(text) == text == without_quote(text)


@given(st.text(max_size=20))
def test_quoting_is_undone_by_reading(text: str) -> None:
    """A11: whatever the text, what was quoted reads as it was."""
    assert without_quote(quoted(text)) == text
    assert not is_formula(quoted(text)) or quoted(text) == text


@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans() | st.datetimes())
def test_no_cell_breaks_a_reader(cell: object) -> None:
    """Whatever stands in a cell, a reader answers with a value or a problem."""
    for read in (words.text, words.long, words.code, words.yes_no, words.group, words.listed, words.account):
        read(cell)
