"""What a form is: its fields, what it does, where a refusal is said. Declared once, shown by `BlankScreen`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from village_board.base.ids import is_id
from village_board.base.message import N_, Message

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.base.errors import BoardError
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.acts import Act

    Said = Callable[[Records, Filled, Translator], Sequence[Paragraph]]


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"  # one line
    LINES = "lines"  # several lines
    AMOUNT = "amount"  # yuan; read as fen
    AREA = "area"  # mu; read as Decimal
    COUNT = "count"  # a whole number, 0 or more
    DAY = "day"  # 2026-09-30; also a short one: 9-30, 今天
    TIME = "time"  # 2026-09-30 15:00
    MONTH = "month"  # 2026-09; also 2026年9月, 9月 of this year
    PERIOD = "period"  # a month, a quarter such as 2026-Q3, or a year
    CHOICE = "choice"  # one of a few, all to be seen
    YES_NO = "yes_no"
    PICK = "pick"  # one of a long list (F4), or its code typed
    PERSON = "person"  # a registered person: number or name, or from the list
    FILE = "file"  # path of a file of this machine, typed, pasted or found (F4)
    SECRET = "secret"  # a PIN: never shown, never kept  # noqa: S105 - a kind of field


#: a name of the program's own, which means nothing to a reader; the village's own codes hold digits or capitals.
_OWN_NAME = re.compile(r"[a-z][a-z_.]*")


@dataclass(frozen=True)
class Option:
    """One value that a field may have: what is kept, what is read, and a word more."""

    value: str
    words: str
    more: str = ""

    @property
    def shown(self) -> str:
        """What stands in the field once it is chosen: a code that the village knows, else the words."""
        return self.words if is_id(self.value) or _OWN_NAME.fullmatch(self.value) else self.value


Options = Callable[["Records", "Translator"], Sequence[Option]]
Answers = Mapping[str, str]

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        name: unique in its form; what `Filled` is asked for.
        label: English words, marked with `N_`.
        kind: what it takes.
        required: an empty one is refused before the service is asked.
        hint: what to write, said at the foot while the field has the focus; marked with `N_`.
        options: of CHOICE and PICK: what may be chosen; PERSON lists everybody where none is given.
        limit: characters; 0 for the usual.
        asked: whether it is asked at all, by the answers so far; None: always.
        free: of PICK: the list proposes, and other words are taken too.
        signed: of AMOUNT: it may be below nothing.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    hint: str = ""
    options: Options | None = None
    limit: int = 0
    asked: Callable[[Answers], bool] | None = None
    free: bool = False
    signed: bool = False


@dataclass(frozen=True)
class Place:
    """Where a refusal is said: at which field, and in which words where its own name commands of the terminal.

    `words` are marked with `N_` and may use the facts of the refusal. `lacks` is what a guard found missing, where one
    class of refusal speaks for several guards: the guard's name, or the message id of what it says. `when` asks the
    refusal itself, where its figures tell the field.
    """

    error: type[BoardError]
    field: str = ""
    words: str = ""
    lacks: str = ""
    when: Callable[[BoardError], bool] | None = None

    def fits(self, error: BoardError) -> bool:
        """Tell whether this refusal is said here."""
        lacks, when = self.lacks, self.when
        return (
            isinstance(error, self.error)
            and (not lacks or lacks in _named(error.facts.values()))
            and (when is None or when(error))
        )


def _named(facts: Iterable[object]) -> Iterator[object]:
    """Yield facts, of messages their ids and the facts inside them."""
    for fact in facts:
        if isinstance(fact, Message):
            yield fact.msgid
            yield from _named(fact.facts.values())
        else:
            yield fact


def _done(t: Translator, result: Any) -> str:
    title = getattr(result, "title", "")
    return t("Done: {title}", title=title) if title else t("Done.")


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        name: under which drafts are kept; the same for ever.
        title: what it is about; marked with `N_`.
        fields: in the order of the paper.
        do: does it, in one unit of work, by a service; refuses whatever the service refuses.
        prepare: what is made of the form before the unit of work begins, where that takes time, such as looking at a
            file; `do` finds it in ``filled.prepared``.
        act: whoever may not do this is not shown the form.
        button: what F2 does; marked with `N_`.
        about: a sentence above the fields; marked with `N_`.
        start: what stands in the fields at first.
        beside: what is said beside the form about what was typed, in the office's thread and a second after the
            last key: findings of the gates, a reckoning.
        places: where refusals are said; the first that fits.
        sure: what is asked before it is done, where it cannot be undone; marked with `N_`.
        told: what is said when it is done.
        after: the screen that comes then; None or nothing: the one below the form.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    do: Callable[[Desk, Filled], Any]
    prepare: Callable[[Records, Filled], Any] | None = None
    act: Act | None = None
    button: str = N_("Do it")
    about: str = ""
    start: Callable[[Records, str], Answers] | None = None
    beside: Said | None = None
    places: tuple[Place, ...] = ()
    sure: str = ""
    told: Callable[[Translator, Any], str] = _done
    after: Callable[[Any], DeskScreen | None] | None = None

    def asked(self, answers: Answers) -> tuple[Field, ...]:
        """Return the fields that are asked, by the answers so far."""
        return tuple(field for field in self.fields if field.asked is None or field.asked(answers))
