"""XLSX workbooks: the archive and its small parts. The sheets themselves are read in `sheet_part`.

They are read here and not by openpyxl, whose reading mode tells neither merged cells nor hidden columns nor
whether a formula was ever worked out, and takes three times as long.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.parsers.expat import ExpatError

from village_board.base.message import say
from village_board.interchange.cells.days import DAY_ZERO, DAY_ZERO_1904
from village_board.interchange.sheet_part import Workings, read_sheet
from village_board.interchange.tables import Sheet, UnreadableFile, damaged, limited, too_large
from village_board.interchange.xml_part import Attributes, Handlers, UnsafePart, walk

#: bytes of all parts of a workbook unpacked, and how far one may be packed, before it counts as a bomb.
MAX_UNPACKED = 600 * 1024 * 1024
MAX_RATIO = 400
_SMALL = 20 * 1024 * 1024

# All that is seen when a file was cut, bent or made by hand.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, ExpatError, UnsafePart, KeyError, IndexError, ValueError, TypeError,
    EOFError, NotImplementedError, RuntimeError, OverflowError, OSError,
)  # fmt: skip

_ROOT_RELATIONS = "_rels/.rels"
_USUAL_BOOK = "xl/workbook.xml"
# Number formats that show a day, by their number alone; 27 to 36 and 50 to 58 are those of Chinese programs.
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_FIXED_WORDS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DAY_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@contextmanager
def open_workbook(path: Path) -> Iterator[Iterator[Sheet]]:
    """Open a workbook and yield its sheets; see `tables.open_tables`.

    Raises:
        UnreadableFile: it is damaged, too large, or a ZIP archive of something else.
    """
    _check_archive(path)
    with zipfile.ZipFile(path) as archive:
        try:
            listed, workings = _book(archive)
        except _DAMAGE:
            raise UnreadableFile(path.name, damaged()) from None
        yield (_sheet(path.name, archive, one, workings) for one in listed)


def _sheet(file: str, archive: zipfile.ZipFile, listed: _Listed, workings: Workings) -> Sheet:
    try:
        with archive.open(listed.part) as part:
            content = read_sheet(file, part, workings)
    except _DAMAGE:
        raise UnreadableFile(file, damaged()) from None
    return Sheet(
        listed.name,
        limited(file, iter(content.rows)),
        content.rows[-1][0] if content.rows else 0,
        merges=tuple(content.merges),
        hidden_columns=frozenset(content.hidden_columns),
        hidden_rows=frozenset(content.hidden_rows),
        hidden=listed.hidden,
        day_zero=workings.day_zero,
    )


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                why = say("it is not a spreadsheet. Save the table as .xlsx.")
                raise UnreadableFile(path.name, why)
            unpacked = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts) or 1
            if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked / packed > MAX_RATIO):
                raise UnreadableFile(path.name, too_large())
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableFile(path.name, damaged())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableFile(path.name, damaged()) from None


def _book(archive: zipfile.ZipFile) -> tuple[list[_Listed], Workings]:
    """Return the sheets in their order, and what their cells point to."""
    names = set(archive.namelist())
    book = next((part for kind, part in _relations(archive, "").values() if kind == "officeDocument"), _USUAL_BOOK)
    related = _relations(archive, book)
    listed: list[_Listed] = []
    day_zero = DAY_ZERO

    def start(name: str, attributes: Attributes) -> None:
        nonlocal day_zero
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id") or key == "id"), "")
            kind, part = related[link]
            if kind == "worksheet":  # charts and dialogs hold no table
                if part not in names:
                    raise KeyError(part)
                listed.append(_Listed(attributes["name"], part, attributes.get("state", "visible") != "visible"))
        elif name == "workbookPr" and attributes.get("date1904", "").lower() in _TRUE:
            day_zero = DAY_ZERO_1904

    with archive.open(book) as part:
        walk(part, Handlers(start))
    found = {kind: name for kind, name in related.values() if name in names}
    strings = _strings(archive, found["sharedStrings"]) if "sharedStrings" in found else []
    styles = _day_styles(archive, found["styles"]) if "styles" in found else frozenset[str]()
    return listed, Workings(strings, styles, day_zero)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return for each relation of a part its kind and the part that it names."""
    path = PurePosixPath(part)
    where = f"{path.parent}/_rels/{path.name}.rels" if part else _ROOT_RELATIONS
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"]
            whole = target.lstrip("/") if target.startswith("/") or not part else f"{path.parent}/{target}"
            found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], _straight(whole))

    if where in archive.namelist():
        with archive.open(where) as stream:
            walk(stream, Handlers(start))
    return found


def _straight(name: str) -> str:
    """Return a part's name without the steps back that some programs write."""
    steps: list[str] = []
    for step in name.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _strings(archive: zipfile.ZipFile, name: str) -> Sequence[str]:
    """Return the texts that many cells share; how a word is pronounced is no part of it."""
    strings: list[str] = []
    texts: list[str] = []
    kept: list[str] = []
    spoken = 0

    def start(name: str, _: Attributes) -> None:
        nonlocal spoken
        if name == "t":
            texts.clear()
        elif name == "si":
            kept.clear()
        elif name == "rPh":
            spoken += 1

    def end(name: str) -> None:
        nonlocal spoken
        if name == "t":
            if not spoken:
                kept.append("".join(texts))
        elif name == "si":
            strings.append("".join(kept))
        elif name == "rPh":
            spoken -= 1

    with archive.open(name) as part:
        walk(part, Handlers(start, end, texts.append))
    return strings


def _day_styles(archive: zipfile.ZipFile, name: str) -> frozenset[str]:
    """Return the numbers, as cells write them, of the styles that show a day."""
    formats: dict[str, str] = {}
    used: list[str] = []
    within = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal within
        if name == "numFmt":
            formats[attributes["numFmtId"]] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs"):
            within = name
        elif name == "xf" and within == "cellXfs":
            used.append(attributes.get("numFmtId", "0"))

    with archive.open(name) as part:
        walk(part, Handlers(start))
    return frozenset(str(at) for at, number in enumerate(used) if _shows_day(number, formats.get(number)))


def _shows_day(number: str, code: str | None) -> bool:
    if code is None:
        return int(number) in _DAY_FORMATS
    first = _FIXED_WORDS.sub("", code.partition(";")[0])
    return bool(_DAY_LETTERS.search(first)) and first.lower() != "general"
