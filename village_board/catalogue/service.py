"""A village's own catalogue: entries changed, added, switched off with a reason; every version stays readable."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.catalogue.model import Entry, EntryVersion
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.text.clean import clean

#: What a village may change in an entry. Its code stays: items, reasons and events point to it.
CHANGEABLE = frozenset(
    {"category", "name", "name_en", "frequency", "basis", "responsible", "form", "audience", "privacy", "group"}
)
_REQUIRED = ("category", "name", "basis", "responsible")


class EntryReasonMissing(Refused):
    """The catalogue is public, and so is why it changed."""

    sentence = N_("Say why {code} is changed and who decided it: the reason is public. Nothing was changed.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class EntryIncomplete(Refused):
    """An entry without its duty, its basis or its name tells nobody what is due."""

    sentence = N_("{code} needs a name, a category, a basis and somebody responsible. Nothing was changed.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class EntryUnchanged(Refused):
    """Nothing differs from what stands."""

    sentence = N_("{code} says that already. Nothing was changed.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class CodeTaken(Refused):
    """Two entries of one code could not be told apart."""

    sentence = N_("There is an entry {code} already: {name}. Give the new one another code.")

    def __init__(self, entry: Entry) -> None:
        super().__init__(code=entry.code, name=entry.name)


def entry_of(records: Records, code: str) -> Entry:
    """Return the entry with this code, switched off or not.

    Raises:
        NotFound: the catalogue has none.
    """
    entry = records.one(Entry, where("code") == code)
    if entry is None:
        raise NotFound(Entry.KIND.label, code)
    return entry


def entry_versions(records: Records, code: str) -> list[Entry]:
    """Return every version of an entry, the first one (as shipped or added) first, the one that holds last.

    Raises:
        NotFound: the catalogue has none.
    """
    earlier = records.find(EntryVersion, where("code") == code)
    return [*sorted(earlier, key=lambda one: one.version), entry_of(records, code)]


def change_entry(desk: Desk, code: str, reason: str, **values: Any) -> Entry:
    """Change an entry from now on; the version before stays readable.

    Args:
        desk: the unit of work.
        code: of the entry.
        reason: who decided it and why; public.
        **values: fields of `CHANGEABLE` by name.

    Raises:
        NotFound, EntryReasonMissing, EntryIncomplete, EntryUnchanged: with the facts.
        TypeError: a field that nobody may change.
    """
    desk.require(Act.CHANGE_ENTRY)
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(", ".join(sorted(unknown)))
    entry = entry_of(desk, code)
    changed = _cleaned(replace(entry, **values))
    if all(getattr(changed, name) == getattr(entry, name) for name in CHANGEABLE):
        raise EntryUnchanged(code)
    return _keep(desk, entry, changed, reason)


def switch_entry(desk: Desk, code: str, reason: str, *, off: bool) -> Entry:
    """Switch an entry off or on again; what is off is not due, and stays in the catalogue with the reason.

    Raises:
        NotFound, EntryReasonMissing, EntryUnchanged: with the facts.
    """
    desk.require(Act.SWITCH_ENTRY)
    entry = entry_of(desk, code)
    if entry.switched_off is off:
        raise EntryUnchanged(code)
    return _keep(desk, entry, replace(entry, switched_off=off), reason)


def add_entry(desk: Desk, entry: Entry, reason: str) -> Entry:
    """Add an entry of the village's own, such as one that a tenth of the villagers asked for (facts 1.8).

    Raises:
        CodeTaken, EntryReasonMissing, EntryIncomplete: with the facts.
    """
    desk.require(Act.ADD_ENTRY)
    made = _cleaned(replace(entry, code=clean(entry.code, limit=20)))
    if not made.code:
        raise EntryIncomplete("-")
    if standing := desk.one(Entry, where("code") == made.code):
        raise CodeTaken(standing)
    if not (why := clean(reason)):
        raise EntryReasonMissing(made.code)
    added = desk.put(
        replace(made, version=1, changed_on=desk.today, reason=why, changed_by=desk.who.id, switched_off=False)
    )
    desk.record(added.id)
    return added


def _cleaned(entry: Entry) -> Entry:
    texts = ("category", "name", "name_en", "basis", "responsible", "form")
    words: dict[str, Any] = {name: clean(getattr(entry, name)) for name in texts}
    cleaned = replace(entry, **words)
    if not all(getattr(cleaned, name) for name in _REQUIRED):
        raise EntryIncomplete(entry.code)
    return cleaned


def _keep(desk: Desk, before: Entry, changed: Entry, reason: str) -> Entry:
    """Keep the version before beside the one that holds from now on."""
    if not (why := clean(reason)):
        raise EntryReasonMissing(before.code)
    told = {field.name for field in fields(EntryVersion)} - {"id", "rev", "change"}
    desk.put(EntryVersion(**{name: getattr(before, name) for name in told}))
    kept = desk.put(
        replace(changed, version=before.version + 1, changed_on=desk.today, reason=why, changed_by=desk.who.id)
    )
    desk.record(kept.id)
    return kept
