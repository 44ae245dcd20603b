"""The second half of an import: drafts meet the stored records, and what is new or changed is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from tinydb import where

from village_board.accounts.books import learn_accounts, note_copy
from village_board.accounts.model import Line, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.base.finding import Finding
from village_board.base.kind import Record
from village_board.base.message import say
from village_board.desk import Desk
from village_board.disclosure.model import Correction, Item, ItemStatus
from village_board.interchange.drafts.held import held_back
from village_board.interchange.drafts.people import households
from village_board.interchange.drafts.shape import Draft, Moment, Shape, acted_upon
from village_board.interchange.drafts.shapes import SHAPES
from village_board.interchange.kinds import kinds
from village_board.interchange.table import Progress
from village_board.notices.model import Follow
from village_board.people.model import Household, Person

#: keys looked up in one query.
_KEYS_A_QUERY = 400
_STEP = 500
#: What of an item villagers read: a change in one of these is a correction.
_SHOWN = ("name", "content", "nil", "period", "source")
#: Why an imported item was corrected, as its record holds it.
IMPORTED_AGAIN = "按更正后的来表（{file}）重新导入"


def batches(keys: Iterable[str]) -> Iterator[list[str]]:
    """Yield `keys` in lists that fit into one query."""
    left = iter(keys)
    while some := list(islice(left, _KEYS_A_QUERY)):
        yield some


class Entering:
    """Entering drafts into the board.

    Attributes:
        counts: records that are new, that changed, that stand as they were.
        notes: what a person should know of it.
        held: items that wait because the machine found in them what must not be public.
    """

    def __init__(self, desk: Desk, moment: Moment, progress: Progress | None, *, dry_run: bool) -> None:
        self.counts = {"inserted": 0, "updated": 0, "unchanged": 0}
        self.notes: list[Finding] = []
        self.held: list[Finding] = []
        self._desk = desk
        self._moment = moment
        self._progress = progress
        self._dry_run = dry_run
        self._changed_books = False
        self._replaced: list[Item] = []

    def enter(self, drafts: Mapping[str, Mapping[str, Draft]]) -> None:
        """Write what is new or changed, and the one act of it; a dry run only counts."""
        total = sum(map(len, drafts.values()))
        done = 0
        for name, of_kind in drafts.items():
            shape = SHAPES[name]
            stored = self._stored(shape, of_kind)
            waiting: list[Record] = []
            for key, draft in of_kind.items():
                self._judge(shape, draft, stored.get(key), waiting)
                done += 1
                if done % _STEP == 0:
                    self._write(waiting)
                    if self._progress is not None:
                        self._progress(done, total, name)
            self._write(waiting)
        derived = 0 if self._dry_run else self._write_households(drafts["people"].values()) + self._write_books(drafts)
        if self._progress is not None:
            self._progress(done, max(total, 1), "")
        if not self._dry_run and (self.counts["inserted"] or self.counts["updated"] or derived):
            self._desk.record("", **self.counts)

    def _write(self, waiting: list[Record]) -> None:
        if not self._dry_run:
            self._desk.put_many(replace(one, status=ItemStatus.SUPERSEDED) for one in self._replaced)
            for written in self._desk.put_many(waiting):
                if isinstance(written, Item) and written.correction is not None and written.rev == 1:
                    self._follow(written, written.correction.replaces)
        self._replaced.clear()
        waiting.clear()

    def _follow(self, item: Item, before: str) -> None:
        """Let whoever follows the version before follow the new one."""
        for follow in self._desk.find(Follow, where("record") == before):
            self._desk.put(replace(follow, record=item.id))

    def _judge(self, shape: Shape[Any], draft: Draft, stored: Record | None, waiting: list[Record]) -> None:
        record = shape.apply(draft, stored, self._moment)
        if isinstance(record, Item) and record is not stored:
            record = self._held_back(draft, record, stored if isinstance(stored, Item) else None)
        if record is stored:
            self.counts["unchanged"] += 1
        else:
            waiting.append(record)
            self._changed_books |= isinstance(record, Voucher | OpeningBalance)
            self.counts["inserted" if stored is None else "updated"] += 1
        if stored is not None and shape.board_leads and acted_upon(stored):
            self._note_kept(draft, record)

    def _held_back(self, draft: Draft, item: Item, stored: Item | None) -> Item:
        """Return the item as it may be written: what must not be public waits, and is named (facts 6.1)."""
        may_be, reason = held_back(item, stored)
        if reason is not None:
            self.held.append(draft.table.finding(draft.row, "content", reason))
        if may_be is None or may_be == stored:
            assert stored is not None
            return stored
        return self._corrected(draft, may_be, stored) if stored is not None else may_be

    def _corrected(self, draft: Draft, item: Item, stored: Item) -> Item:
        """Return a changed public item as a new version; the one that stood is kept and marked (A26)."""
        if not (stored.public and item.public) or acted_upon(stored):
            return item
        what = "、".join(
            draft.table.labels.get(name, name) for name in _SHOWN if getattr(item, name) != getattr(stored, name)
        )
        if not what:
            return item
        why = IMPORTED_AGAIN.format(file=draft.table.file)
        self._replaced.append(stored)
        return replace(
            item,
            id="",
            rev=0,
            change=None,
            version=stored.version + 1,
            correction=Correction(what, why, stored.id, self._moment.today),
            recorded_at=self._moment.now,
        )

    def _note_kept(self, draft: Draft, record: Record) -> None:
        kept = [
            draft.table.labels[name]
            for name, value in draft.values.items()
            if name in draft.table.labels and getattr(record, name) != value
        ]
        if kept:
            message = say(
                "{number} was changed on the board since; the board's own was kept: {columns}.",
                number=draft.key,
                columns="、".join(kept),
            )
            self.notes.append(Finding(message, draft.table.file, draft.table.sheet, draft.row))

    def _stored(self, shape: Shape[Any], keys: Iterable[str]) -> dict[str, Any]:
        """Return the stored records with these keys; of an item's versions, the one that holds."""
        found: dict[str, Any] = {}
        for some in batches(keys):
            for record in self._desk.find(shape.model, where(shape.key_field).one_of(some)):
                if isinstance(record, Item) and record.status is ItemStatus.SUPERSEDED:
                    continue
                found[getattr(record, shape.key_field)] = record
        return found

    def _write_households(self, drafts: Iterable[Draft]) -> int:
        """Write the households that follow from the people, and return how many changed."""
        numbers = list(dict.fromkeys(filter(None, (draft.values.get("household") for draft in drafts))))
        people: list[Person] = []
        standing: dict[str, Household] = {}
        for some in batches(numbers):
            people += self._desk.find(Person, where("household").one_of(some))
            standing |= {one.number: one for one in self._desk.find(Household, where("number").one_of(some))}
        changed = [one for one in households(people, standing) if one != standing.get(one.number)]
        self._desk.put_many(changed)
        return len(changed)

    def _write_books(self, drafts: Mapping[str, Mapping[str, Draft]]) -> int:
        """Keep the accounts that follow from vouchers and opening balances, and the day of the copy (P1)."""
        lines = [line for draft in drafts["vouchers"].values() for line in draft.values["lines"]]
        lines += [
            Line(draft.values["account"], account_name=draft.values.get("account_name", ""))
            for draft in drafts["opening_balances"].values()
        ]
        changed = learn_accounts(self._desk, lines) if lines else 0
        return changed + (note_copy(self._desk) if self._changed_books else 0)

    def loose_ends(self, drafts: Mapping[str, Mapping[str, Draft]]) -> Iterator[Finding]:
        """Yield, once each, numbers that point to records neither in the files nor on the board."""
        for of_kind in drafts.values():
            pointing: dict[tuple[str, str], tuple[Draft, str]] = {}
            for draft in of_kind.values():
                for column in draft.kind.columns:
                    number = draft.values.get(column.field) if column.refers else None
                    if number and number not in drafts[column.refers]:
                        pointing.setdefault((column.refers, number), (draft, column.field))
            for refers in dict.fromkeys(refers for refers, _ in pointing):
                known = self._stored(SHAPES[refers], [number for kind, number in pointing if kind == refers])
                for (kind, number), (draft, name) in pointing.items():
                    if kind == refers and number not in known:
                        message = say(
                            "{kind}: there is no {number} yet. Import its table too, or correct the number.",
                            kind=kinds()[refers].label,
                            number=number,
                        )
                        yield draft.table.finding(draft.row, name, message)
