"""The files themselves: beside the store, each under the SHA-256 of its content, written once and never over.

Also where the store lies on a server the files lie in the home. A file is on the disk before the record that names it
is committed; one whose record never came is harmless, and swept (`AttachmentStore.sweep`).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Container, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from village_board.base.errors import Refused, StoreError
from village_board.base.message import N_
from village_board.secret_files import write_whole

FOLDER = "attachments"
_OWNERS_FOLDER = 0o700
_CHUNK = 1 << 20
_SHARD = 2
_SHA = re.compile(r"[0-9a-f]{64}")
_REST = re.compile(r"[0-9a-f]{62}")
_DRAFT = re.compile(r"\.[0-9a-f]{62}\.[0-9a-f]{8}")


class AttachmentMissing(Refused):
    """Its file is gone."""

    sentence = N_("The file of {title} ({id}) is missing ({file}). Bring it back: village-board attach check --mend")

    def __init__(self, title: str, id: str, file: Path) -> None:  # noqa: A002 - the field's own name
        super().__init__(title=title, id=id, file=str(file))


class AttachmentChanged(Refused):
    """Its file is not what was kept: somebody changed it, or the disk fails."""

    sentence = N_(
        "The file of {title} ({id}) was changed after it was kept, so it is not shown. "
        "Tell the oversight committee ({file}), then: village-board attach check --mend"
    )

    def __init__(self, title: str, id: str, file: Path) -> None:  # noqa: A002
        super().__init__(title=title, id=id, file=str(file))


class AttachmentUnwritable(StoreError):
    """The file cannot be kept."""

    sentence = N_("The file cannot be kept in {folder} ({why}). Nothing was saved: make room, or mend its rights.")

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(folder=str(folder), why=why)


class AttachmentStore:
    """The files of one home, or of a backup."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / FOLDER

    def path_of(self, sha: str) -> Path:
        """Return where the content of this SHA-256 lies, whether it is there or not."""
        if not _SHA.fullmatch(sha):
            raise ValueError(sha)
        return self.folder / sha[:_SHARD] / sha[_SHARD:]

    def keep(self, content: bytes) -> str:
        """Write `content` durably and return its SHA-256; content that lies there whole stays as it is.

        Raises:
            AttachmentUnwritable: the disk is full or refuses.
        """
        sha = sha256(content).hexdigest()
        path = self.path_of(sha)
        try:
            if not self.is_whole(sha):  # one that was changed is mended here
                self._make(path.parent)
                write_whole(path, content)
        except OSError as error:
            raise AttachmentUnwritable(self.folder, error.strerror or type(error).__name__) from None
        return sha

    def is_whole(self, sha: str) -> bool:
        """Read the file and tell whether it is there and is what its name says."""
        digest = sha256()
        try:
            with self.path_of(sha).open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except OSError:
            return False
        return digest.hexdigest() == sha

    def contents(self) -> Iterator[str]:
        """Yield the SHA-256 under which each file lies, in order."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if _REST.fullmatch(path.name):
                yield path.parent.name + path.name

    def fetch(self, sha: str, source: AttachmentStore) -> bool:
        """Have the content of this SHA-256 here, copied from `source` where it is missing or changed here.

        Returns:
            Whether it is here now, whole.

        Raises:
            AttachmentUnwritable: the disk is full or refuses.
        """
        if self.is_whole(sha):
            return True
        try:
            content = source.path_of(sha).read_bytes()
        except OSError:
            return False
        return sha256(content).hexdigest() == sha and self.keep(content) == sha

    def sweep(self, named: Container[str]) -> int:
        """Remove files that no record names and what killed writers left; return how many.

        The caller holds the store's one writing transaction, so that no file waits for its record at this moment.

        Raises:
            AttachmentUnwritable: the system refuses.
        """
        gone = [self.path_of(sha) for sha in self.contents() if sha not in named]
        gone += [path for path in self.folder.glob("[0-9a-f][0-9a-f]/.*") if _DRAFT.fullmatch(path.name)]
        try:
            for path in gone:
                path.unlink()
        except OSError as error:
            raise AttachmentUnwritable(self.folder, error.strerror or type(error).__name__) from None
        return len(gone)

    def _make(self, shard: Path) -> None:
        """Make the folders durably: a file is not safe in a folder that a power cut takes away."""
        for folder in (self.folder, shard):
            if not folder.is_dir():
                with suppress(FileExistsError):
                    folder.mkdir(mode=_OWNERS_FOLDER)
                _sync(folder.parent)


def merge(source: AttachmentStore, target: AttachmentStore) -> None:
    """Bring all files of `source` to `target`, which may have some of them.

    Raises:
        AttachmentUnwritable: the disk is full or refuses.
    """
    if not target.folder.exists() and source.folder.exists():
        with suppress(OSError):  # another disk: they are copied
            source.folder.rename(target.folder)
            _sync(target.folder.parent)
            return
    for sha in source.contents():
        target.fetch(sha, source)
    shutil.rmtree(source.folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
