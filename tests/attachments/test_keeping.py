"""Attachments go where their records go: backup, restore, archive, doctor."""

from __future__ import annotations

import json
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.attachments.making import file, pdf
from tests.keeping.homes import everything, scribble
from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind
from village_board.attachments.reading import check_attachments, open_attachment
from village_board.attachments.service import attach
from village_board.board import STORE_FILE, Board, open_board
from village_board.doctor.model import State
from village_board.doctor.village import village_checks
from village_board.keeping import (
    back_up,
    back_up_nightly,
    export_archive,
    import_archive,
    replace_damaged,
    restore,
)
from village_board.keeping.archive import ArchiveDamaged
from village_board.store.backup import BackupDamaged, read_manifest


@pytest.fixture
def kept(board: Board, staff: Staff, subject: str) -> list[Attachment]:
    """Two files of one record."""
    with board.desk(staff.clerk) as desk:
        return [
            attach(desk, board.attachments, subject, file(pdf(text)), kind=AttachmentKind.PLAN, caption=text)
            for text in ("A", "B")
        ]


def whole(home: Path, clock: GivenClock, kept: list[Attachment]) -> bool:
    """Tell whether a home has these attachments, all of them whole, and nothing else lies there."""
    board = open_board(home, clock=clock)
    try:
        assert list(board.records().all(Attachment)) == kept
        assert set(board.attachments.contents()) == {one.sha256 for one in kept}
        assert board.verify().misfit is None
        return not check_attachments(board.records(), home)
    finally:
        board.close()


def test_a_backup_is_one_file_with_all_attachments(
    board: Board, kept: list[Attachment], tmp_path: Path, clock: GivenClock
) -> None:
    """Carried away alone, it brings back the whole home."""
    # Guard: store/backup.py:_pack - a restored village without its vouchers.
    done = back_up(board, tmp_path / "b.zip")
    assert (done.contents.attachments, done.contents.lacking) == (2, 0)
    restored = restore(tmp_path / "new", tmp_path / "b.zip")
    assert restored.lacking == 0
    assert whole(tmp_path / "new", clock, kept)
    assert everything(tmp_path / "new" / "attachments") == everything(board.home / "attachments")


def test_nightly_backups_share_what_never_changes(
    board: Board, kept: list[Attachment], tmp_path: Path, clock: GivenClock
) -> None:
    """Each attachment lies once beside all of them, as a copy of its own; a restore finds it there."""
    # Guard: keeping/homes.py:_fill - thirty nights of one gigabyte fill the disk.
    first, _, _ = back_up_nightly(board)
    places = {path: path.stat().st_mtime_ns for path in (first.parent / "attachments").rglob("*") if path.is_file()}
    assert len(places) == 2
    for one in kept:
        own = board.attachments.path_of(one.sha256)
        assert not AttachmentStore(first.parent).path_of(one.sha256).samefile(own)
    clock.move(clock.today().replace(day=2))
    second, manifest, _ = back_up_nightly(board)
    assert second != first
    assert manifest.contents.lacking == 0
    assert {path: path.stat().st_mtime_ns for path in places} == places
    with zipfile.ZipFile(second) as packed:
        assert not [name for name in packed.namelist() if name.startswith("attachments")]
    assert restore(tmp_path / "new", second).lacking == 0
    assert whole(tmp_path / "new", clock, kept)


def test_a_nightly_backup_carried_away_alone_says_what_it_lacks(
    board: Board, kept: list[Attachment], tmp_path: Path, clock: GivenClock
) -> None:
    """The records come back all the same, and the number of missing files is told."""
    nightly, _, _ = back_up_nightly(board)
    shutil.copy(nightly, tmp_path / "alone.zip")
    assert restore(tmp_path / "new", tmp_path / "alone.zip").lacking == len(kept)
    again = open_board(tmp_path / "new", clock=clock)
    assert len(check_attachments(again.records(), again.home)) == len(kept)
    again.close()


def test_a_backup_tells_which_files_were_missing_when_it_was_made(
    board: Board, kept: list[Attachment], tmp_path: Path
) -> None:
    """A changed file is not carried under a name that it does not deserve; there is a backup all the same."""
    # Guard: attachments/files.py:AttachmentStore.fetch - a backup of forgeries.
    board.attachments.path_of(kept[0].sha256).write_bytes(b"forged")
    done = back_up(board, tmp_path / "b.zip")
    assert (done.contents.attachments, done.contents.lacking) == (2, 1)
    assert restore(tmp_path / "new", tmp_path / "b.zip").lacking == 1


def test_an_attachment_changed_inside_of_a_backup_damages_it(
    board: Board, kept: list[Attachment], tmp_path: Path
) -> None:
    """Its sum is its name, whatever the manifest says."""
    # Guard: store/backup.py:_is_part - a backup brings in a forged voucher.
    back_up(board, tmp_path / "b.zip")
    name = board.attachments.path_of(kept[0].sha256).relative_to(board.home).as_posix()
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(tmp_path / "b.zip") as read, zipfile.ZipFile(forged, "w") as write:
        for part in read.namelist():
            content = read.read(part)
            if part == name:
                content = pdf("forged")
            if part == "manifest.json":
                said = json.loads(content)
                said["files"][name] = sha256(pdf("forged")).hexdigest()
                content = json.dumps(said).encode()
            write.writestr(part, content)
    with pytest.raises(BackupDamaged):
        read_manifest(forged)
    assert not (tmp_path / "new").exists()


def test_a_damaged_store_is_replaced_and_the_files_stay(
    board: Board, kept: list[Attachment], clock: GivenClock
) -> None:
    """Files of the home that are whole stay where they are; what is missing there comes from beside the backup."""
    back_up_nightly(board)
    board.close()
    board.attachments.path_of(kept[1].sha256).unlink()
    before = board.attachments.path_of(kept[0].sha256).stat().st_ino
    scribble(board.home / STORE_FILE)
    assert replace_damaged(board.home, clock).lacking == 0
    assert board.attachments.path_of(kept[0].sha256).stat().st_ino == before
    assert whole(board.home, clock, kept)


def test_an_archive_carries_the_files_and_comes_back_the_same(
    board: Board, kept: list[Attachment], tmp_path: Path, clock: GivenClock
) -> None:
    """Export, import, export: the same bytes; a file that no record names stays out."""
    # Guard: keeping/archive.py:_fetch - the village moves and leaves its plans behind.
    board.attachments.keep(b"an orphan")
    done = export_archive(board, tmp_path / "a")
    assert (done.attachments, done.lacking) == (2, 0)
    import_archive(tmp_path / "new", tmp_path / "a")
    assert whole(tmp_path / "new", clock, kept)
    again = open_board(tmp_path / "new", clock=clock)
    export_archive(again, tmp_path / "b")
    again.close()
    assert everything(tmp_path / "b") == everything(tmp_path / "a")


@pytest.mark.parametrize("spoil", ["changed", "missing"])
def test_an_archive_whose_file_is_not_what_it_says_is_refused(
    board: Board, kept: list[Attachment], tmp_path: Path, spoil: str
) -> None:
    """With the name of the file; nothing is imported."""
    export_archive(board, tmp_path / "a")
    path = AttachmentStore(tmp_path / "a").path_of(kept[0].sha256)
    if spoil == "changed":
        path.write_bytes(b"forged")
    else:
        path.unlink()
    with pytest.raises(ArchiveDamaged, match=path.name):
        import_archive(tmp_path / "new", tmp_path / "a")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("listed", [["../../pepper"], [7], "x", [None], {"a": 1}])
def test_an_archive_that_lists_nonsense_is_refused(
    board: Board, kept: list[Attachment], tmp_path: Path, listed: object
) -> None:
    """Nothing is read from outside of its folder."""
    export_archive(board, tmp_path / "a")
    manifest = tmp_path / "a" / "manifest.json"
    said = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps(said | {"attachments": listed}), "utf-8")
    with pytest.raises(ArchiveDamaged):
        import_archive(tmp_path / "new", tmp_path / "a")
    assert not (tmp_path / "new").exists()


def test_an_export_tells_what_it_lacks(board: Board, kept: list[Attachment], tmp_path: Path) -> None:
    """A changed file is left out, and counted."""
    board.attachments.path_of(kept[0].sha256).write_bytes(b"forged")
    assert (export_archive(board, tmp_path / "a").lacking, import_archive(tmp_path / "n", tmp_path / "a").lacking) == (
        1, 1,
    )  # fmt: skip


def test_the_doctor_misses_a_file(board: Board, kept: list[Attachment]) -> None:
    """Fine with all of them, bad with one missing or cut, and the sentence says what to do."""
    # Guard: doctor/village.py:attachments - the hall learns of it when somebody asks for the voucher.

    def state() -> State:
        (check,) = [one for one in village_checks(board) if one.name == "attachments"]
        assert (check.mend is None) == (check.state is State.OK)
        return check.state

    assert state() is State.OK
    path = board.attachments.path_of(kept[0].sha256)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert state() is State.BAD
    path.unlink()
    assert state() is State.BAD
    board.attachments.keep(content)
    assert state() is State.OK
    assert open_attachment(board.home, kept[0]) == path
