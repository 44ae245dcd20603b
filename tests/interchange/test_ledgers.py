"""The books for other programs: bean-check and hledger find nothing wrong, and compute what we compute, to the fen."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.accounts.faults.village import TODAY, clean_village
from tests.interchange.outside import HLEDGER, Balances, bean_check, hledger, hledger_balances, hledger_check
from tests.support.builders import a_resolution, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.books_model import Account
from village_board.accounts.chart import chart
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Line, Voucher, VoucherStep
from village_board.accounts.months import last_day
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.registers import Asset, AssetChange, Contract, Resource, Use
from village_board.accounts.rules import with_sums
from village_board.board import Board
from village_board.i18n import translator
from village_board.interchange.importing import import_files
from village_board.interchange.standards.beancount import string
from village_board.interchange.standards.books import LEDGER_FORMATS, ledger_files
from village_board.interchange.standards.hledger import code, comment, description
from village_board.interchange.standards.journal import account_path, component

T = translator("zh-Hans")
#: what hurts in one format or the other: ends of strings and comments, tags, days, links, brackets, directions.
_SHARP = "\"\\;|#^:()[]{}=@~*!,'\t\n\r\u3000 2026-01-01date:2020-01-01鱼塘👨‍👩‍👧<%&/．～\u202e\u0301"
HOSTILE = st.text(st.sampled_from(_SHARP), max_size=40) | st.text(max_size=40)


def written(board: Board, format: str, folder: Path) -> Path:  # noqa: A002 - the command's own word
    """Write a board's books and return the file."""
    with board.reading() as records:
        ((name, content),) = ledger_files(records, board.settings, format, T).items()
    path = folder / name
    path.write_bytes(content)
    return path


def ours(board: Board, end: date) -> Balances:
    """Return what we compute for every account at the end of a day, by its path."""
    with board.reading() as records:
        names = {one.account: one.account_name.partition("-")[2] for one in records.all(OpeningBalance)}
        names |= {one.code: one.name for one in records.all(Account)}
        return {account_path(code, names): fen for code, fen in Ledger(records).balances(end).items() if fen}


def ends(board: Board) -> list[date]:
    """Return the last day of every month with a voucher."""
    return [last_day(month) for month in Ledger(board.records()).months]


def a_village(seed: int = 5) -> Board:
    """Return a board with the books of a clean random village."""
    board = memory_board(GivenClock(TODAY))
    with tempfile.TemporaryDirectory() as folder, board.desk() as desk:
        report = import_files(desk, clean_village(seed).write(Path(folder)))
    assert not report.findings
    return board


def a_voucher(number: str, dated: date, lines: Iterable[Line], **facts: object) -> Voucher:
    """Return a voucher."""
    return with_sums(Voucher(number=number, dated=dated, lines=tuple(lines), **{"summary": "支出", **facts}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def village() -> Iterable[Board]:
    """A village whose books are read only."""
    board = a_village()
    yield board
    board.close()


def test_bean_check_finds_nothing_wrong(village: Board, tmp_path: Path) -> None:
    """Issue 5, 10: a whole village, with the balance of every account at every month's end as an assertion."""
    # Guard: interchange/standards/beancount.py:_lines - an assertion or an account that is left out.
    path = written(village, "beancount", tmp_path)
    assert bean_check(path) == ""
    text = path.read_text("utf-8")
    months = len(ends(village))
    for account in ours(village, TODAY):
        if not account.startswith(("Income", "Expenses", "Equity:322", "Liabilities")):
            assert text.count(f" balance {account}  ") >= months - 1, account


@pytest.mark.parametrize("format", LEDGER_FORMATS)
def test_an_amount_that_is_one_fen_off_is_named(village: Board, tmp_path: Path, format: str) -> None:  # noqa: A002
    """The assertions hold to the fen: a balance that differs by the smallest coin is an error."""
    # Guard: interchange/standards/beancount.py:_lines - bean-check's own tolerance lets a fen pass.
    if format == "hledger" and HLEDGER is None:
        return  # `make proof` runs it where the program is
    path = written(village, format, tmp_path)
    assert not (check := bean_check if format == "beancount" else hledger_check)(path)
    place = {
        "beancount": r"(balance Assets:101\S+  \d+\.\d)(\d)",
        "hledger": r"(Assets:101\S+  0\.00 CNY = \d+\.\d)(\d)",
    }
    text, n = re.subn(place[format], lambda m: f"{m[1]}{(int(m[2]) + 1) % 10}", path.read_text("utf-8"), count=1)
    assert n == 1
    path.write_text(text, "utf-8")
    assert "101" in check(path)


@pytest.mark.parametrize("format", LEDGER_FORMATS)
def test_the_same_records_give_the_same_bytes(village: Board, format: str) -> None:  # noqa: A002
    """Deterministic: twice read, and tomorrow."""
    records = village.records()
    once = ledger_files(records, village.settings, format, T)
    records.today += timedelta(days=40)
    assert ledger_files(records, village.settings, format, T) == once
    (name,) = once
    assert name.endswith({"beancount": ".beancount", "hledger": ".journal"}[format])


@settings(max_examples=4)
@given(words=st.lists(HOSTILE, min_size=5, max_size=5), codes=st.lists(st.sampled_from([
    "101", "102", "10201", "1020101", "133", "152", "162", "401", "321", "32201", "501", "51301", "113"]),
    min_size=2, max_size=6, unique=True), dice=st.randoms(use_true_random=False))  # fmt: skip
@example(words=[" "] * 5, codes=["101", "102", "10201"], dice=random.Random(1))
@example(words=['"; date:2020-01-01 | [2020-01-02]\n\\'] * 5, codes=["101", "102", "1020101"], dice=random.Random(2))
def test_any_words_and_any_lines_are_readable(words: list[str], codes: list[str], dice: random.Random) -> None:
    """Quotes, line ends, semicolons, tags, days, emoji: they stay words; parent accounts and all roots balance."""
    # Guard: interchange/standards/journal.py:component, beancount.py:string, hledger.py:description, comment, code.
    board = hostile_board(words, codes, dice)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assert bean_check(written(board, "beancount", folder)) == ""
        if HLEDGER is not None:
            agrees_with_hledger(board, folder)
    board.close()


@given(text=HOSTILE)
def test_no_word_is_read_as_a_sign(text: str) -> None:
    """What begins a comment, a tag or a day, or ends a bracket or a string, is no such sign any more."""
    # Guard: interchange/standards/hledger.py:description, code, comment; beancount.py:string.
    assert not re.search(r'[;|"\n]|  ', description(text))
    assert not re.search(r"[();\n]", code(text))
    assert not re.search(r"[:,\[\]\n]", comment(text))
    inside = string(text)[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in inside
    assert "\\" not in inside


@pytest.mark.long
@settings(max_examples=100)
@given(words=st.lists(HOSTILE, min_size=5, max_size=5), dice=st.randoms(use_true_random=False))
def test_a_hundred_hostile_villages_are_readable(words: list[str], dice: random.Random) -> None:
    """The same with many more words."""
    codes = dice.sample(["101", "102", "10201", "1020101", "152", "401", "32201", "501", "51301", "113"], 4)
    board = hostile_board(words, codes, dice)
    with tempfile.TemporaryDirectory() as name:
        assert bean_check(written(board, "beancount", Path(name))) == ""
        if HLEDGER is not None:
            agrees_with_hledger(board, Path(name))
    board.close()


def hostile_board(words: list[str], codes: list[str], dice: random.Random) -> Board:
    """Return a board with vouchers, registers and papers full of `words`, over `codes`, some of them below others."""
    board = memory_board(GivenClock(TODAY))
    summary, party, number, own, remark = words
    rows: list[Voucher] = []
    for n in range(dice.randint(1, 6)):
        fen = [dice.randint(1, 10**9) for _ in codes[1:]]
        lines = [
            Line(codes[0], debit=sum(fen)),
            *(Line(c, credit=f, summary=remark) for c, f in zip(codes[1:], fen, strict=True)),
        ]
        facts = {"summary": summary, "counterparty": party, "contract": number, "resolution": "J-1", "project": own}
        rows.append(a_voucher(f"{number}{n}", date(2026, dice.randint(1, 8), dice.randint(1, 28)), lines, **facts))
    keep(
        board, *rows, Account(code="10201", name=own, parent="102"), a_resolution(number="J-1", matter=summary),
        Contract(number=number, name=party, resolution="J-1"),
        OpeningBalance(account="102", debit=70), OpeningBalance(account="301", credit=70),
        Asset(number=number, name=summary, unit=own, quantity=Decimal("3.5"), acquired_on=date(1978, 5, 1)),
        Asset(number="2", name=party, use=Use.SCRAPPED, changes=(AssetChange(date(2026, 2, 2), remark),)),
        Resource(number=own, name=own, area=Decimal("12.34"), area_let=Decimal("12.00")),
    )  # fmt: skip
    return board


def agrees_with_hledger(board: Board, folder: Path) -> None:
    """Check that hledger finds nothing wrong and computes every account at every month's end as we do."""
    path = written(board, "hledger", folder)
    assert hledger_check(path) == ""
    for end in ends(board):
        theirs = hledger_balances(path, (end + timedelta(days=1)).isoformat())
        assert {account: fen for account, fen in theirs.items() if fen} == ours(board, end)


@pytest.mark.outside
def test_hledger_agrees_to_the_fen_for_every_account_and_month(tmp_path: Path) -> None:
    """Issue 5, 10: strict, days in order, payees declared; ten villages and words of all kinds."""
    # Guard: interchange/standards/hledger.py:_lines - an auditor computes other balances than we show.
    assert HLEDGER is not None, "install hledger (apt-get install hledger) for this proof"
    for seed in range(10):
        board = a_village(seed)
        agrees_with_hledger(board, tmp_path)
        board.close()


def test_hledger_agrees_where_it_is_installed(village: Board, tmp_path: Path) -> None:
    """The everyday part of the same; a machine without the program has it in `make proof`, where it must be there."""
    if HLEDGER is not None:
        agrees_with_hledger(village, tmp_path)


@pytest.mark.long
def test_bean_check_agrees_in_ten_villages(tmp_path: Path) -> None:
    """The same with Beancount, whose assertions are ours."""
    for seed in range(10, 20):
        board = a_village(seed)
        assert bean_check(written(board, "beancount", tmp_path)) == ""
        board.close()


def test_land_and_things_stand_beside_the_money(village: Board, tmp_path: Path) -> None:
    """Mu of every parcel and the number of every thing are there, and no yuan is moved by them."""
    # Guard: interchange/standards/things.py:entries_of_parcels - land is left out, or counted in money.
    text = written(village, "beancount", tmp_path).read_text("utf-8")
    records = village.records()
    mu = sum(Decimal(m[1]) for m in re.finditer(r"Assets:Land:\S+  (-?[\d.]+) MU", text))
    assert mu == sum(one.area for one in records.all(Resource))
    for asset in records.all(Asset):
        moved = [Decimal(m[1]) for m in re.finditer(rf"Assets:Things:\w+  (-?[\d.]+) {asset.id.upper()}\b", text)]
        assert sum(moved) == (0 if asset.use is Use.TRANSFERRED else asset.quantity)
    assert not re.search(r"(Things|Land)\S*  \S+ CNY", text)


def test_every_decision_is_a_link(village: Board, tmp_path: Path) -> None:
    """A voucher leads to its contract and to the resolution behind it, and its number is its code."""
    # Guard: interchange/standards/books.py:_Leading - the yuan cannot be followed to the vote.
    records = village.records()
    road = next(one for one in records.all(Voucher) if one.contract == "HT-07")
    contract = next(one for one in records.all(Contract) if one.number == "HT-07")
    text = written(village, "beancount", tmp_path).read_text("utf-8")
    (line,) = (
        line for line in text.splitlines() if line.startswith(road.dated.isoformat()) and f"^{contract.id}" in line
    )
    assert len(re.findall(r"\^[a-z0-9]+", line)) == 2
    assert line.isascii() is False
    journal = written(village, "hledger", tmp_path).read_text("utf-8")
    assert f"{road.dated.isoformat()} * ({road.number}) {road.counterparty} | {road.summary}" in journal
    assert f"link: {contract.id}" in journal


@pytest.mark.parametrize("format", LEDGER_FORMATS)
def test_no_person_stands_in_the_books(tmp_path: Path, format: str) -> None:  # noqa: A002
    """P14: who handled or approved is left out, a payee's own name is masked, a firm's is not."""
    # Guard: interchange/standards/books.py:_words - who got relief is published for every program to read.
    board = memory_board(GivenClock(TODAY))
    lines = (Line("514", debit=100), Line("101", credit=100))
    facts = {"handler": "沈经手", "witness": "费证明", "approver": "倪审批", "claimant": "俞报账"}
    keep(board, a_voucher("记-1", date(2026, 3, 1), lines, counterparty="欧阳小明", summary="付欧阳小明工钱", **facts))
    keep(board, a_voucher("记-2", date(2026, 3, 1), lines, counterparty="栖禾镇五金店", **facts))
    keep(
        board,
        a_voucher(
            "记-3", date(2026, 3, 1), lines, counterparty="某商行", summary="未盖章的事", step=VoucherStep.POSTED
        ),
    )
    text = written(board, format, tmp_path).read_text("utf-8")
    board.close()
    assert not any(name in text for name in ("小明", *facts.values()))
    assert "欧阳**" in text
    assert "栖禾镇五金店" in text
    # P1: what the oversight committee has not stamped counts in the balances and says nothing yet.
    assert not re.search("未盖章的事|某商行", text)
    assert re.search(r"^2026-03-01 ! ", text, re.MULTILINE)


def test_every_account_has_its_root() -> None:
    """401 stands among the stores, 321 and 322 in equity, what wears things out among the assets."""
    # Guard: interchange/standards/journal.py:_ROOTS - cost of production becomes an expense.
    roots = {account.code: account_path(account.code, {}).partition(":")[0] for account in chart()}
    assert {code: roots[code] for code in ("401", "321", "322", "152", "241", "501", "514")} == {
        "401": "Assets", "321": "Equity", "322": "Equity", "152": "Assets", "241": "Liabilities", "501": "Income",
        "514": "Expenses",
    }  # fmt: skip
    assert (
        account_path("1020101", {"10201": "基本户", "1020101": "(一) 号"})
        == "Assets:102银行存款:10201基本户:1020101一-号"
    )
    assert component("生产(劳务)成本") == "生产-劳务-成本"


def test_books_without_anything_are_readable(tmp_path: Path) -> None:
    """A board on its first day."""
    board = memory_board(GivenClock(TODAY))
    assert bean_check(written(board, "beancount", tmp_path)) == ""
    if HLEDGER is not None:
        assert hledger_check(written(board, "hledger", tmp_path)) == ""
        assert hledger(tmp_path / "books.journal", "balance", "--empty").returncode == 0
    board.close()
