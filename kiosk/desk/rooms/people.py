"""People at the desk: who holds which office, the chats of members and villagers, one's own PIN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import people_forms as forms
from kiosk.desk.rooms import register_of_people as register
from kiosk.dwelling import dwelling
from village_board.base.message import N_
from village_board.notices.linking import links_of
from village_board.people.acts import ROLE_WORDS
from village_board.people.hall import is_staff
from village_board.people.model import Person

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def first_screen() -> ListScreen:
    """Return the list of people."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    for prefix, make in (
        ("people.end.", forms.end_form),
        ("people.revoke.", forms.revoke_form),
        ("people.confirm.", forms.confirm_form),
    ):
        if name.startswith(prefix):
            return make(name.removeprefix(prefix))
    return register.form_named(name) or next((one for one in forms.FORMS if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    people = sorted(records.all(Person), key=lambda one: one.number)
    day = records.today
    staff = [one for one in people if is_staff(one, day)]
    rows = [Row("", t("In office"))]
    for one in staff:
        posts = t.listed([held.post for held in one.offices if held.held_on(day)])
        rows.append(Row(one.id, f"{one.number}  {one.name}", posts))
    rows.append(Row("", t("Villagers")))
    others = (one for one in people if one not in staff)
    return [*rows, *(Row(one.id, f"{one.number}  {one.name}", dwelling(one.group, "", t)) for one in others)]


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a person."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = records.get(Person, id)
        return Sheet(f"{one.number}  {one.name}", tuple(_said(records, one, t)), tuple(_steps(records, one, who)))

    return SheetScreen(read)


def _said(records: Records, one: Person, t: Translator) -> Iterator[Paragraph]:
    for held in one.offices:
        now = held.held_on(records.today)
        until = t("until {day}", day=held.until) if held.until else ""
        yield f"{held.post}  {t(ROLE_WORDS[held.role])}  {until}", "strong" if now else "soft"
    if where := dwelling(one.group, one.household, t):
        yield where, "ink"
    for binding in forms.standing(records, one.id):
        words = N_("A further chat waits for a second member, since {when}")
        bound = N_("Acts through a chat, bound {when}")
        yield t(words if binding.waits else bound, when=binding.bound_at), "ink"
    for link in links_of(records, one.id):
        told = N_("Their phone is linked, for the household too")
        yield t(told) if link.household else t("Their phone is linked"), "ink"


def _steps(records: Records, one: Person, who: Actor) -> Iterator[Step]:
    if one.id == who.id:
        yield Step("pin", N_("Change my PIN"), _pin)
    elif is_staff(one, records.today):
        yield form_step(forms.BIND, one.id)
    for binding in forms.standing(records, one.id):
        if binding.waits and one.id != who.id:
            yield form_step(forms.confirm_form(binding.id), one.id)
        yield form_step(forms.revoke_form(binding.id), one.id)
    yield form_step(register.CHANGE, one.id)
    yield form_step(forms.LINK, one.id)
    yield form_step(forms.LINK_SHOWN, one.id)
    if links_of(records, one.id):
        yield form_step(forms.UNLINK, one.id)
    if one.id != who.id:
        yield form_step(forms.APPOINT, one.id)
        for held in one.offices:
            if held.held_on(records.today):
                yield form_step(forms.end_form(held.post), one.id, about=held.post)


def _pin() -> DeskScreen:
    from kiosk.desk.pin import PinScreen  # noqa: PLC0415 - when it is wanted

    return PinScreen()


LISTING = Listing(
    title=N_("People, offices, chats"),
    read=_rows,
    open=record_screen,
    steps=(
        form_step(register.ENTER, key="f3"),
        Step("signers", N_("Who reviews and who signs"), register.signers_screen, key="f6"),
    ),
)
