"""Reading the shipped files, comparing them with the machine's, and writing them."""

from __future__ import annotations

import os
import tomllib
from enum import StrEnum
from pathlib import Path

from village_board.base.errors import OutsideError, UsageError
from village_board.base.message import N_
from village_board.data_files import launch_path
from village_board.hall_machine.model import Placed, Plan, Shipped

_ROOT = Path("/")
_NOWHERE = "/dev/null"
_OLD = ".before-village-board"


class NotRoot(UsageError):
    """Files of the system can be written by its administrator alone."""

    sentence = N_("Only the machine's administrator may write these files: sudo, or look first with --dry-run.")

    def __init__(self) -> None:
        super().__init__()


class NotWritten(OutsideError):
    """The system does not take a file."""

    sentence = N_("{file} cannot be written ({why}). What was written before stays; give the command again.")

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(file=str(file), why=error.strerror or type(error).__name__)


class Standing(StrEnum):
    """How a file of the plan stands on the machine."""

    SAME = "same"
    OTHER = "other"
    MISSING = "missing"


def shipped() -> list[Shipped]:
    """Return the table of files."""
    rows = tomllib.loads(launch_path("kiosk", "places.toml").read_text(encoding="utf-8"))["place"]
    return [
        Shipped(
            row["path"],
            launch_path(row.get("of", "kiosk"), row["file"]).read_text(encoding="utf-8") if "file" in row else None,
            row.get("terminal", ""),
        )
        for row in rows
    ]


def standing(file: Placed, root: Path = _ROOT) -> Standing:
    """Tell how `file` stands below `root`."""
    place = _below(root, file)
    try:
        if file.text is None:
            if place.is_symlink() and str(place.readlink()) == _NOWHERE:
                return Standing.SAME
            return Standing.OTHER if place.exists() else Standing.MISSING
        return Standing.SAME if place.read_text(encoding="utf-8") == file.text else Standing.OTHER
    except FileNotFoundError:
        return Standing.MISSING
    except (OSError, UnicodeDecodeError):
        return Standing.OTHER


def install(plan: Plan, root: Path = _ROOT) -> list[Placed]:
    """Write what is missing or another below `root`, and return it; a file that stood there is kept beside.

    Raises:
        NotRoot: the system's own files, and we are not its administrator.
        NotWritten: the system does not take a file.
    """
    if root == _ROOT and os.geteuid() != 0:
        raise NotRoot
    wanting = [file for file in plan.files if standing(file, root) is not Standing.SAME]
    for file in wanting:
        place = _below(root, file)
        try:
            _put(place, file.text)
        except OSError as error:
            raise NotWritten(place, error) from None
    return wanting


def _put(place: Path, text: str | None) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists() or place.is_symlink():
        place.replace(place.with_name(place.name + _OLD))
    if text is None:
        place.symlink_to(_NOWHERE)
        return
    new = place.with_name(f".{place.name}.new")
    new.write_text(text, encoding="utf-8")
    new.chmod(0o644)
    new.replace(place)


def _below(root: Path, file: Placed) -> Path:
    return root / file.path.relative_to("/")
