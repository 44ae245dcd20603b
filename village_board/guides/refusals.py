"""Why a guide, a contact or an explanation is not kept."""

from __future__ import annotations

from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.guides.model import Explanation
from village_board.guides.words import EXPLANATION_STATUS, FIELD_WORDS


class FieldMissing(Refused):
    """A part without which nobody is helped."""

    sentence = N_("'{field}' is missing. Nothing was saved; add it.")

    def __init__(self, field: str) -> None:
        super().__init__(field=Message(FIELD_WORDS[field]))


class DaysDisordered(Refused):
    """The last day is before the first."""

    sentence = N_("The last day {until} is before the first day {since}. Nothing was saved.")

    def __init__(self, since: date, until: date) -> None:
        super().__init__(since=since, until=until)


class CheckedInFuture(Refused):
    """Nobody has made sure of anything on a day to come."""

    sentence = N_("The day of the check {day} is still to come (today is {today}). Nothing was saved.")

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day=day, today=today)


class AmountNegative(Refused):
    """A fee or a time below nothing."""

    sentence = N_("'{field}' cannot be below 0. Nothing was saved.")

    def __init__(self, field: str) -> None:
        super().__init__(field=Message(FIELD_WORDS[field]))


class FeeWithoutBasis(Refused):
    """A fee that no rule allows is none."""

    sentence = N_("A fee needs the rule by which it is taken. Nothing was saved.")

    def __init__(self) -> None:
        super().__init__()


class NotATelephone(Refused):
    """What stands in the place of the number cannot be dialled."""

    sentence = N_("'{number}' is no telephone number. Give an office's number, such as 0512-1234567.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class PersonalInText(Refused):
    """The gate found what must not be shown."""

    sentence = N_("'{title}' is not saved: it holds {kind}. Give what belongs to the office only.")

    def __init__(self, title: str, kind: Message) -> None:
        super().__init__(title=title, kind=kind)


class StandsAlready(Refused):
    """The same name stands on another one that holds."""

    sentence = N_("'{title}' stands already as {id}. Change that one instead.")

    def __init__(self, title: str, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(title=title, id=id)


class WithdrawnAlready(Refused):
    """It was taken back."""

    sentence = N_("'{title}' was withdrawn on {day}: {reason} Add it anew.")

    def __init__(self, title: str, day: date | None, reason: str) -> None:
        super().__init__(title=title, day=day or "-", reason=reason)


class NoReason(Refused):
    """Something is taken back, and nobody says why."""

    sentence = N_("Say why '{title}' is withdrawn. Nothing was changed.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class ExplanationEmpty(Refused):
    """An explanation without a public item, or with a question that has no answer."""

    sentence = N_("An explanation needs a published item, and questions that each have an answer.")

    def __init__(self) -> None:
        super().__init__()


class ExplanationNotReady(Refused):
    """It stands where this step has no place."""

    sentence = N_("The explanation of '{title}' is '{status}': this step has no place now.")

    def __init__(self, one: Explanation) -> None:
        super().__init__(title=one.title, status=Message(EXPLANATION_STATUS[one.status]))
