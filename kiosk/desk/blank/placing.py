"""Where a refusal is said, and in which words: at the field where it can be mended. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Kind
from village_board.base.message import Message
from village_board.people.service import NoSuchPerson, SeveralPersons

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.base.errors import BoardError
    from village_board.i18n import Translator


def place_of(error: BoardError, filled: Filled, t: Translator) -> tuple[str, str]:
    """Return the name of the field at which `error` is said, empty for none, and its words."""
    words, form = t.say(error.message), filled.form
    if isinstance(error, FieldRefused):
        return error.field, words
    place = next((one for one in form.places if one.fits(error)), None)
    if place is not None:
        words = t.say(Message(place.words, error.facts)) if place.words else words
        return _field_of(error, filled) or place.field, words
    if isinstance(error, NoSuchPerson | SeveralPersons):
        typed = str(error.facts.get("who", ""))
        if isinstance(error, NoSuchPerson):
            words = t("Nobody is called '{who}'. Choose from the list with F4.", who=typed)
        people = [one.name for one in form.fields if one.kind is Kind.PERSON]
        return next((one for one in people if filled.text(one) == typed), ""), words
    return "", words


def _field_of(error: BoardError, filled: Filled) -> str:
    """Return the field in which the text stands that `error` is about; empty where it is about none, or about all."""
    text = getattr(error, "text", "")
    return next((one.name for one in filled.form.fields if text and text in filled.text(one.name)), "")
