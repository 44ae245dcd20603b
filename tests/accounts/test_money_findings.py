"""The finders between money and what it follows, at their borders: F03, F07, H01, P4 and numbers that lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.builders import a_resolution
from village_board.accounts.model import Line, Voucher
from village_board.accounts.money_findings import (
    Paper,
    cash_kept_back,
    loose_numbers,
    not_passed,
    paid_above_decided,
    spent_outside,
    undecided,
)
from village_board.accounts.registers import Contract
from village_board.accounts.rules import with_sums
from village_board.hearings.model import ResolutionResult, Variation
from village_board.limits.rules import Limits
from village_board.limits.table import shipped_limits

LIMITS = Limits(shipped_limits(), {})
DAY = date(2026, 5, 4)
INCOME, BANKED, PAID = (("101", "504"), ("10201", "101"), ("514", "101"))


def moved(n: int, of: tuple[str, str], fen: int, day: date = DAY, **facts: object) -> Voucher:
    """Return voucher 记-n that debits the first account and credits the second."""
    lines = (Line(of[0], debit=fen), Line(of[1], credit=fen))
    return with_sums(Voucher(number=f"记-{n}", id=f"v{n}", dated=day, summary="事", lines=lines, **facts))  # type: ignore[arg-type]


def kept_back(*vouchers: Voucher, opening: int = 0) -> list[tuple[str, str]]:
    """Return level and record of what F03 finds three weeks later."""
    found = cash_kept_back(vouchers, opening, LIMITS, DAY + timedelta(days=21))
    return [(one.level.value, one.subject) for one in found]


@pytest.mark.parametrize(("days", "wanted"), [(0, []), (1, []), (2, ["yellow"]), (3, ["yellow"]), (4, ["red"])])
def test_f03_income_is_banked_within_a_day(days: int, wanted: list[str]) -> None:
    """F03: one day is allowed, from the second it is a warning, beyond the third the township's matter."""
    # Guard: accounts/money_findings.py:_late - a border that moved by a day accuses a clerk.
    later = DAY + timedelta(days=days)
    found = kept_back(moved(1, INCOME, 700), moved(2, BANKED, 700, later))
    assert found == [(level, "v1") for level in wanted]


def test_f03_within_a_day_the_numbers_say_nothing() -> None:
    """What was banked before it was booked, and 记-100 after 记-99: the day counts, and numbers count as numbers."""
    # Guard: accounts/money_findings.py:_in_order - a clerk who books the evening's deposit first is accused.
    assert kept_back(moved(1, BANKED, 700), moved(2, INCOME, 700)) == []
    assert kept_back(moved(99, INCOME, 700), moved(100, BANKED, 700)) == []


def test_f03_petty_cash_pays_first() -> None:
    """A payment that the drawn cash covers is none out of income; one fen more is, and it is red."""
    # Guard: accounts/money_findings.py:cash_kept_back - paying out of takings (坐支) is not seen, or everybody does it.
    income, paid, banked = moved(1, INCOME, 500), moved(2, PAID, 300), moved(3, BANKED, 500)
    assert kept_back(income, paid, banked, opening=300) == []
    assert kept_back(income, paid, moved(3, BANKED, 499), opening=299) == [("red", "v2")]


def test_f03_what_was_taken_back_counts_for_nothing() -> None:
    """A wrong entry and its reversal are no income and no payment."""
    wrong = moved(1, INCOME, 700, reversed_by="2026/记-2")
    assert kept_back(wrong, moved(2, ("504", "101"), 700, reverses="2026/记-1")) == []


def test_f07_a_fund_is_spent_for_its_own_project() -> None:
    """Its own name, or a project for which money came into it, is inside; another is outside; no word is no proof."""
    # Guard: accounts/money_findings.py:spent_outside - the road's money builds a stage.
    names = {"24101": "道路硬化"}
    given = moved(1, ("10201", "24101"), 900, project="一事一议道路硬化")
    for project, wanted in (("道路硬化", []), ("道路硬化二期", []), ("", []), ("戏台", ["v2"])):
        spent = moved(2, ("24101", "10201"), 900, project=project)
        assert [one.subject for one in spent_outside([given, spent], names)] == wanted
    assert list(spent_outside([moved(1, ("24102", "10201"), 900, project="戏台")], {})) == []


def test_h01_the_trigger_itself_needs_a_decision() -> None:
    """At the trigger, not a fen below; a decision linked by itself, by the contract or by its execution is enough."""
    # Guard: accounts/money_findings.py:undecided - the border moves by a fen.
    trigger = LIMITS.fen("hearing.trigger_amount")
    paper = Paper({"HT-1": Contract(number="HT-1", name="合同", resolution="J-1")}, {"J-1": a_resolution(number="J-1")})
    big = moved(1, ("151", "10201"), trigger)

    def subjects(voucher: Voucher, known: Paper = paper) -> list[str]:
        return [one.subject for one in undecided([voucher], known, LIMITS)]

    assert subjects(big) == ["v1"]
    assert subjects(moved(1, ("151", "10201"), trigger - 1)) == []
    assert subjects(replace(big, resolution="J-1")) == []
    assert subjects(replace(big, contract="HT-1")) == []
    assert subjects(replace(big, resolution="J-9")) == ["v1"]
    assert subjects(replace(big, emergency="溃堤")) == []
    assert subjects(big, replace(paper, carried_out=frozenset({big.key}))) == []


def test_p4_paid_is_compared_with_decided_and_variations() -> None:
    """P4: what was approved later raises what may be paid; a reversal lowers what was paid."""
    # Guard: accounts/money_findings.py:paid_above_decided - an approved change is held against the village.
    decided = a_resolution(number="J-1", amount=1_000)
    more = replace(decided, variations=(Variation(on=DAY, amount=500, reason="加宽", approved_by="村民代表会议"),))
    first, second = (moved(n, ("153", "10201"), 700, resolution="J-1") for n in (1, 2))

    def facts(resolution: object, *vouchers: Voucher) -> list[object]:
        paper = Paper({}, {"J-1": resolution})  # type: ignore[dict-item]
        return [one.message.facts["over"] for one in paid_above_decided(vouchers, paper)]

    assert facts(decided, first) == []
    assert facts(decided, first, second) == [400]
    assert facts(more, first, second) == []
    back = moved(3, ("10201", "153"), 700, resolution="J-1", reverses="2026/记-2")
    assert facts(decided, first, replace(second, reversed_by="2026/记-3"), back) == []


def test_a_decision_that_was_not_passed_carries_no_payment() -> None:
    """Rejected, or too few came: whatever rests on it is named; what passed is not."""
    # Guard: accounts/money_findings.py:not_passed - a vote against is paid all the same.
    paid = moved(1, ("153", "10201"), 700, resolution="J-1")
    for result, wanted in (
        (ResolutionResult.PASSED, []), (ResolutionResult.REJECTED, ["v1"]), (ResolutionResult.NO_QUORUM, ["v1"]),
    ):  # fmt: skip
        paper = Paper({}, {"J-1": a_resolution(number="J-1", result=result)})
        assert [one.subject for one in not_passed([paid], paper)] == wanted


def test_numbers_that_lead_nowhere_are_named_one_by_one() -> None:
    """Contract and resolution apart."""
    # Guard: accounts/money_findings.py:loose_numbers - a yuan leads to a paper that nobody has.
    found = loose_numbers([moved(1, PAID, 1, contract="HT-9", resolution="J-9")], Paper({}, {}))
    assert [one.message.facts["named"] for one in found] == ["HT-9", "J-9"]
