"""The desk: one unit of work. Rows, log entry and outbox are committed together, or nothing is.

A service gets a `Desk`, loads, asks the rules, puts, and records. Reading alone needs only `Records`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from tinydb import where

from village_board.accounts.kept import Keeping
from village_board.accounts.model import Voucher
from village_board.base.clock import Clock, local
from village_board.base.codec import from_json, to_json
from village_board.base.errors import ChangedByAnother, NotFound, NotPermitted, NumberTaken
from village_board.base.ids import is_id, new_id, prefix_of
from village_board.base.kind import Change, Record
from village_board.base.message import Message, say
from village_board.base.page import Page
from village_board.people.acts import ACT_WORDS, PERMITTED, ROLE_WORDS, Act
from village_board.people.model import Actor, Person, Role
from village_board.search.index import index_text
from village_board.store import Database, Hit, RevisionConflict
from village_board.text.fold import phrases
from village_board.trust.names import HEAD, HEAD_ID, LOG

if TYPE_CHECKING:
    from village_board.trust.log import Touched

R = TypeVar("R", bound=Record)

#: Rows bound by one log entry; an act over more rows makes several entries, so that no leaf grows without limit.
ROWS_AN_ENTRY = 500


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search: the record, and the cursor after which the next ones follow."""

    record: Record
    cursor: Any


@dataclass(frozen=True, slots=True)
class Done:
    """One act as the log keeps it: when, what, about which record (an id, or a word of the program's)."""

    at: datetime
    act: Act
    subject: str


class Records:
    """Reading: records by id, by query, by page, by words."""

    def __init__(self, db: Database, kinds: Mapping[str, type[Record]], clock: Clock) -> None:
        self._db = db
        self._kinds = kinds
        self.now: datetime = clock.now()
        self.today: date = clock.today()

    def get(self, cls: type[R], id: str) -> R:  # noqa: A002 - the field's own name
        """Return the record with this id.

        Raises:
            NotFound: there is none.
        """
        document = self._db.table(cls.KIND.collection).get(doc_id=id)
        if document is None:
            raise NotFound(cls.KIND.label, id)
        return _record(cls, document)

    def lookup(self, id: str) -> Record:  # noqa: A002
        """Return the record with this id, of whatever kind.

        Raises:
            NotFound: there is none.
        """
        cls = self._kinds.get(prefix_of(id)) if is_id(id) else None
        if cls is None:
            raise NotFound(say("record"), id)
        return self.get(cls, id)

    def one(self, cls: type[R], query: Any) -> R | None:
        """Return a record that matches `query`, or None."""
        document = self._db.table(cls.KIND.collection).get(query)
        return None if document is None else _record(cls, document)

    def find(self, cls: type[R], query: Any) -> list[R]:
        """Return all records that match `query`."""
        return [_record(cls, document) for document in self._db.table(cls.KIND.collection).search(query)]

    def all(self, cls: type[R]) -> Iterator[R]:
        """Yield every record of a kind, in the order in which they were first written."""
        for document in self._db.table(cls.KIND.collection):
            yield _record(cls, document)

    def page(
        self,
        cls: type[R],
        query: Any = None,
        *,
        order_by: str,
        descending: bool = False,
        limit: int = 20,
        offset: int = 0,
    ) -> Page[R]:
        """Return one page of the records that match `query`, in the order of a declared field."""
        table = self._db.table(cls.KIND.collection)
        rows = table.page(query, order_by=order_by, descending=descending, limit=limit + 1, offset=offset)
        return Page([_record(cls, row) for row in rows[:limit]], offset, more=len(rows) > limit)

    def count(self, cls: type[Record], query: Any = None) -> int:
        """Return how many records match `query`."""
        table = self._db.table(cls.KIND.collection)
        return len(table) if query is None else table.count(query)

    def size(self, collection: str) -> int:
        """Return how many records a collection holds; its kind is not loaded for it."""
        return self._db.size(collection)

    def sums(
        self, cls: type[Record], names: Sequence[str], query: Any = None, *, by: str | None = None
    ) -> dict[Any, Any]:
        """Return the sums of declared integer fields, for each value of the declared field `by`."""
        return self._db.table(cls.KIND.collection).sums(names, query, by=by)

    def highest_day(self, subject: str, act: Act) -> date:
        """Return the highest day that was seen since the last `act` about `subject`, today included (A34).

        A clock that was set back gives no day a second time: what the log has seen since then counts. What it saw
        before does not, so that a clock that was once ahead closes nothing for ever.
        """
        from village_board.trust.log import entry_id, frontier_of  # noqa: PLC0415 - who only reads pays for no digests

        log, highest = self._db.table(LOG), self.today
        for n in range(frontier_of(self._db.table(HEAD).get(doc_id=HEAD_ID)).size - 1, -1, -1):
            entry = log.get(doc_id=entry_id(n))
            if entry is None:
                break
            record = entry["record"]
            highest = max(highest, local(datetime.fromisoformat(record["at"])).date())
            if (record["subject"], record["act"]) == (subject, act):
                break
        return highest

    def acts_by(self, person: str, *, limit: int, within: int) -> list[Done]:
        """Return what `person` did last, the newest first (A20).

        Args:
            person: the id.
            limit: how many acts at most.
            within: how many entries of the log are looked at, from the newest on.
        """
        from village_board.trust.log import entry_id, frontier_of  # noqa: PLC0415 - who only reads pays for no digests

        log, found = self._db.table(LOG), list[Done]()
        size = frontier_of(self._db.table(HEAD).get(doc_id=HEAD_ID)).size
        for n in range(size - 1, max(size - within, 0) - 1, -1):
            entry = log.get(doc_id=entry_id(n))
            if entry is None or len(found) == limit:
                break
            said = entry["record"]
            if said["by"] == person:
                found.append(Done(datetime.fromisoformat(said["at"]), Act(said["act"]), said["subject"]))
        return found

    def search(
        self, words: str, *, collections: Sequence[str] | None = None, limit: int = 50, before: Any = None
    ) -> list[Found]:
        """Return public records that hold all of `words`, the newest first."""
        wanted = phrases(words)
        if not wanted:
            return []
        hits: list[Hit] = self._db.search(wanted, collections=collections, limit=limit, before=before)
        return [Found(self.lookup(str(hit.id)), hit.cursor) for hit in hits]


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
        theirs = _record(type(mine), document)
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


def _record(cls: type[R], document: Any) -> R:
    change = document.get("_change")
    return from_json(cls, document, rev=document.rev, change=None if change is None else from_json(Change, change))


def _listed(messages: Sequence[Message]) -> Message:
    listed = messages[-1]
    for message in reversed(messages[:-1]):
        listed = say("{first} or {rest}", first=message, rest=listed)
    return listed
