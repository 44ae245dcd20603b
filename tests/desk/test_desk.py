"""The desk: rows, log entry and outbox in one commit, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from tests.desk.test_merkle import naive_root
from tests.support.builders import TODAY, Staff, a_hearing, announce, announced, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import ChangedByAnother, NotFound, NotPermitted, NumberTaken
from village_board.board import Board
from village_board.desk import ROWS_AN_ENTRY
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.model import Hearing
from village_board.kinds import COLLECTIONS
from village_board.notices.model import Delivery, Notice
from village_board.notices.service import subscribe
from village_board.people.acts import ACT_WORDS, PERMITTED, Act
from village_board.people.model import Household, Person, Role
from village_board.people.service import OFFICE
from village_board.store import connect, sqlite_url
from village_board.trust.log import HEAD, HEAD_ID, LOG, Touched, canonical, commitment, entry_id, frontier_of


def rows(board: Board) -> dict[str, int]:
    """Return how many documents each collection holds."""
    return {c.name: len(board.db.table(c.name)) for c in COLLECTIONS if len(board.db.table(c.name))}


def log_of(board: Board) -> list[dict[str, Any]]:
    """Return the entries of the log in their order."""
    return [dict(document) for document in board.db.table(LOG)]


class Stop(Exception):
    """What a test raises in the middle of an act."""


@pytest.mark.parametrize("after", ["put", "tell", "record", "second record"])
def test_an_act_that_fails_anywhere_leaves_nothing(board: Board, staff: Staff, after: str) -> None:
    """N1: rows, log entry and outbox are committed together, or not at all."""
    # Guard: desk.py:unit_of_work - a hearing without its notices, or notices of a hearing that is not there.
    with board.desk() as desk:
        subscribe(desk, 4711, "zh-Hans")
    before, head = rows(board), dict(board.db.table(HEAD).get(doc_id=HEAD_ID))
    with pytest.raises(Stop), board.desk(staff.director) as desk:  # noqa: PT012 - the whole unit of work
        if after == "put":
            desk.require(Act.ANNOUNCE_HEARING)
            desk.put(a_hearing())
        if after in ("record", "second record"):
            announce(desk, a_hearing())
        if after == "second record":
            announce(desk, a_hearing(number="2026-08"))
        if after == "tell":
            announce(desk, a_hearing())
            assert desk.count(Delivery) == 1
        raise Stop
    assert rows(board) == before
    assert board.db.table(HEAD).get(doc_id=HEAD_ID) == head


def test_one_act_is_one_entry_over_its_rows_with_its_outbox(board: Board, staff: Staff) -> None:
    """N1: hearing, notice, delivery and entry appear together."""
    with board.desk() as desk:
        subscribe(desk, 4711, "zh-Hans")
    entries = len(log_of(board))
    made = announced(board, staff)
    records = board.records()
    assert records.count(Notice, where("subject") == made.id) == 1
    assert records.count(Delivery) == 1
    new = log_of(board)[entries:]
    assert [e["record"]["act"] for e in new] == ["register_case", "announce_hearing"]
    assert new[1]["record"]["by"] == staff.director.id
    assert {row[0] for row in new[1]["record"]["rows"]} == {"cases", "hearings", "notices"}


def test_rows_that_no_entry_covers_are_not_committed(board: Board) -> None:
    """A commit without record() is refused: no act is missing in the log."""
    # Guard: desk.py:Desk.check_recorded - a change that the log never tells.
    with pytest.raises(RuntimeError, match="without a log entry"), board.desk() as desk:  # noqa: PT012 - the whole unit of work
        desk.require(Act.IMPORT)
        desk.put(a_hearing())
    assert rows(board) == {}


def test_nothing_is_recorded_before_it_is_permitted(board: Board) -> None:
    """record() before require() is a mistake of the program."""
    with pytest.raises(RuntimeError, match="before require"), board.desk() as desk:  # noqa: PT012 - the whole unit of work
        desk.put(a_hearing())
        desk.record()
    assert rows(board) == {}


def test_an_unchanged_record_is_not_written(board: Board) -> None:
    """The same file imported again changes nothing: no revision, no log entry for the row."""
    # Guard: desk.py:Desk.put - every import would look like a change of every record.
    (kept,) = keep(board, a_hearing())
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        again = desk.put(kept)
        desk.record("nothing")
    assert again == kept
    assert board.records().get(Hearing, kept.id).rev == 1
    assert log_of(board)[-1]["record"]["rows"] == []


def test_the_second_of_two_writers_learns_who_changed_what_and_when(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """A16: one wins by the revision; the other sees who, when, and which fields."""
    # Guard: desk.py:Desk._conflict - one of two clerks overwrites the other unseen.
    (first,) = keep(board, a_hearing())
    clock.move(TODAY, 10, 5)
    with board.desk(staff.secretary) as desk:
        desk.require(Act.POSTPONE_HEARING)
        desk.put(replace(first, place="祠堂", reason="会议室漏雨"))
        desk.record(first.id)
    with pytest.raises(ChangedByAnother) as failed, board.desk(staff.director) as desk:  # noqa: PT012 - the whole unit of work
        desk.require(Act.POSTPONE_HEARING)
        desk.put(replace(first, place="小学"))
    facts = failed.value.facts
    assert facts["person"] == "何春梅"
    assert facts["when"] == clock.now()
    assert facts["title"] == first.title
    assert set(str(facts["fields"]).split(", ")) == {"place", "reason"}
    assert board.records().get(Hearing, first.id).place == "祠堂"


def test_two_desks_of_two_processes_cannot_both_win(tmp_path: Path, clock: GivenClock) -> None:
    """A16: the same over one file and two connections."""
    url = sqlite_url(tmp_path / "board.db")
    first = memory_board(clock)
    boards = [
        Board(tmp_path, first.settings, connect(url, village="w", collections=COLLECTIONS, create=True), clock)
        for _ in range(2)
    ]
    (kept,) = keep(boards[0], a_hearing())
    mine = boards[1].records().get(Hearing, kept.id)
    keep(boards[0], replace(kept, place="祠堂"))
    with pytest.raises(ChangedByAnother):
        keep(boards[1], replace(mine, place="小学"))
    for one in (first, *boards):
        one.close()


def test_the_machine_s_own_writer_is_named_where_no_person_is(board: Board) -> None:
    """A change by the office's machine is told as such."""
    (first,) = keep(board, a_hearing())
    keep(board, replace(first, place="祠堂"))
    with pytest.raises(ChangedByAnother) as failed:
        keep(board, replace(first, place="小学"))
    assert failed.value.facts["person"] == "office"


def test_a_removed_record_is_not_written_again_and_its_id_is_never_given_again(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An id in an old QR code never opens another record."""
    # Guard: desk.py:Desk.new_id - a tombstone's id is given to a new record.
    (kept,) = keep(board, Household(number="1"))
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.remove(kept)
        desk.record(kept.id)
    with pytest.raises(NotFound):
        board.records().get(Household, kept.id)
    with pytest.raises(NotFound):
        keep(board, replace(kept, group=2))
    offered: Iterator[str] = iter([kept.id, kept.id, "u2222222"])
    monkeypatch.setattr("village_board.desk.new_id", lambda _prefix: next(offered))
    (other,) = keep(board, Household(number="2"))
    assert other.id == "u2222222"


def test_a_record_that_changed_is_not_removed(board: Board) -> None:
    """Removing is a change as any other: the newer revision stands."""
    (kept,) = keep(board, Household(number="1"))
    keep(board, replace(kept, group=3))
    with pytest.raises(ChangedByAnother), board.desk(OFFICE) as desk:  # noqa: PT012 - the whole unit of work
        desk.require(Act.IMPORT)
        desk.remove(kept)
    assert board.records().get(Household, kept.id).group == 3


def test_a_look_up_tells_the_kind_by_the_first_letter(board: Board) -> None:
    """An unknown letter and an unknown id are refused with a sentence."""
    (kept,) = keep(board, Household(number="1"))
    assert board.records().lookup(kept.id) == kept
    for unknown in ("", "h2345678", "?", "路灯"):
        with pytest.raises(NotFound):
            board.records().lookup(unknown)


def test_a_number_that_is_taken_names_who_has_it(board: Board) -> None:
    """A25: records point to each other by number, so no number is given twice."""
    # Guard: desk.py:Desk.check_number - a resolution names a hearing, and another one answers.
    keep(board, a_hearing(number="2026-07", matter="第一件"))
    with board.desk(OFFICE) as desk:
        with pytest.raises(NumberTaken) as failed:
            desk.check_number(Hearing, "2026-07")
        desk.check_number(Hearing, "2026-08")
    assert failed.value.facts["title"] == "第一件"


@pytest.mark.parametrize("act", list(Act))
def test_not_permitted_names_the_act_and_the_roles(board: Board, staff: Staff, act: Act) -> None:
    """Who may not do a thing is told who may (A19, A20)."""
    for who in (staff.villager, staff.township, staff.clerk, staff.overseer, staff.director):
        if who.roles & PERMITTED[act]:
            continue
        with pytest.raises(NotPermitted) as failed, board.desk(who) as desk:
            desk.require(act)
        sentence = str(failed.value)
        assert ACT_WORDS[act] in sentence
        assert who.name in sentence
        assert [role for role in Role if role in PERMITTED[act]]


# The log


def test_every_leaf_can_be_computed_again_and_the_root_is_the_defined_one(board: Board, staff: Staff) -> None:
    """A23: entry n is leaf n; each leaf covers its record, and the head's root covers all leaves."""
    # Guard: desk.py:Desk.record - a printed root that does not cover what was done.
    made = announced(board, staff)
    keep(board, *(Household(number=str(n)) for n in range(5)))
    with board.desk() as desk:
        subscribe(desk, 4711, "en")
    entries = log_of(board)
    assert [e["record"]["n"] for e in entries] == list(range(len(entries)))
    head = board.db.table(HEAD).get(doc_id=HEAD_ID)
    leaves = [canonical(e["record"]) for e in entries]
    assert head["root"] == naive_root(leaves).hex()
    assert head["size"] == len(entries)
    assert made.id in {row[1] for e in entries for row in e["record"]["rows"]}


def test_every_row_opens_its_commitment_and_a_changed_row_does_not(board: Board, staff: Staff) -> None:
    """A23: a published amount changed in the file underneath no longer opens what the log holds."""
    made = announced(board, staff, amount=3_000_000)
    last = log_of(board)[-1]
    opened = dict(zip((row[1] for row in last["record"]["rows"]), last["opening"]["salts"], strict=True))
    bound = {row[1]: row for row in last["record"]["rows"]}[made.id]
    body = dict(board.db.table("hearings").get(doc_id=made.id))
    assert commitment(opened[made.id], Touched("hearings", made.id, 1, body)) == bound[3]
    body["amount"] = 300_000
    assert commitment(opened[made.id], Touched("hearings", made.id, 1, body)) != bound[3]


def test_a_removed_row_is_in_the_log_too(board: Board) -> None:
    """What goes leaves a trace of its going."""
    (kept,) = keep(board, Household(number="1"))
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.remove(kept)
        desk.record(kept.id)
    assert [row[:3] for row in log_of(board)[-1]["record"]["rows"]] == [["households", kept.id, 2]]


@pytest.mark.parametrize(
    ("number", "entries"), [(1, 1), (ROWS_AN_ENTRY, 1), (ROWS_AN_ENTRY + 1, 2), (2 * ROWS_AN_ENTRY + 1, 3)]
)
def test_a_large_import_makes_several_entries_and_covers_each_row_once(board: Board, number: int, entries: int) -> None:
    """No leaf grows without limit, and none of the rows is left out."""
    # Guard: desk.py:ROWS_AN_ENTRY - rows after the first 500 would be uncovered.
    kept = keep(board, *(Household(number=str(n)) for n in range(number)))
    log = log_of(board)
    assert len(log) == entries
    assert [row[1] for e in log for row in e["record"]["rows"]] == [record.id for record in kept]
    assert frontier_of(board.db.table(HEAD).get(doc_id=HEAD_ID)).size == entries
    assert board.db.table(LOG).get(doc_id=entry_id(entries - 1)) is not None


def test_two_acts_of_one_unit_have_an_entry_each(board: Board, staff: Staff) -> None:
    """Each entry covers the rows since the one before, and names its own act."""
    entries = len(log_of(board))
    with board.desk(staff.director) as desk:
        announce(desk, a_hearing())
        announce(desk, a_hearing(number="2026-08"))
    new = log_of(board)[entries:]
    covered = [{row[1] for row in e["record"]["rows"]} for e in new]
    assert len(covered) == 4  # case, hearing, case, hearing
    assert not covered[1] & covered[3]


# Reading


def test_pages_join_to_the_whole_and_say_when_there_is_more(board: Board) -> None:
    """Paging loses and repeats nothing."""
    keep(board, *(Household(number=f"{n:03}", group=n % 3) for n in range(23)))
    records, found, offset = board.records(), [], 0
    while True:
        page = records.page(Household, order_by="number", limit=5, offset=offset)
        found += [row.number for row in page.rows]
        offset += len(page.rows)
        if not page.more:
            break
    assert found == [f"{n:03}" for n in range(23)]
    assert records.count(Household, where("group") == 1) == len(records.find(Household, where("group") == 1)) == 8


def test_search_finds_public_records_only_and_the_newest_first(board: Board) -> None:
    """A draft and a person are found by no word (P11, P2)."""
    # Guard: search/index.py:index_text - a draft is read before it is signed.
    keep(
        board,
        a_hearing(number="1", matter="路灯一期", notice_on=TODAY),
        a_hearing(number="5", matter="路灯未公告"),
        Item(number="2", name="路灯草稿", status=ItemStatus.DRAFT),
        Person(number="3", name="路灯"),
        Item(number="4", name="路灯公示", published_on=TODAY),
    )
    found = [hit.record.title for hit in board.records().search("路灯")]
    assert found == ["路灯一期", "路灯公示"]
    assert [hit.record.title for hit in board.records().search("路燈 一")] == ["路灯一期"]
    assert [hit.record.title for hit in board.records().search("ldgs")] == ["路灯公示"]
    assert board.records().search(" ,。 ") == []


def test_a_change_is_seen_by_the_version_and_a_refused_one_is_not(tmp_path: Path, clock: GivenClock) -> None:
    """The kiosk looks again after a commit, and only then."""
    url = sqlite_url(tmp_path / "board.db")
    home = memory_board(clock)
    writer, reader = (
        Board(tmp_path, home.settings, connect(url, village="w", collections=COLLECTIONS, create=True), clock)
        for _ in range(2)
    )
    seen = reader.version()
    assert reader.version() == seen
    with pytest.raises(RuntimeError), writer.desk() as desk:
        desk.put(a_hearing())
    assert reader.version() == seen
    keep(writer, a_hearing())
    assert reader.version() != seen
    for one in (home, writer, reader):
        one.close()


def test_the_log_keeps_no_free_text_of_a_person_in_its_records(board: Board, staff: Staff) -> None:
    """Names and reasons are bound, not written: only ids, acts, times and digests stand in the record."""
    announced(board, staff, matter="李阿福家门前的路灯")
    for e in log_of(board):
        assert not re.search(r"[\u4e00-\u9fff]", str(e["record"]))
