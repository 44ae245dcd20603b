"""Reading what a person typed for a count or a time. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from village_board.base.clock import SHANGHAI, local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.hearings.model import DAY_BEGINS

#: no village has as many people; a longer number is a slip of the finger.
_DIGITS = 6
_YEARS = range(1900, 3000)
_TIME = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[\sT]*(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})?\s*分?)?"
)


class NumberUnfit(Refused):
    """A count that is no number."""

    sentence = N_("'{text}' is no number of people. Write digits only, such as 38.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class TimeUnfit(Refused):
    """A time that is none."""

    sentence = N_("'{text}' is no day or time. Write it as '2026-09-30' or '2026-09-30 15:00'.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class AnswerMissing(Refused):
    """A question without an answer."""

    sentence = N_("'{question}' is not filled in yet.")

    def __init__(self, question: Message) -> None:
        super().__init__(question=question)


def read_number(text: str) -> int | None:
    """Return the number that `text` holds, full-width digits included; None for an empty one.

    Raises:
        NumberUnfit: it is none, or longer than any village's.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= _DIGITS):
        raise NumberUnfit(text)
    return int(plain)


def read_time(text: str) -> datetime | None:
    """Return the instant of a day, or of a day and time, in Shanghai; a day alone is nine o'clock. None: empty.

    Raises:
        TimeUnfit: it is neither.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    found = _TIME.fullmatch(plain)
    if found is None or int(found["year"]) not in _YEARS:
        raise TimeUnfit(text)
    hour = int(found["hour"]) if found["hour"] else DAY_BEGINS
    try:
        return datetime(
            int(found["year"]), int(found["month"]), int(found["day"]), hour, int(found["minute"] or 0), tzinfo=SHANGHAI
        )
    except ValueError:
        raise TimeUnfit(text) from None


def time_text(when: datetime) -> str:
    """Return `when` as `read_time` reads it."""
    return local(when).strftime("%Y-%m-%d %H:%M")
