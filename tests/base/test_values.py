"""Ids, money, clocks, messages and errors."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import village_board.board  # noqa: F401 - all features are loaded with it
from tests.support.clocks import GivenClock
from tests.support.records import INSTANTS
from village_board.base.clock import DayClock, SystemClock, instant, local
from village_board.base.errors import (
    BoardError,
    ChangedByAnother,
    NotFound,
    OutsideError,
    Refused,
    StoreError,
    UsageError,
)
from village_board.base.ids import ALPHABET, LETTERS, is_id, new_id, prefix_of
from village_board.base.message import Message, message_from_json, message_to_json, say
from village_board.base.money import Fen, fen_of_yuan, yuan

# Ids


@pytest.mark.parametrize("prefix", ["h", "ab"])
def test_an_id_is_its_kind_and_seven_letters_that_cannot_be_misread(prefix: str) -> None:
    """Its kind and seven characters, no vowel, no 0/o, 1/l/i: readable from paper, and no word by accident."""
    # Guard: base/ids.py:ALPHABET - a villager types o for 0 and sees another record.
    assert not set("aeiou01ilost") & set(ALPHABET)
    for _ in range(200):
        made = new_id(prefix)
        assert len(made) == len(prefix) + LETTERS
        assert prefix_of(made) == prefix
        assert set(made[len(prefix) :]) <= set(ALPHABET)
        assert is_id(made)


@pytest.mark.parametrize(
    "text", ["", "h", "h2345678 ", "h234567", "H2345678", "h2345670", "../board", "h23456789\n", "一2345678"]
)
def test_what_is_no_id_is_not_taken_for_one(text: str) -> None:
    """A28: an opaque id and nothing else."""
    # Guard: base/ids.py:is_id - a path or a query goes on into a look-up.
    assert not is_id(text)


def test_ids_are_not_given_in_an_order() -> None:
    """Nothing about a village can be counted from its ids."""
    made = [new_id("h") for _ in range(300)]
    assert len(set(made)) == len(made)
    assert made != sorted(made)


# Money


@given(fen=st.integers(-(10**15), 10**15))
def test_money_is_written_with_two_places_and_thousands(fen: int) -> None:
    """1234567 fen are 12,345.67; the text agrees with exact decimal arithmetic."""
    # Guard: base/money.py:yuan - a float or a wrong sign in front of a villager.
    assert yuan(fen) == f"{Decimal(fen) / 100:,.2f}"


def test_less_than_a_yuan_below_nothing_keeps_its_sign() -> None:
    """-5 fen are -0.05 yuan."""
    assert yuan(-5) == "-0.05"


@given(fen=st.integers(-(10**15), 10**15))
def test_yuan_become_the_same_fen_again(fen: int) -> None:
    """What is written can be read."""
    assert fen_of_yuan(Decimal(yuan(fen).replace(",", ""))) == fen


@pytest.mark.parametrize("amount", ["0.001", "1.005", "NaN", "Infinity", "-Infinity", "1E-30"])
def test_what_is_finer_than_a_fen_or_no_number_is_refused(amount: str) -> None:
    """Nothing is rounded silently."""
    with pytest.raises(ValueError, match=r"\w"):
        fen_of_yuan(Decimal(amount))


# Clocks


@given(moment=INSTANTS)
def test_the_day_is_that_of_shanghai(moment: datetime) -> None:
    """At 16:30 UTC it is the next day in the village."""
    assert local(moment) == moment
    if moment.year > 1992:  # summer time was tried until 1991
        assert local(moment).utcoffset() == timedelta(hours=8)


def test_a_clock_on_a_given_day_judges_that_day_at_any_hour() -> None:
    """--today: the day is the given one also when Greenwich has another."""
    # Guard: base/clock.py:DayClock.now - an act at 7:00 in Shanghai is dated the day before.
    for hour in (0, 7, 8, 12, 23):
        clock = DayClock(date(2026, 9, 30), GivenClock(date(2020, 1, 1), hour, 59))
        assert clock.today() == date(2026, 9, 30)
        assert clock.now() == instant(date(2026, 9, 30), hour, 59)
        assert clock.now().tzinfo is UTC


def test_the_machine_s_clock_tells_utc() -> None:
    """No naive time enters the board."""
    assert SystemClock().now().tzinfo is UTC
    assert SystemClock().today() == local(SystemClock().now()).date()


# Messages

_FACTS: Any = st.recursive(
    st.one_of(
        st.text(max_size=8),
        st.integers(-(10**12), 10**12),
        st.integers(-(10**12), 10**12).map(Fen),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
        st.decimals(allow_nan=False, allow_infinity=False),
    ),
    lambda facts: st.builds(
        Message,
        st.text(max_size=8),
        st.dictionaries(st.text("abc", min_size=1, max_size=3), facts, max_size=2),
    ),
    max_leaves=5,
)


@given(
    message=st.builds(
        Message,
        st.text(max_size=8),
        st.dictionaries(st.text("abc", min_size=1, max_size=3), _FACTS, max_size=4),
    )
)
def test_a_sentence_that_is_kept_comes_back_with_the_types_of_its_facts(message: Message) -> None:
    """A notice written today is said in the reader's language tomorrow: money is still money."""
    # Guard: base/message.py:_fact_to_json - 50000 fen are read out as the number 50000.
    again = message_from_json(json.loads(json.dumps(message_to_json(message))))
    assert again == message
    assert [type(fact) for fact in again.facts.values()] == [type(fact) for fact in message.facts.values()]


def test_a_fact_without_a_form_is_refused_at_once() -> None:
    """A float or a list in a sentence is a mistake of the program."""
    with pytest.raises(TypeError):
        message_to_json(say("{x}", x=1.5))


# Errors


@pytest.mark.parametrize(("error", "code"), [(Refused, 1), (UsageError, 2), (StoreError, 3), (OutsideError, 4)])
def test_each_family_of_errors_has_its_exit_code(error: type[BoardError], code: int) -> None:
    """1 refused, 2 usage, 3 store, 4 the outside world."""
    assert error.exit_code == code


def test_an_error_tells_its_facts() -> None:
    """The English sentence is whole: it goes to the log."""
    error = ChangedByAnother("路灯", "何春梅", instant(date(2026, 9, 1), 9), "present")
    assert "何春梅" in str(error)
    assert "present" in str(error)
    assert "h2345678" in str(NotFound(say("hearing"), "h2345678"))


def _all_errors(cls: type[BoardError]) -> list[type[BoardError]]:
    return [cls, *(found for sub in cls.__subclasses__() for found in _all_errors(sub))]


def test_every_error_of_the_core_has_a_sentence_of_its_own() -> None:
    """No one is told "Something failed"."""
    families = {BoardError, Refused, UsageError, StoreError, OutsideError}
    nameless = [cls for cls in _all_errors(BoardError) if cls not in families and cls.sentence == BoardError.sentence]
    assert not nameless
