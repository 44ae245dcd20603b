"""What can be done next, as targets: only what the roles of the one at the desk allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.widgets.ink import clipped
from kiosk.widgets.painted import Painter, Target
from village_board.people.acts import PERMITTED, ROLE_WORDS, Act
from village_board.people.model import Role

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from kiosk.desk.paper import Paragraph
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_DIGITS = 9


@dataclass(frozen=True)
class Step:
    """One thing that can be done.

    Attributes:
        name: unique on its screen.
        words: marked with `N_`.
        opens: makes the screen on which it is done.
        act: whoever may not do this does not see it; None: everybody does.
        key: a function key, such as ``f3``; empty: none.
        about: what tells it from another of the same words, as it stands in the record: the post that ends.
    """

    name: str
    words: str
    opens: Callable[[], DeskScreen]
    act: Act | None = None
    key: str = ""
    about: str = ""

    @property
    def target(self) -> str:
        """The id of its button: names may hold codes of the village's own, ids of widgets only letters and digits."""
        return "step-" + re.sub(r"[^A-Za-z0-9_-]", "-", self.name)

    def is_for(self, who: Actor) -> bool:
        """Tell whether the roles of `who` allow it."""
        return self.act is None or bool(who.roles & PERMITTED[self.act])


def form_step(form: Form, subject: str = "", *, words: str = "", key: str = "", about: str = "") -> Step:
    """Return the step that opens `form` about `subject`, under the words of its title unless others are given."""

    def opens() -> DeskScreen:
        from kiosk.desk.blank.screen import BlankScreen  # noqa: PLC0415 - when it is wanted

        return BlankScreen(form, subject)

    return Step(form.name, words or form.title, opens, form.act, key, about)


def step_targets(steps: Sequence[Step], who: Actor, t: Translator, *, numbered: bool = False) -> Iterator[Target]:
    """Yield a button for each step that is for `who`; `numbered` gives digits to those without a key."""
    number = 0
    for one in steps:
        if one.is_for(who):
            number += 1
            key = one.key or (str(number) if numbered and number <= _DIGITS else "")
            words = f"{t(one.words)}  {one.about}" if one.about else t(one.words)
            yield Target(_in_line(key.upper(), words), id=one.target, key=key, classes="button")


def others_do(steps: Sequence[Step], who: Actor, t: Translator) -> list[Paragraph]:
    """Return who does the steps that are not for `who`: nobody looks for them in vain."""
    said: dict[str, str] = {}
    for one in steps:
        if one.act is not None and not one.is_for(who):
            roles = [t(ROLE_WORDS[role]) for role in Role if role in PERMITTED[one.act]]
            said[one.words] = t("{what}: done by {roles}.", what=t(one.words), roles=roles)
    return [(words, "soft") for words in said.values()]


def _in_line(key: str, words: str) -> Painter:
    """Return the painter of a step: keys and words of several stand below each other."""
    lead = f"  {key:<3} "
    return lambda width, _height: [((lead, "accent"), (clipped(words, max(width - len(lead), 1)), "strong"))]
