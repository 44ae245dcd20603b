"""A clerk's spreadsheet from a chat: judged first, taken in after a button; it lies in memory alone meanwhile (P19)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from village_board.attachments.judging import clean_name
from village_board.base.finding import Finding
from village_board.desk import Desk
from village_board.i18n import Translator
from village_board.interchange.formulas import quoted
from village_board.interchange.importing import ImportReport, import_files

#: A file system in memory, where the machine has one: no copy of a table is left on a disk.
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it, which nobody else may open


def judged(desk: Desk, content: bytes, name: str) -> ImportReport:
    """Return what an import of the file would do; nothing is written."""
    with _lying(content, name) as path:
        return import_files(desk, [path], dry_run=True)


def taken_in(desk: Desk, content: bytes, name: str) -> ImportReport:
    """Import the file: all of it, or nothing where a problem is in it."""
    with _lying(content, name) as path:
        return import_files(desk, [path])


def findings_table(t: Translator, findings: Sequence[Finding]) -> bytes:
    """Return findings as a CSV file that any spreadsheet opens, with nothing in it that one would calculate (A11)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([t("Sheet"), t("Row"), t("Column"), t("What is wrong")])
    for one in findings:
        writer.writerow([quoted(one.sheet), one.row or "", quoted(one.column), quoted(t.say(one.message))])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@contextmanager
def _lying(content: bytes, name: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="village-board-", dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        path = Path(folder) / clean_name(name).lstrip(".")
        path.write_bytes(content)
        yield path
