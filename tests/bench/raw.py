"""The peer of the store's figures: rows through apsw with nothing around them.

The same file settings (WAL, synchronous FULL), one row a document, the same JSON work (`json`, compact), and
the same fields as generated columns with the same indexes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import apsw

from village_board.store import Collection

DECLARED = Collection(
    "vouchers",
    {"number": str, "serial": int, "account": str, "held_on": str, "fen": int},
    (("number",), ("serial",), ("account", "held_on"), ("account", "fen")),
)
# The JSON work is the same on both sides: encoder and decoder made once.
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
decode = json.JSONDecoder().raw_decode
_WORDS = "村民代表会议讨论通过了关于修建机耕道路硬化工程的决定现将收入支出情况予以公示请监督"


def document(serial: int) -> dict[str, Any]:
    """Return an invented voucher of some 600 bytes of JSON in UTF-8."""
    dice = random.Random(serial)
    text = "".join(dice.choices(_WORDS, k=140))
    return {
        "number": f"记-{serial:07d}",
        "serial": serial,
        "account": f"{101 + serial % 60}",
        "held_on": f"2026-{serial % 12 + 1:02d}-{serial % 28 + 1:02d}",
        "fen": dice.randrange(1, 10_000_000),
        "title": text[:24],
        "text": text[24:],
        "by": [f"p{serial % 97:07d}", f"p{serial % 89:07d}"],
    }


class RawRows:
    """What a programmer would write straight on apsw."""

    def __init__(self, path: Path) -> None:
        self.connection = apsw.Connection(str(path))
        self.connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").fetchall()
        self.connection.set_busy_timeout(10_000)

    def create(self) -> None:
        fields = ", ".join(f"{name} AS (json_extract(body, '$.{name}')) VIRTUAL" for name in DECLARED.fields)
        self.connection.execute(
            f"CREATE TABLE rows (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, body TEXT NOT NULL, {fields})"
        )
        for names in DECLARED.indexes:
            self.connection.execute(f"CREATE INDEX by_{'_'.join(names)} ON rows ({', '.join(names)})")

    def fill(self, documents: Iterable[tuple[str, dict[str, Any]]]) -> None:
        with self.connection:
            for row_id, body in documents:
                self.insert(row_id, body)

    def insert(self, row_id: str, body: dict[str, Any]) -> None:
        text = encode(body)
        self.connection.execute("INSERT INTO rows (id, rev, body) VALUES (?, 1, ?)", (row_id, text))

    def get(self, row_id: str) -> tuple[int, dict[str, Any]] | None:
        found = self.connection.execute("SELECT rev, body FROM rows WHERE id = ?", (row_id,)).fetchone()
        return (found[0], decode(found[1])[0]) if found else None

    def equal(self, number: str) -> list[tuple[str, int, dict[str, Any]]]:
        found = self.connection.execute("SELECT id, rev, body FROM rows WHERE number = ?", (number,))
        return [(row_id, rev, decode(body)[0]) for row_id, rev, body in found]

    def between(self, low: int, high: int) -> list[tuple[str, int, dict[str, Any]]]:
        found = self.connection.execute("SELECT id, rev, body FROM rows WHERE serial >= ? AND serial < ?", (low, high))
        return [(row_id, rev, decode(body)[0]) for row_id, rev, body in found]
