"""Answers that are the same for everybody are worked out once: after a notice hundreds press the same button.

An answer is kept for the state of the store and the minute in which it was made. What looked at who asks is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from threading import Lock
from typing import Any

from bot.asking import Asking
from bot.reply import Reply

#: Answers that are kept at most.
MOST = 256
#: What belongs to the one who asks.
_PERSONAL = frozenset({"chat", "actor"})


class _Watched(Asking):
    """An `Asking` that notices when somebody looks at who asks."""

    __slots__ = ("looked",)
    looked: list[str]

    def __getattribute__(self, name: str) -> Any:
        if name in _PERSONAL:
            object.__getattribute__(self, "looked").append(name)
        return object.__getattribute__(self, name)


class KeptAnswers:
    """The answers of one state of the store."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: object = None
        self._answers: dict[tuple[object, ...], Reply] = {}

    def answer(self, version: int, view: Callable[[Asking], Reply], asking: Asking) -> Reply:
        """Return what `view` answers: kept, or worked out now.

        Args:
            version: of the store, taken before the records were read.
            view: the view.
            asking: what it is asked.
        """
        state = (version, asking.records.now.replace(second=0, microsecond=0), asking.settings)
        key = (view, asking.t.language, asking.args)
        with self._lock:
            if state != self._state:
                self._state, self._answers = state, {}
            elif (kept := self._answers.get(key)) is not None:
                return kept
        watched = _watched(asking)
        reply = view(watched)
        with self._lock:
            same = not watched.looked and reply.picture is None
            if same and state == self._state and len(self._answers) < MOST:
                self._answers[key] = reply
        return reply


def _watched(asking: Asking) -> _Watched:
    made = _Watched.__new__(_Watched)
    for field in fields(Asking):
        object.__setattr__(made, field.name, getattr(asking, field.name))
    object.__setattr__(made, "looked", [])
    return made
