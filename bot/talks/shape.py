"""What a guided conversation is made of: steps that ask, a review, and what is done at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.asking import Asking
from bot.reply import Reply
from village_board.attachments.files import AttachmentStore
from village_board.base.errors import Refused
from village_board.chats.talk import Talk
from village_board.desk import Desk
from village_board.i18n import Translator
from village_board.people.acts import Act


@dataclass(frozen=True, slots=True)
class Told:
    """One conversation as it stands, in the unit of work of its next step.

    `files` is where attachments lie; `file` the content of the file that it is about, where its last step needs it.
    """

    desk: Desk
    asking: Asking
    talk: Talk
    files: AttachmentStore
    file: bytes = b""

    @property
    def t(self) -> Translator:
        """The words of the chat's language."""
        return self.asking.t

    def answer(self, step: str) -> str:
        """Return what was answered to `step`."""
        return self.talk.answer(step)


class TakenElsewhere(Exception):
    """What was typed is not taken here at all: the conversation ends, and `reply` says who takes it (P15, P21)."""

    def __init__(self, reply: Callable[[Asking], Reply]) -> None:
        super().__init__()
        self.reply = reply


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        lines: the words.
        choices: the buttons that answer it, one a row.
        leave: what the button says that leaves the conversation; empty: the usual.
    """

    lines: Sequence[str]
    choices: Sequence[Choice] = ()
    leave: str = ""


def _never(told: Told, error: Refused) -> Question | None:  # noqa: ARG001 - the default
    return None


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        ask: its question.
        take: what is kept of typed words, or a refusal; None: only a button answers.
        refused: the question after a refusal, where it is another than the same with the refusal above it.
        also: buttons of `refused` that are no answer: each gives the conversation as it goes on.
        skip: tells that it is not asked now.
    """

    ask: Callable[[Told], Question]
    take: Callable[[Told, str], str] | None = None
    refused: Callable[[Told, Refused], Question | None] = _never
    also: Mapping[str, Callable[[Talk], Talk]] = field(default_factory=dict)
    skip: Callable[[Told], bool] = lambda told: False  # noqa: ARG005


def _fine(told: Told) -> None:
    """Check nothing."""


@dataclass(frozen=True)
class Guide:
    """One conversation.

    Attributes:
        steps: by their names, in the order in which they are asked.
        finish: what is done with the answers; it gives the receipt.
        review: the whole before it is done; None: the last answer does it.
        confirm: what the button says that does it (an id of the catalogue).
        retype: the step that words answer anew when nothing that can be typed is asked.
        check: refuses where the matter is no longer such that one can begin or go on.
        acts: what a member needs one of; empty: it is everybody's.
        bound: whether the matter must stand as it was shown (A17).
        needs_file: whether its end needs the file whose name in the chat program is `Talk.about`.
        left: what is said when it is left (an id of the catalogue).
    """

    steps: Mapping[str, Step]
    finish: Callable[[Told], Reply]
    review: Callable[[Told], Sequence[str]] | None = None
    confirm: str = ""
    retype: str = ""
    check: Callable[[Told], object] = _fine
    acts: frozenset[Act] = frozenset()
    bound: bool = False
    needs_file: bool = False
    left: str = ""

    def open_step(self, told: Told) -> str:
        """Return the step that is asked next; empty: all are answered."""
        return next(
            (name for name, step in self.steps.items() if not told.talk.has(name) and not step.skip(told)),
            "",
        )
