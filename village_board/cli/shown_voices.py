"""A record as everybody may read it: villagers' words with their personal numbers masked, nobody named (P10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from village_board.base.kind import Record
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.opinions import public_text
from village_board.hearings.voices import Interpellation, Opinion
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Actor

_R = TypeVar("_R", bound=Any)


def reads_whole(who: Actor) -> bool:
    """Tell whether `who` may read villagers' words as they were handed in: those who may know who objected."""
    return bool(who.roles & PERMITTED[Act.IDENTIFY_OBJECTOR])


def as_public(record: Record) -> Record:
    """Return `record` without what the office alone may know of those who spoke; other kinds as they are."""
    mask = _MASKS.get(type(record))
    return mask(record) if mask is not None else record


def _resolution(one: Resolution) -> Resolution:
    told = ("content", "answer", "opinion")
    return replace(one, objections=tuple(_masked(each, *told, objector="") for each in one.objections))


def _hearing(one: Hearing) -> Hearing:
    said = tuple(
        _masked(each, "content", "reply", speaker=each.speaker if each.named_in_public else "")
        for each in one.statements
    )
    return replace(one, statements=said)


def _execution(one: Execution) -> Execution:
    return replace(one, objections=tuple(_masked(each, "content", "answer") for each in one.objections))


def _interpellation(one: Interpellation) -> Interpellation:
    return _masked(one, "question", "answer", "about", asked_by=())


def _opinion(one: Opinion) -> Opinion:
    return _masked(one, "content", "reply", person="", replied_by="")


def _masked(one: _R, *texts: str, **others: Any) -> _R:
    hidden: dict[str, Any] = {name: public_text(getattr(one, name)) for name in texts}
    return replace(one, **hidden, **others)


_MASKS: Mapping[type[Record], Callable[[Any], Record]] = {
    Resolution: _resolution,
    Hearing: _hearing,
    Execution: _execution,
    Interpellation: _interpellation,
    Opinion: _opinion,
}
