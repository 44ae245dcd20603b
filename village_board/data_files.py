"""Where the shipped data lies: the catalogue, the posts, the demo village, the files of a machine."""

from __future__ import annotations

from pathlib import Path

from village_board.base.errors import StoreError
from village_board.base.message import N_

_PACKAGE = Path(__file__).resolve().parent
# The wheel carries the data inside the package; a source tree and an editable install have it beside it.
_PLACES = (_PACKAGE / "_data", _PACKAGE.parent / "data")


class DataMissing(StoreError):
    """A file that belongs to the program is not there."""

    sentence = N_("The program's own file {file} is missing. Install Village Board again.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


def data_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``data_path("demo", "make.py")``.

    Raises:
        DataMissing: neither the installed package nor the source tree holds it.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise DataMissing("/".join(("data", *parts)))


def launch_path(program: str, *parts: str) -> Path:
    """Return the path of a file that starts `program` (``kiosk``, ``bot``) on a machine.

    Raises:
        DataMissing: the program's folder has none.
    """
    path = _PACKAGE.parent.joinpath(program, "launch", *parts)
    if not path.exists():
        raise DataMissing("/".join((program, "launch", *parts)))
    return path
