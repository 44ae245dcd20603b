"""Which villages a database holds, and opening one of them to read only: for a township that adds many up.

Row-level security shows an account that owns no table the village that it names, and no other. The owner, or an
account of a township that was made with BYPASSRLS, sees all of them:

    CREATE ROLE township LOGIN BYPASSRLS;
    GRANT USAGE ON SCHEMA village_board TO township;
    GRANT SELECT ON ALL TABLES IN SCHEMA village_board TO township;
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace

import psycopg

from village_board.store.collection import Collection, Declarations, Listed
from village_board.store.postgres import schema
from village_board.store.postgres.connecting import Address, address_of, run
from village_board.store.postgres.engine import PostgresEngine

_NAME = "village:"
_VILLAGES = "SELECT DISTINCT village FROM commits ORDER BY village"
_NAMES = "SELECT substr(name, 9), value FROM meta WHERE starts_with(name, 'village:')"
_WRITE_NAME = "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


@dataclass(frozen=True)
class OnServer:
    """What an account sees of a database.

    Attributes:
        path: where it is, for people.
        villages: ids of the villages that it sees without naming one.
        names: what was noted of how villages are called, by id.
        sees_all: whether the database shows it every village; else it must name one to see it.
        declared: what queries can compare there, whatever this program would declare.
    """

    path: str
    villages: tuple[str, ...]
    names: Mapping[str, str]
    sees_all: bool
    declared: Declarations


def look_at(url: str, collections: Declarations) -> OnServer:
    """Return which villages the database at `url` holds; nothing is written there.

    Raises:
        StoreUrlUnknown: the URL cannot be read.
        StoreError: no server answers, or there is no board, or a newer one.
    """
    address = _reading(url)
    with closing(address.connect("")) as connection:
        try:
            schema.prepare(connection, address.path, Listed(()), create=False)
            cursor = connection.cursor()
            sees_all = not run(cursor, "SELECT row_security_active('docs')", ())[0][0]
            names = dict(run(cursor, _NAMES, ()))
            villages = tuple(id_ for (id_,) in run(cursor, _VILLAGES, ()))
            declared = _standing(schema.declared_fields(connection), collections)
            return OnServer(address.path, villages, names, sees_all, declared)
        except psycopg.Error as error:
            raise address.explain(error) from error


def open_reader(url: str, village: str, declared: Declarations) -> PostgresEngine:
    """Open one village of a database so that the server itself refuses every write.

    Args:
        url: where it is.
        village: which.
        declared: of `OnServer`: a reader adds no column.

    Raises:
        StoreError: as `look_at`.
    """
    return PostgresEngine(_reading(url), village, declared, keep_ids=True, create=False)


def is_there(engine: PostgresEngine) -> bool:
    """Tell whether the database holds anything of this engine's village."""
    return engine.version() > 0


def note_name(engine: PostgresEngine, name: str) -> None:
    """Note what the village is called, for who reads many of them."""
    engine.write(_WRITE_NAME, (f"{_NAME}{engine.village}", name))


def _reading(url: str) -> Address:
    return replace(address_of(url), read_only=True)


def _standing(fields: set[schema.Field], collections: Declarations) -> Declarations:
    """Return what of `collections` has its columns: the rest is compared document by document, with the same answer."""
    return Listed(
        Collection(one.name, {name: kind for name, kind in one.fields.items() if (one.name, name, kind) in fields})
        for one in collections
    )
