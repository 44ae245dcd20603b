"""Decisions that are carried out, at the desk: money, offers, progress, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import screen_for
from kiosk.desk.rooms import work_forms as forms
from village_board.base.message import N_, Message
from village_board.base.money import Fen
from village_board.hearings.execution import Execution, ExecutionState
from village_board.hearings.execution_words import EXECUTION_STATE, LATE, PURCHASE, WAY
from village_board.hearings.executions import Carried, carried, case_behind

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_CHOOSING = (forms.START, forms.OFFER, forms.REFUSE_OFFER, forms.CHOOSE, forms.OBJECT, forms.ANSWER, forms.CONTRACT)
_WORKING = (forms.PROGRESS, forms.CONTRACT, forms.PAID, forms.VARY, forms.ACCEPT)
#: what can be done where an execution stands.
_STEPS = {
    ExecutionState.SELECTING: _CHOOSING,
    ExecutionState.RUNNING: _WORKING,
    ExecutionState.ACCEPTED: (forms.PUBLISH, forms.PAID, forms.DEFECT, forms.MEND),
    ExecutionState.PUBLISHED: (forms.ARCHIVE, forms.DEFECT, forms.MEND),
}


def first_screen() -> ListScreen:
    """Return the list of executions."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in forms.FORMS if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    found = sorted(records.all(Execution), key=lambda one: one.opened_on, reverse=True)
    return [Row(one.id, f"{one.case}  {one.matter}", t(EXECUTION_STATE[one.state])) for one in found]


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an execution."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.get(Execution, id)
        case = case_behind(records, one.case)
        shown = carried(records, case)
        said = tuple(_said(shown, t)) if shown is not None else ((t(EXECUTION_STATE[one.state]), "strong"),)
        steps = [form_step(form, one.id) for form in _STEPS.get(one.state, ())]
        steps.append(Step("case", N_("The whole matter"), lambda: screen_for(case.id)))
        return Sheet(f"{one.case}  {one.matter}", said, tuple(steps))

    return SheetScreen(read)


def _said(shown: Carried, t: Translator) -> Iterator[Paragraph]:
    one = shown.execution
    yield t(EXECUTION_STATE[one.state]), "strong"
    if shown.decided is not None:
        yield t("Decided: {amount}", amount=Fen(shown.decided)), "ink"
    if shown.spends:
        yield t("Paid so far: {paid}", paid=Fen(shown.paid)), "ink"
    for late in shown.late:
        yield (
            t("{what}: late by {days}, due on {day}", what=t(LATE[late.event]), days=t.days(late.days), day=late.due),
            "accent",
        )
    if one.way is not None:
        yield t("Way: {way} ({what})", way=Message(WAY[one.way]), what=Message(PURCHASE[one.purchase])), "ink"
    for offer in one.offers:
        words = t(
            "Offer {number}: {bidder}, {amount}", number=offer.number, bidder=offer.bidder, amount=Fen(offer.amount)
        )
        chosen = one.choice is not None and one.choice.offer == offer.number
        yield f"{words} {t('(chosen)')}" if chosen else words, "ink"
    for number in one.contracts:
        yield t("Contract: {number}", number=number), "ink"
    for entry in one.progress:
        done = f" {entry.percent}%" if entry.percent is not None else ""
        yield f"{t.date(entry.on)}{done}  {entry.words}", "ink"
    for defect in one.defects:
        yield t("Defect {number}: {words}", number=defect.number, words=defect.words), "accent"
    if one.final_cost is not None:
        yield t("Final cost: {amount}", amount=Fen(one.final_cost)), "ink"


LISTING = Listing(
    title=N_("Carrying out decisions"),
    read=_rows,
    open=record_screen,
    empty=N_("Nothing is being carried out yet. It begins at the matter, when a decision is in effect."),
)
