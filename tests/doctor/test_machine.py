"""What the doctor makes of a machine: each judgement by itself."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from village_board.doctor import probes
from village_board.doctor.machine import (
    LITTLE_ROOM,
    NO_ROOM,
    SIGNALS,
    disk,
    encoding,
    fonts,
    grid,
    python,
    signals,
    sqlite,
    terminal,
    time_zone,
)
from village_board.doctor.model import Check, State, is_well
from village_board.doctor.probes import Disk, chinese_fonts, room, shanghai_offset, terminal_size

OK, WARNING, BAD, UNKNOWN = State.OK, State.WARNING, State.BAD, State.UNKNOWN


def judged(check: Check, state: State) -> str:
    """Return the English sentences of `check`, which is in `state`; whatever is not fine says how to mend it."""
    assert check.state is state, check
    assert (check.mend is None) == (state is OK)
    return f"{check.message} {check.mend or ''}"


def test_without_a_chinese_font_it_says_which_to_install() -> None:
    """No font: bad; nothing to ask with: unknown, never fine."""
    # Guard: doctor/machine.py:fonts - a hall full of empty boxes is called fine.
    assert "fonts-noto-cjk" in judged(fonts(()), BAD)
    assert "fontconfig" in judged(fonts(None), UNKNOWN)
    said = judged(fonts(("AR PL UMing CN", "Noto Sans CJK JP", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "X")), OK)
    assert said.index("Noto Sans CJK SC") < said.index("UMing CN") < said.index("CJK JP")


@pytest.mark.parametrize(
    ("environment", "state"),
    [
        ({"TERM": "xterm-256color"}, OK),
        ({"TERM": "foot"}, OK),
        ({"TERM": "xterm-kitty"}, OK),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, OK),
        ({"TERM": "xterm"}, WARNING),
        ({"TERM": "vt100"}, WARNING),
        ({"TERM": "linux"}, BAD),
        ({"TERM": "dumb"}, BAD),
        ({}, BAD),
    ],
)
def test_a_terminal_that_cannot_show_chinese_or_colours_is_told(environment: dict[str, str], state: State) -> None:
    """The console of Linux has no Chinese, whatever font is installed."""
    # Guard: doctor/machine.py:terminal
    judged(terminal((80, 24), environment), state)


def test_without_a_terminal_nothing_is_said_of_it() -> None:
    """Started by a timer or through a pipe: unknown, and where to start it."""
    for check in (terminal(None, {"TERM": "xterm-256color"}), grid(None)):
        assert "village-board doctor" in judged(check, UNKNOWN)


@pytest.mark.parametrize(
    ("environment", "state"),
    [
        ({"LANG": "zh_CN.UTF-8"}, OK),
        ({"LANG": "C.utf8"}, OK),
        ({"LANG": "de_DE.UTF-8@euro"}, OK),
        ({"LANG": "zh_CN.GB18030", "LC_ALL": "C.UTF-8"}, OK),
        ({"LANG": "C.UTF-8", "LC_CTYPE": "zh_CN.GBK"}, BAD),
        ({"LANG": "zh_CN"}, BAD),
        ({"LC_ALL": "", "LANG": "C"}, WARNING),
        ({}, WARNING),
    ],
)
def test_the_encoding_is_that_of_the_strongest_variable(environment: dict[str, str], state: State) -> None:
    """LC_ALL, then LC_CTYPE, then LANG, as the system itself decides."""
    # Guard: doctor/machine.py:encoding
    judged(encoding(environment), state)


@pytest.mark.parametrize(
    ("size", "state"),
    [
        ((80, 24), OK),
        ((95, 26), OK),
        ((53, 47), OK),
        ((96, 26), WARNING),
        ((120, 40), WARNING),
        ((240, 67), WARNING),
        ((49, 24), BAD),
        ((80, 19), BAD),
    ],
)
def test_k16_the_doctor_tells_the_grid_and_the_size_that_is_needed(size: tuple[int, int], state: State) -> None:
    """K16: letters too small are a warning that names the height in millimetres and the largest grid."""
    # Guard: doctor/machine.py:grid - 240x67 is called fine and nobody over fifty reads it.
    said = judged(grid(size), state)
    assert f"{size[0]} columns and {size[1]} lines" in said
    if state is WARNING:
        assert "6.1 mm" in said
        assert "95 columns and 26 lines" in said


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        (Disk(LITTLE_ROOM, 10**6), OK),
        (Disk(LITTLE_ROOM - 1, None), WARNING),
        (Disk(NO_ROOM - 1, None), BAD),
        (Disk(10**12, 10), BAD),
        (None, UNKNOWN),
    ],
)
def test_a_disk_is_told_before_it_is_full(seen: Disk | None, state: State) -> None:
    """X10: also where there is room, and the disk takes no more files."""
    # Guard: doctor/machine.py:disk
    judged(disk(seen), state)


def test_a31_the_variable_that_gives_keys_their_signals_back_is_bad() -> None:
    """A31: set to anything, also to nothing."""
    # Guard: doctor/machine.py:signals - ctrl+c ends the kiosk.
    assert SIGNALS in judged(signals({SIGNALS: ""}), BAD)
    judged(signals({}), OK)


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10), BAD), ((3, 11), OK), ((3, 13), OK), ((3, 14), BAD), ((4, 0), BAD)]
)
def test_python_is_one_for_which_the_board_was_tested(version: tuple[int, int], state: State) -> None:
    """3.11 to 3.13, as pyproject.toml says."""
    judged(python(version), state)


@pytest.mark.parametrize(
    ("version", "state"),
    [("3.40.1", BAD), ("3.51.2", BAD), ("3.51.3", OK), ("3.51.10", OK), ("3.54.1", OK), ("4.0", OK)],
)
def test_sqlite_with_the_reset_bug_is_bad(version: str, state: State) -> None:
    """3.7.0 to 3.51.2 can lose what was committed; versions are compared as numbers."""
    # Guard: doctor/machine.py:sqlite - 3.51.10 sorts before 3.51.3 as text.
    judged(sqlite(version), state)


def test_shanghai_is_eight_hours_ahead_or_unknown() -> None:
    """A machine without its time zones judges days wrongly."""
    judged(time_zone(timedelta(hours=8)), OK)
    for offset in (None, timedelta(hours=9)):
        judged(time_zone(offset), BAD)


def test_only_what_is_bad_is_not_well() -> None:
    """The exit code: a warning is no fault, and what could not be looked at neither."""
    # Guard: doctor/model.py:is_well
    checks = [fonts(None), terminal((80, 24), {"TERM": "xterm"}), python((3, 11))]
    assert is_well(checks)
    assert not is_well([*checks, fonts(())])


# The probes


def test_the_machine_answers(tmp_path: Path) -> None:
    """Room is asked of the nearest folder that exists, time zones of the system or the package."""
    assert room(tmp_path / "not" / "yet") == room(tmp_path) != None  # noqa: E711 - and there is an answer
    assert shanghai_offset(datetime(2026, 9, 1, tzinfo=UTC)) == timedelta(hours=8)


def a_program(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program called fc-list first on the path."""
    folder.mkdir()
    (folder / "fc-list").write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / "fc-list").chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_fonts_are_those_that_hold_simplified_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question is asked for zh-cn; of a family with several names the first counts, each once."""
    a_program(tmp_path / "bin", '[ "$1" = :lang=zh-cn ] && printf "Song,宋体\\nSong\\nHei\\n\\n"', monkeypatch)
    assert chinese_fonts() == ("Hei", "Song")


@pytest.mark.parametrize("text", ["exit 1", "kill -9 $$"])
def test_a_program_that_fails_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Unknown, and neither "no fonts" nor a traceback."""
    # Guard: doctor/probes.py:chinese_fonts
    a_program(tmp_path / "bin", text, monkeypatch)
    assert chinese_fonts() is None


def test_a_program_that_hangs_or_is_missing_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor never waits for ever."""

    def hangs(*_: object, **how: object) -> None:
        assert how["timeout"]
        raise subprocess.TimeoutExpired("fc-list", 10)

    monkeypatch.setattr(probes.shutil, "which", lambda _: "/bin/true")
    monkeypatch.setattr(probes.subprocess, "run", hangs)
    assert chinese_fonts() is None
    monkeypatch.setattr(probes.shutil, "which", lambda _: None)
    assert chinese_fonts() is None


def test_a_terminal_is_found_though_the_output_goes_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a pipe the keyboard still is the terminal; one of no size says nothing."""

    def size(number: int) -> os.terminal_size:
        if number == 1:
            raise OSError(25, "Inappropriate ioctl for device")
        return os.terminal_size((0, 0) if number == 2 else (80, 24))

    monkeypatch.setattr(probes.os, "get_terminal_size", size)
    assert terminal_size() == (80, 24)
