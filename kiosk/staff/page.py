"""What a place in the staff's mode is: a page for the one who signed in, a keypad, or something that is done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiosk.sheet import Page, Sheet

if TYPE_CHECKING:
    from kiosk.shelf import Shelf
    from village_board.desk import Desk
    from village_board.i18n import Translator
    from village_board.people.model import Actor


@dataclass(frozen=True, slots=True)
class StaffPage(Page):
    """A page for `who`."""

    who: Actor


def _nothing(_t: Translator, _result: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Deed(Page):
    """Something that is done when its row is chosen.

    Attributes:
        do: does it, in one unit of work, by a service.
        told: what is said when it is done.
        leave: over how many places one goes back then; 0: the page is read again.
        then: the page that comes then, in place of those.
    """

    do: Callable[[Desk], Any]
    told: Callable[[Translator, Any], str] = _nothing
    leave: int = 0
    then: Callable[[Any], Page] | None = None

    def read(self, shelf: Shelf) -> Sheet:
        """Say nothing: a deed is done, not read."""
        del shelf
        return Sheet("", ())


@dataclass(frozen=True, slots=True)
class SignIn(Page):
    """The PIN of `person` was typed: `digits` are in no other place and are gone when it was tried."""

    person: str
    digits: str = field(repr=False)

    def read(self, shelf: Shelf) -> Sheet:
        """Say nothing: it is tried, not read."""
        del shelf
        return Sheet("", ())


@dataclass(frozen=True, slots=True)
class CodeFor(Page):
    """A one-time code is wanted for `person`: it has a screen of its own, and the session ends with it."""

    who: Actor
    person: str

    def read(self, shelf: Shelf) -> Sheet:
        """Say nothing: it is shown elsewhere."""
        del shelf
        return Sheet("", ())


class PadPage(Page):
    """A page with a keypad for digits."""

    __slots__ = ()
    #: how many digits it takes.
    digits_most = 4
    #: whether they are masked.
    secret = False

    @abstractmethod
    def entered(self, digits: str) -> Page:
        """Return where `digits` lead: a deed, or the next page."""
