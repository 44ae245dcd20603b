"""Forms of money at the desk: whose books, accounts, opening balances, months, the finance sheet (P1, P5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.desk.find import found_in_rooms
from kiosk.desk.rooms import (
    bid_forms,
    closing_forms,
    contract_forms,
    keeping,
    keeping_forms,
    receipt_forms,
    sheet_forms,
    sheets,
)
from kiosk.desk.rooms.paper_forms import PaperThere, PaperUnwritable, paper_form, write_paper
from tests.accounts.own import own_books, spending, stamped
from tests.kiosk.desk_pure import ENGLISH, done, refused
from tests.support.builders import TODAY, Staff, a_voucher, actor_of, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.books import books_of
from village_board.accounts.books_model import Account, BooksMode, MoneyAccount
from village_board.accounts.ledger import Ledger
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Contract
from village_board.accounts.sheet_model import SheetState
from village_board.board import Board
from village_board.people.acts import Act
from village_board.people.model import Office, Person, Role


@pytest.fixture
def board() -> Iterator[Board]:
    board = memory_board(GivenClock(TODAY))
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def test_the_committee_settles_whose_books_these_are(board: Board, staff: Staff) -> None:
    """P1: mode, day, keeper and decision in one form; overlapping days are refused at the day."""
    keep(board, a_voucher("记-1", date(2026, 8, 20), ("101", 100, 0), ("501", 0, 100)))
    own = {"mode": "own_books", "source": "本村", "decided_by": "2026-03"}
    where, words = refused(board, staff.director, keeping_forms.MODE, **own, since="2026-8-1")
    assert where == "since"
    assert "2026" in words
    made = done(board, staff.director, keeping_forms.MODE, **own, since="9-1")
    assert (made.mode, made.since) == (BooksMode.OWN_BOOKS, date(2026, 9, 1))
    assert refused(board, staff.director, keeping_forms.MODE, **(own | {"decided_by": " "}))[0] == "decided_by"


def test_an_account_of_our_own_is_added_and_switched(board: Board, staff: Staff) -> None:
    """A code below the chart, with a name; a wrong or a taken one is refused at the code."""
    assert refused(board, staff.clerk, keeping_forms.ACCOUNT, code="9", name="办公费")[0] == "code"
    made: Account = done(board, staff.clerk, keeping_forms.ACCOUNT, code="51301", name="办公费")
    assert refused(board, staff.clerk, keeping_forms.ACCOUNT, code="51301", name="其他")[0] == "code"
    assert not done(board, staff.clerk, keeping_forms.ACCOUNT_OFF, made.id).active
    assert done(board, staff.clerk, keeping_forms.ACCOUNT_ON, made.id).active


def test_where_money_lies_is_registered_with_four_digits_at_most(board: Board, staff: Staff) -> None:
    """P2: a whole number of a bank account is refused at its field, and never kept; a change finds it again."""
    given = {"account": "10201", "bank": "农商行", "last_digits": "6222020012345678"}
    assert refused(board, staff.clerk, keeping_forms.MONEY, **given)[0] == "last_digits"
    assert refused(board, staff.clerk, keeping_forms.MONEY, **(given | {"account": "501"}))[0] == "account"
    made: MoneyAccount = done(board, staff.clerk, keeping_forms.MONEY, **(given | {"last_digits": "5678"}))
    again = done(board, staff.clerk, keeping_forms.CHANGE_MONEY, made.id, status="closed", closed_on="8-31")
    assert (again.id, again.bank, again.closed_on) == (made.id, "农商行", date(2026, 8, 31))


def test_opening_balances_are_set_whole_and_even(board: Board, staff: Staff) -> None:
    """P1: set together in books of our own; uneven, unknown, doubled or unread lines are refused at the lines."""
    # Guard: village_board/accounts/openings.py:set_openings - books that begin uneven never come out even.
    even = "101 借 1200.00\n102 借 8,800\n301 贷 10000"
    assert "copy" in refused(board, staff.clerk, keeping_forms.OPENINGS, lines=even)[1]
    own_books(board, staff, since=date(2026, 8, 1))
    for lines in ("101 借 5", "999 借 5\n301 贷 5", "101 五元", "101 借 5\n101 借 6\n301 贷 11", "101 借 0\n301 贷 0"):
        assert refused(board, staff.clerk, keeping_forms.OPENINGS, lines=lines)[0] == "lines", lines
    assert len(done(board, staff.clerk, keeping_forms.OPENINGS, lines=even)) == 3
    assert Ledger(board.records()).openings == {"101": 120_000, "102": 880_000, "301": -1_000_000}
    done(board, staff.clerk, keeping_forms.OPENINGS, lines="101 d 10\n301 c 10")
    held = {one.account: one.debit - one.credit for one in board.records().all(OpeningBalance)}
    assert held == {"101": 1000, "102": 0, "301": -1000}
    done(board, staff.clerk, closing_forms.CLOSE, month="2026-08")
    assert "2026-08" in refused(board, staff.clerk, keeping_forms.OPENINGS, lines="102 借 10\n301 贷 10")[1]


def test_months_are_closed_and_opened_again_with_a_reason(board: Board, staff: Staff) -> None:
    """The form begins with the month that is next; out of order, not over, without reason: each at its field."""
    own_books(board, staff, since=date(2026, 7, 1))
    assert refused(board, staff.clerk, closing_forms.CLOSE, month="2026-08")[0] == "month"
    assert refused(board, staff.clerk, closing_forms.CLOSE, month="2026-13")[0] == "month"
    assert done(board, staff.clerk, closing_forms.CLOSE).month == "2026-07"
    assert done(board, staff.clerk, closing_forms.CLOSE).month == "2026-08"
    assert refused(board, staff.clerk, closing_forms.CLOSE)[0] == "month"  # September is not over
    assert refused(board, staff.director, closing_forms.REOPEN)[0] == "reason"
    assert done(board, staff.director, closing_forms.REOPEN, reason="漏记一笔").is_open


def test_a_finance_sheet_goes_from_hand_to_hand(board: Board, staff: Staff) -> None:
    """P5: prepared by the clerk, passed by the overseer, signed by a third; a second version says what and why."""
    # Guard: kiosk/desk/rooms/sheets.py:waits_for - the deputy is asked to sign what the service refuses
    # Guard: kiosk/desk/find.py:found_in_rooms - F4 finds nothing that is not public yet
    own_books(board, staff, since=date(2026, 8, 1))
    done(board, staff.clerk, keeping_forms.OPENINGS, lines="102 借 5000\n301 贷 5000")
    stamped(board, staff, spending(12_000, date(2026, 8, 12)))
    assert refused(board, staff.clerk, sheet_forms.PREPARE, period="八月")[0] == "period"
    assert refused(board, staff.clerk, sheet_forms.PREPARE, period="2026-09")[0] == "period"
    made = done(board, staff.clerk, sheet_forms.PREPARE, period="2026-08", telephone="0571-1")
    assert refused(board, staff.clerk, sheet_forms.PREPARE, period="2026-08")[0] == "again"
    assert done(board, staff.overseer, sheet_forms.REVIEW, made.id).state is SheetState.REVIEWED
    with board.reading() as records:
        reviewed = records.get(type(made), made.id)
        assert sheets.waits_for(records, reviewed, staff.director)
        found = list(found_in_rooms(records, "2026-08", staff.clerk, ENGLISH, ()))
        assert made.id in {one.row.id for one in found}  # F4 finds what is not public yet
    (other,) = keep(board, Person(number="1099", name="钱书记", offices=(Office("理事长", Role.COMMITTEE),)))
    with board.reading() as records:  # once somebody holds the post, whoever does not hold it is not asked to sign
        assert not sheets.waits_for(records, reviewed, staff.director)
        assert sheets.waits_for(records, reviewed, actor_of(other))
    published = done(board, actor_of(other), sheet_forms.PUBLISH, made.id)
    assert published.state is SheetState.PUBLISHED
    assert refused(board, staff.clerk, sheet_forms.PREPARE, period="2026-08")[0] == "what"
    again = done(board, staff.clerk, sheet_forms.PREPARE, period="2026-08", what="电话", why="写错")
    assert again.version == 2
    with board.reading() as records:
        said = [words for words, _ in sheets._said(records, published, ENGLISH)]
    column = {line.rfind(".") for line in said[1:5]}
    assert len(column) == 1, said[1:5]


def test_offers_for_a_contract_name_one_chosen(board: Board, staff: Staff) -> None:
    """Each line is a name and an amount; the chosen one stands among them once."""
    contract = keep(board, Contract(number="2026-1", name="水渠", party_a="本村", party_b="宏达"))[0]
    given = {"chosen": "宏达", "reason": "最低"}
    assert refused(board, staff.clerk, bid_forms.BIDS, contract.id, **given, bids="宏达")[0] == "bids"
    assert refused(board, staff.clerk, bid_forms.BIDS, contract.id, **given, bids="利民 5")[0] == "chosen"
    made = done(board, staff.clerk, bid_forms.BIDS, contract.id, **given, bids="宏达 98,000元\n利民公司=99000.50")
    assert [(one.bidder, one.amount, one.chosen) for one in made.bids] == [
        ("宏达", 9_800_000, True),
        ("利民公司", 9_900_050, False),
    ]


def test_paper_is_written_whole_or_not_at_all(board: Board, staff: Staff, tmp_path: Path) -> None:
    """A name that says no PDF, a file that is there, a folder that is not: refused at the field, nothing is left."""
    # Guard: kiosk/desk/rooms/paper_forms.py:write_paper - half a sheet would hang on the wall.
    form = paper_form("book.sheet_print", "Print", Act.RECONCILE, "sheet")
    own_books(board, staff, since=date(2026, 8, 1))
    sheet = done(board, staff.clerk, sheet_forms.PREPARE, period="2026-08")
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    for name in ("sheet.docx", "there.pdf", "no/such/folder.pdf", "x" * 400):
        assert refused(board, staff.clerk, form, sheet.id, out=str(tmp_path / name))[0] == "out", name
    with pytest.raises(PaperThere):
        write_paper(there, b"another")
    with pytest.raises(PaperUnwritable):
        write_paper(tmp_path / "gone" / "new.pdf", b"another")
    assert there.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir()] == ["there.pdf"]
    assert write_paper(tmp_path / "new.pdf", b"sheet").stat().st_mode & 0o077 == 0


def test_what_the_books_screens_say_reads_for_everybody(board: Board, staff: Staff) -> None:
    """The rows of how the books are kept open sheets with their figures in a column; a copy offers nothing to set."""
    with board.reading() as records:
        assert keeping._openings(records, ENGLISH).steps == ()
        assert keeping._months(records, ENGLISH).steps == ()
    own_books(board, staff, since=date(2026, 8, 1))
    done(board, staff.clerk, keeping_forms.OPENINGS, lines="102 借 123456.78\n101 借 5\n301 贷 123461.78")
    with board.reading() as records:
        assert books_of(records).mode is BooksMode.OWN_BOOKS
        sheet = keeping._openings(records, ENGLISH)
        lines = [words for words, _ in sheet.paragraphs]
        assert [line.find(".") for line in lines[1:3]] == [lines[1].find(".")] * 2
        assert [one.name for one in sheet.steps] == ["book.openings"]
        assert len(keeping._rows(records, staff.clerk, ENGLISH)) == 4


def test_what_cannot_be_matched_is_said_at_its_field(board: Board, staff: Staff) -> None:
    """Money for an instalment that is none, of a voucher that is none: each where it was typed."""
    # Guard: kiosk/desk/rooms/receipt_forms.py:MATCH - both would be said at the foot, with a command of the terminal
    made = done(
        board, staff.clerk, contract_forms.REGISTER, number="HT-9", name="晒谷场", type="租赁", party_b="某农场",
        starts_on="2026-10-1", ends_on="2027-9-30", due_each_year="1200", rhythm="quarterly", in_advance="yes",
        platform_number="JY1",
    )  # fmt: skip
    done(board, staff.clerk, contract_forms.PLAN, made.id)
    lines = (("102", 30_000, 0), ("502", 0, 30_000))
    (paid,) = keep(board, a_voucher("记-0009", date(2026, 9, 1), *lines, contract="HT-9"))
    for field, given in (
        ("voucher", {"voucher": "记-9999"}),
        ("instalments", {"voucher": paid.id, "instalments": "9"}),
    ):
        assert refused(board, staff.clerk, receipt_forms.MATCH, made.id, **given)[0] == field
