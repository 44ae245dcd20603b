"""Entries of the log. Entry n is leaf n; its record holds no word that may have to be erased.

What a row held is bound by a salted commitment; the salts lie beside the record, outside the leaf. To erase a row,
its body and its salt are destroyed: the leaf still stands, and nobody can guess the row from it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from village_board.trust import names
from village_board.trust.merkle import Frontier, leaf_hash

LOG, HEAD, HEAD_ID = names.LOG, names.HEAD, names.HEAD_ID
SALT_BYTES = 16

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Touched:
    """One row that an act wrote: where, at which revision, what it holds now."""

    collection: str
    id: str
    rev: int
    body: Mapping[str, Any]
    text: str = ""  # the canonical form of `body`, where it is known


def canonical(value: object) -> bytes:
    """Return the one byte form of a JSON value: sorted keys, no spaces, UTF-8."""
    return _CANONICAL.encode(value).encode()


def canonical_text(value: object) -> str:
    """Return that form before it is bytes."""
    return _CANONICAL.encode(value)


def row_bytes(collection: str, id: str, rev: int, body: bytes) -> bytes:  # noqa: A002 - the field's own name
    """Return ``canonical([collection, id, rev, body])`` where the body is in its canonical form already."""
    if id.isascii() and id.isalnum():
        return b'["%b","%b",%d,%b]' % (collection.encode(), id.encode(), rev, body)
    return b"%b,%b]" % (canonical([collection, id, rev])[:-1], body)


def commitment(salt: str, row: Touched) -> str:
    """Return the salted commitment (hex) of a row."""
    body = row.text.encode() if row.text else canonical(row.body)
    return sha256(bytes.fromhex(salt) + row_bytes(row.collection, row.id, row.rev, body)).hexdigest()


def entry_text(
    n: int, at: str, by: str, act: str, subject: str, rows: Sequence[Touched], facts: Mapping[str, Any]
) -> tuple[bytes, str]:
    """Return the leaf of entry `n`, and its document in canonical form: its leaf, what opens it, its record."""
    random = os.urandom(SALT_BYTES * (len(rows) + 1)).hex()
    fact_salt, *salts = (random[at : at + 2 * SALT_BYTES] for at in range(0, len(random), 2 * SALT_BYTES))
    said = canonical_text(facts)
    record = canonical_text(
        {
            "n": n,
            "at": at,
            "by": by,
            "act": act,
            "subject": subject,
            "rows": [[row.collection, row.id, row.rev, commitment(s, row)] for s, row in zip(salts, rows, strict=True)],
            "facts": sha256(bytes.fromhex(fact_salt) + said.encode()).hexdigest(),
        }
    )
    leaf = leaf_hash(record.encode())
    opening = f'{{"fact_salt":"{fact_salt}","facts":{said},"salts":{canonical_text(salts)}}}'
    return leaf, f'{{"leaf":"{leaf.hex()}","opening":{opening},"record":{record}}}'


def entry(
    n: int, at: str, by: str, act: str, subject: str, rows: Sequence[Touched], facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the document of entry `n`; see `entry_text`."""
    document: dict[str, Any] = json.loads(entry_text(n, at, by, act, subject, rows, facts)[1])
    return document


def entry_id(n: int) -> str:
    """Return the id of entry `n`, such that text order is number order."""
    return f"{n:012d}"


def head_document(frontier: Frontier) -> dict[str, Any]:
    """Return the head row of the log."""
    return {
        "size": frontier.size,
        "peaks": [peak.hex() for peak in frontier.peaks],
        "root": frontier.root.hex(),
    }


def frontier_of(head: Mapping[str, Any] | None) -> Frontier:
    """Return the frontier that a head row holds; an empty one where the log has not begun."""
    if head is None:
        return Frontier()
    return Frontier(head["size"], tuple(bytes.fromhex(peak) for peak in head["peaks"]))
