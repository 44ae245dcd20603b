"""Does what lies in the store fit the log? One walk over the log, one over the rows that it covers.

The log fits when every entry stands at its number, its leaf is the digest of its record, and the tree of all leaves
is the one of the head. The rows fit when each opens the newest commitment that the log has for it, and no row is
there that the log does not cover.

A whole log written anew, or rolled back with its rows (A24), fits itself: it shows only against a size and a root that
were printed or seen elsewhere (`Printed`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from village_board.base.message import Message, say
from village_board.trust.log import HEAD, HEAD_ID, LOG, canonical, entry_id, head_document, row_bytes
from village_board.trust.merkle import Frontier, leaf_hash

#: A row as it lies: id, revision, bytes of its JSON text; None for a tombstone.
Kept = tuple[Any, int, bytes | None]
#: Gives all rows of a collection, tombstones too, in the order in which they were first written.
Read = Callable[[str], Iterable[Kept]]

_decode = json.JSONDecoder().raw_decode
_FIRST_REV = 1
_NOTHING = b"{}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first record that does not fit.

    Attributes:
        collection: where it lies; `village_board.trust.log.LOG` for an entry of the log itself.
        id: its id.
        why: what is wrong with it.
        body: what it holds now; empty where it is gone or cannot be read.
    """

    collection: str
    id: str
    why: Message
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk found: how much it saw, the root that it worked out itself, and the first misfit."""

    entries: int
    rows: int
    root: str
    misfit: Misfit | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What was noted of the log at an earlier time: its size, and its root then (hex) or how that began."""

    entries: int
    root: str


#: What the log says of a row: revision, salt and commitment of its newest state.
_Bound = tuple[int, str, str]


class _Stop(Exception):
    def __init__(self, collection: str, id: object, why: Message, body: Any = None) -> None:  # noqa: A002
        self.misfit = Misfit(collection, str(id), why, body if isinstance(body, dict) else {})
        super().__init__()


def verify(read: Read, logged: Sequence[str], *, exact: bool, printed: Printed | None = None) -> Verdict:
    """Walk the log and the rows that it covers, up to the first that does not fit.

    Nothing is written. The newest commitment of every row is held in memory, no record is.

    Args:
        read: gives the rows of a collection; all reads must see one state of the store.
        logged: the collections whose every change is an act of the log.
        exact: the store keeps a body as the text that was written, so that a text with the same value but other
            bytes does not fit either.
        printed: what was noted earlier; the log must be that log, and as long or longer.
    """
    walk = _Walk(exact=exact, printed=printed)
    misfit = None
    try:
        walk.log(read(LOG))
        walk.head(read(HEAD))
        for collection in dict.fromkeys((*logged, *walk.bound)):
            walk.collection(collection, read(collection))
    except _Stop as stop:
        misfit = stop.misfit
    return Verdict(walk.frontier.size, walk.rows, walk.frontier.root.hex(), misfit)


class _Walk:
    def __init__(self, *, exact: bool, printed: Printed | None) -> None:
        self.frontier = Frontier()
        self._printed = printed
        self.rows = 0
        self.bound: dict[str, dict[str, _Bound]] = {}
        self._exact = exact

    def log(self, entries: Iterable[Kept]) -> None:
        """Work out every leaf again, and remember the newest commitment of each row."""
        for id_, rev, text in entries:
            n = self.frontier.size
            if id_ != entry_id(n) or text is None:
                raise _Stop(LOG, entry_id(n), say("this entry of the log is missing"))
            if rev != _FIRST_REV:
                raise _Stop(LOG, id_, say("this entry of the log was written over"))
            entry = _parsed(LOG, id_, text)
            try:
                leaf = self._leaf(n, entry)
                self._bind(id_, entry)
            except (KeyError, TypeError, ValueError, AttributeError):
                raise _Stop(LOG, id_, say("this entry of the log was changed")) from None
            self.frontier = self.frontier.append(leaf)
            if self._printed is not None and self._printed.entries == self.frontier.size:
                self._compare(self._printed)
        if self._printed is not None and self._printed.entries > self.frontier.size:
            raise _Stop(
                HEAD,
                HEAD_ID,
                say(
                    "the log has {found} entries, and it had {said} before",
                    found=self.frontier.size,
                    said=self._printed.entries,
                ),
            )

    def _compare(self, printed: Printed) -> None:
        if not self.frontier.root.hex().startswith(printed.root):
            why = say("the first {n} entries of the log are not those of the printed root", n=printed.entries)
            raise _Stop(HEAD, HEAD_ID, why)

    def _leaf(self, n: int, entry: dict[str, Any]) -> bytes:
        record, opening = entry["record"], entry["opening"]
        leaf = leaf_hash(canonical(record))
        if record["n"] != n or entry["leaf"] != leaf.hex() or len(entry) != len(("record", "leaf", "opening")):
            raise ValueError(n)
        facts = sha256(bytes.fromhex(opening["fact_salt"]) + canonical(opening["facts"])).hexdigest()
        if facts != record["facts"]:
            raise ValueError(n)
        return leaf

    def _bind(self, id_: str, entry: dict[str, Any]) -> None:
        for (collection, row, rev, commitment), salt in zip(
            entry["record"]["rows"], entry["opening"]["salts"], strict=True
        ):
            bound = self.bound.setdefault(collection, {})
            before = bound.get(row)
            if rev != (before[0] + 1 if before else _FIRST_REV):
                raise _Stop(LOG, id_, say("the log does not tell each change of {id}", id=str(row)))
            bound[row] = (rev, salt, commitment)

    def head(self, heads: Iterable[Kept]) -> None:
        """Compare the tree of the leaves with the one that the head says."""
        found = {id_: text for id_, _, text in heads if text is not None}
        size = self.frontier.size
        if not found and not size:
            return
        if list(found) != [HEAD_ID]:
            raise _Stop(HEAD, HEAD_ID, say("the head of the log is missing"))
        said = _parsed(HEAD, HEAD_ID, found[HEAD_ID])
        if isinstance(said.get("size"), int) and said["size"] != size:
            raise _Stop(
                HEAD,
                HEAD_ID,
                say("the log has {found} entries, and its head says {said}", found=size, said=said["size"]),
            )
        if said != head_document(self.frontier):
            raise _Stop(HEAD, HEAD_ID, say("the head of the log does not fit its entries"))

    def collection(self, name: str, rows: Iterable[Kept]) -> None:
        """Open the newest commitment of every row."""
        bound = self.bound.pop(name, {})
        for id_, rev, text in rows:
            said = bound.pop(id_, None)
            if said is None:
                raise _Stop(name, id_, say("no entry of the log covers it"), _readable(text))
            if rev != said[0]:
                why = say("it stands at revision {found}, and the log says {said}", found=str(rev), said=said[0])
                raise _Stop(name, id_, why, _readable(text))
            self._open(name, id_, text, said)
            self.rows += 1
        for id_ in bound:
            raise _Stop(name, id_, say("the log covers it, and it is missing"))

    def _open(self, name: str, id_: str, text: bytes | None, said: _Bound) -> None:
        rev, hexadecimal, commitment = said
        salt = _salt(hexadecimal)
        # A text in canonical form, as the store writes it, is digested as it lies.
        if text and text != _NOTHING and sha256(salt + row_bytes(name, id_, rev, text)).hexdigest() == commitment:
            return
        body = _parsed(name, id_, text) if text is not None else {}
        written = canonical(body)
        # A text of the same value and length can differ in the order of its keys alone.
        changed = text is not None and (not body or (self._exact and len(written) != len(text)))
        if changed or sha256(salt + row_bytes(name, id_, rev, written)).hexdigest() != commitment:
            raise _Stop(name, id_, say("what it holds is not what the log covers"), body)


def _salt(text: object) -> bytes:
    try:
        return bytes.fromhex(text)  # type: ignore[arg-type]  # whatever lies there
    except (TypeError, ValueError):
        return b""


def _parsed(collection: str, id_: object, text: bytes) -> dict[str, Any]:
    found = _readable(text)
    if found is None:
        raise _Stop(collection, id_, say("it cannot be read"))
    return found


def _readable(text: bytes | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        words = text.decode()
        value, end = _decode(words)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and end == len(words) else None
