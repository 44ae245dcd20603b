"""`books` and `report` as their user types them: the whole life of a voucher, and every sheet in words and JSON."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import CLERK, DIRECTOR, OVERSEER, SECRETARY, Said
from tests.support.builders import an_entry, keep
from village_board.accounts.opening_model import OpeningBalance
from village_board.board import Board
from village_board.catalogue.model import Frequency

SHEETS = ("trial-balance", "balance-sheet", "income", "monthly", "daily", "ageing", "earmarked")
At = Callable[..., Said]


def own(at_home: At) -> None:
    """Switch the village's own books on."""
    made = at_home(
        "books", "mode", "own_books", "--since", "2026-09-01", "--source", "本村", "--decided-by", "J-1", who=DIRECTOR
    )
    assert made.code == 0, made.err


def test_a_voucher_lives_through_its_commands(at_home: At) -> None:
    """Post, approve, stamp, reverse: each by another person, each says where the voucher stands."""
    refused = at_home("books", "post", "--summary", "购纸", "--debit", "513=90", "--credit", "102=90", who=CLERK)
    assert refused.code == 1
    assert "books mode own_books" in refused.err
    own(at_home)
    assert "2026年9月1日" in at_home("books", "mode").out
    made = at_home(
        "books", "post", "--summary", "购纸", "--debit", "513=2,500.00 打印纸", "--credit", "102=2,500", "--json",
        who=CLERK,
    ).json  # fmt: skip
    assert (made["number"], made["step"], made["approval_tier"]) == ("记-0002", "posted", 2)
    assert made["lines"][0]["summary"] == "打印纸"
    first = at_home("books", "approve", made["id"], "--language", "en", who=DIRECTOR)
    assert "another person is needed" in first.out
    assert at_home("books", "approve", "记-0002", who=SECRETARY).code == 0
    assert at_home("books", "stamp", "2026/记-0002", "--json", who=OVERSEER).json["step"] == "stamped"
    back = at_home("books", "reverse", "记-0002", "--reason", "重复", "--json", who=CLERK).json
    assert back["reverses"] == "2026/记-0002"
    assert at_home("show", made["id"]).code == 0


def test_months_close_and_open_by_command(at_home: At, opened: Board) -> None:
    """A month that is not over or not balanced is refused; without a closed month there is none to open."""
    own(at_home)
    broken = at_home("books", "close", "2026-09", "--today", "2026-10-02", "--language", "en", who=CLERK)
    assert "debit 8,001.00 yuan, credit 8,000.00 yuan" in broken.err
    keep(opened, OpeningBalance(account="301", credit=100))
    assert "2026-09" in at_home("books", "close", "2026-09", who=CLERK).err
    assert at_home("books", "reopen", "2026-08", "--reason", "漏记", who=DIRECTOR).code == 1
    closed = at_home("books", "close", "2026-09", "--today", "2026-10-02", who=CLERK)
    assert closed.code == 0, closed.err
    opened = at_home("books", "reopen", "2026-09", "--reason", "漏记", "--json", "--today", "2026-10-03", who=DIRECTOR)
    assert opened.json["is_open"] is True


def test_a_difference_to_the_statement_is_told_with_exit_code_1(at_home: At) -> None:
    """Both figures and what lies between them; the list says what nobody compared yet."""
    made = at_home("books", "reconcile", "2026-08", "102", "8000", "--language", "en", who=CLERK)
    assert (made.code, "8,001.00 yuan" in made.out, "1.00 yuan apart" in made.out) == (1, True, True)
    listed = at_home("books", "reconcile", "--json").json
    assert [one["theirs"] for one in listed["reconciled"]] == [800_000]
    assert len(listed["findings"]) == 1


def test_accounts_and_banks_by_command(at_home: At) -> None:
    """Add, switch off, list; of a bank account's number no more than four digits."""
    assert at_home("books", "accounts", "--add", "51301", "--name", "干部报酬", who=CLERK).code == 0
    assert at_home("books", "accounts", "--off", "51301", who=CLERK).code == 0
    listed = at_home("books", "accounts", "--json").json
    assert {"code": "51301", "name": "干部报酬", "active": False} in listed
    assert at_home("books", "bank", "102", "--last-digits", "6222021234567890417", who=CLERK).code == 1
    assert at_home("books", "bank", "102", "--last-digits", "0417", "--bank", "农商行", who=CLERK).code == 0
    assert "0417" in at_home("books", "bank").out


def test_p11_what_is_broken_in_the_books_is_told_after_signing_in_only(at_home: At) -> None:
    """P11: one-sided opening balances are found by check-books, with exit code 1; `books` has no door beside it."""
    # Guard: cli/bookkeeping.py:COMMANDS - suspicions stand before whoever sits at the PC.
    assert at_home("books", "check").code == 2
    assert at_home("check-books", "--recount").code == 2
    found = at_home("check-books", "--recount", "--json", who=OVERSEER)
    assert found.code == 1
    assert "F08" in {one["rule"] for one in found.json}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_every_sheet_prints_in_words_and_in_json(at_home: At, sheet: str, language: str) -> None:
    """Aligned columns for people, integer fen for programs; no traceback, no untranslated brace."""
    said = at_home("report", sheet, "--language", language)
    assert said.code in (0, 1), said.err
    assert "{" not in said.out
    assert said.out.strip()
    assert at_home("report", sheet, "--json").json is not None


def test_columns_end_where_their_header_ends(at_home: At) -> None:
    """Numbers stand to the right, with two places and thousands, whatever the width of the names."""
    # Guard: cli/columns.py:table - a column of money that nobody can add up.
    lines = at_home("report", "trial-balance", "--language", "en").out.splitlines()
    header = next(line for line in lines if line.startswith("Code"))
    row = next(line for line in lines if line.startswith("501"))
    assert row.rstrip().endswith("8,000.00")
    assert header.index("Credit") > 0
    sums = next(line for line in lines if line.startswith("Sum"))
    assert "8,001.00" in sums


def test_the_sheets_say_that_their_layout_is_this_programs(at_home: At) -> None:
    """Nothing claims to be the official form."""
    for sheet in ("balance-sheet", "income"):
        assert "本程序" in at_home("report", sheet).out
        assert at_home("report", sheet, "--json").json["official_form"] is False


@pytest.mark.parametrize(
    "words",
    [("--month", "2026-13"), ("--year", "26"), ("--month", "2026-08", "--year", "2026"),
     ("--from", "2026-08-02", "--to", "2026-08-01"), ("--from", "gestern")],
)  # fmt: skip
def test_a_period_that_is_none_is_refused_with_a_sentence(at_home: At, words: tuple[str, ...]) -> None:
    """Exit code 2 and how to write it."""
    said = at_home("report", "trial-balance", *words)
    assert said.code == 2
    assert said.err.strip()


def test_p5_a_sheet_has_three_people_and_its_item_goes_its_own_way(at_home: At, opened: Board) -> None:
    """Prepare, review, publish; then the clerk submits the item, which is not on the wall before it is signed."""
    keep(opened, an_entry("SG-13", Frequency.MONTHLY), OpeningBalance(account="301", credit=100))
    assert at_home("sheet", "prepare", "2026-08", who=CLERK).code == 0
    assert at_home("sheet", "item", "2026-08", who=CLERK).code == 1
    assert at_home("sheet", "review", "2026-08", who=OVERSEER).code == 0
    assert at_home("sheet", "publish", "2026-08", who=DIRECTOR).code == 0
    made = at_home("sheet", "item", "2026-08", "--json", who=CLERK)
    assert (made.code, made.json["status"], made.json["catalogue"]) == (0, "submitted", "SG-13"), made.err
    assert at_home("sheet", "item", "2026-08", who=CLERK).code == 1
