"""From a villager's words to what is meant."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking.phrasings import EVERY, Said
from village_board.asking.lexicon import lexicon
from village_board.asking.model import MOST_CHOICES, SURFACE, Kind, Period, Question
from village_board.asking.times import period_in
from village_board.asking.understanding import understood
from village_board.data_files import data_path
from village_board.text.clean import is_han
from village_board.text.fold import fold

TODAY = date(2026, 9, 1)


@pytest.mark.parametrize("said", EVERY, ids=[said.words for said in EVERY])
def test_what_villagers_say_is_understood(said: Said) -> None:
    """Colloquial, short, Traditional, English and slightly wrong words mean one question, with what it names."""
    # Guard: village_board/asking/understanding.py:_slips - without it none of the misspelt rows is understood
    found = understood(said.words, TODAY)
    assert found.best is not None
    assert not found.choices
    question = found.best.question
    assert question.kind == said.kind
    assert str(question.period or "") == said.period
    assert question.group == said.group
    if said.thing:
        assert question.thing == said.thing


@pytest.mark.parametrize(
    ("words", "kinds"),
    [("钱", {"balance", "accounts", "uses"}), ("低保", {"subsidy", "guide"}), ("錢", {"balance", "accounts", "uses"})],
)
def test_what_can_be_meant_in_several_ways_is_asked_back(words: str, kinds: set[str]) -> None:
    """A word for several questions offers them: at most three, and each of them."""
    # Guard: village_board/asking/model.py:choices - without it the first one would be taken
    choices = understood(words, TODAY).choices
    assert {one.question.kind.value for one in choices} == kinds
    assert len(choices) <= MOST_CHOICES


@given(text=st.text(max_size=400))
def test_whatever_is_said_nothing_is_raised(text: str) -> None:
    """Any text is understood as something, or as nothing, within bounds."""
    found = understood(text, TODAY)
    assert len(found.choices) <= MOST_CHOICES
    for one in found.readings:
        assert 0 < one.confidence <= 1
        packed = one.question.packed()
        assert len(packed.encode()) <= 48 + len(one.question.kind)
        read = Question.read(packed)
        assert read is not None
        assert read.kind == one.question.kind
        assert read.period == one.question.period


@given(text=st.text(max_size=80))
def test_a14_forged_questions_are_no_questions(text: str) -> None:
    """A14: what no button of ours could carry is no question; nothing is raised."""
    # Guard: village_board/asking/model.py:Question.read - a forged period would raise in the answer
    read = Question.read(text)
    assert read is None or isinstance(read.kind, Kind)
    for packed in (f"spent|{text}||", f"let||{text}|", "spent|2026-13||", "spent|2026-05_2026-01||"):
        read = Question.read(packed)
        assert read is None or read.period is None or read.period.first_day <= read.period.last_day


def test_p15_a_report_of_wrongdoing_is_nothing_else() -> None:
    """P15: whatever else is said beside it, a report of wrongdoing is looked up nowhere."""
    # Guard: village_board/asking/understanding.py:understood - the words would reach the search
    for words in (
        "举报",
        "三月花了多少，我要举报书记受贿",
        "鱼塘谁包的 有人拿回扣",
        "I want to report corruption in March",
    ):
        found = understood(words, TODAY)
        assert [one.question for one in found.readings] == [Question(Kind.WRONGDOING)]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("三月", "2026-03", "2026-03"),
        ("十月", "2025-10", "2025-10"),
        ("去年10月份", "2025-10", "2025-10"),
        ("26年3月", "2026-03", "2026-03"),
        ("2025-07", "2025-07", "2025-07"),
        ("第三季度", "2026-07", "2026-09"),
        ("上季度", "2026-04", "2026-06"),
        ("去年下半年", "2025-07", "2025-12"),
        ("去年冬天", "2025-12", "2026-02"),
        ("前年", "2024-01", "2024-12"),
        ("三年前", "2023-01", "2023-12"),
        ("last quarter", "2026-04", "2026-06"),
        ("q2 2025", "2025-04", "2025-06"),
        ("december", "2025-12", "2025-12"),
    ],
)
def test_times_are_read_as_people_say_them(words: str, first: str, last: str) -> None:
    """A month without a year is the last one that has begun; quarters, halves, seasons and years likewise."""
    found, _ = period_in(words.replace("-", " "), TODAY)
    assert found == Period(first, last)


def test_a_number_of_years_is_no_year() -> None:
    """包了10年 names no year."""
    # Guard: village_board/asking/times.py:_whole_year - 2010 would be asked about
    assert period_in("包了10年", TODAY)[0] is None


def test_every_kind_has_words_and_every_question_an_example() -> None:
    """The data know every kind but the bare thing; whatever the core answers can be offered as a button."""
    known = lexicon().kinds
    assert set(known) == set(Kind) - {Kind.THING}
    assert all(known[kind].example is not None for kind in set(Kind) - SURFACE - {Kind.THING})


def test_the_examples_mean_their_own_question() -> None:
    """What is offered as an example is understood as that question, in both languages of the data."""
    rows = tomllib.loads(data_path("asking", "kinds.toml").read_text(encoding="utf-8"))
    for name, row in rows.items():
        for said in row.get("example", {}).values():
            best = understood(said, TODAY).best
            assert best is not None, said
            assert best.question.kind == name, said


def test_words_of_questions_are_folded() -> None:
    """A word that is not folded would never be met: Traditional forms and capitals have no place in the data."""
    for word in lexicon().words:
        assert fold(word.form) == word.form
        assert word.form.isascii() or any(map(is_han, word.form))
