"""Guides, contacts and clarifications at the desk: what nobody made sure of lately stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import explaining
from kiosk.desk.rooms import guide_forms as forms
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.disclosure.beside import Clarification, ClarificationStatus
from village_board.guides.model import Contact, Explanation, Guide, Upheld
from village_board.guides.service import every, stale
from village_board.hearings.drafts_reading import name_of

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def first_screen() -> ListScreen:
    """Return the list."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in (*forms.FORMS, *explaining.FORMS) if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    waiting = [one for one in records.all(Clarification) if one.status is ClarificationStatus.DRAFT]
    public = [one for one in records.all(Clarification) if one.status is ClarificationStatus.PUBLISHED]
    if waiting or public:
        rows.append(Row("", t("Clarifications")))
        rows += [Row(one.id, one.statement, t("draft"), marked=True) for one in waiting]
        rows += [Row(one.id, one.statement, t("public")) for one in public]
    rows += explaining.rows(records, t)
    old = {one.id: why for one, why in stale(records)}
    for title, cls in ((t("Guides"), Guide), (t("Contacts"), Contact)):
        rows.append(Row("", title))
        for one in sorted(every(records, cls), key=lambda one: one.id not in old):
            more = t.say(old[one.id]) if one.id in old else ""
            rows.append(Row(one.id, f"{one.title}  {one.shown_as}", more, marked=one.id in old))
    return rows


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a guide, a contact, a clarification or an explanation."""
    if prefix_of(id) == Explanation.KIND.prefix:
        return explaining.explanation_screen(id)

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.lookup(id)
        if isinstance(one, Clarification):
            return Sheet(t("A clarification"), tuple(_clarified(records, one, t)), tuple(_of_clarification(one)))
        if isinstance(one, Upheld):
            edit = forms.CHANGE_CONTACT if isinstance(one, Contact) else forms.CHANGE_GUIDE
            steps = tuple(form_step(form, id) for form in (forms.CHECK, edit, forms.WITHDRAW)) if one.public else ()
            return Sheet(one.title, tuple(_said(one, t)), steps)
        raise NotFound(Guide.KIND.label, id)

    return SheetScreen(read)


def _said(one: Upheld, t: Translator) -> Iterator[Paragraph]:
    if one.checked_on:
        yield t("Made sure of on {day}", day=one.checked_on), "ink"
    else:
        yield t("Nobody made sure of it yet"), "accent"
    if isinstance(one, Contact):
        for words in (one.what_for, one.telephone, one.hours):
            yield words, "ink"
    if isinstance(one, Guide):
        for n, step in enumerate(one.steps, 1):
            yield f"{n}. {step}", "ink"
        for paper in one.papers:
            yield f"· {paper}", "ink"
        yield one.where, "ink"
    yield one.owner, "soft"


def _clarified(records: Records, one: Clarification, t: Translator) -> Iterator[Paragraph]:
    yield t("What is said: {words}", words=one.statement), "ink"
    yield t("What is so: {words}", words=one.fact), "strong"
    yield t("Borne by the record {id}", id=one.record), "soft"
    yield t("Drafted by {who}", who=name_of(records, one.drafted_by)), "soft"


def _of_clarification(one: Clarification) -> Iterator[Step]:
    if one.status is ClarificationStatus.DRAFT:
        yield form_step(forms.PUBLISH_CLARIFICATION, one.id)
    if one.status is not ClarificationStatus.WITHDRAWN:
        yield form_step(forms.WITHDRAW_CLARIFICATION, one.id)


LISTING = Listing(
    title=N_("Guides, contacts, clarifications"),
    read=_rows,
    open=record_screen,
    steps=(
        form_step(forms.ADD_GUIDE, key="f3"),
        form_step(forms.ADD_CONTACT, key="f6"),
        form_step(forms.CLARIFY, key="f7"),
    ),
)
