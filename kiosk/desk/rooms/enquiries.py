"""Enquiries at the desk: what is owed, what was answered, and what can be done with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import enquiry_forms as forms
from kiosk.desk.rooms import questioning
from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.enquiries.finding import all_enquiries, enquiry_of, open_enquiries, outlook
from village_board.enquiries.machine import enquiry_machine
from village_board.enquiries.model import Enquiry, EnquiryEvent, Grade
from village_board.enquiries.words import ENQUIRY_EVENT, ENQUIRY_KIND, ENQUIRY_STATE, GRADE
from village_board.hearings.drafts_reading import name_of
from village_board.hearings.voices import Interpellation
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: what a step of a rating has as its reason.
_GRADES = frozenset(one.value for one in Grade)

_OLDER = 200


def first_screen() -> ListScreen:
    """Return the list of enquiries."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    mine = (forms.RECEIVE, *forms.BY_EVENT.values(), *questioning.FORMS)
    return next((one for one in mine if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    waiting = open_enquiries(records)
    rows: list[Row] = []
    for one in waiting:
        late = outlook(records, one).late
        more = t.n("{n} day late", "{n} days late", late) if late else t("by {day}", day=one.due_on)
        rows.append(Row(one.id, _words(one, t), more, marked=bool(late)))
    owed = {one.id for one in waiting}
    answered = [one for one in all_enquiries(records) if one.id not in owed][:_OLDER]
    if answered:
        rows.append(Row("", t("Answered")))
        rows += [Row(one.id, _words(one, t), t(ENQUIRY_STATE[one.state])) for one in answered]
    return rows


def _words(one: Enquiry, t: Translator) -> str:
    return f"{one.number}  {t(ENQUIRY_KIND[one.kind])}  {one.text}"


#: forms that a sheet offers only while they have their place.
STATED = frozenset(one.name for one in forms.BY_EVENT.values())


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an enquiry or of a written questioning."""
    if prefix_of(id) == Interpellation.KIND.prefix:
        return questioning.record_screen(id)

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = enquiry_of(records, id)
        possible = enquiry_machine().possible(one.state)
        shut = {EnquiryEvent.PUBLISH} if not one.may_be_public or one.published_on else set[EnquiryEvent]()
        fitting = [form for event, form in forms.BY_EVENT.items() if event in possible and event not in shut]
        fitting.sort(
            key=lambda form: form is not forms.BY_EVENT[EnquiryEvent.REPLY]
        )  # once somebody answers, the answer is what is wanted
        steps = tuple(form_step(form, one.id) for form in fitting)
        return Sheet(
            t("Enquiry {number}", number=one.number), (*_whose(records, one, who, t), *_said(records, one, t)), steps
        )

    return SheetScreen(read)


def _whose(records: Records, one: Enquiry, who: Actor, t: Translator) -> Iterator[Paragraph]:
    """Yield who asks, to those alone who handle enquiries."""
    name = name_of(records, one.person) if one.person else one.name
    if name and who.roles & PERMITTED[Act.ACCEPT_ENQUIRY]:
        yield t("Asked by {who} (not public)", who=name), "soft"
    elif not name:
        yield t("Asked by chat, without a name"), "soft"


def _said(records: Records, one: Enquiry, t: Translator) -> Iterator[Paragraph]:
    yield t("{kind}: {state}", kind=t(ENQUIRY_KIND[one.kind]), state=t(ENQUIRY_STATE[one.state])), "strong"
    seen = outlook(records, one)
    if seen.late:
        yield t.n("{n} day late", "{n} days late", seen.late), "accent"
    elif not one.reply:
        yield t("The village answers by {due}.", due=one.due_on), "ink"
    if one.assigned_to or one.office:
        answers = name_of(records, one.assigned_to) if one.assigned_to else one.office
        yield t("Answers: {who}", who=answers), "ink"
    yield "", "ink"
    yield one.text, "ink"
    if one.reply:
        yield "", "ink"
        yield t("The reply"), "accent"
        yield one.reply, "ink"
        if one.published_on is not None:
            yield t("Shown to everybody since {day}", day=one.published_on), "soft"
            yield from ((words, "ink") for words in _reworded(one))
        elif not one.may_be_public:
            yield t("Not shown to everybody: the asker did not agree."), "soft"
    yield "", "ink"
    for step in one.steps:
        words = step.words if step.words != one.reply else ""
        reason = t(GRADE[Grade(step.reason)]) if step.reason in _GRADES else step.reason
        said = " ".join(filter(None, (words, reason)))
        yield f"{t.date(step.done_on)}  {t(ENQUIRY_EVENT[step.event])}  {said}", "soft"


def _reworded(one: Enquiry) -> Iterator[str]:
    """Yield question and answer as everybody reads them, where they were written anew."""
    if one.public_question != one.text:
        yield one.public_question
    if one.public_reply != one.reply:
        yield one.public_reply


LISTING = Listing(
    title=N_("Enquiries"),
    read=_rows,
    open=record_screen,
    steps=(
        form_step(forms.RECEIVE, key="f3"),
        Step("questioning", N_("Written questioning of the committee"), questioning.questionings_screen, key="f6"),
    ),
    empty=N_("Nobody has asked anything yet."),
)
