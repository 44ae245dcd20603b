"""A hall machine: what is asked of it, and the files that make it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from village_board.doctor.grid import Screen

TERMINALS = ("cage", "kmscon")


@dataclass(frozen=True, slots=True)
class Setup:
    """What is asked of the machine.

    Attributes:
        home: the board's folder.
        programs: the folder in which ``village-kiosk`` and its sisters lie.
        user: who runs them.
        terminal: ``cage`` (Wayland: touch and mouse) or ``kmscon`` (the bare console: keys only).
        screen: the screen.
        pixels: how many pixels it has from top to bottom.
        distance: centimetres between its reader and it.
        tty: the console on which it shows.
    """

    home: str
    programs: str
    user: str
    terminal: str
    screen: Screen
    pixels: int
    distance: int
    tty: int = 1


@dataclass(frozen=True, slots=True)
class Shipped:
    """A row of the table of files.

    Attributes:
        path: where it goes; may name the setup's values as ``@value@``.
        text: what stands in it, likewise; None: a link to /dev/null.
        terminal: the terminal for which it is; empty for each.
    """

    path: str
    text: str | None
    terminal: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """One file as it is to stand; `text` None: a link to /dev/null."""

    path: PurePosixPath
    text: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All files of one setup, and the commands that make systemd take them up."""

    files: tuple[Placed, ...]
    commands: tuple[str, ...]


#: what the values of a setup are called in the shipped files
Values = Mapping[str, str]
