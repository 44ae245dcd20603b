"""Writing the site: only what changed, what was withdrawn goes, and whenever it stops, a whole site stands.

First every changed file is written aside; then the list of all files that are ours, old and new; then the new pages
take their places, then the changed ones, and at the end what is gone is removed. A page that can be reached from the
home therefore never leads to one that is not there. A folder that does not stand yet is made aside whole, and takes
its place at once: that is a rename a folder, not one a page. A stopped export is finished by the next one.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from village_board.site.refusals import AnotherVillage, ForeignFiles, ManifestBroken, SiteBusy, SiteNotWritten

MANIFEST = "manifest.json"
_ASIDE = ".export"
_HOME = "index.html"
_MADE_BY = "village-board export site"
#: path below the root of the site, and its content
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did: paths below the root of the site, in their order."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    files: int

    @property
    def nothing(self) -> bool:
        """Whether everything stood there as it is."""
        return not (self.new or self.changed or self.removed)


def write_site(out: Path, village: str, files: Iterable[File]) -> Written:
    """Make the folder `out` hold exactly `files`.

    Args:
        out: the folder; made where it is missing.
        village: id of the village, so that no site takes the place of another village's.
        files: every file of the site; read once, and never kept in memory together.

    Raises:
        ForeignFiles: it holds files that no export wrote; hidden ones at its top are left alone.
        AnotherVillage: it holds another village's site.
        ManifestBroken: the list of our files is damaged.
        SiteBusy: another export is under way there.
        SiteNotWritten: the system refuses.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _alone(out):
            known = _known(out, village)
            _refuse_foreign(out, known)
            return _exchange(out, village, known, files)
    except OSError as error:
        raise SiteNotWritten(out, error.strerror or type(error).__name__) from None


def _exchange(out: Path, village: str, known: frozenset[str], files: Iterable[File]) -> Written:
    hashes: dict[str, str] = {}
    new: list[str] = []
    changed: list[str] = []
    aside = _Aside(out)
    try:
        for path, content in files:
            hashes[path] = sha256(content).hexdigest()
            # What is not ours does not stand there: that was refused before.
            standing = _content(out / path) if path in known else None
            if standing != content:
                (new if standing is None else changed).append(path)
                aside.write(path, content)
        removed = sorted(known - hashes.keys())
        if new or changed or removed:
            _manifest(out, village, {**dict.fromkeys(removed, ""), **hashes})
            # Before the home is there nothing is reached; afterwards only what changed leads to what is new.
            aside.take_places([*sorted(new, key=_HOME.__eq__), *changed])
            _remove(out, removed)
        _manifest(out, village, hashes)
    finally:
        aside.remove()
    return Written(tuple(new), tuple(changed), tuple(removed), len(hashes))


class _Aside:
    """What was written and has not taken its place yet."""

    def __init__(self, out: Path) -> None:
        self._out, self._here = out, out / _ASIDE
        self._missing: dict[str, str] = {"": ""}  # of a folder of the site, the topmost that does not stand yet
        self._made: set[str] = set()
        self.remove()
        self._here.mkdir()

    def remove(self) -> None:
        """Throw it away."""
        shutil.rmtree(self._here, ignore_errors=True)

    def write(self, path: str, content: bytes) -> None:
        """Write a file aside: where it will lie if its folder is new, else by its number."""
        folder = path.rpartition("/")[0]
        if self._topmost(folder):
            self._make(folder)
        Path(self._draft(path)).write_bytes(content)

    def take_places(self, paths: Sequence[str]) -> None:
        """Let new folders take their places, then the other files in this order."""
        for folder in sorted({top for top in self._missing.values() if top}):
            (self._here / "new" / folder).rename(self._out / folder)
        for path in paths:
            if not self._topmost(path.rpartition("/")[0]):
                Path(self._draft(path)).replace(self._out / path)

    def _draft(self, path: str) -> str:
        if self._topmost(path.rpartition("/")[0]):
            return f"{self._here}/new/{path}"
        return f"{self._here}/{sha256(path.encode()).hexdigest()}"

    def _topmost(self, folder: str) -> str:
        """Return the topmost folder above or at `folder` that does not stand in the site yet; else nothing."""
        if folder not in self._missing:
            above = self._topmost(folder.rpartition("/")[0])
            self._missing[folder] = above or ("" if (self._out / folder).is_dir() else folder)
        return self._missing[folder]

    def _make(self, folder: str) -> None:
        if folder in self._made:
            return
        self._made.add(folder)
        (self._here / "new" / folder).mkdir(parents=True, exist_ok=True)


def _remove(out: Path, paths: list[str]) -> None:
    for path in paths:
        (out / path).unlink(missing_ok=True)
        for folder in (out / path).parents:
            if folder == out:
                break
            if folder.is_dir():  # a stopped export may have removed it already
                if any(folder.iterdir()):
                    break
                folder.rmdir()


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _manifest(out: Path, village: str, hashes: dict[str, str]) -> None:
    """Write the list of our files beside its place and let it take it; nothing where it stands already."""
    said = {"made_by": _MADE_BY, "village": village, "files": dict(sorted(hashes.items()))}
    content = (json.dumps(said, ensure_ascii=False, indent=0) + "\n").encode()
    if _content(out / MANIFEST) == content:
        return
    draft = out / f".{MANIFEST}"
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(out / MANIFEST)


def _known(out: Path, village: str) -> frozenset[str]:
    """Return the files that are ours by the list of the last export; none where there was none."""
    content = _content(out / MANIFEST)
    if content is None:
        return frozenset()
    try:
        said = json.loads(content)
        made_by, whose, files = said["made_by"], said["village"], frozenset(map(str, said["files"]))
    except (ValueError, KeyError, TypeError):
        raise ManifestBroken(out / MANIFEST) from None
    if made_by != _MADE_BY or not all(map(_is_inside, files)):
        raise ManifestBroken(out / MANIFEST)
    if whose != village:
        raise AnotherVillage(out)
    return files


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and not {"", ".", ".."} & set(path.split("/"))


def _refuse_foreign(out: Path, known: frozenset[str]) -> None:
    ours = known | ({MANIFEST} if known else set())
    foreign = sorted(path for path in _standing(out) if path not in ours)
    if foreign:
        raise ForeignFiles(out, foreign[0], len(foreign))


def _standing(out: Path) -> Iterator[str]:
    """Yield every file below `out` but hidden ones at its top; a link counts as a file and is not followed."""
    for folder, names, files in os.walk(out):
        here = Path(folder)
        if here == out:
            names[:] = [name for name in names if not name.startswith(".")]
            files = [name for name in files if not name.startswith(".")]  # noqa: PLW2901 - the same, sifted
        links = [name for name in names if (here / name).is_symlink()]
        names[:] = [name for name in names if name not in links]
        for name in (*files, *links):
            yield (here / name).relative_to(out).as_posix()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the folder itself, so that no file of a lock is handed on with the site."""
    handle = os.open(out, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SiteBusy(out) from None
        yield
    finally:
        os.close(handle)
