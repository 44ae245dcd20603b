"""What was said at a hearing, as it may be kept: cleaned, numbered, nobody named who did not want it (P10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.hearings.model import Statement
from village_board.text.clean import clean

CONTENT_LIMIT = 2000
#: speeches of one hearing; a longer list is a file gone wrong.
MOST = 500


class SpeechEmpty(Refused):
    """A speech of which nothing is written down."""

    sentence = N_("Speech {slip} has no words. Write what was said, or take it out.")

    def __init__(self, slip: int) -> None:
        super().__init__(slip=slip)


class SlipTwice(Refused):
    """Two speeches with one number."""

    sentence = N_("Number {slip} is given to two speeches. Number them anew.")

    def __init__(self, slip: int) -> None:
        super().__init__(slip=slip)


class SpeakerMissing(Refused):
    """A speaker who wants to be named, without the name."""

    sentence = N_("Speech {slip} is to be public with the speaker's name, and there is no name. Write it, or say no.")

    def __init__(self, slip: int) -> None:
        super().__init__(slip=slip)


class SpeechesTooMany(Refused):
    """More speeches than a hearing has."""

    sentence = N_("{n} speeches are more than one hearing has ({most}). Look the file through.")

    def __init__(self, n: int) -> None:
        super().__init__(n=n, most=MOST)


def checked_statements(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return `statements` cleaned, in their order.

    Raises:
        SpeechEmpty, SlipTwice, SpeakerMissing, SpeechesTooMany: with the number.
    """
    cleaned = tuple(
        replace(
            one,
            standing=clean(one.standing),
            content=clean(one.content, limit=CONTENT_LIMIT, multiline=True),
            speaker=clean(one.speaker),
        )
        for one in statements
    )
    if len(cleaned) > MOST:
        raise SpeechesTooMany(len(cleaned))
    seen: set[int] = set()
    for one in cleaned:
        if not one.content:
            raise SpeechEmpty(one.slip)
        if one.slip in seen or one.slip < 1:
            raise SlipTwice(one.slip)
        if one.named_in_public and not one.speaker:
            raise SpeakerMissing(one.slip)
        seen.add(one.slip)
    return cleaned
