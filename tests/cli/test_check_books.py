"""check-books and the books for other programs, as their users give the commands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, Run
from tests.interchange.outside import bean_check
from tests.support.builders import keep
from village_board.accounts.kept_model import STATE, LedgerTotal
from village_board.board import Board


@pytest.mark.parametrize("who", [DIRECTOR, OVERSEER])
def test_p11_those_who_supervise_see_what_is_wrong(at_home: Run, who: str) -> None:
    """P11: committee and oversight, after their PIN; the gravest first, with rule and id; nothing is proven."""
    # Guard: cli/findings.py:check_books - a suspicion stands without its rule and its record.
    said = at_home("check-books", who=who)
    assert said.code == 1
    assert "应报告乡镇" in said.out
    assert "不是结论" in said.out
    found = at_home("check-books", "--json", who=who).json
    levels = [one["level"] for one in found]
    assert levels == sorted(levels, key=["red", "yellow"].index)
    for one in found:
        assert one.keys() == {"rule", "level", "id", "facts", "message"}
        assert one["facts"]
        assert one["rule"] in said.out
        assert one["message"] in said.out


def test_p11_nobody_else_sees_it(at_home: Run, program: Run, home: Path) -> None:
    """P11: not the clerk, not without a PIN, not without a name."""
    # Guard: accounts/findings.py:supervised - suspicions and kinship are read by whoever sits at the PC.
    refused = at_home("check-books", who=CLERK)
    assert refused.code == 1
    assert refused.out == ""
    assert at_home("check-books", "--as", DIRECTOR, stdin="9999\n").out == ""
    assert program("check-books", "--home", home).code == 2


@pytest.mark.parametrize(("format", "name"), [("beancount", "books.beancount"), ("hledger", "books.journal")])
def test_the_books_are_one_file_for_another_program(at_home: Run, tmp_path: Path, format: str, name: str) -> None:  # noqa: A002 - the command's own word
    """Issue 5, 10: one file in the folder, and how to check it; nothing of who acts or what is internal."""
    said = at_home("export", format, "--out", tmp_path / "out")
    assert said.code == 0
    assert name in said.out
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]
    text = (tmp_path / "out" / name).read_text("utf-8")
    assert "记-1" in text
    assert "Assets:102" in text
    said = at_home("export", format, "--out", tmp_path / "out", "--json")
    assert said.json == [str(tmp_path / "out" / name)]
    assert at_home("export", format, "--out", tmp_path / "out", "--minutes").code == 2


def test_what_was_written_by_the_command_passes(at_home: Run, tmp_path: Path) -> None:
    """The home of these tests opens with one side only, and bean-check is the one to say so."""
    # Guard: interchange/standards/books.py:_opening - books that do not balance are made to look as if they did.
    at_home("export", "beancount", "--out", tmp_path)
    assert "Transaction does not balance" in bean_check(tmp_path / "books.beancount")


def test_every_voucher_is_counted_again_where_it_is_asked(at_home: Run, opened: Board) -> None:
    """A kept total that was changed beside the program is found by --recount, by nothing else."""
    # Guard: accounts/findings.py:supervised - totals that no voucher bears are believed for ever.
    total = next(one for one in opened.records().all(LedgerTotal) if one.account == "102" and one.period != STATE)
    keep(opened, replace(total, debit=total.debit + 1))
    assert "recount" not in {one["rule"] for one in at_home("check-books", "--json", who=OVERSEER).json}
    told = at_home("check-books", "--recount", "--json", who=OVERSEER).json
    assert "recount" in {one["rule"] for one in told}
