"""What is imported passes the gate before anybody reads it: the blocked wait and are named, the others come in."""

from __future__ import annotations

from pathlib import Path

from tests.disclosure.hands import LEAK, signed
from tests.support.builders import TODAY, Staff, keep
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.service import edit_item
from village_board.interchange.importing import ImportReport, import_files
from village_board.notices.model import Follow

HEAD = "编号,事项名称,内容,公开时间,来源\n"
CLEAN = "Q-1,停电通知,10月3日检修,2026-08-30,供电所\n"
STOPPED = f"Q-2,救助名单,{LEAK},2026-08-30,区民政局\n"


def brought(board: Board, folder: Path, rows: str, *, dry_run: bool = False) -> ImportReport:
    """Import a table."""
    file = folder / "items.csv"
    file.write_text(HEAD + rows, encoding="utf-8-sig")
    with board.desk() as desk:
        return import_files(desk, [file], dry_run=dry_run)


def items(board: Board) -> dict[str, Item]:
    """Return the items that hold, by number."""
    return {item.number: item for item in board.records().all(Item) if item.status is not ItemStatus.SUPERSEDED}


def test_a_blocked_item_waits_and_the_others_come_in(board: Board, tmp_path: Path) -> None:
    """A finding with its row and the reason, never the value; it is a draft, and of district items too."""
    # Guard: interchange/entering.py:_held_back - a list of identity numbers is public until the night.
    report = brought(board, tmp_path, CLEAN + STOPPED)
    (finding,) = report.findings
    assert (finding.row, finding.column, report.blocked, report.inserted) == (3, "内容", False, 2)
    assert LEAK[-18:] not in str(finding.message)
    found = items(board)
    assert (found["Q-1"].status, found["Q-2"].status) == (ItemStatus.PUBLISHED, ItemStatus.DRAFT)
    assert found["Q-2"].published_on is None


def test_the_same_file_again_changes_nothing_and_a_mended_one_publishes(board: Board, tmp_path: Path) -> None:
    """It is named again; mended in the file it comes in."""
    brought(board, tmp_path, CLEAN + STOPPED)
    again = brought(board, tmp_path, CLEAN + STOPPED)
    assert (again.inserted, again.updated, again.unchanged, len(again.findings)) == (0, 0, 2, 1)
    mended = brought(board, tmp_path, CLEAN + "Q-2,救助名单,共12户,2026-08-30,区民政局\n")
    assert (mended.findings, mended.updated) == ((), 1)
    assert items(board)["Q-2"].status is ItemStatus.PUBLISHED


def test_a_change_that_must_not_be_public_leaves_what_stands(board: Board, tmp_path: Path) -> None:
    """The published item stays as it was; so it does where the new masks undo the old ones."""
    # Guard: interchange/drafts/held.py:held_back - an import takes a public item from the wall, or unmasks its list.
    brought(board, tmp_path, "Q-2,名单,张三 138****8000,2026-08-30,区民政局\n")
    before = items(board)["Q-2"]
    for worse in (LEAK, "张三 1380013****"):
        report = brought(board, tmp_path, f"Q-2,名单,{worse},2026-08-30,区民政局\n")
        assert (len(report.findings), report.updated, report.unchanged) == (1, 0, 1)
        assert items(board)["Q-2"] == before


def test_a_dry_run_says_the_same_and_writes_nothing(board: Board, tmp_path: Path) -> None:
    """Before anything is written the clerk knows what would wait."""
    assert len(brought(board, tmp_path, CLEAN + STOPPED, dry_run=True).findings) == 1
    assert items(board) == {}


def test_what_waits_goes_the_way_of_every_draft(board: Board, staff: Staff, tmp_path: Path) -> None:
    """Masked on the board, then submitted, reviewed and signed; the table does not take it back."""
    brought(board, tmp_path, STOPPED)
    draft = items(board)["Q-2"]
    with board.desk(staff.clerk) as desk:
        edit_item(desk, draft.id, "领取人身份证号 320*************22")
    done = signed(board, staff, draft.id)
    assert (done.status, done.published_on) == (ItemStatus.PUBLISHED, TODAY)
    brought(board, tmp_path, STOPPED)
    assert items(board)["Q-2"].content == "领取人身份证号 320*************22"


def test_a_changed_table_is_a_correction_and_overwrites_nothing(board: Board, tmp_path: Path) -> None:
    """A26: a new version with what and why; the old one stays readable; the same file again changes nothing."""
    # Guard: interchange/entering.py:_corrected - a published figure is changed in place by an import.
    brought(board, tmp_path, CLEAN)
    (before,) = board.records().all(Item)
    corrected = "Q-1,停电通知,10月4日检修,2026-08-30,供电所\n"
    report = brought(board, tmp_path, corrected)
    assert (report.inserted, report.updated) == (0, 1)
    old, new = sorted(board.records().all(Item), key=lambda one: one.version)
    assert (old.id, old.content, old.status) == (before.id, before.content, ItemStatus.SUPERSEDED)
    assert (new.version, new.content, new.status) == (2, "10月4日检修", ItemStatus.PUBLISHED)
    assert new.correction is not None
    assert (new.correction.replaces, new.correction.what) == (before.id, "内容")
    assert "items.csv" in new.correction.why
    again = brought(board, tmp_path, corrected)
    assert (again.updated, again.unchanged, board.records().count(Item)) == (0, 1, 2)


def test_whoever_follows_an_imported_item_follows_its_correction(board: Board, tmp_path: Path) -> None:
    """The next correction reaches them."""
    brought(board, tmp_path, CLEAN)
    (before,) = board.records().all(Item)
    (follow,) = keep(board, Follow(chat=7, record=before.id, since=board.clock.now(), language="zh-Hans"))
    brought(board, tmp_path, "Q-1,停电通知,10月4日检修,2026-08-30,供电所\n")
    assert board.records().get(Follow, follow.id).record == items(board)["Q-1"].id != before.id
