"""Files that are their owner's alone: settings, pepper, token (A30).

Any of them that another user of the machine can read, write or run keeps every program from starting.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable
from pathlib import Path

from village_board.base.errors import StoreError
from village_board.base.message import N_

OWNERS_ALONE = 0o600
_OTHERS = 0o077
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class SecretExposed(StoreError):
    """Secret files can be read by others (A30)."""

    sentence = N_("Others can read {file}. Take their rights away: chmod 600 {file}")

    def __init__(self, *files: Path) -> None:
        super().__init__(file=shlex.join(str(file) for file in files))


def exposed(files: Iterable[Path]) -> list[Path]:
    """Return those of `files` on which others than the owner have any right; one that is missing has none."""
    return [file for file in files if _mode(file) & _OTHERS]


def _mode(file: Path) -> int:
    try:
        return file.stat().st_mode
    except OSError:
        return 0  # what cannot even be looked at is told by whoever wants to read it


def check_secrets(files: Iterable[Path]) -> None:
    """Refuse to go on where others have a right on one of `files`.

    Raises:
        SecretExposed: it names all of them.
    """
    if found := exposed(files):
        raise SecretExposed(*found)


def write_whole(file: Path, content: bytes) -> None:
    """Write `content` to `file`, for its owner alone; what stood there stays until the new one is on the disk.

    Raises:
        OSError: it cannot be written; nothing was changed, and nothing is left beside it.
    """
    draft = file.with_name(f".{file.name}.{os.urandom(4).hex()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNERS_ALONE)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def is_token(text: str) -> bool:
    """Tell whether `text` has the shape of a bot's token."""
    return _TOKEN.fullmatch(text) is not None


def token_place(home: Path, token_file: str) -> Path | None:
    """Return where the settings say that the token lies, relative to the home; None where they say nothing."""
    return home / Path(token_file).expanduser() if token_file else None
