"""A guided conversation while a chat has it. Pure; it survives a restart at every step, and is left after a while."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

#: How long a chat's next words are taken as an answer: later they are a question again.
VALID_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Talk:
    """What is known so far.

    Attributes:
        name: which conversation it is.
        asked_at: when its last question was put.
        token: stands in each of its buttons and changes with each answer, so that an old button does nothing (A15).
        subject: id of the record that it is about; empty: none.
        about: what else its first button said of the record, such as which of several answers.
        subject_rev: that record's revision when it was shown; 0: it may change meanwhile (A17).
        person: id of the member who acts; empty: anybody's.
        given: the answers in the order in which they were given, each with its step.
    """

    name: str
    asked_at: datetime
    token: str
    subject: str = ""
    about: str = ""
    subject_rev: int = 0
    person: str = ""
    given: tuple[tuple[str, str], ...] = ()

    def is_open(self, now: datetime) -> bool:
        """Tell whether the chat's next words belong to it."""
        return self.asked_at <= now < self.asked_at + VALID_FOR

    def has(self, step: str) -> bool:
        """Tell whether `step` is answered, be it with nothing."""
        return any(key == step for key, _ in self.given)

    def answer(self, step: str) -> str:
        """Return the answer to `step`; empty where there is none."""
        return dict(self.given).get(step, "")

    def answered(self, step: str, value: str) -> Talk:
        """Return it with `value` as the answer to `step`; what was answered after that step is asked anew."""
        return replace(self, given=(*self.before(step).given, (step, value)))

    def before(self, step: str) -> Talk:
        """Return it as it was before `step` was answered."""
        keys = [key for key, _ in self.given]
        return replace(self, given=self.given[: keys.index(step)]) if step in keys else self

    def back(self) -> Talk:
        """Return it one answer earlier."""
        return replace(self, given=self.given[:-1])
