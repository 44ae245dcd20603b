"""What somebody with the file and a database program could do to it: one change each, by raw SQL."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from tests.support.rows import as_one_table
from village_board.kinds import logged
from village_board.trust.log import HEAD, LOG, Touched, entry, entry_id

#: The ids that a change has touched; one of them, or a row that now fits no more because of it, must be named.
Touch = set[str]


@dataclass
class Forger:
    """A person with the file, apsw and some dice."""

    connection: apsw.Connection
    dice: random.Random

    def all(self, sql: str, *values: Any) -> list[Any]:
        """Return what a statement answers."""
        return self.connection.execute(sql, values).fetchall()

    def row(self, *, live: bool = True) -> tuple[int, str, str, int, bytes]:
        """Return a random row that the log covers: seq, collection, id, revision, body."""
        marks = ", ".join("?" * len(logged()))
        found = self.all(
            "SELECT seq, coll, id, rev, CAST(body AS BLOB) FROM docs "
            f"WHERE coll IN ({marks}) AND (body IS NOT NULL) = ? ORDER BY seq",
            *logged(),
            live,
        )
        return self.dice.choice(found)

    def write(self, seq: int, body: bytes | None) -> None:
        """Put bytes into a row, whatever they are."""
        self.all("UPDATE docs SET body = CAST(? AS TEXT) WHERE seq = ?", body, seq)

    def entries(self) -> list[tuple[str, str]]:
        """Return the log's rows: id and body."""
        return self.all("SELECT id, body FROM plain WHERE coll = ? ORDER BY id", LOG)

    def write_entry(self, id_: str, body: bytes) -> None:
        """Put bytes into a row of the log, whatever they are."""
        self.all("UPDATE plain SET body = CAST(? AS TEXT) WHERE coll = ? AND id = ?", body, LOG, id_)


def changed_byte(forger: Forger) -> Touch:
    """One byte of a body is another one."""
    seq, _, id_, _, body = forger.row()
    at = forger.dice.randrange(len(body))
    other = forger.dice.choice([byte for byte in range(256) if byte != body[at]])
    forger.write(seq, body[:at] + bytes([other]) + body[at + 1 :])
    return {id_}


def changed_bit(forger: Forger) -> Touch:
    """One bit of a body is turned."""
    seq, _, id_, _, body = forger.row()
    at = forger.dice.randrange(len(body))
    forger.write(seq, body[:at] + bytes([body[at] ^ 1 << forger.dice.randrange(8)]) + body[at + 1 :])
    return {id_}


def added_byte(forger: Forger) -> Touch:
    """A byte more, a space most of all: the value may even be the same."""
    seq, _, id_, _, body = forger.row()
    at = forger.dice.randrange(len(body) + 1)
    forger.write(seq, body[:at] + forger.dice.choice([b" ", b" ", b"0", b"x", b"\n", b"\xff", b","]) + body[at:])
    return {id_}


def removed_byte(forger: Forger) -> Touch:
    """A byte less."""
    seq, _, id_, _, body = forger.row()
    at = forger.dice.randrange(len(body))
    forger.write(seq, body[:at] + body[at + 1 :])
    return {id_}


def changed_amount(forger: Forger) -> Touch:
    """A23: a field has another value, in JSON that is as good as before."""
    seq, _, id_, _, body = forger.row()
    value = json.loads(body)
    name = forger.dice.choice(sorted(value))
    value[name] = "另一个值" if value[name] != "另一个值" else 300_000
    forger.write(seq, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    return {id_}


def emptied(forger: Forger) -> Touch:
    """A body says nothing at all."""
    seq, _, id_, _, _ = forger.row(live=forger.dice.random() < 0.5)
    forger.write(seq, forger.dice.choice([b"{}", b"", b"[]", b"null", b"0"]))
    return {id_}


def as_bytes(forger: Forger) -> Touch:
    """The same bytes, but as a blob that no program reads."""
    seq, _, id_, _, body = forger.row()
    forger.all("UPDATE docs SET body = ? WHERE seq = ?", body, seq)
    return {id_}


def removed(forger: Forger) -> Touch:
    """A row is gone, live or a tombstone."""
    seq, _, id_, _, _ = forger.row(live=forger.dice.random() < 0.8)
    forger.all("DELETE FROM docs WHERE seq = ?", seq)
    return {id_}


def buried(forger: Forger) -> Touch:
    """A live row became a tombstone, with its revision or the next."""
    seq, _, id_, _, _ = forger.row()
    forger.all("UPDATE docs SET body = NULL, rev = rev + ? WHERE seq = ?", forger.dice.randrange(2), seq)
    return {id_}


def revived(forger: Forger) -> Touch:
    """A removed row lives again, with what another holds."""
    seq, _, id_, _, _ = forger.row(live=False)
    forger.write(seq, forger.row()[4])
    return {id_}


def added(forger: Forger) -> Touch:
    """A row more: another one under a new id, live or as a tombstone."""
    _, coll, id_, rev, body = forger.row()
    new = id_[:1] + "".join(forger.dice.choices("23456789", k=7))
    ((village,),) = forger.all("SELECT DISTINCT village FROM docs")
    text = body.decode() if forger.dice.random() < 0.8 else None
    forger.all("INSERT INTO docs (village, coll, id, rev, body) VALUES (?, ?, ?, ?, ?)", village, coll, new, rev, text)
    return {new}


def swapped_bodies(forger: Forger) -> Touch:
    """Two rows have each other's bodies, and perhaps revisions."""
    one = other = forger.row()
    while other[4] == one[4]:
        other = forger.row()
    forger.write(one[0], other[4])
    forger.write(other[0], one[4])
    if forger.dice.random() < 0.5:
        forger.all("UPDATE docs SET rev = ? WHERE seq = ?", other[3], one[0])
        forger.all("UPDATE docs SET rev = ? WHERE seq = ?", one[3], other[0])
    return {one[2], other[2]}


def swapped_ids(forger: Forger) -> Touch:
    """Two rows have each other's ids."""
    one = other = forger.row()
    while other[1] != one[1] or other[0] == one[0]:
        one, other = forger.row(), forger.row()
    forger.all("UPDATE docs SET id = 'between' WHERE seq = ?", one[0])
    forger.all("UPDATE docs SET id = ? WHERE seq = ?", one[2], other[0])
    forger.all("UPDATE docs SET id = ? WHERE seq = ?", other[2], one[0])
    return {one[2], other[2]}


def moved(forger: Forger) -> Touch:
    """A row lies in another collection, one that is read or one that nobody knows."""
    seq, coll, id_, _, _ = forger.row()
    where = forger.dice.choice([name for name in (*logged(), "elsewhere") if name != coll])
    forger.all("UPDATE docs SET coll = ? WHERE seq = ?", where, seq)
    return {id_}


def another_village(forger: Forger) -> Touch:
    """A row says that it is of another village, and so is seen no more."""
    seq, _, id_, _, _ = forger.row()
    forger.all("UPDATE docs SET village = 'welsewhere' WHERE seq = ?", seq)
    return {id_}


def another_revision(forger: Forger) -> Touch:
    """A row says another revision."""
    seq, _, id_, rev, _ = forger.row(live=forger.dice.random() < 0.8)
    forger.all("UPDATE docs SET rev = ? WHERE seq = ?", forger.dice.choice([rev + 1, rev - 1, 0, -rev, "x"]), seq)
    return {id_}


def entry_removed(forger: Forger) -> Touch:
    """An entry of the log is gone, the last one too, or a tombstone."""
    id_, _ = forger.dice.choice(forger.entries())
    if forger.dice.random() < 0.7:
        forger.all("DELETE FROM plain WHERE coll = ? AND id = ?", LOG, id_)
    else:
        forger.all("UPDATE plain SET body = NULL WHERE coll = ? AND id = ?", LOG, id_)
    return set()


def entry_added(forger: Forger) -> Touch:
    """An entry more at the end, well made."""
    n = len(forger.entries())
    ((village,),) = forger.all("SELECT DISTINCT village FROM docs")
    row = forger.row()
    made = entry(n, "2026-09-01T01:00:00+00:00", "x", "import", "", [Touched(row[1], row[2], row[3] + 1, {})], {})
    forger.all("INSERT INTO plain VALUES (?, ?, ?, 1, ?)", village, LOG, entry_id(n), json.dumps(made))
    return set()


def entries_swapped(forger: Forger) -> Touch:
    """Two entries stand at each other's numbers."""
    one, other = forger.dice.sample(forger.entries(), 2)
    forger.write_entry(one[0], other[1].encode())
    forger.write_entry(other[0], one[1].encode())
    return set()


def entry_changed(forger: Forger) -> Touch:
    """A byte of an entry's record or leaf is another one. The salts of what no row holds any more bind nothing."""
    id_, text = forger.dice.choice(forger.entries())
    body = text.encode()
    covered = [*range(body.index(b'"opening"')), *range(body.index(b'"record"'), len(body))]
    at = forger.dice.choice(covered)
    other = forger.dice.choice([byte for byte in range(256) if byte != body[at]])
    forger.write_entry(id_, body[:at] + bytes([other]) + body[at + 1 :])
    return set()


def entry_written_anew(forger: Forger) -> Touch:
    """An entry is changed together with its leaf, so that it fits itself."""
    entries = forger.entries()
    n = forger.dice.randrange(len(entries))
    id_, text = entries[n]
    record = json.loads(text)["record"]
    made = entry(n, record["at"], "somebody", record["act"], record["subject"], [], {})
    forger.write_entry(id_, json.dumps(made).encode())
    return set()


def head_changed(forger: Forger) -> Touch:
    """The head says another size, root or peak, or is gone."""
    ((text,),) = forger.all("SELECT body FROM plain WHERE coll = ?", HEAD)
    head = json.loads(text)
    match forger.dice.randrange(5):
        case 0:
            head["size"] += forger.dice.choice([-1, 1])
        case 1:
            head["root"] = head["root"][::-1]
        case 2:
            head["peaks"] = head["peaks"][:-1]
        case 3:
            head = {}
        case _:
            forger.all("DELETE FROM plain WHERE coll = ?", HEAD)
    forger.all("UPDATE plain SET body = ? WHERE coll = ?", json.dumps(head), HEAD)
    return set()


ROWS: tuple[Callable[[Forger], Touch], ...] = (
    changed_byte,
    changed_bit,
    added_byte,
    removed_byte,
    changed_amount,
    emptied,
    as_bytes,
    removed,
    buried,
    revived,
    added,
    swapped_bodies,
    swapped_ids,
    moved,
    another_village,
    another_revision,
)
ENTRIES: tuple[Callable[[Forger], Touch], ...] = (
    entry_removed,
    entry_added,
    entries_swapped,
    entry_changed,
    entry_written_anew,
    head_changed,
)


def tamper(path: Path, how: Callable[[Forger], Touch], seed: int) -> Touch:
    """Change the file at `path` and return the ids that were touched."""
    connection = apsw.Connection(str(path))
    try:
        with connection:
            as_one_table(connection, *logged(), "elsewhere")
            return how(Forger(connection, random.Random(seed)))
    finally:
        connection.close()
