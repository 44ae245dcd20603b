"""Failed acts. A problem in data is a `Finding`, a value; an act that cannot be done is one of these.

Each error class has a fixed constructor that takes facts, and one sentence that names what is wrong, where, and
what to do. Features define their own errors below `Refused`.

    BoardError            exit code
      Refused             1   a rule says no
        NotFound
        NotPermitted
        NumberTaken
        ChangedByAnother
      UsageError          2   the command or its options are off
      StoreError          3   the store cannot be opened, read or written
      OutsideError        4   the network, Telegram, another program
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from village_board.base.message import N_, Message


class BoardError(Exception):
    """A failed act, with the facts of its sentence."""

    sentence: ClassVar[str] = N_("Something failed.")
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(str(self.message))

    @property
    def message(self) -> Message:
        """The sentence of this error, still without a language."""
        return Message(self.sentence, self.facts)


class Refused(BoardError):
    """A rule says no; nothing was written."""


class NotFound(Refused):
    """No record has this id or number."""

    sentence = N_("There is no {kind} {id}. Look it up with 'village-board search'.")

    def __init__(self, kind: Message, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(kind=kind, id=id)


class NotPermitted(Refused):
    """The person's roles do not allow the act."""

    sentence = N_("{person} may not do this: {act}. It needs one of these roles: {roles}.")

    def __init__(self, person: str, act: Message, roles: Message) -> None:
        super().__init__(person=person, act=act, roles=roles)


class NumberTaken(Refused):
    """Another record of this kind has the number; other records point to it by that number."""

    sentence = N_("There is a {kind} {number} already: {title}. Nothing was saved; give it another number.")

    def __init__(self, kind: Message, number: str, title: str) -> None:
        super().__init__(kind=kind, number=number, title=title)


class ChangedByAnother(Refused):
    """Somebody changed the record after it was read; the second of two writers learns who changed what."""

    sentence = N_(
        "{title} was changed by {person} at {when} ({fields}). Nothing of yours was saved: "
        "open it again and repeat your change."
    )

    def __init__(self, title: str, person: str, when: datetime, fields: str) -> None:
        super().__init__(title=title, person=person, when=when, fields=fields)


class UsageError(BoardError):
    """The command or one of its options cannot be understood."""

    exit_code = 2


class StoreError(BoardError):
    """The store cannot be opened, read or written; what was acknowledged before stays as it was."""

    exit_code = 3


class OutsideError(BoardError):
    """Something outside this program did not answer or refused."""

    exit_code = 4
