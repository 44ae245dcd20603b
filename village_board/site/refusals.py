"""Why a site is not written."""

from __future__ import annotations

from pathlib import Path

from village_board.base.errors import OutsideError, Refused
from village_board.base.message import N_


class ForeignFiles(Refused):
    """The folder holds what no export wrote: it might be overwritten, or handed on with the site."""

    sentence = N_(
        "{folder} holds {count} files that no export of this site wrote, such as {file}. "
        "Nothing was written: choose an empty folder, or move them away."
    )

    def __init__(self, folder: Path, file: str, count: int) -> None:
        super().__init__(folder=str(folder), file=file, count=count)


class AnotherVillage(Refused):
    """The folder holds the site of another village."""

    sentence = N_("{folder} holds the site of another village. Nothing was written: choose another folder.")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=str(folder))


class ManifestBroken(Refused):
    """The list of our own files cannot be read, so that nobody knows which files are ours."""

    sentence = N_("{file} cannot be read, so nobody knows which files are ours. Empty the folder and export again.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class SiteBusy(Refused):
    """Another export writes into the folder at this moment."""

    sentence = N_("Another export is writing into {folder}. Wait until it is done.")

    def __init__(self, folder: Path) -> None:
        super().__init__(folder=str(folder))


class SiteNotWritten(OutsideError):
    """The system refuses to write."""

    sentence = N_("The site cannot be written to {folder}: {why}. What stands there is whole; export again.")

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(folder=str(folder), why=why)
