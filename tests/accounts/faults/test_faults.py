"""Faults planted in clean villages with `--as-found`: each is found and nothing else; clean villages give none."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.accounts.faults.kinds import FAULTS, LAST
from tests.accounts.faults.village import TODAY, Village, clean_village
from tests.support.builders import keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.findings import findings_of
from village_board.accounts.model import Line, Voucher
from village_board.accounts.register_view import RegisterFinding
from village_board.accounts.rules import with_sums
from village_board.board import Board
from village_board.interchange.importing import ImportReport, import_files

Plant = Callable[[Village], str]
#: villages of the everyday run, and of the long one.
FEW, MANY = 5, 50


def imported(village: Village, *, as_found: bool = True, partial: bool = False) -> tuple[Board, ImportReport]:
    """Return a board with the tables of a village, as its clerk imports them."""
    board = memory_board(GivenClock(TODAY))
    with tempfile.TemporaryDirectory() as folder, board.desk() as desk:
        report = import_files(desk, village.write(Path(folder)), as_found=as_found, partial=partial)
    return board, report


def found_in(board: Board) -> list[tuple[str, str]]:
    """Return rule and number of the record of everything found."""
    records = board.records()
    return [(one.rule, named(board, one)) for one in findings_of(records)]


def named(board: Board, finding: RegisterFinding) -> str:
    """Return the number of the record that a finding is about."""
    if not finding.subject:
        return ""
    return str(getattr(board.records().lookup(finding.subject), "number", "?"))


def check_clean(seed: int) -> None:
    """Check that a clean village imports without a word and that nothing is found in it."""
    board, report = imported(clean_village(seed), as_found=False)
    assert (report.findings, report.notes, report.loose_ends) == ((), (), ())
    assert report.inserted > 100
    found = [(one.rule, str(one.message)) for one in findings_of(board.records())]
    board.close()
    assert found == []


def check_found(rule: str, plant: Plant, seed: int) -> None:
    """Check that a fault in a clean village is found, at its record, and that nothing else is."""
    village = clean_village(seed)
    number = plant(village)
    board, report = imported(village)
    assert not report.blocked
    found = found_in(board)
    assert all(one.message.facts for one in findings_of(board.records()))  # the numbers that are compared
    board.close()
    assert found == [(rule, number)]


@pytest.mark.parametrize(("rule", "plant"), FAULTS, ids=lambda value: getattr(value, "__name__", value))
def test_every_fault_is_found_and_nothing_else(rule: str, plant: Plant) -> None:
    """F01-F08, A01-A04, R01-R04, C01-C06, P4, P6: one fault gives one finding, and it names the record."""
    # Guard: accounts/findings.py:findings_of - a rule that nobody asks any more, or one that suspects everybody.
    check_found(rule, plant, 1)


@pytest.mark.parametrize("seed", range(FEW))
def test_clean_villages_give_no_finding(seed: int) -> None:
    """Vouchers, registers, contracts, plans and decisions that are right: no word from the import or any finder."""
    # Guard: accounts/breaks.py, money_findings.py, register_findings.py - an alarm that always rings is heard by none.
    check_clean(seed)


def test_there_are_thirty_kinds_of_fault_and_every_rule_has_one() -> None:
    """Issue 5: at least thirty; each money, asset, resource and contract rule of the monitoring points among them."""
    rules = Counter(rule for rule, _ in FAULTS)
    assert len(FAULTS) >= 30
    wanted = [f"F{n:02}" for n in range(1, 9)] + [f"{k}0{n}" for k in "AR" for n in range(1, 5)]
    wanted += [f"C0{n}" for n in range(1, 7)]
    assert set(wanted) <= rules.keys()


def test_a_month_without_a_voucher_is_found() -> None:
    """Books from November to August in which nothing happened in spring."""
    village = clean_village(3, months=8, skip=4)
    village.tables["closings"] = [row for row in village.table("closings") if row["期间"] != "2026-05"]
    board, _ = imported(village)
    found = found_in(board)
    board.close()
    assert found == [("month", "")]


def test_what_no_record_can_hold_is_stopped_at_the_door() -> None:
    """F08: a voucher that does not balance and an account that is none are named by the import, even as found."""
    # Guard: interchange/drafts/books.py:_unbalanced - the village's books stop balancing.
    village = clean_village(2)
    village.voucher(LAST, "付电费", ("51101", 100, ""), ("10201", "", 90))
    village.voucher(LAST, "付水费", ("99901", 100, ""), ("10201", "", 100))
    board, report = imported(village)
    assert report.blocked
    told = [(str(one.message), one.column) for one in report.findings]
    board.close()
    assert any("90" in text and "100" in text for text, _ in told), told
    assert any("99901" in text for text, _ in told), told


def test_what_came_past_the_door_is_found_all_the_same() -> None:
    """F08: the query that supervises finds both where something else wrote them."""
    # Guard: accounts/breaks.py:unbalanced, unknown_accounts - a restored or foreign store is believed.
    board, _ = imported(clean_village(2))
    serial = 1 + sum(one.dated.year == LAST.year for one in board.records().all(Voucher))
    wrong = [(Line("51101", 100), Line("10201", credit=90)), (Line("99901", 100), Line("10301", credit=100))]
    keep(
        board,
        *(
            with_sums(Voucher(number=f"记-{serial + n}", dated=LAST, summary="付电费", lines=lines, approver="审批丙",
                              approval_tier=1, oversight_stamp=True))
            for n, lines in enumerate(wrong)
        ),
    )  # fmt: skip
    found = Counter(found_in(board))
    board.close()
    assert found == Counter({("F08", f"记-{serial}"): 1, ("account", f"记-{serial + 1}"): 2})


@pytest.mark.long
def test_fifty_clean_villages_give_no_finding() -> None:
    """Issue 5: fifty clean random books give none."""
    for seed in range(FEW, FEW + MANY):
        check_clean(seed)


@pytest.mark.long
@pytest.mark.parametrize(("rule", "plant"), FAULTS, ids=lambda value: getattr(value, "__name__", value))
def test_every_fault_is_found_in_ten_villages(rule: str, plant: Plant) -> None:
    """The fault is found wherever it is planted."""
    for seed in range(100, 110):
        check_found(rule, plant, seed)
