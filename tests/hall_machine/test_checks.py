"""What the doctor makes of a hall machine: each judgement by itself."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.doctor.grid import LANDSCAPE, LINE_EM, Screen, font_pixels, font_points, letter_height, seen_angle
from village_board.doctor.model import Check, State
from village_board.hall_machine.checks import MIGHTY, hall_checks
from village_board.hall_machine.seen import HallSeen, see_hall, touch_devices
from village_board.hall_machine.words import NAME

OK, WARNING, BAD, UNKNOWN = State.OK, State.WARNING, State.BAD, State.UNKNOWN
WELL = HallSeen(
    cell=(21, 41),
    lines=26,
    programs=frozenset({"cage", "foot", "Xwayland"}),
    foot=(1, 17, 0),
    touch=(),
    sysrq=0,
    open_consoles=(),
    usb_shut=True,
    services=frozenset({"village-board-kiosk.service", "village-board-nightly.timer", "village-board-bot.service"}),
    user="village-board",
    groups=frozenset({"village-board", "audio"}),
    in_step=True,
)


def found(seen: HallSeen, *, bot: bool = True) -> dict[str, Check]:
    return {check.name: check for check in hall_checks(seen, LANDSCAPE, 1080, 50, bot=bot)}


def test_a_machine_that_was_set_up_has_nothing_to_mend() -> None:
    """Every check has its word, and whatever is not fine says how to mend it."""
    checks = found(WELL)
    assert set(checks) == set(NAME)
    assert {check.state for check in checks.values()} == {OK}
    bare = HallSeen(None, None, frozenset(), None, None, None, ("x",), False, frozenset(), "root", frozenset(), None)
    assert all(check.mend is not None and check.state is not OK for check in found(bare).values())


@pytest.mark.parametrize(
    ("other", "name", "state"),
    [
        ({"cell": (10, 19)}, "letters", BAD),
        ({"cell": None, "lines": 67}, "letters", BAD),
        ({"cell": None, "lines": 24}, "letters", OK),
        ({"cell": None, "lines": None}, "letters", UNKNOWN),
        ({"programs": frozenset({"cage", "foot"})}, "stack", BAD),
        ({"programs": frozenset({"kmscon"})}, "stack", OK),
        ({"programs": frozenset()}, "stack", BAD),
        ({"touch": ("ILITEK",), "foot": (1, 13, 1)}, "touch", WARNING),
        ({"touch": ("ILITEK",)}, "touch", UNKNOWN),
        ({"touch": None}, "touch", UNKNOWN),
        ({"open_consoles": ("getty@tty1.service",)}, "consoles", WARNING),
        ({"sysrq": 438}, "sysrq", WARNING),
        ({"usb_shut": False}, "usb", WARNING),
        ({"groups": frozenset({"sudo"})}, "user", WARNING),
        ({"user": "root"}, "user", WARNING),
        ({"services": frozenset()}, "services", WARNING),
        ({"in_step": False}, "time-server", WARNING),
        ({"in_step": None}, "time-server", UNKNOWN),
    ],
)
def test_a31_each_thing_is_judged_by_itself(other: dict[str, object], name: str, state: State) -> None:
    """A31 and K16: one thing off, one check that says so, and the others as before."""
    # Guard: village_board/hall_machine/checks.py - an open console is called fine.
    checks = found(replace(WELL, **other))  # type: ignore[arg-type]
    assert checks.pop(name).state is state
    assert {check.state for check in checks.values()} == {OK}


def test_without_a_bot_its_unit_is_not_asked_for() -> None:
    """P21: a village may use none."""
    without = replace(WELL, services=WELL.services - {"village-board-bot.service"})
    assert found(without, bot=False)["services"].state is OK
    assert found(without)["services"].state is WARNING
    assert "sudo" in MIGHTY


@given(st.floats(7, 65), st.integers(480, 4320), st.floats(20, 300))
def test_k16_the_font_that_is_named_makes_letters_of_seven_tenths_of_a_degree(
    inches: float, pixels: int, distance: float
) -> None:
    """K16: on any screen, from any distance; one pixel less would be too small."""
    # Guard: village_board/doctor/grid.py:font_pixels, seen_angle
    screen = Screen(inches)
    font = font_pixels(screen, pixels, distance)
    assert seen_angle(screen, pixels, font * LINE_EM, distance) >= 0.7 - 1e-9  # type: ignore[arg-type]
    assert seen_angle(screen, pixels, (font - 1) * LINE_EM, distance) < 0.7  # type: ignore[arg-type]
    assert font_points(distance) * 2.54 / 72 * 0.72 >= letter_height(distance) - 1e-9


def test_k16_by_hand_at_half_a_metre() -> None:
    """K16: 0.61 cm of letter is 0.85 cm of font: 35 of the 1080 pixels of 26.8 cm, or 25 points."""
    assert (font_pixels(LANDSCAPE, 1080, 50), font_points(50)) == (35, 25)


TOUCH = """I: Bus=0003 Vendor=222a Product=0001 Version=0110
N: Name="ILITEK ILITEK-TP"
B: PROP=2
B: EV=1b
B: ABS=3273800000000003

I: Bus=0003 Vendor=046d Product=c31c Version=0110
N: Name="Logitech USB Keyboard"
B: EV=120013

I: Bus=0019 Vendor=0000 Product=0000 Version=0000
N: Name="Joystick"
B: ABS=3 0

"""


def test_devices_that_report_fingers_are_found(tmp_path: Path) -> None:
    """By the bit of ABS_MT_POSITION_X in the kernel's list; words behind the first are 64 bits."""
    # Guard: village_board/hall_machine/seen.py:_reports_fingers
    (tmp_path / "devices").write_text(TOUCH, encoding="utf-8")
    assert touch_devices(tmp_path / "devices") == ("ILITEK ILITEK-TP",)
    assert touch_devices(tmp_path / "none") is None


def test_the_machine_answers(tmp_path: Path) -> None:
    """A system without any of our files; nothing of it is made."""
    seen = see_hall(tmp_path)
    assert seen.open_consoles == ("getty@tty1.service", "autovt@.service", "ctrl-alt-del.target")
    assert not seen.usb_shut
    assert seen.services == frozenset()
    assert seen.sysrq is None
    assert list(tmp_path.iterdir()) == []


def test_k16_the_doctor_measures_the_cells_of_its_own_terminal(tmp_path: Path) -> None:
    """K16: doctor --hall in a terminal of 26 lines and 1170 pixels: 45 pixels a line, seen under 0.7 degrees."""
    # Guard: village_board/hall_machine/seen.py:cell_size - it would work with the screen that it was told of.
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 26, 91, 1911, 1170))
    run = "from village_board.cli.main import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", run, "doctor", "--hall", "--json", "--home", str(tmp_path), "--language", "en"],
        stdin=slave,
        capture_output=True,
        text=True,
        check=False,
    )
    letters = next(one for one in json.loads(done.stdout) if one["name"] == "letters")
    assert letters["state"] == "ok"
    assert "A line has 45 pixels" in letters["message"]
    for number in (master, slave):
        os.close(number)
