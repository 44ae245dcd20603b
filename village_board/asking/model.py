"""What villagers ask, and what an answer is made of. Pure; amounts in fen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from village_board.base.message import Message

_MONTHS, _QUARTER = 12, 3
_SEPARATOR = "|"


class Kind(StrEnum):
    """What is asked. The words by which each is known stand in ``data/asking/kinds.toml``."""

    MEETING = "meeting"
    CASE = "case"
    SPENT = "spent"
    EARNED = "earned"
    BALANCE = "balance"
    ACCOUNTS = "accounts"
    USES = "uses"
    LET = "let"
    RENT = "rent"
    DEBTS = "debts"
    IDLE = "idle"
    LAND = "land"
    SUBSIDY = "subsidy"
    LATE = "late"
    DEADLINE = "deadline"
    GUIDE = "guide"
    CONTACT = "contact"
    PAY = "pay"
    RECEPTION = "reception"
    SLIP = "slip"
    NEWEST = "newest"
    HEARINGS = "hearings"
    DECISIONS = "decisions"
    STATISTICS = "statistics"
    ACCESS = "access"
    POWER = "power"
    POLLS = "polls"
    THING = "thing"  # only a thing was named: whatever the records hold of it
    # What the surface itself does; the core has no answer to it.
    WRONGDOING = "wrongdoing"
    STOP = "stop"
    SUBSCRIBE = "subscribe"
    SETTINGS = "settings"
    FOLLOWING = "following"
    ASK = "ask"
    MINE = "mine"
    LANGUAGE = "language"
    MENU = "menu"
    HOW = "how"


#: kinds that a surface answers with its own pages and dialogues; the core has answers to all others.
SURFACE = frozenset(
    {
        Kind.SLIP, Kind.NEWEST, Kind.HEARINGS, Kind.DECISIONS, Kind.STATISTICS, Kind.ACCESS, Kind.POWER, Kind.POLLS,
        Kind.WRONGDOING, Kind.STOP,
        Kind.SUBSCRIBE, Kind.SETTINGS, Kind.FOLLOWING, Kind.ASK, Kind.MINE, Kind.LANGUAGE, Kind.MENU, Kind.HOW,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `first` to `last`, ``2026-03``, both included."""

    first: str
    last: str

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return a whole year."""
        return cls(f"{year:04d}-01", f"{year:04d}-12")

    @classmethod
    def of_months(cls, year: int, month: int, length: int = 1) -> Period:
        """Return so many months, of which `month` is the first; a month beyond December is one of the next year."""
        end = year * _MONTHS + month - 1 + length - 1
        return cls(f"{year:04d}-{month:02d}", f"{end // _MONTHS:04d}-{end % _MONTHS + 1:02d}")

    @classmethod
    def read(cls, text: str) -> Period | None:
        """Return the period that `str` wrote; None for anything else."""
        first, _, last = text.partition("_")
        try:
            read = cls(first, last or first)
            ordered = read.first_day <= read.last_day
        except ValueError:
            return None
        return read if ordered else None

    def __str__(self) -> str:
        return self.first if self.first == self.last else f"{self.first}_{self.last}"

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return int(self.first[:4])

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return self == Period.of_year(self.year)

    @property
    def quarter(self) -> int:
        """Which calendar quarter it is; 0: none."""
        month = int(self.first[5:])
        whole = Period.of_months(self.year, month, _QUARTER) == self and month % _QUARTER == 1
        return (month - 1) // _QUARTER + 1 if whole else 0

    @property
    def first_day(self) -> date:
        """Its first day.

        Raises:
            ValueError: it is no month.
        """
        return date.fromisoformat(f"{self.first}-01")

    @property
    def last_day(self) -> date:
        """Its last day.

        Raises:
            ValueError: it is no month.
        """
        in_last = date.fromisoformat(f"{self.last}-01")
        return (in_last.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def holds(self, month: str) -> bool:
        """Tell whether ``2026-03`` lies in it."""
        return self.first <= month <= self.last


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and of what.

    Attributes:
        kind: what is asked.
        period: of which months.
        thing: the thing, place, office or topic that was named, folded; with its group, if one was.
        group: the number of a villagers' group; 0: none was named.
    """

    kind: Kind
    period: Period | None = None
    thing: str = ""
    group: int = 0

    def packed(self, limit: int = 48) -> str:
        """Return it in so few bytes that a button can carry it; a long thing is cut."""
        head = _SEPARATOR.join((self.kind.value, str(self.period or ""), str(self.group or ""), ""))
        room = max(limit - len(head.encode()), 0)
        thing = self.thing.replace(_SEPARATOR, " ").encode()[:room].decode(errors="ignore").strip()
        return head + thing

    @classmethod
    def read(cls, text: str) -> Question | None:
        """Return the question that `packed` wrote; None for anything else (A14)."""
        fields = text.split(_SEPARATOR)
        if len(fields) != 4 or fields[0] not in Kind._value2member_map_:  # noqa: PLR2004 - the fields of `packed`
            return None
        group = int(fields[2]) if fields[2].isascii() and fields[2].isdigit() and len(fields[2]) < 4 else 0  # noqa: PLR2004
        return cls(Kind(fields[0]), Period.read(fields[1]), fields[3], group)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was said, and how sure that is, from 0 to 1."""

    question: Question
    confidence: float


@dataclass(frozen=True, slots=True)
class Understood:
    """All ways to understand what was said, the likeliest first; none where nothing was said."""

    readings: tuple[Reading, ...] = ()
    rest: str = ""  # what no word of ours covers

    @property
    def best(self) -> Reading | None:
        """The likeliest reading."""
        return self.readings[0] if self.readings else None

    @property
    def choices(self) -> tuple[Reading, ...]:
        """The readings between which only the one who asked can choose; empty where one is clear."""
        close = tuple(one for one in self.readings if self.readings[0].confidence - one.confidence < _CLOSE)
        return close[:MOST_CHOICES] if len(close) > 1 else ()


#: buttons that are offered where a question can be meant in several ways.
MOST_CHOICES = 3
_CLOSE = 0.045


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table below an answer. `id` is that of the record behind it, if there is one to open."""

    line: Message
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one can do next: ask something else, or open a record."""

    label: Message
    question: Question | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or a pair of bars side by side. Amounts in fen, never below nothing."""

    label: Message
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """What a picture of bars shows: a title that is a sentence, a name for each bar of a pair, the bars."""

    title: Message
    series: tuple[Message, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, for every surface the same.

    Attributes:
        question: what it answers.
        sentence: the answer itself.
        notes: sentences that belong to it: what is missing and who owes it, how it was counted.
        rows: the table below it, all of it.
        period: of what time it speaks.
        judged_on: the day on which it is so, where no period says it.
        published_on: the day on which it was published, where that is one day.
        code: the short code of the one record behind it.
        next: what one can do next.
        bars: what a picture of it shows.
        found: False where there was nothing to answer from; then the sentence says what is missing.
    """

    question: Question
    sentence: Message
    notes: tuple[Message, ...] = ()
    rows: tuple[Row, ...] = ()
    period: Message | None = None
    judged_on: date | None = None
    published_on: date | None = None
    code: str = ""
    next: tuple[Step, ...] = ()
    bars: Bars | None = None
    found: bool = True

    @property
    def opened(self) -> Iterator[Row]:
        """The rows behind which a record can be opened."""
        return (row for row in self.rows if row.id)
