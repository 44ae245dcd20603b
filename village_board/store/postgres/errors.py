"""What can go wrong between this program and a database server; each has the class of its like on a file."""

from __future__ import annotations

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.store.errors import NotABoard, StoreDamaged, StoreMissing, StoreUnwritable


class ServerSilent(StoreError):
    """No server answers at that address."""

    sentence = N_("The database server of {path} does not answer ({detail}). Start it, then try again.")

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path=path, detail=detail)


class LoginRefused(StoreError):
    """The server answers and does not let this program in: account, password, database or number of connections."""

    sentence = N_(
        "The database server of {path} lets nobody in so ({detail}). "
        "Check the account, the password and the name of the database."
    )

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path=path, detail=detail)


class ServerUnfit(StoreError):
    """The server is too old, or keeps text in another encoding than UTF-8."""

    sentence = N_(
        "{path} runs version {version} with the encoding {encoding}. "
        "A board needs version 15 or newer and UTF8: use another database."
    )

    def __init__(self, path: str, version: str, encoding: str) -> None:
        super().__init__(path=path, version=version, encoding=encoding)


class NoBoardInDatabase(StoreMissing):
    """The database holds no board."""

    sentence = N_(
        "There is no board in the database {path}. Bring one there with 'village-board move', "
        "or check the name of the database."
    )


class NotABoardDatabase(NotABoard):
    """The schema of this program's name belongs to something else; it was not touched."""

    sentence = N_(
        "The schema village_board in {path} is of another program and was left as it was. Use another database."
    )


class DatabaseDamaged(StoreDamaged):
    """The server cannot read its own files, or the tables are not those of a board any more."""

    sentence = N_(
        "The database {path} is damaged ({detail}). Stop all programs, "
        "and have whoever looks after the server bring back a backup."
    )


class RightsMissing(StoreUnwritable):
    """The account lacks a right in the database."""

    sentence = N_(
        "The database account of {path} lacks a right ({detail}). Nothing was saved: "
        "have the owner of the database grant it."
    )


class ConnectionLost(StoreError):
    """The connection broke, and it is certain that nothing of the step stands."""

    sentence = N_("The connection to {path} broke off. Nothing was saved: try again.")

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class OutcomeUnknown(StoreError):
    """The connection broke while the server was saving, and the server could not be asked what became of it."""

    sentence = N_(
        "The connection to {path} broke off while saving, and the server does not answer. "
        "Look whether it was saved before you do it again."
    )

    def __init__(self, path: str) -> None:
        super().__init__(path=path)


class NotStorable(StoreError):
    """A document holds what the database cannot keep: a NUL character, a fraction where a whole number belongs."""

    sentence = N_("{path} cannot keep this ({detail}). Nothing was saved: mend the value, then try again.")

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(path=path, detail=detail)
