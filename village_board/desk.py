"""The desk: one unit of work. Rows, log entry and outbox are committed together, or nothing is.

A service gets a `Desk`, loads, asks the rules, puts, and records. Reading alone needs only `Records`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from tinydb import where

from village_board.accounts.kept import Keeping
from village_board.accounts.model import Voucher
from village_board.base.clock import Clock
from village_board.base.codec import to_json
from village_board.base.errors import ChangedByAnother, NotFound, NotPermitted, NumberTaken
from village_board.base.ids import new_id
from village_board.base.kind import Change, Record
from village_board.base.message import Message, say
from village_board.people.acts import ACT_WORDS, PERMITTED, ROLE_WORDS, Act
from village_board.people.model import Actor, Person, Role
from village_board.records import Records, record_of
from village_board.search.index import index_text
from village_board.store import Database, RevisionConflict
from village_board.trust.names import HEAD, HEAD_ID, LOG

if TYPE_CHECKING:
    from village_board.trust.log import Touched

__all__ = ["ROWS_AN_ENTRY", "Desk", "Records", "unit_of_work"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")

#: Rows bound by one log entry; an act over more rows makes several entries, so that no leaf grows without limit.
ROWS_AN_ENTRY = 500


class Desk(Records):
    """Writing, inside one transaction. Made by `Board.desk`.

    Attributes:
        written: ids of the rows that log entries of this unit of work cover.
    """

    def __init__(self, db: Database, kinds: Mapping[str, type[Record]], clock: Clock, who: Actor) -> None:
        super().__init__(db, kinds, clock)
        self.who = who
        self._act: Act | None = None
        self._touched: list[Touched] = []
        self.written: set[str] = set()
        self._keeping = Keeping()

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:  # noqa: ARG002 - what others keep by it
        """Return what `make` reads now: what is being written stands in no log yet."""
        return make()

    def require(self, act: Act) -> None:
        """Begin `act`: what is put from now on is part of it.

        Raises:
            NotPermitted: the roles of the one who acts do not allow it.
        """
        if not self.who.roles & PERMITTED[act]:
            allowed = tuple(say(ROLE_WORDS[role]) for role in Role if role in PERMITTED[act])
            raise NotPermitted(self.who.name, Message(ACT_WORDS[act]), _listed(allowed))
        self._act = act

    def new_id(self, cls: type[Record]) -> str:
        """Return an id that was never given before."""
        table = self._db.table(cls.KIND.collection)
        while table.ever(id := new_id(cls.KIND.prefix)):  # noqa: A001 - the field's own name
            continue
        return id

    def check_number(self, cls: type[Record], number: str) -> None:
        """Refuse a number that a record of this kind has already.

        Raises:
            NumberTaken: with the title of the record that has it.
        """
        if standing := self.one(cls, where("number") == number):
            raise NumberTaken(cls.KIND.label, number, standing.title)

    def put(self, record: R) -> R:
        """Write `record` (new where its rev is 0) and return it with its id and new revision.

        A record in which nothing changed is not written.

        Raises:
            ChangedByAnother: somebody changed it after it was read.
        """
        from village_board.trust.log import Touched, canonical_text  # noqa: PLC0415 - see `Records.highest_day`

        kind = record.KIND
        table = self._db.table(kind.collection)
        if not record.id:
            record = replace(record, id=self.new_id(type(record)))
        body = to_json(record)
        changed: tuple[str, ...] = ()
        stored = None
        if record.rev:
            stored = table.get(doc_id=record.id)
            if stored is None or stored.rev != record.rev:
                raise self._conflict(record)
            changed = tuple(name for name, value in body.items() if stored.get(name) != value)
            if not changed:
                return record
        change = Change(self.who.id, self.now, self._act or "", changed)
        if kind.logged:
            body["_change"] = to_json(change)
        text = canonical_text(body)
        try:
            rev = table.put_text(record.id, text, expected_rev=record.rev)
        except RevisionConflict:
            raise self._conflict(record) from None
        self._keeping.changed(stored, record)
        if kind.logged:
            self._touched.append(Touched(kind.collection, record.id, rev, body, text))
        if kind.searched:
            self._db.index(kind.collection, record.id, record.day, index_text(record))
        return replace(record, rev=rev, change=change if kind.logged else None)

    def remove(self, record: Record) -> None:
        """Remove `record`; its id is never given again.

        Raises:
            ChangedByAnother: somebody changed it after it was read.
        """
        from village_board.trust.log import Touched  # noqa: PLC0415 - see `Records.highest_day`

        table = self._db.table(record.KIND.collection)
        stored = table.get(doc_id=record.id)
        if stored is None or stored.rev != record.rev:
            raise self._conflict(record)
        table.remove(doc_ids=[record.id])
        if isinstance(record, Voucher):
            self._keeping.changed(stored, None)
        if record.KIND.logged:
            self._touched.append(Touched(record.KIND.collection, record.id, record.rev + 1, {}))

    def record(self, subject: str = "", **facts: str | int) -> None:
        """Write the log entry of the act that `require` began, over all rows put since.

        `facts` are kept beside the entry, bound by a commitment: erasable, and never shown in public.
        """
        if self._act is None:
            raise RuntimeError("record() before require()")
        from village_board.trust.log import (  # noqa: PLC0415 - see `Records.highest_day`
            entry_id,
            entry_text,
            frontier_of,
            head_document,
        )

        self._keeping.write(self._db.table)
        at = self.now.isoformat()
        log, head = self._db.table(LOG), self._db.table(HEAD)
        stored = head.get(doc_id=HEAD_ID)
        frontier = frontier_of(stored)
        for start in range(0, max(len(self._touched), 1), ROWS_AN_ENTRY):
            rows = self._touched[start : start + ROWS_AN_ENTRY]
            leaf, text = entry_text(frontier.size, at, self.who.id, self._act, subject, rows, facts)
            log.put_text(entry_id(frontier.size), text, expected_rev=0)
            frontier = frontier.append(leaf)
        head.put(HEAD_ID, head_document(frontier), expected_rev=stored.rev if stored is not None else 0)
        self.written.update(row.id for row in self._touched)
        self._touched.clear()

    def check_recorded(self) -> None:
        """Refuse to commit rows that no log entry covers: a mistake of the program, not of a person."""
        if self._touched:
            raise RuntimeError(f"{len(self._touched)} rows without a log entry")

    def put_many(self, records: Iterable[R]) -> list[R]:
        """Write several records; see `put`. Those that are new are written together, a kind at a time."""
        records = list(records)
        done: dict[int, R] = {}
        new: dict[type[R], list[int]] = {}
        for at, record in enumerate(records):
            if record.rev or record.id:
                done[at] = self.put(record)
            else:
                new.setdefault(type(record), []).append(at)
        for cls, places in new.items():
            done.update(zip(places, self._put_new(cls, [records[at] for at in places]), strict=True))
        return [done[at] for at in range(len(records))]

    def _put_new(self, cls: type[R], records: Sequence[R]) -> list[R]:
        """Write records of one kind that are new and have no id yet."""
        from village_board.trust.log import Touched  # noqa: PLC0415 - see `Records.highest_day`

        kind = cls.KIND
        table = self._db.table(kind.collection)
        change = Change(self.who.id, self.now, self._act or "") if kind.logged else None
        said = {} if change is None else {"_change": to_json(change)}
        ids = self._new_ids(cls, len(records))
        bodies = {key: {**to_json(one), "id": key, **said} for key, one in zip(ids, records, strict=True)}
        texts = table.put_new(bodies)
        for one in records:
            self._keeping.changed(None, one)
        if kind.logged:
            self._touched += [Touched(kind.collection, key, 1, body, texts[key]) for key, body in bodies.items()]
        written = [_with(one, id=key, rev=1, change=change) for key, one in zip(ids, records, strict=True)]
        if kind.searched:
            self._db.index_new(kind.collection, [(one.id, one.day, index_text(one)) for one in written])
        return written

    def _new_ids(self, cls: type[Record], count: int) -> list[str]:
        """Return so many ids that were never given before."""
        table = self._db.table(cls.KIND.collection)
        ids: dict[str, None] = {}
        while len(ids) < count:
            some = dict.fromkeys(new_id(cls.KIND.prefix) for _ in range(count - len(ids)))
            ids |= dict.fromkeys(some.keys() - table.given(list(some)))
        return list(ids)

    def _conflict(self, mine: Record) -> ChangedByAnother | NotFound:
        document = self._db.table(mine.KIND.collection).get(doc_id=mine.id)
        if document is None:
            return NotFound(mine.KIND.label, mine.id)
        theirs = record_of(type(mine), document)
        change = theirs.change or Change("", self.now, "")
        person = self._db.table(Person.KIND.collection).get(doc_id=change.by)
        who = person["name"] if person is not None else change.by
        return ChangedByAnother(theirs.title, who, change.at, ", ".join(change.fields))


@contextmanager
def unit_of_work(db: Database, kinds: Mapping[str, type[Record]], clock: Clock, who: Actor) -> Iterator[Desk]:
    """Open a desk; commit when the block ends, roll everything back when it raises."""
    with db.transaction():
        desk = Desk(db, kinds, clock, who)
        yield desk
        desk.check_recorded()


def _with(record: R, **given: Any) -> R:
    """Return `record` with other fields, as `replace` does: for many records at once, without asking every field."""
    made = object.__new__(type(record))
    vars(made).update(vars(record), **given)
    return made


def _listed(messages: Sequence[Message]) -> Message:
    listed = messages[-1]
    for message in reversed(messages[:-1]):
        listed = say("{first} or {rest}", first=message, rest=listed)
    return listed
