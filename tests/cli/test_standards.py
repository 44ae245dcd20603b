"""`export popolo`, `export ics` and `statistics hearings` as a clerk types them."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import CLERK, OVERSEER, Run
from tests.hearings.recount_popolo import disagreements
from tests.hearings.test_statistics import a_city, decided, held
from tests.support.builders import TODAY, keep
from tests.support.clocks import GivenClock
from village_board.board import Board, found_board
from village_board.hearings.model import Category, Hearing


def test_export_popolo_writes_what_is_public_without_asking(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """One file a class; no name of the roll in any of them; a stranger's recount agrees."""
    keep(opened, decided(number="J-9"))
    said = at_home("export", "popolo", "--out", tmp_path / "out", "--json")
    files = {Path(name).name: Path(name).read_text("utf-8") for name in said.json}
    assert set(files) == {"areas.json", "events.json", "motions.json", "organizations.json", "vote_events.json"}
    assert "李阿福" not in "".join(files.values())
    assert list(disagreements(files)) == []
    assert len(json.loads(files["vote_events.json"])) == 1


def test_p10_minutes_need_a_person_and_their_pin_and_are_noted(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """P10: without --as it is a mistake, with a wrong PIN nothing is written, with the right one the log tells."""
    # Guard: cli/standards.py:check_options - minutes would be given to nobody in particular.
    out = tmp_path / "minutes"
    assert at_home("export", "popolo", "--out", out, "--minutes").code == 2
    assert at_home("export", "popolo", "--out", out, "--minutes", "--as", CLERK, stdin="0000\n").code == 1
    assert not out.exists()
    before = opened.verify().entries
    said = at_home("export", "popolo", "--out", out, "--minutes", who=OVERSEER)
    assert said.code == 0
    assert opened.verify().entries > before
    assert (out / "people.json").stat().st_mode & 0o077 == 0
    refused = at_home("export", "popolo", "--out", out)
    assert refused.code == 1
    assert str(out) in refused.err


@pytest.mark.parametrize(
    "words",
    [
        ("csv", "--minutes"),
        ("ics", "--minutes", "--as", CLERK),
        ("popolo", "--as", CLERK),
        ("popolo", "--only", "h2222222"),
        ("archive", "--only", "h2222222"),
    ],
)
def test_an_option_of_another_format_is_refused(at_home: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """An option that would be ignored is a mistake of use, and nothing is written."""
    assert at_home("export", *words, "--out", tmp_path / "out").code == 2
    assert not (tmp_path / "out").exists()


def test_export_ics_writes_all_or_one(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """The whole calendar, one hearing by --only, and a refusal for what is none."""
    (hearing,) = opened.records().all(Hearing)
    whole, one = tmp_path / "all.ics", tmp_path / "one.ics"
    assert at_home("export", "ics", "--out", whole, "--json").json["entries"] >= 2
    assert at_home("export", "ics", "--out", one, "--only", hearing.id).code == 0
    assert (whole.read_bytes().count(b"BEGIN:VEVENT"), one.read_bytes().count(b"BEGIN:VEVENT")) >= (2, 1)
    assert f"UID:{hearing.id}@".encode() in one.read_bytes()
    assert at_home("export", "ics", "--out", one, "--only", "h2222222").code == 1


def test_statistics_say_every_figure_with_what_it_counts(at_home: Run, opened: Board) -> None:
    """In words and in JSON; money in fen there, in yuan here."""
    keep(opened, held(number="T-9", amount=12_345_600, category=Category.HOUSE_SITE))
    given = at_home("statistics", "hearings", "--by", "category", "--json").json
    assert (given["whole"]["hearings_held"], given["whole"]["hearings_amount"]) == (1, 12_345_600)
    assert {group["key"] for group in given["groups"]} >= {"house_site"}
    assert set(given["figures"]) == set(given["whole"])
    assert all(figure["counts"] for figure in given["figures"].values())
    said = at_home("statistics", "hearings")
    assert "123,456.00" in said.out
    assert given["figures"]["hearings_amount"]["counts"] in said.out


def test_the_table_of_the_statistics_opens_in_a_spreadsheet(at_home: Run, opened: Board, tmp_path: Path) -> None:
    """UTF-8 with its mark, a row a figure, a column a group, no cell that runs."""
    keep(opened, held(number="T-9", amount=100), held(number="T-8", amount=50))
    file = tmp_path / "figures.csv"
    assert at_home("statistics", "hearings", "--csv", file).code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert heads[2:4] == ["合计", "2026"]
    amount = next(row for row in rows if row[0] == "听证金额")
    assert (amount[1], amount[2], amount[3]) == ("元", "1.50", "1.50")
    assert all(len(row) == len(heads) and row[-1] for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert at_home("statistics", "hearings", "--csv", tmp_path / "x.pdf").code == 1


def test_villages_in_several_folders_are_added_up(program: Run, tmp_path: Path) -> None:
    """Each folder is a village; the figures are those of all of them, to the fen, and a village counts once."""
    # Guard: cli/statistics.py:_of_homes - the township would count a copied folder twice.
    homes = [tmp_path / f"v{number}" for number in range(3)]
    for home, hearings in zip(homes, a_city(3, 9, 1_000_003, seed=1), strict=True):
        board = found_board(home, name=home.name, clock=GivenClock(TODAY))
        keep(board, *(replace(hearing, number=f"{home.name}-{hearing.number}") for hearing in hearings))
        board.close()
    given = program("statistics", "hearings", *homes, "--json").json
    assert (given["villages"], given["whole"]["hearings_held"], given["whole"]["hearings_amount"]) == (3, 9, 1_000_003)
    assert sum(group["hearings_amount"] for group in given["groups"]) == 1_000_003
    shutil.copytree(homes[0], tmp_path / "copy")
    twice = program("statistics", "hearings", *homes, tmp_path / "copy")
    assert twice.code == 1
    assert "v0" in twice.err
    assert program("statistics", "hearings", tmp_path / "copy", tmp_path / "nowhere").code == 3
