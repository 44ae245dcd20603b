"""The doctor reads every file of rules before a night or a report stumbles over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.main import run
from kiosk.desk.start import show_desk
from village_board.base.clock import SystemClock
from village_board.board import found_board
from village_board.doctor import rules
from village_board.doctor.model import State
from village_board.doctor.rules import rules_check
from village_board.supervision.checks import CHECKS
from village_board.supervision.table import Names, PointsUnreadable, read_points


def test_the_shipped_files_of_rules_can_be_read() -> None:
    """All of them, with how many points there are."""
    assert rules_check().state is State.OK


def test_a_broken_file_of_rules_is_told_with_file_and_key(tmp_path: Path) -> None:
    """Whoever installed the program learns it before the night does."""
    # Guard: doctor/rules.py:rules_check - the nightly run would be the first to say it.
    (tmp_path / "funds.toml").write_text("[F01]\nchecks = 5\n", encoding="utf-8")
    found = rules_check((lambda: read_points(tmp_path, Names(CHECKS, ())),))
    assert found.state is State.BAD
    assert "funds.toml, F01: 'checks' is no list of names" in str(found.message.facts["problems"])


def test_bot_and_desk_do_not_start_on_broken_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Issue 9.1: what judges after every commit says at its start what is wrong, where, and does not begin."""
    # Guard: kiosk/desk/start.py:show_desk, bot/main.py:_start - their call of read_rules.
    (tmp_path / "funds.toml").write_text("[F01]\nchecks = 5\n", encoding="utf-8")
    monkeypatch.setattr(rules, "READERS", (lambda: read_points(tmp_path, Names(CHECKS, ())),))
    board = found_board(tmp_path / "home", name="试验村", clock=SystemClock())
    try:
        with pytest.raises(PointsUnreadable):
            show_desk(board)
    finally:
        board.close()
    with pytest.raises(SystemExit) as left:
        run(["--home", str(tmp_path / "home"), "--simulate"])
    assert left.value.code != 0
    assert "funds.toml" in capsys.readouterr().err
