"""The archive: open formats, the same bytes again, and the same log root."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.keeping.homes import everything, lived_in, names
from tests.support.builders import TODAY, a_hearing, keep
from tests.support.clocks import GivenClock
from village_board.board import PEPPER_FILE, STORE_FILE, Board, BoardExists, open_board
from village_board.hearings.model import Hearing
from village_board.keeping import export_archive, import_archive, is_archive
from village_board.keeping.archive import FORMAT_VERSION, ArchiveDamaged, ArchiveNewer, FolderNotEmpty, FolderUnwritable
from village_board.notices.service import subscribe
from village_board.people.model import Household
from village_board.settings import FILE
from village_board.trust.log import LOG, canonical


@pytest.fixture
def board(tmp_path: Path, clock: GivenClock) -> Board:
    """The open board of a home that was lived in, with a subscriber."""
    board = lived_in(tmp_path / "home", clock)
    keep(board, Household(number='𠮷"\\\n\u2028'))
    with board.desk() as desk:
        subscribe(desk, 4711, "zh-Hans")
    return board


@pytest.fixture
def archive(board: Board, tmp_path: Path) -> Path:
    """Its archive."""
    export_archive(board, tmp_path / "archive")
    board.close()
    return tmp_path / "archive"


def test_export_import_export_gives_the_same_bytes_and_the_same_root(archive: Path, tmp_path: Path) -> None:
    """Every record, removed id and entry is carried; the log has no entry more."""
    # Guard: keeping/archive.py:_load - revisions and removed ids are taken as they were, and no act is recorded.
    done = import_archive(tmp_path / "new", archive)
    again = open_board(tmp_path / "new", clock=GivenClock(TODAY.replace(year=2031)))
    export_archive(again, tmp_path / "second")
    assert everything(tmp_path / "second") == everything(archive)
    manifest = json.loads((archive / "manifest.json").read_text("utf-8"))
    assert manifest["log"] == {"entries": len(again.db.table(LOG)), "root": done.verdict.root, "fits": True}
    assert again.verify().misfit is None
    again.close()


def test_an_archive_is_plain_lines_that_anybody_can_check(archive: Path) -> None:
    """One record a line, in its canonical form; sums, counts, and the digest of each entry by nothing but SHA-256."""
    manifest = json.loads((archive / "manifest.json").read_text("utf-8"))
    assert {file["name"] for file in manifest["files"]} == {p.name for p in archive.iterdir()} - {"manifest.json"}
    for file in manifest["files"]:
        content = (archive / file["name"]).read_bytes()
        assert sha256(content).hexdigest() == file["sha256"]
        lines = content.split(b"\n")[:-1]
        assert len(lines) == file["rows"]
        for line in lines:
            row = json.loads(line)
            assert set(row) == {"id", "rev", "body"}
            assert canonical(row) == line
    for line in (archive / "log.jsonl").read_bytes().split(b"\n")[:-1]:
        body = json.loads(line)["body"]
        assert sha256(b"\x00" + canonical(body["record"])).hexdigest() == body["leaf"]


def test_the_imported_board_is_found_shown_and_written_as_before(
    archive: Path, tmp_path: Path, clock: GivenClock
) -> None:
    """Search, order of lists, revisions; a removed id stays taken, and the next act fits the log."""
    import_archive(tmp_path / "new", archive)
    new, old = open_board(tmp_path / "new", clock=clock), open_board(tmp_path / "home", clock=clock)
    assert [hit.record for hit in new.records().search("路灯")] == [hit.record for hit in old.records().search("路灯")]
    assert [*new.records().all(Household)] == [*old.records().all(Household)]
    assert len([*new.records().search("ludeng")]) == len([*old.records().search("ludeng")])
    ((removed, rev, _),) = [row for row in old.db.every("households") if row[2] is None]
    assert new.db.table("households").ever(removed)
    assert (removed, rev, None) in [*new.db.every("households")]
    keep(new, Household(number="new"))
    assert new.verify().misfit is None
    new.close()
    old.close()


def test_search_shows_the_latest_first_as_before(tmp_path: Path, clock: GivenClock) -> None:
    """Of one day, what was changed last is shown first, also after an import."""
    # Guard: keeping/archive.py:_index - the order of the log.
    board = lived_in(tmp_path / "home", clock)
    kept = keep(board, *(a_hearing(number=f"2026-{n}", matter=f"路灯{n}", notice_on=TODAY) for n in range(10, 16)))
    keep(board, *(replace(kept[n], place="祠堂") for n in (3, 0)))
    export_archive(board, tmp_path / "archive")
    import_archive(tmp_path / "new", tmp_path / "archive")
    new = open_board(tmp_path / "new", clock=clock)
    found = [hit.record.title for hit in board.records().search("路灯")]
    assert found[:2] == ["路灯10", "路灯13"]
    assert [hit.record.title for hit in new.records().search("路灯")] == found
    board.close()
    new.close()


def test_secrets_stay_out_and_the_rest_is_its_owner_s_alone_a30(archive: Path, tmp_path: Path) -> None:
    """A30: no pepper, no token, no place of this machine; 0600; the manifest says that it is personal."""
    # Guard: keeping/archive.py:_VILLAGE - the path of the token's file goes around the world.
    pepper = (tmp_path / "home" / PEPPER_FILE).read_bytes()
    for path in archive.iterdir():
        content = path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert pepper not in content
        assert pepper.hex().encode() not in content
        assert str(tmp_path).encode() not in content
    assert stat.S_IMODE(archive.stat().st_mode) == 0o700
    manifest = json.loads((archive / "manifest.json").read_text("utf-8"))
    assert "个人信息" in manifest["about"]["zh-Hans"]
    assert "bot_token_file" not in manifest["village"]
    import_archive(tmp_path / "new", archive)
    assert (tmp_path / "new" / PEPPER_FILE).read_bytes() != pepper


def test_an_export_writes_nothing_to_the_home(board: Board, tmp_path: Path) -> None:
    """Neither records nor log change."""
    before = everything(tmp_path / "home")
    export_archive(board, tmp_path / "archive")
    assert everything(tmp_path / "home") == before
    board.close()


def test_an_export_needs_an_empty_folder_that_can_be_written(board: Board, tmp_path: Path) -> None:
    """Nothing is mixed with what lies there, and nothing half is left."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("keep me", "utf-8")
    with pytest.raises(FolderNotEmpty):
        export_archive(board, tmp_path / "full")
    for place in ("/proc/archive", "/dev/null/archive"):
        with pytest.raises(FolderUnwritable, match=place):
            export_archive(board, Path(place))
    (tmp_path / "empty").mkdir()
    export_archive(board, tmp_path / "empty")
    assert sorted(names(tmp_path)) == ["empty", "full", "home"]
    assert names(tmp_path / "full") == ["mine"]
    board.close()


def test_a_full_disk_leaves_no_archive_x10(board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """X10: one sentence, and nothing half-written."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FolderUnwritable, match="No space left"):
        export_archive(board, tmp_path / "archive")
    assert names(tmp_path) == ["home"]
    board.close()


@pytest.mark.parametrize("part", [FILE, STORE_FILE])
def test_an_import_needs_an_empty_place(archive: Path, tmp_path: Path, part: str) -> None:
    """An archive is a whole village: it is never mixed with another."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / part).write_text("keep me", "utf-8")
    with pytest.raises(BoardExists):
        import_archive(tmp_path / "new", archive)
    assert everything(tmp_path / "new") == {part: b"keep me"}


def _line_gone(archive: Path) -> None:
    lines = (archive / "households.jsonl").read_bytes().split(b"\n")
    (archive / "households.jsonl").write_bytes(b"\n".join(lines[1:]))


def _line_twice(archive: Path) -> None:
    content = (archive / "households.jsonl").read_bytes()
    (archive / "households.jsonl").write_bytes(content + content.split(b"\n")[0] + b"\n")


def _signed_forgery(archive: Path) -> None:
    """Change an amount of a record, and the sum in the manifest with it."""
    file = archive / "hearings.jsonl"
    file.write_bytes(file.read_bytes().replace("村委会会议室".encode(), "另外一个地方".encode()))
    manifest = json.loads((archive / "manifest.json").read_text("utf-8"))
    for entry in manifest["files"]:
        entry["sha256"] = sha256((archive / entry["name"]).read_bytes()).hexdigest()
    (archive / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def _said(archive: Path, **values: object) -> None:
    manifest = json.loads((archive / "manifest.json").read_text("utf-8"))
    (archive / "manifest.json").write_text(json.dumps(manifest | values), "utf-8")


def _elsewhere(archive: Path) -> None:
    manifest = json.loads((archive / "manifest.json").read_text("utf-8"))
    manifest["files"][0]["name"] = "../home/board.db"
    _said(archive, files=manifest["files"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda archive: (archive / "log.jsonl").unlink(),
        _line_gone,
        _line_twice,
        _signed_forgery,
        _elsewhere,
        lambda archive: _said(archive, files="none"),
        lambda archive: _said(archive, village={}),
        lambda archive: _said(archive, log={"entries": 1, "root": "", "fits": True}),
        lambda archive: (archive / "pins.jsonl").write_bytes(b"[1]\n"),
    ],
    ids=["file gone", "line gone", "line twice", "forged", "elsewhere", "no files", "no village", "other log", "extra"],
)
def test_an_archive_that_was_changed_imports_nothing(
    archive: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    """Also one whose sums were made to fit: the records must come to the log that the manifest says."""
    # Guard: keeping/archive.py:import_archive - the verdict; a forged archive would be a board.
    spoil(archive)
    if (archive / "pins.jsonl").exists():
        import_archive(tmp_path / "new", archive)  # what the manifest does not name is not read
        return
    with pytest.raises(ArchiveDamaged):
        import_archive(tmp_path / "new", archive)
    assert not (tmp_path / "new").exists()


def test_a_changed_byte_imports_nothing(archive: Path, tmp_path: Path) -> None:
    """Of sixty archives with one changed byte none is imported, but where the byte is in words for people."""
    dice, whole = random.Random(3), everything(archive)
    for n in range(60):
        name = sorted(whole)[n % len(whole)]
        content = bytearray(whole[name])
        at = dice.randrange(len(content))
        content[at] ^= 1 << dice.randrange(8)
        (archive / name).write_bytes(content)
        if name != "manifest.json":
            with pytest.raises(ArchiveDamaged):
                import_archive(tmp_path / "new", archive)
            assert not (tmp_path / "new").exists()
        (archive / name).write_bytes(whole[name])


def test_an_archive_of_a_newer_version_is_refused(archive: Path, tmp_path: Path) -> None:
    """The sentence says what to do."""
    _said(archive, version=FORMAT_VERSION + 1)
    with pytest.raises(ArchiveNewer, match="newer version"):
        import_archive(tmp_path / "new", archive)


def test_an_archive_is_known_by_its_folder_or_its_manifest(archive: Path, tmp_path: Path) -> None:
    """Any other folder or JSON file is the clerk's."""
    assert is_archive(archive)
    assert is_archive(archive / "manifest.json")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text('{"name": "x"}', "utf-8")
    for other in (tmp_path, tmp_path / "other", archive / "log.jsonl", tmp_path / "nowhere"):
        assert not is_archive(other)


def test_records_that_do_not_fit_are_archived_and_told(board: Board, tmp_path: Path) -> None:
    """What was tampered with is carried as it is; the manifest says so, before and after."""
    (hearing,) = board.db.table("hearings")
    board.db.table("hearings").put(hearing.doc_id, {**hearing, "place": "小学"}, expected_rev=hearing.rev)
    export_archive(board, tmp_path / "archive")
    done = import_archive(tmp_path / "new", tmp_path / "archive")
    assert done.verdict.misfit is not None
    assert done.verdict.misfit.id == hearing.doc_id
    again = open_board(tmp_path / "new")
    assert again.records().get(Hearing, hearing.doc_id).place == "小学"
    export_archive(again, tmp_path / "second")
    assert everything(tmp_path / "second") == everything(tmp_path / "archive")
    again.close()
    board.close()
    shutil.rmtree(tmp_path / "second")
