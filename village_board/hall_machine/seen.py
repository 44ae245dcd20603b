"""What is asked of a hall machine. Nothing is judged here, and nothing is written."""

from __future__ import annotations

import fcntl
import grp
import os
import pwd
import re
import shutil
import struct
import subprocess
import termios
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path("/")
_NOWHERE = "/dev/null"
_SECONDS = 10
#: the bit of a device that reports fingers (ABS_MT_POSITION_X)
_FINGERS = 0x35
PROGRAMS = ("cage", "foot", "Xwayland", "kmscon", "chvt")


@dataclass(frozen=True, slots=True)
class HallSeen:
    """What was seen.

    Attributes:
        cell: pixels of one cell of this terminal, across and down; None where it does not tell.
        lines: lines of this terminal; None where there is none.
        programs: those of `PROGRAMS` that are there.
        foot: version of foot; None where it is not there.
        touch: names of the devices that report fingers; None where none could be asked.
        sysrq: what the kernel allows by SysRq; None where it could not be asked.
        open_consoles: consoles and keys that are not shut.
        usb_shut: whether storage that is plugged in is ignored.
        services: which of our units stand on the machine.
        user: who runs this.
        groups: their groups.
        in_step: whether the clock follows a time server; None where nothing tells.
    """

    cell: tuple[int, int] | None
    lines: int | None
    programs: frozenset[str]
    foot: tuple[int, ...] | None
    touch: tuple[str, ...] | None
    sysrq: int | None
    open_consoles: tuple[str, ...]
    usb_shut: bool
    services: frozenset[str]
    user: str
    groups: frozenset[str]
    in_step: bool | None


def see_hall(root: Path = _ROOT) -> HallSeen:
    """Ask this machine, whose system lies below `root`."""
    cell, lines = cell_size()
    units = root / "etc/systemd/system"
    return HallSeen(
        cell=cell,
        lines=lines,
        programs=frozenset(name for name in PROGRAMS if shutil.which(name)),
        foot=foot_version(),
        touch=touch_devices(root / "proc/bus/input/devices"),
        sysrq=_number(root / "proc/sys/kernel/sysrq"),
        open_consoles=tuple(
            name for name in ("getty@tty1.service", "autovt@.service", "ctrl-alt-del.target") if not _shut(units / name)
        ),
        usb_shut=(root / "etc/udev/rules.d/60-village-board-usb.rules").is_file(),
        services=frozenset(file.name for file in units.glob("village-board-*")),
        user=_user(),
        groups=frozenset(_groups()),
        in_step=in_step(),
    )


def cell_size() -> tuple[tuple[int, int] | None, int | None]:
    """Return the pixels of a cell and the lines of this terminal, though the output may go elsewhere."""
    for number in (1, 2, 0):
        with suppress(OSError):
            answer = fcntl.ioctl(number, termios.TIOCGWINSZ, b"\0" * 8)
            lines, columns, across, down = struct.unpack("HHHH", answer)
            if not lines or not columns:
                continue
            return ((across // columns, down // lines) if across and down else None), lines
    return None, None


def foot_version() -> tuple[int, ...] | None:
    """Return the version of foot; None where it is not there or does not say."""
    program = shutil.which("foot")
    if program is None:
        return None
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 - a fixed question to a system program
            [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=True
        )
        if found := re.search(rb"\d+(?:\.\d+)+", done.stdout):
            return tuple(int(part) for part in found[0].split(b"."))
    return None


def touch_devices(listing: Path) -> tuple[str, ...] | None:
    """Return the names of the devices in the kernel's `listing` that report fingers; None where it cannot be read."""
    try:
        text = listing.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return tuple(
        (re.search(r'^N: Name="(.*)"$', device, re.MULTILINE) or ["", "?"])[1]
        for device in text.split("\n\n")
        if _reports_fingers(device)
    )


def _reports_fingers(device: str) -> bool:
    found = re.search(r"^B: ABS=([0-9a-f ]+)$", device, re.MULTILINE)
    if found is None:
        return False
    # Words of 64 bits, the highest first; only the first is written without its leading zeros.
    words = found[1].split()
    bits = int("".join([words[0], *(word.zfill(16) for word in words[1:])]), 16)
    return bool(bits >> _FINGERS & 1) and "INPUT_PROP_POINTER" not in device


def in_step() -> bool | None:
    """Tell whether the clock follows a time server; None where systemd cannot be asked."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed question to a system program
            [program, "show", "-p", "NTPSynchronized", "--value"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() == b"yes"


def _shut(unit: Path) -> bool:
    with suppress(OSError):
        return str(unit.readlink()) == _NOWHERE
    return False


def _number(file: Path) -> int | None:
    with suppress(OSError, ValueError):
        return int(file.read_text(encoding="ascii"))
    return None


def _user() -> str:
    with suppress(KeyError):
        return pwd.getpwuid(os.geteuid()).pw_name
    return str(os.geteuid())


def _groups() -> list[str]:
    names = []
    for number in os.getgroups():
        with suppress(KeyError):
            names.append(grp.getgrgid(number).gr_name)
    return names
