"""The finance sheets at the desk: figures, what does not come out even, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.columns import in_columns, money
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import sheet_forms as forms
from village_board.accounts.sheet_model import FinanceSheet, SheetState
from village_board.accounts.sheet_words import SHEET_STATE
from village_board.base.message import N_, Message
from village_board.base.money import yuan
from village_board.disclosure.law import Step as SignStep
from village_board.disclosure.signers import STEP_WORDS, holders_of
from village_board.hearings.drafts_reading import name_of
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def sheets_screen() -> ListScreen:
    """Return the list of sheets."""
    return ListScreen(LISTING)


def waits_for(records: Records, sheet: FinanceSheet, who: Actor) -> bool:
    """Tell whether the next step of `sheet` is one that `who` may do: by role and post, and as another person (P5)."""
    if sheet.state is SheetState.PREPARED:
        return bool(who.roles & PERMITTED[Act.REVIEW_SHEET]) and who.id != sheet.prepared_by
    if sheet.state is SheetState.REVIEWED:
        others = (sheet.prepared_by, sheet.reviewed_by)
        holders = holders_of(records, SignStep.SIGN_COLLECTIVE)
        has_post = not holders or who.id in holders
        return bool(who.roles & PERMITTED[Act.PUBLISH_SHEET]) and who.id not in others and has_post
    return False


def _rows(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    found = sorted(records.all(FinanceSheet), key=lambda one: (one.body.last, one.version), reverse=True)
    return [
        Row(one.id, f"{one.period}  {one.name}", t(SHEET_STATE[one.state]), marked=waits_for(records, one, who))
        for one in sorted(found, key=lambda one: one.state in (SheetState.PUBLISHED, SheetState.SUPERSEDED))
    ]


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return one sheet."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = records.get(FinanceSheet, id)
        return Sheet(one.title, tuple(_said(records, one, t)), tuple(_steps(records, one, who)))

    return SheetScreen(read)


def _said(records: Records, one: FinanceSheet, t: Translator) -> Iterator[Paragraph]:
    yield t("{status}, version {n}", status=t(SHEET_STATE[one.state]), n=one.version), "strong"
    body = one.body
    yield from in_columns(
        (
            (t("Opening"), yuan(body.opening)),
            (t("Income"), yuan(body.income)),
            (t("Expense"), yuan(body.expense)),
            (t("Closing"), yuan(body.closing)),
        ),
        right=(1,),
    )
    if not one.public:
        yield from forms.found_in(records, one, t)
    people = (
        (N_("Prepared by"), one.prepared_by),
        (N_("Reviewed by the oversight committee"), one.reviewed_by),
        (N_("Person in charge"), one.signed_by),
    )
    for label, person in people:
        if person:
            yield t("{label}: {value}", label=t(label), value=name_of(records, person)), "soft"
    if one.state is SheetState.REVIEWED and (holders := holders_of(records, SignStep.SIGN_COLLECTIVE)):
        posts, step = t.listed(dict.fromkeys(holders.values())), Message(STEP_WORDS[SignStep.SIGN_COLLECTIVE])
        yield t("Next: {posts} may {step}", posts=posts, step=step), "accent"
    if one.correction is not None:
        yield t("What changes: {what}. Why: {why}", what=one.correction.what, why=one.correction.why), "accent"
    if body.entries:
        yield "", "ink"
        rows = [("", t("Number"), t("Income"), t("Expense"), t("Left"), t("What for"))]
        rows += [
            (f"{one.on:%m-%d}", one.voucher, money(one.income), money(one.expense), yuan(one.balance), one.summary)
            for one in body.entries
        ]  # fmt: skip
        yield from in_columns(rows, right=(2, 3, 4), head=True)


def _steps(records: Records, one: FinanceSheet, who: Actor) -> Iterator[Step]:
    if waits_for(records, one, who):
        yield form_step(forms.REVIEW if one.state is SheetState.PREPARED else forms.PUBLISH, one.id)
    if one.state is SheetState.PUBLISHED and not one.item:
        yield form_step(forms.ITEM, one.id)
    yield form_step(forms.PRINT, one.id)


LISTING = Listing(
    title=N_("Finance sheets"),
    read=_rows,
    open=record_screen,
    steps=(form_step(forms.PREPARE, key="f3"),),
    empty=N_("No sheet was prepared yet."),
)
