"""What may be chosen in the fields of a form, read when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Form, Kind, Option
from village_board.people.acts import ROLE_WORDS
from village_board.people.model import Person, Role

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator


def options_of(form: Form, records: Records, t: Translator) -> dict[str, tuple[Option, ...]]:
    """Return the options of every field of `form` that has some."""
    found: dict[str, tuple[Option, ...]] = {}
    for field in form.fields:
        if field.options is not None:
            found[field.name] = tuple(field.options(records, t))
        elif field.kind is Kind.PERSON:
            found[field.name] = tuple(people(records, t))
    return found


def people(records: Records, t: Translator, *, staff: bool = False) -> list[Option]:
    """Return everybody who is registered, by number, or only those with a part in the office."""
    found: list[Option] = []
    for one in sorted(records.all(Person), key=lambda one: one.number):
        roles = one.roles(records.today) - {Role.VILLAGER}
        if roles or not staff:
            more = t.listed([t(ROLE_WORDS[role]) for role in Role if role in roles])
            found.append(Option(one.number, one.name, more))
    return found
