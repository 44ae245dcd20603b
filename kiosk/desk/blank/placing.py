"""Where a refusal is said, and in which words: at the field where it can be mended. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Kind
from kiosk.widgets.ink import clipped
from village_board.base.clock import local
from village_board.base.errors import NotFound, NumberTaken
from village_board.base.message import N_, Message
from village_board.calendar.rules import YearUnknown
from village_board.people.service import NoSuchPerson

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.base.errors import BoardError
    from village_board.i18n import Translator

#: facts of refusals that repeat what somebody typed.
_TYPED = ("text", "who", "id", "value", "slip", "code")
#: cells of what was typed that a refusal repeats: somebody may have pasted a whole letter.
_REPEATED = 40
#: the field for the number of a record, in every form that asks for one.
_NUMBER = "number"
_NOT_THERE = N_("There is no {kind} {id}. Write its number as it stands on its own page.")
_NOBODY = N_("Nobody is called '{who}'. Choose from the list with F4.")


def place_of(error: BoardError, filled: Filled, t: Translator) -> tuple[str, str]:
    """Return the name of the field at which `error` is said, empty for none, and its words.

    It is the field where the very text or day stands that is refused; else that of the form's own table.
    """
    if isinstance(error, FieldRefused):
        return error.field, _said(error.message, filled, t)
    place = next((one for one in filled.form.places if one.fits(error)), None)
    kinds = {one.name: one.kind for one in filled.form.fields}
    proper = place.field if place is not None else _NUMBER if isinstance(error, NumberTaken) else ""
    proper = proper if proper in kinds else ""
    field = _field_of_text(error, filled, proper)
    if not field and kinds.get(proper, Kind.DAY) in (Kind.DAY, Kind.TIME):
        field = _field_of_day(error, filled, proper)
    field = field or proper
    words = place.words if place is not None else ""
    if isinstance(error, NoSuchPerson) and kinds.get(field) is Kind.PERSON:
        words = words or _NOBODY
    elif type(error) is NotFound and field:
        words = words or _NOT_THERE
    return field, _said(Message(words, error.facts) if words else error.message, filled, t)


def _said(message: Message, filled: Filled, t: Translator) -> str:
    """Return `message` in words; of a long text that somebody typed only how it begins."""
    typed = [text for text in filled.answers.values() if len(text) > _REPEATED]

    def short(fact: object) -> object:
        is_long = isinstance(fact, str) and len(fact) > _REPEATED and any(fact in text for text in typed)
        return clipped(_one_line(str(fact)), _REPEATED) if is_long else fact

    return t.say(Message(message.msgid, {name: short(fact) for name, fact in message.facts.items()}))


def _field_of_text(error: BoardError, filled: Filled, proper: str) -> str:
    """Return the field in which what `error` repeats stands: `proper`, else as the whole rather than as a part."""
    facts = {"text": getattr(error, "text", ""), **error.facts}
    said = [_one_line(fact) for name in _TYPED if isinstance(fact := facts.get(name), str) and fact.strip()]
    typed = {one.name: _one_line(filled.text(one.name)) for one in filled.form.asked(filled.answers)}
    if any(text in typed.get(proper, "") for text in said):
        return proper
    whole = [name for text in said for name in typed if typed[name] == text]
    part = [name for text in said for name in typed if text in typed[name] and len(text) > 1]
    return next(iter([*whole, *part]), "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _field_of_day(error: BoardError, filled: Filled, proper: str) -> str:
    """Return the field that says a day which `error` is about: `proper` where it is one of several."""
    typed = dict(_days_typed(filled))
    if isinstance(error, YearUnknown):
        found = [one for one, day in typed.items() if str(day.year) == error.facts["year"]]
    else:
        days = [fact for name, fact in error.facts.items() if _is_day(fact) and name != "today"]
        found = [one for day in days for one, said in typed.items() if said == day]
    return proper if proper in found else next(iter(found), "")


def _is_day(fact: object) -> bool:
    return isinstance(fact, date) and not isinstance(fact, datetime)


def _days_typed(filled: Filled) -> Iterator[tuple[str, date]]:
    for one in filled.form.asked(filled.answers):
        try:
            if one.kind is Kind.DAY and (day := filled.day_or_none(one.name)) is not None:
                yield one.name, day
            elif one.kind is Kind.TIME and (moment := filled.moment_or_none(one.name)) is not None:
                yield one.name, local(moment).date()
        except FieldRefused:  # no day: that is said at its own field
            continue
