"""Disclosure items at the desk: what is missing, what is under way, what hangs; each with what can be done now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import item_forms as forms
from kiosk.desk.rooms.explaining import explain_steps
from kiosk.desk.rooms.files import files_step
from kiosk.desk.rooms.item_findings import waits_words
from kiosk.desk.rooms.paper_forms import paper_form
from kiosk.desk.rooms.receiving import RECEIVE
from kiosk.desk.todo.model import short
from village_board.base.errors import NotFound
from village_board.base.message import N_, Message
from village_board.disclosure.difference import difference
from village_board.disclosure.due import due_items
from village_board.disclosure.explaining import check_entry
from village_board.disclosure.law import Step as SignStep
from village_board.disclosure.model import UNDER_WAY, Gap, Item, ItemStatus
from village_board.disclosure.rules import standing
from village_board.disclosure.signers import STEP_WORDS, holders_of, waiting_step
from village_board.disclosure.steps import Secrecy
from village_board.disclosure.waiting import dropped_corrections, waiting_corrections
from village_board.disclosure.words import ACCESS, ITEM_STATUS, status_line
from village_board.people.acts import Act
from village_board.people.model import Person

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: items on the wall that the list holds; older ones are found by their short code or in the catalogue.
_NEWEST = 300
_GAP = "gap "
#: forms that a sheet offers only while they have their place.
STATED = frozenset(one.name for one in forms.OF_AN_ITEM)
WALL = paper_form("item.wall", N_("Print the sheet for the wall"), Act.DRAFT_ITEM, "notice")


def first_screen() -> ListScreen:
    """Return the list of items."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form of an item whose drafts bear this name."""
    kind, *parts = name.split("|")
    if kind == "item.draft" and len(parts) == 3:  # noqa: PLR2004 - entry, period, nil
        return forms.draft_form(parts[0], parts[1], nil=bool(parts[2]))
    if kind == "item.gap" and len(parts) == 2:  # noqa: PLR2004 - entry, period
        return forms.gap_form(parts[0], parts[1])
    mine = (forms.draft_form(), *forms.OF_AN_ITEM, RECEIVE, WALL)
    return next((one for one in mine if one.name == name), None)


def _rows(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    if missing := due_items(records):
        rows.append(Row("", t("Due and not published")))
        for due in missing:
            more = t("late since {day}", day=short(due.due_on, records.today))
            words = f"{due.entry.code}  {due.entry.name}  {due.period}"
            rows.append(Row(f"{_GAP}{due.entry.code} {due.period}", words, more, marked=due.gap is None))
    under_way = records.find(Item, where("status").one_of([one.value for one in UNDER_WAY]))
    if under_way:
        rows.append(Row("", t("Under way")))
        rows += [
            Row(one.id, f"{one.number}  {one.name}", t(ITEM_STATUS[one.status]), marked=waits_for(records, one, who))
            for one in sorted(under_way, key=lambda one: (one.status.value, one.number))
        ]
    rows.append(Row("", t("On the board, the newest first")))
    newest = records.page(
        Item, where("published_on") > "", order_by="published_on", descending=True, limit=_NEWEST
    ).rows
    for one in newest:
        status = t(ITEM_STATUS[standing(one, records.today)])
        day = short(one.published_on or records.today, records.today)
        rows.append(Row(one.id, f"{one.number}  {one.name}", f"{day}  {status}", found_by=one.catalogue))
    decided = records.find(Item, where("status").one_of([ItemStatus.DECIDED.value, ItemStatus.DROPPED.value]))
    if decided:
        rows.append(Row("", t("Not on the wall")))
        rows += [Row(one.id, f"{one.number}  {one.name}", _why_not(one, t)) for one in decided]
    return rows


def _why_not(item: Item, t: Translator) -> str:
    return t(ITEM_STATUS[item.status]) if item.status is ItemStatus.DROPPED else t(ACCESS[item.access])


def waits_for(records: Records, item: Item, who: Actor) -> bool:
    """Tell whether the next step of `item` is for `who`: by role and post, and not barred by what they did (P5)."""
    from village_board.people.acts import PERMITTED  # noqa: PLC0415 - beside its only use

    if item.status is ItemStatus.DRAFT:
        return item.drafted_by == who.id
    if (step := waiting_step(records, item)) is None:
        return False
    act = Act.REVIEW_ITEM if step is SignStep.REVIEW else Act.SIGN_ITEM
    before = (item.drafted_by, item.submitted_by, item.reviewed_by)
    return bool(who.roles & PERMITTED[act]) and who.id not in before and has_post(records, who, step)


def has_post(records: Records, who: Actor, step: SignStep) -> bool:
    """Tell whether `who` holds a post for which `step` is, or the role is enough."""
    holders = holders_of(records, step)
    return not holders or who.id in holders


def screen_of(key: str) -> SheetScreen:
    """Return the screen of a row of the list, by its id."""
    if not key.startswith(_GAP):
        return item_screen(key)
    code, period = key.removeprefix(_GAP).rsplit(" ", 1)
    return gap_screen(code, period)


LISTING = Listing(
    title=N_("Items on the board"),
    read=_rows,
    open=screen_of,
    steps=(form_step(forms.draft_form(), key="f3"), form_step(RECEIVE, key="f6")),
    empty=N_("There is no item yet."),
)


def gap_screen(catalogue: str, period: str) -> SheetScreen:
    """Return the sheet of something that is due and missing."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        entry = check_entry(records, catalogue)
        gap = records.one(Gap, (where("catalogue") == catalogue) & (where("period") == period))
        said: list[Paragraph] = [
            (f"{entry.code}  {entry.name}", "strong"),
            (t("Period: {period}", period=period), "ink"),
            (t("Responsible: {who}", who=entry.responsible), "ink"),
        ]
        if gap is not None:
            said.append((t("Reason given: {reason}", reason=gap.reason), "ink"))
        steps = (
            form_step(forms.draft_form(catalogue, period), words=N_("Draft it")),
            form_step(forms.draft_form(catalogue, period, nil=True)),
            form_step(forms.gap_form(catalogue, period)),
        )
        return Sheet(t("Missing: {name} {period}", name=entry.name, period=period), tuple(said), steps)

    return SheetScreen(read)


def item_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an item."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        item = records.get(Item, id)
        return Sheet(f"{item.number}  {item.name}", tuple(_said(records, item, t)), tuple(_steps(records, item, who)))

    return SheetScreen(read)


#: what can be done where an item stands; who may not do it does not see it.
_STEPS = {
    ItemStatus.DRAFT: (forms.EDIT, forms.SUBMIT, forms.OVERRIDE),
    ItemStatus.SUBMITTED: (forms.REVIEW, forms.RETURN),
    ItemStatus.REVIEWED: (forms.SIGN, forms.RETURN),
    ItemStatus.PUBLISHED: (forms.CORRECT, forms.ARCHIVE, forms.WITHDRAW),
    ItemStatus.EXPIRED: (forms.ARCHIVE, forms.WITHDRAW),
    ItemStatus.SUPERSEDED: (forms.WITHDRAW,),
    ItemStatus.ARCHIVED: (forms.WITHDRAW,),
    ItemStatus.DECIDED: (forms.REEXAMINE,),
}


def _is_barred(records: Records, form: Form, item: Item, who: Actor) -> bool:
    """Tell whether P5 bars `who` from a step: drafter, reviewer and signer are three people, each with the post."""
    step = waiting_step(records, item)
    if form in (forms.REVIEW, forms.SIGN) and step is not None and not has_post(records, who, step):
        return True
    before = {item.drafted_by, item.submitted_by}
    if form is forms.SIGN:
        before.add(item.reviewed_by)
    if form is forms.REVIEW:
        before.add(item.signed_by)
    return form in (forms.OVERRIDE, forms.REVIEW, forms.SIGN) and who.id in before


def _steps(records: Records, item: Item, who: Actor) -> Iterator[Step]:
    asked = item.secrecy is not None and item.secrecy.result is Secrecy.ASKED
    waits = item.emergency is not None and item.emergency.reviewed_at is None
    if asked and item.status is ItemStatus.REVIEWED:
        yield form_step(forms.ANSWER, item.id)
    if waits and item.status is ItemStatus.PUBLISHED and not _is_barred(records, forms.REVIEW, item, who):
        yield form_step(forms.REVIEW, item.id)
    for one in _STEPS.get(item.status, ()):
        if one is forms.CORRECT and waiting_corrections(records, item):
            continue
        if not _is_barred(records, one, item, who):
            yield form_step(one, item.id)
    if item.status is ItemStatus.DRAFT and item.correction is None:
        yield form_step(forms.EMERGENCY, item.id)
    yield from explain_steps(records, item)
    yield files_step(item.id)
    if item.public:
        yield form_step(WALL, item.id)


def _said(records: Records, item: Item, t: Translator) -> Iterator[Paragraph]:
    yield t("{status}, version {n}", status=t(ITEM_STATUS[standing(item, records.today)]), n=item.version), "strong"
    for line in status_line(item, records.today):
        yield t.say(line), "ink"
    if item.catalogue or item.period:
        yield " ".join(filter(None, (item.catalogue, item.period))), "soft"
    people = (
        (N_("Drafted by"), item.drafted_by),
        (N_("Reviewed by"), item.reviewed_by),
        (N_("Signed by"), item.signed_by),
    )
    done = [f"{t(word)} {_name(records, one)}" for word, one in people if one]
    if done:
        yield t.listed(done), "soft"
    if (step := waiting_step(records, item)) is not None and (holders := holders_of(records, step)):
        posts = t.listed(dict.fromkeys(holders.values()))
        yield t("Next: {posts} may {step}", posts=posts, step=Message(STEP_WORDS[step])), "accent"
    for back in item.returns[-1:]:
        yield t("Sent back by {who}: {reason}", who=_name(records, back.by), reason=back.reason), "accent"
    for passed in item.overrides[-1:]:
        yield t("Let pass by {who}: {reason}", who=_name(records, passed.by), reason=passed.reason), "accent"
    yield from _corrections(records, item, t)
    if item.secrecy is not None and item.secrecy.asked:
        yield t("On secrecy was asked: {asked}. {answer}", asked=item.secrecy.asked, answer=item.secrecy.answer), "ink"
    yield "", "ink"
    yield item.content or t("Nothing happened in the period."), "ink"
    if item.correction is not None:
        yield from _differs(records, item, t)


def _corrections(records: Records, item: Item, t: Translator) -> Iterator[Paragraph]:
    for one in waiting_corrections(records, item):
        yield waits_words(one, t), "accent"
    for one in dropped_corrections(records, item):
        yield t("A correction (version {n}) was taken back before it was signed.", n=one.version), "soft"


def _differs(records: Records, item: Item, t: Translator) -> Iterator[Paragraph]:
    correction = item.correction
    assert correction is not None
    before = records.get(Item, correction.replaces)
    yield "", "ink"
    yield t("What changes: {what}. Why: {why}", what=correction.what, why=correction.why), "accent"
    for one in difference(before.content, item.content):
        if one.old_line:
            yield f"－ {one.old}", "soft"
        if one.new_line:
            yield f"＋ {one.new}", "strong"


def _name(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.get(Person, id).name
    except NotFound:
        return id


def record_screen(id: str) -> SheetScreen:  # noqa: A002
    """Return the sheet of the record with this id."""
    return item_screen(id)
