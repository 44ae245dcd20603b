"""All rows of a SQLite board at once, for tests that look at the file underneath."""

from __future__ import annotations

import apsw

from village_board.store import Database, schema

#: In the view a row's number is its table's above these bits.
_TABLE = 40


def counted(db: Database) -> tuple[int, int]:
    """Return how many rows a board has and what their revisions add up to: any write changes it."""
    connection = db.engine.session().connection  # type: ignore[attr-defined]
    tables = [schema.table_name(name) for name in schema.standing(connection)]
    sql = 'SELECT count(*), coalesce(sum(rev), 0) FROM "{}"'
    found = [db.engine.run(sql.format(table))[0] for table in tables]  # type: ignore[attr-defined]
    return sum(count for count, _ in found), sum(revisions for _, revisions in found)


def as_one_table(connection: apsw.Connection, *further: str) -> None:
    """Let `connection` read and write the rows of all collections as one table ``docs``.

    Its columns are seq, village, coll, id, rev and body. Collections of `further` get a table where they have none.
    """
    here = schema.standing(connection)
    for name in sorted(set(further) - set(here)):
        connection.execute(schema.table_sql(name))
    tables = [(at << _TABLE, name, schema.table_name(name)) for at, name in enumerate(schema.standing(connection))]
    selects, updates, deletes, inserts = [], [], [], []
    for base, name, table in tables:
        of_old = f"old.coll = '{name}' AND seq = old.seq - {base}"
        selects.append(f"SELECT seq + {base} AS seq, village, '{name}' AS coll, id, rev, body FROM \"{table}\"")
        deletes.append(f'DELETE FROM "{table}" WHERE {of_old};')
        updates.append(
            f'UPDATE "{table}" SET village = new.village, id = new.id, rev = new.rev, body = new.body '
            f"WHERE {of_old} AND new.coll = old.coll; "
            f'DELETE FROM "{table}" WHERE {of_old} AND new.coll <> old.coll; '
            f'INSERT INTO "{table}" (village, id, rev, body) SELECT new.village, new.id, new.rev, new.body '
            f"WHERE new.coll = '{name}' AND old.coll <> new.coll;"
        )
        inserts.append(
            f'INSERT INTO "{table}" (village, id, rev, body) SELECT new.village, new.id, new.rev, new.body '
            f"WHERE new.coll = '{name}';"
        )
    connection.execute("DROP VIEW IF EXISTS temp.docs")
    connection.execute(f"CREATE TEMP VIEW docs AS {' UNION ALL '.join(selects)}")
    for act, steps in (("UPDATE", updates), ("DELETE", deletes), ("INSERT", inserts)):
        connection.execute(f"CREATE TEMP TRIGGER docs_{act} INSTEAD OF {act} ON docs BEGIN {' '.join(steps)} END")
