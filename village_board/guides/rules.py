"""What a guide and a contact must hold, and in what they may not differ from the days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.refusals import (
    AmountNegative,
    CheckedInFuture,
    DaysDisordered,
    FeeWithoutBasis,
    FieldMissing,
    NotATelephone,
)
from village_board.proofreading.model import Contact as Checked
from village_board.text.clean import clean
from village_board.text.fold import fold

U = TypeVar("U", bound=Upheld)

#: characters of one step or paper, and of other fields.
TEXT_LIMIT = 300
#: an area code, groups with hyphens or spaces, an extension: what offices have, from 110 to 0512-63221234-8001.
_TELEPHONE = re.compile(r"(?=(?:\D*\d){3,16}\D*$)\+?[\d(（][\d\s()（）-]*\d(?:\s*(?:转|分机)\s*\d{1,6})?", re.ASCII)
_NEEDED: dict[type[Upheld], tuple[str, ...]] = {
    Guide: ("name", "steps", "where", "owner"),
    Contact: ("office", "what_for", "telephone", "owner"),
}


def cleaned(one: U) -> U:
    """Return `one` with every text cleaned, and empty lines of its lists left out."""
    changed: dict[str, Any] = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name in ("id", "rev", "change"):
            continue
        if isinstance(value, str):
            changed[field.name] = clean(value, limit=TEXT_LIMIT)
        elif isinstance(value, tuple):
            changed[field.name] = tuple(filter(None, (clean(each, limit=TEXT_LIMIT) for each in value)))
    return replace(one, **changed)


def check(one: Upheld, today: date) -> None:
    """Refuse what helps nobody: a part missing, days in the wrong order, a fee without a rule, no number.

    Raises:
        FieldMissing, DaysDisordered, CheckedInFuture, AmountNegative, FeeWithoutBasis, NotATelephone: says which.
    """
    for name in _NEEDED[type(one)]:
        if not getattr(one, name):
            raise FieldMissing(name)
    if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
        raise DaysDisordered(one.valid_from, one.valid_until)
    if one.checked_on and one.checked_on > today:
        raise CheckedInFuture(one.checked_on, today)
    if isinstance(one, Guide):
        _check_guide(one)
    if isinstance(one, Contact) and not _TELEPHONE.fullmatch(one.telephone):
        raise NotATelephone(one.telephone)


def _check_guide(one: Guide) -> None:
    for name in ("fee", "promised_days"):
        if getattr(one, name) < 0:
            raise AmountNegative(name)
    if one.fee and not one.fee_basis:
        raise FeeWithoutBasis


def as_checked(one: Upheld) -> Checked:
    """Return `one` as the rule about old checks reads it."""
    return Checked(one.title, one.shown_as, one.checked_on)


def named(guides: Iterable[Guide], words: str) -> list[Guide]:
    """Return the guides that `words` mean: by name or old name, whole names first; neither script nor width counts."""
    wanted = fold(words).replace(" ", "")
    if not wanted:
        return []
    names = {one.id: [fold(name).replace(" ", "") for name in (one.name, *one.old_names)] for one in guides}
    found = [one for one in guides if any(wanted in name or name in wanted for name in names[one.id] if name)]
    whole = [one for one in found if wanted in names[one.id]]
    return whole or found
