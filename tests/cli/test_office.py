"""import, export and template as a clerk types them; none of them prompts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from village_board.board import Board
from village_board.people.model import Person

GOOD = "编号,姓名,组别\n2001,王秀英,1\n2002,王秀兰,2\n"
BAD = "编号,姓名,组别\n2001,王秀英,1\n2002,王秀兰,北\n2003,,3\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A clerk's table of two people."""
    file = tmp_path / "people.csv"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_an_import_tells_what_it_did_and_the_same_file_again_changes_nothing(
    at_home: Run, opened: Board, table: Path
) -> None:
    """`import FILE --json`: inserted, updated, unchanged, findings; the second time all are unchanged."""
    # Guard: cli/office.py:report_document - outside checks read this shape.
    first = at_home("import", table, "--kind", "people", "--json")
    assert (first.code, first.json) == (0, {"inserted": 2, "updated": 0, "unchanged": 0, "findings": []})
    revisions = {p.number: p.rev for p in opened.records().all(Person)}
    second = at_home("import", table, "--kind", "people", "--json")
    assert (second.code, second.json) == (0, {"inserted": 0, "updated": 0, "unchanged": 2, "findings": []})
    assert {p.number: p.rev for p in opened.records().all(Person)} == revisions
    assert "2" in at_home("import", table, "--kind", "people").out


def test_a_bad_row_stops_the_whole_file_and_every_problem_is_told(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """Exit code 1, nothing written; each finding names file, row, column and what to do."""
    # Guard: cli/office.py:import_ - half a table is imported.
    (tmp_path / "bad.csv").write_text(BAD, encoding="utf-8")
    before = opened.records().count(Person)
    said = at_home("import", tmp_path / "bad.csv", "--kind", "people", "--json")
    assert said.code == 1
    assert (said.json["inserted"], said.json["updated"]) == (0, 0)
    assert {(f["row"], f["column"]) for f in said.json["findings"]} == {(3, "组别"), (4, "姓名")}
    for finding in said.json["findings"]:
        assert set(finding) == {"file", "sheet", "row", "column", "message"}
        assert finding["file"].endswith("bad.csv")
        assert finding["message"]
    assert opened.records().count(Person) == before
    told = at_home("import", tmp_path / "bad.csv", "--kind", "people")
    assert told.code == 1
    assert "没有写入" in told.out + told.err


def test_one_bad_file_stops_the_good_one_beside_it(at_home: Run, opened: Board, table: Path, tmp_path: Path) -> None:
    """Several files are one import: all of them, or nothing."""
    (tmp_path / "bad.csv").write_text(BAD, encoding="utf-8")
    before = opened.records().count(Person)
    assert at_home("import", table, tmp_path / "bad.csv", "--kind", "people").code == 1
    assert opened.records().count(Person) == before


def test_a_file_that_is_not_there_is_a_finding(at_home: Run, tmp_path: Path) -> None:
    """Exit code 1 and its name, not a traceback."""
    said = at_home("import", tmp_path / "none.csv", "--json")
    assert said.code == 1
    assert [f["file"].endswith("none.csv") for f in said.json["findings"]] == [True]


def test_what_is_exported_is_imported_again_without_a_change(at_home: Run, tmp_path: Path) -> None:
    """`export csv --out DIR`: the folder may exist; the way back changes nothing."""
    out = tmp_path / "out"
    out.mkdir()
    written = at_home("export", "csv", "--out", out, "--json")
    assert written.code == 0
    assert sorted(written.json) == sorted(str(file) for file in out.iterdir())
    people = next(file for file in written.json if "people" in file)
    again = at_home("import", people, "--json").json
    assert (again["inserted"], again["updated"], again["findings"]) == (0, 0, [])
    assert again["unchanged"] == 6


def test_a_template_is_a_table_with_headers_only(program: Run, tmp_path: Path) -> None:
    """`template KIND --out FILE` needs no board."""
    file = tmp_path / "people.csv"
    assert program("template", "people", "--out", file).code == 0
    assert file.read_text(encoding="utf-8-sig").startswith("编号,姓名")
    assert program("template", "nonsense").code == 2


@pytest.mark.parametrize("words", [("export", "csv", "--out"), ("template", "people", "--out")], ids=" ".join)
def test_a_place_that_cannot_be_written_is_a_sentence(at_home: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """A file stands where a folder should be."""
    (tmp_path / "file").write_text("keep", encoding="utf-8")
    said = at_home(*words, tmp_path / "file" / "below.csv")
    assert said.code in (1, 3, 4)
    assert str(tmp_path / "file") in said.err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "keep"
