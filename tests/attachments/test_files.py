"""The files: written before their record, never over, and read only where they are what was kept."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attachments.making import file, pdf
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.attachments import files as files_room
from village_board.attachments.files import (
    AttachmentChanged,
    AttachmentMissing,
    AttachmentStore,
    AttachmentUnwritable,
    merge,
)
from village_board.attachments.model import Attachment, AttachmentKind
from village_board.attachments.reading import check_attachments, check_sizes, open_attachment
from village_board.attachments.service import attach, sweep_attachments
from village_board.board import Board, open_board
from village_board.desk import Desk

_ROOT = Path(__file__).parents[2]


def given(board: Board, staff: Staff, subject: str, text: str = "A") -> Attachment:
    """Attach a PDF that says `text`."""
    with board.desk(staff.clerk) as desk:
        return attach(
            desk, board.attachments, subject, file(pdf(text)), kind=AttachmentKind.PLAN, caption=f"方案{text}"
        )


def swept(board: Board) -> int:
    """Sweep the files."""
    with board.desk() as desk:
        return sweep_attachments(desk, board.attachments)


def test_a_file_is_its_owner_s_alone_and_lies_under_its_sum(board: Board, staff: Staff, subject: str) -> None:
    """A30: 0600 in folders of 0700, ``attachments/ab/cdef…``, whatever its own name was."""
    old = os.umask(0)
    try:
        made = given(board, staff, subject)
    finally:
        os.umask(old)
    path = open_attachment(board.home, made)
    assert path == board.home / "attachments" / made.sha256[:2] / made.sha256[2:]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parents[1].stat().st_mode) == 0o700


@pytest.mark.parametrize("spoil", [b"", b"%PDF-another", None])
def test_a_file_that_was_changed_or_lost_is_not_opened(
    board: Board, staff: Staff, subject: str, spoil: bytes | None
) -> None:
    """One byte is enough; the sentence names attachment and file."""
    # Guard: attachments/reading.py:open_attachment - a forged voucher is shown as the real one.
    made = given(board, staff, subject)
    path = board.attachments.path_of(made.sha256)
    content = path.read_bytes()
    if spoil is None:
        path.unlink()
    else:
        path.write_bytes(spoil or content[:-1] + b"?")
    error = AttachmentMissing if spoil is None else AttachmentChanged
    with pytest.raises(error, match=made.id):
        open_attachment(board.home, made)
    with board.reading() as records:
        assert [one.attachment for one in check_attachments(records, board.home)] == [made]
        assert len(check_sizes(records, board.home)) == (0 if spoil == b"" else 1)
    board.attachments.keep(content)
    assert open_attachment(board.home, made) == path


def test_the_walk_tells_how_far_it_is(board: Board, staff: Staff, subject: str) -> None:
    """Every file once, whoever names it."""
    for text in "ABC":
        given(board, staff, subject, text)
    seen: list[tuple[int, int]] = []
    with board.reading() as records:
        assert check_attachments(records, board.home, lambda done, of: seen.append((done, of))) == []
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_full_disk_leaves_no_record_and_no_half_file(
    board: Board, staff: Staff, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says so; nothing is saved."""
    # Guard: attachments/service.py:_keep - the file first, the record second.

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("village_board.secret_files.os.fsync", full)
        with pytest.raises(AttachmentUnwritable, match="No space left"):
            given(board, staff, subject)
    assert board.records().count(Attachment) == 0
    assert not [path for path in board.attachments.folder.rglob("*") if path.is_file()]


def test_a_file_whose_record_failed_is_swept_and_others_stay(
    board: Board, staff: Staff, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An orphan is harmless; the sweep removes it and nothing that a record names."""
    # Guard: attachments/files.py:AttachmentStore.sweep - the village's vouchers are swept.

    def failing(_: Desk) -> None:
        raise ZeroDivisionError

    made = given(board, staff, subject)
    with monkeypatch.context() as patched:
        patched.setattr(Desk, "check_recorded", failing)
        with pytest.raises(ZeroDivisionError):
            given(board, staff, subject, "B")
    assert len(list(board.attachments.contents())) == 2
    assert board.records().count(Attachment) == 1
    assert swept(board) == 1
    assert list(board.attachments.contents()) == [made.sha256]
    assert swept(board) == 0


_KILLED = """
import os, sys
from pathlib import Path
import village_board.secret_files as secret_files
from village_board.attachments.model import AttachmentKind
from village_board.attachments.service import attach
from village_board.board import open_board
from village_board.desk import Desk
from village_board.people.model import Actor, Role
from tests.attachments.making import file

def killed(*_, **__): os._exit(9)

where, subject = sys.argv[2:]
board = open_board(Path(sys.argv[1]))
files = board.attachments
if where == "writing":
    secret_files.os.fsync = killed
elif where == "naming":
    Path.replace = killed
elif where == "recording":
    Desk.record = killed
with board.desk(Actor("p", "p", frozenset(Role))) as desk:
    attach(desk, files, subject, file(), kind=AttachmentKind.PLAN, caption="A")
    if where == "committing":
        killed()
if where == "after":
    killed()
"""


@pytest.mark.parametrize("where", ["writing", "naming", "recording", "committing", "after"])
def test_killed_at_any_step_no_record_is_without_its_file(
    board: Board, subject: str, clock: GivenClock, where: str
) -> None:
    """Wherever the power goes: either both are there or no record is, and the sweep leaves what records name."""
    # Guard: attachments/service.py:_keep - a record that names a file which was never written.
    run = [sys.executable, "-c", _KILLED, str(board.home), where, subject]
    assert subprocess.run(run, cwd=_ROOT, check=False).returncode == 9
    again = open_board(board.home, clock=clock)
    kept = list(again.records().all(Attachment))
    assert len(kept) == (1 if where == "after" else 0)
    for one in kept:
        open_attachment(again.home, one)
    swept(again)
    assert list(again.attachments.contents()) == [one.sha256 for one in kept]
    assert not [path for path in again.attachments.folder.rglob(".*") if path.is_file()]
    assert again.verify().misfit is None
    again.close()


def test_what_looks_into_files_is_loaded_only_where_a_file_is_given() -> None:
    """The kiosk and every command start without the libraries of pictures and PDFs."""
    heavy = "{'PIL', 'pypdf', 'openpyxl'}"
    look = f"import sys, village_board.board, village_board.cli.attach; sys.exit(len({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", look], cwd=_ROOT, check=False).returncode == 0


def test_another_disk_s_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is missing or changed; the source goes when all of it is there."""
    old, new = AttachmentStore(tmp_path / "a"), AttachmentStore(tmp_path / "b")
    for store in (old, new):
        store.home.mkdir()
    shas = [old.keep(text) for text in (b"1", b"2", b"3")]
    new.keep(b"1")
    new.keep(b"2")
    new.path_of(shas[1]).write_bytes(b"changed")
    writes: list[Path] = []
    real = files_room.write_whole
    monkeypatch.setattr(files_room, "write_whole", lambda path, content: (writes.append(path), real(path, content)))
    merge(old, new)
    assert writes == sorted(new.path_of(sha) for sha in shas[1:])
    assert all(new.is_whole(sha) for sha in shas)
    assert not old.folder.exists()


def test_a_sum_that_is_none_names_no_file(tmp_path: Path) -> None:
    """What an archive or a backup says never leads out of the folder."""
    # Guard: attachments/files.py:AttachmentStore.path_of - a manifest that names the pepper.
    for text in ("../../pepper", "", "a" * 63, "A" * 64, "g" * 64):
        with pytest.raises(ValueError, match=r"^"):
            AttachmentStore(tmp_path).path_of(text)
