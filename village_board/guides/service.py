"""Keeping guides and contacts: add, change, make sure of, withdraw; and what holds today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from village_board.base.message import Message, say
from village_board.desk import Desk, Records
from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.refusals import CheckedInFuture, NoReason, PersonalInText, StandsAlready, WithdrawnAlready
from village_board.guides.rules import as_checked, check, cleaned
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.privacy.words import KIND_WORDS
from village_board.proofreading.contacts import stale_contacts
from village_board.text.clean import clean

U = TypeVar("U", bound=Upheld)

KINDS: tuple[type[Upheld], ...] = (Guide, Contact)


def add(desk: Desk, one: U) -> U:
    """Add a guide or a contact; whoever adds it with a day of check says that they made sure of it.

    Raises:
        FieldMissing, DaysDisordered, CheckedInFuture, AmountNegative, FeeWithoutBasis, NotATelephone: see `check`.
        StandsAlready: one with this title stands.
        PersonalInText: personal data stands in it.
    """
    desk.require(Act.ADD_GUIDE)
    new = _judged(desk, replace(one, id="", rev=0, version=1, withdrawn_on=None, withdrawn_reason=""))
    kept = desk.put(replace(new, checked_by=desk.who.id if new.checked_on else ""))
    desk.record(kept.id)
    return kept


def change(desk: Desk, cls: type[U], id: str, values: Mapping[str, Any]) -> U:  # noqa: A002 - the field's own name
    """Change a guide or a contact: a new version; the log keeps who changed what.

    Args:
        desk: the unit of work.
        cls: Guide or Contact.
        id: which one.
        values: the fields that change.

    Raises:
        NotFound: there is none with this id.
        WithdrawnAlready: it was taken back.
        FieldMissing, DaysDisordered, CheckedInFuture, AmountNegative, FeeWithoutBasis, NotATelephone: see `check`.
        StandsAlready: another one has the new title.
        PersonalInText: personal data stands in it.
    """
    desk.require(Act.CHANGE_GUIDE)
    standing = _standing(desk, cls, id)
    new = _judged(desk, replace(standing, **values))
    if new != standing:
        new = desk.put(replace(new, version=standing.version + 1))
    desk.record(id)
    return new


def confirm_checked(desk: Desk, cls: type[U], id: str, on: date | None = None) -> U:  # noqa: A002
    """Write down that somebody made sure of it, today or on the day `on`.

    Raises:
        NotFound: there is none with this id.
        WithdrawnAlready: it was taken back.
        CheckedInFuture: `on` is still to come.
    """
    desk.require(Act.CHECK_GUIDE)
    standing = _standing(desk, cls, id)
    day = on or desk.today
    if day > desk.today:
        raise CheckedInFuture(day, desk.today)
    kept = desk.put(replace(standing, checked_on=day, checked_by=desk.who.id))
    desk.record(id)
    return kept


def withdraw(desk: Desk, cls: type[U], id: str, reason: str) -> U:  # noqa: A002
    """Take a guide or a contact back, with the reason: nobody finds it any more.

    Raises:
        NotFound: there is none with this id.
        WithdrawnAlready: it was taken back before.
        NoReason: why is not said.
        PersonalInText: the reason holds personal data.
    """
    desk.require(Act.WITHDRAW_GUIDE)
    standing = _standing(desk, cls, id)
    why = clean(reason)
    if not why:
        raise NoReason(standing.title)
    check_texts(standing.title, why)
    kept = desk.put(replace(standing, withdrawn_on=desk.today, withdrawn_reason=why))
    desk.record(id)
    return kept


def holding(records: Records, cls: type[U]) -> list[U]:
    """Return the guides or contacts that hold today, by title."""
    return sorted((one for one in records.all(cls) if one.holds_on(records.today)), key=lambda one: (one.title, one.id))


def every(records: Records, cls: type[U]) -> list[U]:
    """Return all guides or contacts that are not withdrawn, those to come and those past too, by title."""
    return sorted((one for one in records.all(cls) if one.public), key=lambda one: (one.title, one.id))


def stale(records: Records) -> list[tuple[Upheld, Message]]:
    """Return what holds today and nobody made sure of within the limit ``guide.check_days``, each with its reason."""
    kept = [one for cls in KINDS for one in holding(records, cls)]
    remarks = stale_contacts(map(as_checked, kept), records.today, limits_of(records).days("guide.check_days"))
    return [(kept[remark.place.block], remark.reason) for remark in remarks]


def check_texts(title: str, *texts: str) -> None:
    """Refuse texts that hold personal data; each is looked at alone, as it is shown.

    Raises:
        PersonalInText: with the kind of what was found, never the value.
    """
    from village_board.privacy.document import document_of  # noqa: PLC0415 - only where something is written
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build
    from village_board.privacy.model import Severity  # noqa: PLC0415

    for text in filter(None, texts):
        for hit in gate(document_of(text)):
            if hit.severity is Severity.BLOCK:
                raise PersonalInText(clean(title), say(KIND_WORDS[hit.kind]))


def _standing(desk: Desk, cls: type[U], id: str) -> U:  # noqa: A002
    standing = desk.get(cls, id)
    if not standing.public:
        raise WithdrawnAlready(standing.title, standing.withdrawn_on, standing.withdrawn_reason)
    return standing


def _judged(desk: Desk, one: U) -> U:
    new = cleaned(one)
    check(new, desk.today)
    # The title itself may be what must not be shown: the refusal names the kind of record instead.
    check_texts(str(type(new).KIND.label), *new.texts())
    for other in every(desk, type(new)):
        if other.title == new.title and other.id != new.id and _overlap(other, new):
            raise StandsAlready(other.title, other.id)
    return new


def _overlap(one: Upheld, two: Upheld) -> bool:
    """Tell whether there is a day on which both hold: next year's guide may stand beside this year's."""
    return not (
        (one.valid_until and two.valid_from and one.valid_until < two.valid_from)
        or (two.valid_until and one.valid_from and two.valid_until < one.valid_from)
    )
