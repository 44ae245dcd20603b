"""What the machine must have, whatever board is on it. Pure: each takes what was seen and returns what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from village_board.base.message import Message, say
from village_board.doctor.grid import (
    LEAST_COLUMNS,
    LEAST_LINES,
    USUAL_DISTANCE,
    farthest,
    hall_screen,
    largest_grid,
    letter_height,
)
from village_board.doctor.model import Check, State, fine
from village_board.doctor.probes import Disk, Machine

_MB = 1_000_000
LITTLE_ROOM, NO_ROOM = 1_000 * _MB, 200 * _MB
FEW_FILES = 1_000
FIRST_PYTHON, PYTHON_AFTER = (3, 11), (3, 14)
#: the first without the WAL-reset bug
FIRST_SQLITE = (3, 51, 3)
SIGNALS = "TEXTUAL_ALLOW_SIGNALS"
_SHANGHAI = timedelta(hours=8)
_SHOWN_FONTS = 3
_MAINLAND = (" SC", " CN", " GB")
_LIKED = ("Noto Sans", "Noto Serif", "WenQuanYi", "Source Han")
_DUMB, _CONSOLE = ("", "dumb", "unknown"), "linux"
_COLOURFUL = ("foot", "kitty", "alacritty", "wezterm", "ghostty", "konsole", "tmux", "direct", "256color")


def machine_checks(seen: Machine) -> list[Check]:
    """Return what the machine itself tells."""
    return [
        time_zone(seen.offset),
        disk(seen.disk),
        fonts(seen.fonts),
        terminal(seen.size, seen.environment),
        encoding(seen.environment),
        grid(seen.size),
        signals(seen.environment),
        python(seen.python),
        sqlite(seen.sqlite),
    ]


def time_zone(offset: timedelta | None) -> Check:
    """Check that Shanghai's time is known and eight hours ahead of UTC."""
    if offset == _SHANGHAI:
        return fine("time-zone", say("Shanghai's time is known: eight hours ahead of UTC."))
    mend = say("Install the time zones again: pip install --force-reinstall tzdata")
    return Check("time-zone", State.BAD, say("This machine does not know the time of Asia/Shanghai."), mend)


def disk(seen: Disk | None) -> Check:
    """Check that the home's disk takes what a village writes in the coming months."""
    if seen is None:
        return Check("disk", State.UNKNOWN, say("The disk could not be asked."), say("Look at it with: df -h"))
    free = say("{free} MB are free on the disk of the board.", free=f"{seen.free // _MB:,}")
    mend = say("Make room: remove large files that are not the board's, or move the board to a larger disk.")
    if seen.free < NO_ROOM:
        return Check("disk", State.BAD, free, mend)
    if seen.files is not None and seen.files < FEW_FILES:
        return Check("disk", State.BAD, say("The disk takes only {n} more files.", n=seen.files), mend)
    if seen.free < LITTLE_ROOM:
        return Check("disk", State.WARNING, free, mend)
    return fine("disk", free)


def fonts(families: Sequence[str] | None) -> Check:
    """Check that a font holds Chinese, for screen and print."""
    mend = say("Install one: sudo apt install fonts-noto-cjk")
    if families is None:
        message = say("Which fonts there are could not be asked: the program fc-list is not there.")
        return Check("fonts", State.UNKNOWN, message, say("Install it: sudo apt install fontconfig"))
    if not families:
        return Check("fonts", State.BAD, say("No font here holds Chinese: the screen would show empty boxes."), mend)
    # Of one design for several countries the mainland's forms come first.
    first = sorted(families, key=lambda name: (not name.endswith(_MAINLAND), not name.startswith(_LIKED)))
    return fine("fonts", say("These fonts hold Chinese: {fonts}.", fonts=tuple(first[:_SHOWN_FONTS])))


def terminal(size: tuple[int, int] | None, environment: Mapping[str, str]) -> Check:
    """Check that the terminal can show Chinese and enough colours."""
    kind = environment.get("TERM", "")
    if size is None:
        return Check("terminal", State.UNKNOWN, say("This was not started in a terminal."), _in_the_hall())
    if kind == _CONSOLE:
        message = say("This is the text console of Linux, which cannot show Chinese.")
        mend = say("Start the board in a graphical terminal: cage -- foot village-kiosk")
        return Check("terminal", State.BAD, message, mend)
    if kind in _DUMB:
        message = say("The terminal does not say what it is (TERM is '{kind}').", kind=kind)
        return Check("terminal", State.BAD, message, say("Use another terminal, such as foot."))
    if environment.get("COLORTERM") in ("truecolor", "24bit") or any(name in kind for name in _COLOURFUL):
        return fine("terminal", say("The terminal '{kind}' shows colours.", kind=kind))
    message = say("The terminal '{kind}' says that it has few colours.", kind=kind)
    return Check("terminal", State.WARNING, message, say("If it has more, say so: export TERM=xterm-256color"))


def encoding(environment: Mapping[str, str]) -> Check:
    """Check that what is written to the terminal is UTF-8."""
    named = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(name))), "")
    if named.lower().replace("-", "").partition("@")[0].endswith("utf8"):
        return fine("encoding", say("Characters are written in UTF-8."))
    mend = say("Set it before the programs start: export LANG=C.UTF-8")
    if named in ("", "C", "POSIX"):
        return Check("encoding", State.WARNING, say("No encoding of characters is set."), mend)
    return Check("encoding", State.BAD, say("Characters are written as '{named}', not in UTF-8.", named=named), mend)


def grid(size: tuple[int, int] | None) -> Check:
    """Check that letters are large enough for a reader in the hall (K16)."""
    if size is None:
        return Check("grid", State.UNKNOWN, say("The size of the terminal is not known."), _in_the_hall())
    columns, lines = size
    most_columns, most_lines = largest_grid(hall_screen(columns, lines), USUAL_DISTANCE)
    mend = say(
        "At {distance} cm letters must be {height} mm high. Set the terminal's font so that a screen of 21.5 inches "
        "shows {columns} columns and {lines} lines at most.",
        distance=USUAL_DISTANCE,
        height=f"{letter_height(USUAL_DISTANCE) * 10:.1f}",
        columns=most_columns,
        lines=most_lines,
    )
    facts = {"columns": columns, "lines": lines}
    if columns < LEAST_COLUMNS or lines < LEAST_LINES:
        message = say(
            "The terminal has {columns} columns and {lines} lines; the kiosk needs {least_columns} and {least_lines}.",
            **facts,
            least_columns=LEAST_COLUMNS,
            least_lines=LEAST_LINES,
        )
        return Check("grid", State.BAD, message, say("Make the window larger, or its font smaller."))
    reach = farthest(hall_screen(columns, lines), columns, lines)
    message = say(
        "The terminal has {columns} columns and {lines} lines. On a screen of 21.5 inches that can be read "
        "from {reach} cm.",
        **facts,
        reach=int(reach),
    )
    if reach < USUAL_DISTANCE:
        return Check("grid", State.WARNING, message, mend)
    return fine("grid", message)


def signals(environment: Mapping[str, str]) -> Check:
    """Check that no variable gives the keys back that stop the kiosk (A31)."""
    if SIGNALS not in environment:
        return fine("signals", say("No key of a visitor stops the kiosk."))
    message = say("The variable {name} is set: a visitor's keys can stop the kiosk.", name=SIGNALS)
    return Check("signals", State.BAD, message, say("Take it away: unset {name}", name=SIGNALS))


def python(version: tuple[int, int]) -> Check:
    """Check that Python is one for which the board was tested."""
    said = ".".join(map(str, version))
    if FIRST_PYTHON <= version < PYTHON_AFTER:
        return fine("python", say("Python {version}.", version=said))
    message = say("Python {version}: the board was tested with 3.11 to 3.13.", version=said)
    return Check("python", State.BAD, message, say("Install the board under one of these."))


def sqlite(version: str) -> Check:
    """Check that SQLite has no bug that can lose records."""
    if tuple(int(part) for part in version.split(".")[:3]) >= FIRST_SQLITE:
        return fine("sqlite", say("SQLite {version}.", version=version))
    message = say("SQLite {version} has a fault that can damage the store; 3.51.3 has it mended.", version=version)
    return Check("sqlite", State.BAD, message, say("Install a newer one: pip install --upgrade apsw"))


def _in_the_hall() -> Message:
    return say("Give this command in the terminal of the hall's screen: village-board doctor")
