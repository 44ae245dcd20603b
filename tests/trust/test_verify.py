"""Verify: what fits is passed, and whatever was done to the file is found and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from tests.support.builders import TODAY, VILLAGE, a_hearing, announced, hire, keep, memory_board
from tests.support.clocks import GivenClock
from tests.support.rows import as_one_table
from tests.trust.tampering import ENTRIES, ROWS, Forger, Touch, tamper
from village_board.board import Board
from village_board.hearings.model import Hearing
from village_board.kinds import COLLECTIONS, logged
from village_board.notices.service import subscribe
from village_board.people.acts import Act
from village_board.people.model import Household
from village_board.people.pin import set_pin
from village_board.settings import Settings
from village_board.store import connect, sqlite_url
from village_board.trust.log import HEAD, HEAD_ID, LOG
from village_board.trust.verify import Misfit, Printed, Verdict

PLAIN = [collection for collection in COLLECTIONS if collection.plain]
#: how many rows are tampered with, over all ways, in the daily run; and in the long one
TAMPERINGS, MANY_TAMPERINGS = 64, 300


def open_file(path: Path, *, create: bool = False) -> Board:
    """Open a board whose store is this file alone.

    It has no columns for queries: those refuse what is no JSON, and whoever writes bytes into the file is refused
    by nothing.
    """
    db = connect(sqlite_url(path), village=VILLAGE, collections=PLAIN, create=create)
    return Board(path.parent, Settings(village=VILLAGE, name="试验村"), db, GivenClock(TODAY))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board that has lived: new, changed and removed rows, several entries, PINs, a subscriber's chat."""
    path = tmp_path_factory.mktemp("lived") / "board.db"
    board = open_file(path, create=True)
    staff = hire(board)
    kept = keep(board, *(Household(number=str(n)) for n in range(12)))
    hearings = [announced(board, staff, number=f"2026-{n:02}", matter=f"第{n}件事") for n in range(4)]
    with board.desk(staff.director) as desk:
        desk.require(Act.POSTPONE_HEARING)
        desk.put(replace(hearings[0], place="祠堂"))
        desk.record(hearings[0].id, why="漏雨")
    with board.desk() as desk:
        subscribe(desk, 4711, "zh-Hans")
        set_pin(desk, desk.all(type(desk.lookup(staff.clerk.id))).__next__(), "1234", b"p" * 32)
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        for record in kept[:3]:
            desk.remove(record)
        desk.record("removed")
    board.close()
    return path


@pytest.fixture
def copy(lived: Path, tmp_path: Path) -> Path:
    """A copy of it to be spoiled."""
    return Path(shutil.copy(lived, tmp_path / "board.db"))


def judged(path: Path) -> Verdict:
    """Return the verdict over the file."""
    board = open_file(path)
    try:
        return board.verify()
    finally:
        board.close()


def misfit(path: Path) -> Misfit:
    """Return the first record of the file that does not fit; there must be one."""
    found = judged(path).misfit
    assert found is not None
    return found


def sql(path: Path, statement: str, *values: object) -> None:
    """Change the file underneath; the rows of all collections are its table ``docs``."""
    connection = apsw.Connection(str(path))
    as_one_table(connection, "pin_tries")
    connection.execute(statement, values).fetchall()
    connection.close()


def test_what_was_written_by_the_board_fits(lived: Path) -> None:
    """Rows written once, changed and removed, entries with and without rows: all fit, and the root is the head's."""
    board = open_file(lived)
    verdict = board.verify()
    assert verdict.misfit is None
    assert verdict.root == board.db.table(HEAD).get(doc_id=HEAD_ID)["root"]
    assert verdict.entries == len(board.db.table(LOG))
    live = sum(len(board.db.table(name)) for name in logged())
    assert verdict.rows == live + 3  # three tombstones
    board.close()


def test_an_empty_board_fits() -> None:
    """A log that has not begun is no misfit."""
    board = memory_board(GivenClock(TODAY))
    assert board.verify() == Verdict(0, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    board.close()


def test_verify_writes_nothing(copy: Path) -> None:
    """The file is the same after as before, to the byte."""
    before = copy.read_bytes()
    judged(copy)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("how", ROWS, ids=lambda how: how.__name__)
def test_tampering_with_covered_rows_is_found_and_named_a23(
    lived: Path, tmp_path: Path, how: Callable[[Forger], Touch]
) -> None:
    """A23: random changes of rows that the log covers, of each of 16 ways: every one is found and named."""
    # Guard: trust/verify.py:_Walk.collection - an amount is changed in the file, and the board says that all is well.
    every_tampering_is_named(lived, tmp_path / "board.db", how, range(TAMPERINGS // len(ROWS)))


@pytest.mark.long
@pytest.mark.parametrize("how", ROWS, ids=lambda how: how.__name__)
def test_three_hundred_tamperings_are_found_and_named_a23(
    lived: Path, tmp_path: Path, how: Callable[[Forger], Touch]
) -> None:
    """A23: the same over 300 changes."""
    every_tampering_is_named(lived, tmp_path / "board.db", how, range(MANY_TAMPERINGS // len(ROWS) + 1))


def every_tampering_is_named(lived: Path, path: Path, how: Callable[[Forger], Touch], seeds: range) -> None:
    """Spoil a copy with each of `seeds`; each time the row that was touched must be named."""
    for seed in seeds:
        shutil.copy(lived, path)
        touched: Touch = tamper(path, how, seed)
        found = judged(path).misfit
        assert found is not None, (how, seed)
        assert found.id in touched, (how, seed, found)


@pytest.mark.parametrize("how", ENTRIES, ids=lambda how: how.__name__)
def test_tampering_with_the_log_is_found(lived: Path, tmp_path: Path, how: Callable[[Forger], Touch]) -> None:
    """Entries removed, added, swapped, changed by a byte or written anew, and a head that says otherwise."""
    # Guard: trust/verify.py:_Walk.log and .head - an act disappears from the log, or another takes its place.
    path = tmp_path / "board.db"
    for seed in range(8):
        shutil.copy(lived, path)
        tamper(path, how, seed)
        found = judged(path).misfit
        assert found is not None, (how, seed)
        assert found.collection in (LOG, HEAD), (how, seed, found)


def test_the_first_that_does_not_fit_is_named_with_what_is_wrong(copy: Path) -> None:
    """A23: kind, id, what it holds now, and words for it."""
    board = open_file(copy)
    hearing = next(iter(board.records().all(Hearing)))
    board.close()
    body = "json_set(body, '$.place', '小学')"
    sql(copy, f"UPDATE docs SET body = {body} WHERE id = ?", hearing.id)
    found = misfit(copy)
    assert (found.collection, found.id) == ("hearings", hearing.id)
    assert found.body["place"] == "小学"
    assert found.why.msgid == "what it holds is not what the log covers"


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE docs SET rev = rev + 1 WHERE coll = 'hearings'", "it stands at revision"),
        ("DELETE FROM docs WHERE coll = 'hearings'", "the log covers it, and it is missing"),
        ("UPDATE docs SET id = 'h2222222' WHERE seq = (SELECT max(seq) FROM docs WHERE coll = 'hearings')",
         "no entry of the log covers it"),
        ("UPDATE docs SET body = '{' || body WHERE coll = 'subscribers'", "it cannot be read"),
        ("DELETE FROM plain WHERE coll = 'log' AND id LIKE '%3'", "this entry of the log is missing"),
        ("UPDATE plain SET rev = 2 WHERE coll = 'log' AND id LIKE '%3'", "this entry of the log was written over"),
        ("UPDATE plain SET body = json_set(body, '$.record.by', 'x') WHERE coll = 'log'",
         "this entry of the log was changed"),
        ("UPDATE plain SET body = json_set(body, '$.opening.facts.why', 'x') WHERE coll = 'log' AND body LIKE '%漏雨%'",
         "this entry of the log was changed"),
        ("DELETE FROM plain WHERE coll = 'log_head'", "the head of the log is missing"),
        ("UPDATE plain SET body = json_set(body, '$.size', 3) WHERE coll = 'log_head'", "its head says 3"),
        ("UPDATE plain SET body = json_set(body, '$.root', 'x') WHERE coll = 'log_head'",
         "the head of the log does not fit its entries"),
    ],
)  # fmt: skip
def test_each_fault_has_its_own_words(copy: Path, statement: str, why: str) -> None:
    """Whoever reads the verdict knows what kind of thing was done."""
    sql(copy, statement)
    assert why in str(misfit(copy).why)


def test_a_write_past_the_desk_is_found(copy: Path) -> None:
    """A program that changes a logged record without an entry leaves a revision that the log does not know."""
    board = open_file(copy)
    (hearing, *_) = board.db.table("hearings")
    board.db.table("hearings").put(hearing.doc_id, {**hearing, "place": "小学"}, expected_rev=hearing.rev)
    assert (found := board.verify().misfit) is not None
    assert found.id == hearing.doc_id
    board.close()


def test_a_salt_is_part_of_what_is_proven(copy: Path) -> None:
    """The opening of the newest state of a row cannot be exchanged either."""
    connection = apsw.Connection(str(copy))
    ((id_, text),) = connection.execute("SELECT id, body FROM plain WHERE coll = 'log' ORDER BY id LIMIT 1").fetchall()
    entry = json.loads(text)
    for salt in ("00" * 16, "no salt", None, ["x"]):
        entry["opening"]["salts"][0] = salt
        connection.execute("UPDATE plain SET body = ? WHERE coll = 'log' AND id = ?", (json.dumps(entry), id_))
        assert misfit(copy).id == entry["record"]["rows"][0][1]
    connection.close()


def test_what_the_machine_keeps_for_itself_is_not_covered(copy: Path) -> None:
    """Chats, tries and deliveries change without an act; verify says nothing of them."""
    sql(copy, "INSERT INTO docs (village, coll, id, rev, body) VALUES (?, 'pin_tries', 'z2222222', 1, '{}')", VILLAGE)
    assert judged(copy).misfit is None


def test_a_superseded_commitment_is_no_cover(copy: Path) -> None:
    """A row put back to an earlier, once true state does not fit: its revision is known to have passed."""
    # Guard: trust/verify.py:_Walk._bind - the newest commitment is kept, not any.
    board = open_file(copy)
    (hearing,) = [h for h in board.records().all(Hearing) if h.rev == 2]
    keep(board, replace(hearing, place="小学"))
    board.close()
    connection = apsw.Connection(str(copy))
    ((old,),) = connection.execute('SELECT body FROM "hearings:docs" WHERE id = ?', (hearing.id,)).fetchall()
    connection.close()
    board = open_file(copy)
    keep(board, replace(next(h for h in board.records().all(Hearing) if h.id == hearing.id), place="礼堂"))
    board.close()
    sql(copy, "UPDATE docs SET body = ?, rev = rev - 1 WHERE id = ?", old, hearing.id)
    assert misfit(copy).id == hearing.id


def test_a_board_rolled_back_to_yesterday_shows_against_what_was_printed_a24(lived: Path, copy: Path) -> None:
    """A24: yesterday's copy fits itself; against the size and root that were noted today it does not."""
    # Guard: trust/verify.py:_Walk.log - the comparison of sizes.
    yesterday = copy.read_bytes()
    before = judged(copy)
    board = open_file(copy)
    keep(board, Household(number="today"))
    today = board.verify()
    assert board.verify(Printed(before.entries, before.root[:12])).misfit is None
    assert board.verify(Printed(today.entries, today.root)).misfit is None
    board.close()
    copy.write_bytes(yesterday)
    board = open_file(copy)
    assert board.verify().misfit is None
    found = board.verify(Printed(today.entries, today.root)).misfit
    assert found is not None
    assert "before" in str(found.why)
    # Rolled back, and another act done instead: as long as before, and not the same.
    keep(board, Household(number="another"))
    assert board.verify().misfit is None
    assert board.verify(Printed(before.entries, before.root)).misfit is None
    found = board.verify(Printed(today.entries, today.root)).misfit
    assert found is not None
    assert "printed root" in str(found.why)
    board.close()


def test_a_record_is_covered_whatever_its_text(board: Board) -> None:
    """Supplementary characters, quotes, control characters and line ends are covered as they are."""
    keep(board, a_hearing(matter='𠮷"\\\n路灯\u2028\x7f\x1f'))
    assert board.verify().misfit is None
