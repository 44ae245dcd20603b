"""The logs: bounded, shut to others, silent when they cannot be written, and without secrets (A22, A30, X10)."""

from __future__ import annotations

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builders import TODAY
from tests.support.clocks import GivenClock
from village_board.board import found_board
from village_board.cli.main import run
from village_board.logs import BoundedLog, SafeLine, fault, frames_of, log_file, start_log, stop_log

TOKEN = "123456789:AAE-not_a_real_one_0123456789"


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """The logger of a program that logs into a home, until the test ends."""
    one = logging.getLogger("trial")
    yield one
    stop_log()
    for handler in list(one.handlers):
        one.removeHandler(handler)


def test_a_log_is_bounded_and_its_oldest_lines_go(tmp_path: Path, logger: logging.Logger) -> None:
    """However much is logged, a few files of a given size are all that it takes."""
    # Guard: logs.py:BoundedLog._make_room - after a year the disk is full of log.
    handler = BoundedLog(tmp_path / "log" / "trial.log", limit=2_000, kept=2)
    logger.addHandler(handler)
    for n in range(500):
        logger.warning("line %s of many", n)
    files = sorted((tmp_path / "log").iterdir())
    assert [file.name for file in files] == ["trial.log", "trial.log.1", "trial.log.2"]
    assert all(file.stat().st_size <= 2_000 for file in files)
    assert "line 499 of" in files[0].read_text(encoding="utf-8")
    kept = "".join(file.read_text(encoding="utf-8") for file in reversed(files)).splitlines()
    numbers = [int(line.split()[1]) for line in kept]
    assert numbers == list(range(numbers[0], 500))


def test_a30_a_log_is_its_owner_s_alone(tmp_path: Path, logger: logging.Logger) -> None:
    """A30: folder and file, the rotated ones too."""
    logger.addHandler(BoundedLog(tmp_path / "log" / "trial.log", limit=100, kept=1))
    for _ in range(5):
        logger.warning("something")
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o700
    for file in (tmp_path / "log").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_x10_a_full_disk_costs_the_line_and_nothing_else(
    logger: logging.Logger, capfd: pytest.CaptureFixture[str]
) -> None:
    """X10: no program ends over its log, and nobody sees a traceback."""
    # Guard: logs.py:BoundedLog.handleError - the library prints a traceback over the kiosk's screen.
    logger.addHandler(BoundedLog(Path("/dev/full")))
    logger.propagate = False
    try:
        logger.error("does not fit")
    finally:
        logger.propagate = True
    assert capfd.readouterr() == ("", "")


def test_a_home_that_is_gone_is_not_made_by_its_log(tmp_path: Path, logger: logging.Logger) -> None:
    """A log never makes a home, and a folder that cannot be made costs the line."""
    start_log(tmp_path / "gone", "trial")
    logger.error("x")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "log").write_text("in the way", encoding="utf-8")
    start_log(tmp_path / "home", "trial")
    logger.error("x")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["home", "home/log"]


def test_a_file_is_made_at_the_first_line(tmp_path: Path, logger: logging.Logger) -> None:
    """A program that had nothing to say leaves no file (K10)."""
    start_log(tmp_path, "trial")
    assert list(tmp_path.iterdir()) == []
    logger.info("now")
    assert log_file(tmp_path, "trial").read_text(encoding="utf-8").endswith(" INFO now\n")


def test_a_line_of_a_library_lands_in_the_file_and_not_on_the_screen(
    tmp_path: Path, logger: logging.Logger, capfd: pytest.CaptureFixture[str]
) -> None:
    """What asyncio and others complain of would else be printed at the hall, with a traceback and its values."""
    # Guard: logs.py:start_log - only our own logger would have a handler; the library's last resort is the screen.
    file = start_log(tmp_path, "trial")
    try:
        secret = "geheim-314159"
        raise ValueError(secret)  # noqa: TRY301 - as a task that nobody waited for
    except ValueError:
        logging.getLogger("asyncio").exception("Task exception was never retrieved")
    logging.getLogger("asyncio").info("Using selector")
    logged = file.read_text(encoding="utf-8")
    assert "never retrieved (ValueError at logs/test_logs.py:" in logged
    assert "selector" not in logged
    assert "geheim" not in logged
    assert "314159" not in logged
    assert capfd.readouterr().err == ""


def test_nobody_can_forge_a_line(tmp_path: Path, logger: logging.Logger) -> None:
    """A4: line ends and escape sequences of a person's text do not begin a line of the log."""
    # Guard: logs.py:SafeLine.format - a villager's text adds "act published by the director" to the log.
    file = start_log(tmp_path, "trial")
    logger.warning("refused: %s", "x\n2026-09-30T09:00:00+08:00 INFO all is well\x1b[2J\r2026 forged")
    first, *others = file.read_text(encoding="utf-8").splitlines()
    assert first.endswith("WARNING refused: x")
    assert others
    assert all(line.startswith("    ") for line in others)
    assert "\x1b" not in "".join(others)


def test_a_line_says_when_it_was_in_shanghai(logger: logging.Logger) -> None:
    """The clerk compares it with a watch, whatever the machine's own zone."""
    record = logger.makeRecord("trial", logging.INFO, "f", 1, "x", (), None)
    record.created = 1_790_000_000.0
    assert SafeLine().format(record) == "2026-09-21T22:13:20+08:00 INFO x"


def test_a_message_that_does_not_fit_its_places_is_logged_all_the_same(logger: logging.Logger) -> None:
    """A mistake of the program in a line of its log ends nothing."""
    record = logger.makeRecord("trial", logging.INFO, "f", 1, "%s and %s", ("one",), None)
    assert SafeLine().format(record).endswith("%s and %s")


def test_a22_of_a_fault_only_type_and_place_are_kept() -> None:
    """A22: neither the values that stood there nor the text of the exception."""
    # Guard: logs.py:fault, frames_of - a PIN in an exception's text stands in the log for ever.
    try:
        pin = "314159"
        int(pin + "x")
    except ValueError as error:
        for text in (fault(error), frames_of(error)):
            assert text.startswith("ValueError")
            assert "test_logs.py" in text
            assert "314159x" not in text


def test_a22_a30_a_fault_of_a_command_shows_no_secret_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A22, A30: exit code 1, one sentence, the place in the log; no PIN, token or traceback in either."""
    # Guard: cli/main.py:run - Python's own traceback shows the text of the exception at the village hall.
    home = tmp_path / "home"
    found_board(home, name="试验村", clock=GivenClock(TODAY)).close()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(f"PIN 314159 of 张三, token {TOKEN}")

    monkeypatch.setattr("village_board.cli.edge.open_board", fails)
    monkeypatch.setattr(sys, "argv", ["village-board", "list", "people", "--home", str(home)])
    with pytest.raises(SystemExit) as left:
        run()
    out, err = capfd.readouterr()
    logged = log_file(home, "village-board").read_text(encoding="utf-8")
    assert left.value.code == 1
    assert len(err.strip().splitlines()) == 1
    assert "RuntimeError at logs/test_logs.py" in err
    assert "RuntimeError" in logged
    for text in (out, err, logged):
        assert not any(secret in text for secret in ("314159", "张三", TOKEN, TOKEN[:9], "Traceback"))
