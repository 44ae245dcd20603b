"""village-board nightly, as the machine's timer calls it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, at_home, home, program, template  # noqa: F401 - fixtures
from village_board.nightly.works import ROWS


def test_every_work_is_named_and_the_second_run_has_nothing_to_do(at_home: Run, home: Path) -> None:  # noqa: F811
    """Exit 0; each work by name; the backup lies there; then: all done."""
    # Guard: cli/nightly.py:nightly - a timer that runs every hour writes a backup every hour.
    said = at_home("nightly", "--json")
    assert said.code == 0
    told = json.loads(said.out)
    assert [one["work"] for one in told] == [row.name for row in ROWS]
    assert {one["state"] for one in told} == {"done"}
    assert len(list((home / "backup").glob("board-*.zip"))) == 1
    assert json.loads(at_home("nightly", "--json").out) == []
    assert "--again" in at_home("nightly").out
    assert [one["work"] for one in json.loads(at_home("nightly", "--only", "expire", "--again", "--json").out)] == [
        "expire"
    ]


def test_the_works_are_listed_in_the_readers_language(at_home: Run) -> None:  # noqa: F811
    """Names for the command line, and what each does in Chinese."""
    said = at_home("nightly", "--list")
    assert [line.partition(":")[0] for line in said.out.splitlines()] == [row.name for row in ROWS]
    assert "公开" in said.out


def test_emergencies_that_wait_are_listed(at_home: Run) -> None:  # noqa: F811
    """Nothing waits: exit 0."""
    said = at_home("item", "emergency", "--json")
    assert (said.code, json.loads(said.out)) == (0, [])


def test_the_last_scan_can_be_read_again(at_home: Run) -> None:  # noqa: F811
    """What was found is shown without a new run."""
    assert at_home("item", "rescan", "--last").code == 0
    at_home("nightly", "--only", "rescan")
    done = json.loads(at_home("item", "rescan", "--last", "--json").out)
    assert done["done"] == done["total"]
