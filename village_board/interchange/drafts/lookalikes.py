"""Names in what is imported that may be taken for others (A7): a note, which stops nothing, as beside the forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from village_board.base.message import Message, say
from village_board.interchange.drafts.shape import Draft
from village_board.people.model import Person
from village_board.text.fold import name_key


def find_lookalikes(drafts: Mapping[str, Draft], stored: Iterable[Person]) -> Iterator[tuple[Message, Draft]]:
    """Yield the drafts of people whose name looks like that of somebody with another number.

    Whoever stands on the board already under this number and name was looked at before.

    Args:
        drafts: the people of the files, by number.
        stored: the people on the board.
    """
    known = {one.number: one.name for one in stored}
    bearers: dict[str, dict[str, str]] = {}
    for number, name in known.items():
        bearers.setdefault(name_key(name), {})[number] = name
    for number, draft in drafts.items():
        name = draft.values.get("name", "")
        key = name_key(name)
        others = {one: bearer for one, bearer in bearers.get(key, {}).items() if one != number}
        if key and others and name_key(known.get(number, "")) != key:
            other, bearer = next(iter(others.items()))
            yield _looks_like(name, bearer, other), draft
        bearers.setdefault(key, {})[number] = name


def _looks_like(name: str, bearer: str, number: str) -> Message:
    if name == bearer:
        return say("{number} is called {name} as well. If they are one person, enter them once.",
                   number=number, name=name)  # fmt: skip
    return say(
        "{name} reads like {bearer} ({number}). If they are one person, enter them once.",
        name=name, bearer=bearer, number=number,
    )  # fmt: skip
