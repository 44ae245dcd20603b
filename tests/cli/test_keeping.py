"""verify, backup, restore, the archive: what the commands say, and how they end."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from tests.cli.conftest import Run
from tests.support.builders import TODAY
from village_board.board import STORE_FILE, Board


def _tamper(home: Path) -> str:
    """Change an amount in the file and return the record's id."""
    connection = apsw.Connection(str(home / STORE_FILE))
    ((id_,),) = connection.execute(
        """UPDATE "assets:docs" SET body = replace(body, '12345678', '345678') RETURNING id"""
    ).fetchall()
    connection.close()
    return str(id_)


def _scribble(home: Path) -> None:
    path = home / STORE_FILE
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * (path.stat().st_size - 4096))


def test_verify_says_that_all_fits(at_home: Run, opened: Board) -> None:
    """Exit code 0, the number of records and the root; the same in JSON."""
    said, told = at_home("verify", "--json"), at_home("verify")
    assert (said.code, told.code) == (0, 0)
    assert said.json["fits"] is True
    assert said.json["first"] is None
    assert said.json["root"] == opened.verify().root
    assert said.json["root"] in told.out
    assert "相符" in told.out


def test_verify_compares_with_what_was_noted_earlier_a24(at_home: Run) -> None:
    """A24: what one check says, a later one takes; another root is a misfit, anything else is a slip."""
    said = at_home("verify", "--json").json
    noted = f"{said['entries']}:{said['root'][:16]}"
    assert noted in at_home("verify").out
    assert at_home("verify", "--printed", noted).code == 0
    assert at_home("verify", "--printed", f"{said['entries']}:{'0' * 16}").code == 1
    assert at_home("verify", "--printed", f"{said['entries'] + 1}:{said['root']}").code == 1
    assert at_home("verify", "--printed", "3029").code == 2


def test_verify_names_the_item_that_a_clerk_changed_in_the_file_a23(at_home: Run, home: Path) -> None:
    """A23: an amount changed in SQLite is found; kind, title and id are named, exit code 1."""
    # Guard: cli/keeping.py:verify - the exit code; a nightly check that nobody hears of.
    id_ = _tamper(home)
    said, told = at_home("verify", "--json"), at_home("verify")
    assert (said.code, told.code) == (1, 1)
    assert said.json["first"]["id"] == id_
    assert said.json["first"]["title"] == "旧小学"
    for part in ("校验不符", "旧小学", id_, "资产"):
        assert part in told.out


def test_a_record_that_cannot_be_read_is_named_by_its_id(at_home: Run, home: Path) -> None:
    """A body that is no record any more breaks nothing: the id is told."""
    connection = apsw.Connection(str(home / STORE_FILE))
    ((id_,),) = connection.execute(
        """UPDATE "assets:docs" SET body = '{"name": ["\\u001b[31m"], "number": 7}' RETURNING id"""
    ).fetchall()
    connection.close()
    told = at_home("verify")
    assert told.code == 1
    assert id_ in told.out
    assert "\x1b" not in told.out


def test_backup_restore_verify(at_home: Run, program: Run, tmp_path: Path) -> None:
    """The whole way: a file, a new home from it, and the same root."""
    file = tmp_path / "village.zip"
    made = at_home("backup", file, "--json")
    assert made.code == 0
    assert made.json["fits"] is True
    back = program("--home", tmp_path / "new", "restore", file)
    assert back.code == 0
    assert "试验村" in back.out
    checked = program("--home", tmp_path / "new", "verify", "--json")
    assert checked.json["root"] == made.json["root"]


def test_backup_needs_a_file_or_nightly(at_home: Run, program: Run, tmp_path: Path) -> None:
    """Neither or both is a slip; so is a restore without a file."""
    assert at_home("backup").code == 2
    assert at_home("backup", tmp_path / "x.zip", "--nightly").code == 2
    assert program("--home", tmp_path / "new", "restore").code == 2
    assert not (tmp_path / "new").exists()


def test_nightly_backups_lie_in_the_home(at_home: Run, home: Path) -> None:
    """One a day, by the day on which the board judges; the second of a day takes the first one's place."""
    for n in (0, 0, 1):
        day = (TODAY + timedelta(days=n)).isoformat()
        assert at_home("--today", day, "backup", "--nightly").code == 0
    assert sorted(file.name for file in (home / "backup").iterdir()) == [
        f"board-{TODAY + timedelta(days=n)}.zip" for n in (0, 1)
    ]


def test_a_backup_of_records_that_do_not_fit_is_made_and_says_so(at_home: Run, home: Path, tmp_path: Path) -> None:
    """Exit code 1, and the file is there: there is something to be kept, and something to be looked into."""
    _tamper(home)
    said = at_home("backup", tmp_path / "village.zip", "--json")
    assert said.code == 1
    assert said.json["fits"] is False
    assert (tmp_path / "village.zip").exists()


@pytest.mark.parametrize("words", [("restore",), ("import",)])
def test_what_is_no_backup_and_no_archive_is_one_sentence(program: Run, tmp_path: Path, words: tuple[str]) -> None:
    """A file that is not there, or another program's: a sentence, and no home."""
    (tmp_path / "text").write_text("hello", "utf-8")
    for name in ("text", "missing"):
        said = program("--home", tmp_path / "new", *words, tmp_path / name)
        assert said.code == 3
        assert len(said.err.strip().splitlines()) == 1
    assert not (tmp_path / "new").exists()


def test_a_damaged_board_is_read_and_mended_x12(at_home: Run, home: Path) -> None:
    """X12: `list` still answers from the backup, an import is refused, and the way back is one command."""
    assert at_home("backup", "--nightly").code == 0
    _scribble(home)
    listed = at_home("list", "assets", "--json")
    assert listed.code == 0
    assert [record["title"] for record in listed.json] == ["旧小学"]
    (home.parent / "people.csv").write_text("人员编号,姓名\n7001,赵六\n", "utf-8")
    refused = at_home("import", home.parent / "people.csv")
    assert refused.code == 3
    assert "restore --replace-damaged" in refused.err
    mended = at_home("restore", "--replace-damaged", "--json")
    assert mended.code == 0
    assert Path(mended.json["aside"]).is_dir()
    assert at_home("import", home.parent / "people.csv").code == 0
    assert at_home("restore", "--replace-damaged").code == 1


def test_the_archive_goes_out_and_comes_in_again(at_home: Run, program: Run, tmp_path: Path) -> None:
    """`export archive`, `import` of its folder, and `export archive`: the same bytes; a second import is refused."""
    out = at_home("export", "archive", "--out", tmp_path / "one", "--json")
    assert out.code == 0
    came = program("--home", tmp_path / "new", "import", tmp_path / "one")
    assert came.code == 0
    assert "口令" in came.out
    assert program("--home", tmp_path / "dry", "import", tmp_path / "one", "--dry-run").code == 2
    assert not (tmp_path / "dry").exists()
    program("--home", tmp_path / "new", "export", "archive", "--out", tmp_path / "two")
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    again = program("--home", tmp_path / "new", "import", tmp_path / "one" / "manifest.json", "--json")
    assert again.code == 3
    assert "error" in json.loads(again.out)
