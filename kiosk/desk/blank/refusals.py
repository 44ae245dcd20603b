"""What stands in a field and is nothing that the field takes."""

from __future__ import annotations

from village_board.base.errors import Refused
from village_board.base.message import N_, Message


class FieldRefused(Refused):
    """Refused at one field: `field` is its name."""

    sentence = N_("What stands in this field cannot be taken. Type it anew.")

    def __init__(self, field: str, **facts: object) -> None:
        self.field = field
        super().__init__(**facts)


class FieldEmpty(FieldRefused):
    """A field that must be filled in is empty."""

    sentence = N_("Fill in '{label}'.")

    def __init__(self, field: str, label: str) -> None:
        super().__init__(field, label=Message(label))


class AmountUnfit(FieldRefused):
    """No amount."""

    sentence = N_("'{text}' is no amount in yuan. Write it as 98000, 1234.50 or 3.5万.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class AmountBelowNothing(FieldRefused):
    """An amount below nothing where none can be."""

    sentence = N_("'{text}' is below nothing. Write 0 or more.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class AreaUnfit(FieldRefused):
    """No area."""

    sentence = N_("'{text}' is no area in mu. Write it as 12.5.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class CountUnfit(FieldRefused):
    """No whole number."""

    sentence = N_("'{text}' is no whole number. Write digits only, such as 38.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class CountTooLarge(FieldRefused):
    """A number that is a slip of the key: nothing of a village is so many."""

    sentence = N_("'{text}' is too many: a million or more cannot be. Write a smaller number.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class DayUnfit(FieldRefused):
    """No day."""

    sentence = N_("'{text}' is no day. Write it as 2026-09-30, or 9-30 for this year.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class NoSuchDay(FieldRefused):
    """A day that its month does not have."""

    sentence = N_("There is no {text}: that month has {n} days. Mend the day.")

    def __init__(self, field: str, text: str, days: int) -> None:
        super().__init__(field, text=text, n=days)


class YearUnlikely(FieldRefused):
    """A day or a time so far ahead that its year is a slip of the key."""

    sentence = N_("{text} lies too far ahead. Look at the year again.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class MonthUnfit(FieldRefused):
    """No month."""

    sentence = N_("'{text}' is no month. Write it as 2026-09.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class PeriodUnfit(FieldRefused):
    """No period."""

    sentence = N_("'{text}' is no period. Write it as 2026, 2026-Q3 or 2026-09.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class MomentUnfit(FieldRefused):
    """No time."""

    sentence = N_("'{text}' is no day and time. Write it as 2026-09-30 15:00.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class NotListed(FieldRefused):
    """Nothing of the list."""

    sentence = N_("'{text}' stands in no line of the list. Choose from it with F4.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


class NoSuchFile(FieldRefused):
    """No file of this machine."""

    sentence = N_("There is no file {text}. Choose it with F4.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)
