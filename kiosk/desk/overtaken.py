"""A draft whose step is no longer possible: its words are kept to be read, until one gives it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.options import options_of
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step
from kiosk.desk.rooms import form_of, screen_for
from kiosk.desk.said import title_of
from village_board.base.errors import NotFound
from village_board.base.message import N_
from village_board.forms.model import FormDraft
from village_board.forms.service import drop_form
from village_board.hearings.draft_words import CHOICE, QUESTION
from village_board.hearings.drafts_service import drop_draft
from village_board.hearings.result_draft import ResultDraft

if TYPE_CHECKING:
    from textual import events

    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: gives the draft up, pressed twice: one press may be a slip of the finger.
_KEY = "f8"


class OvertakenScreen(SheetScreen):
    """What was typed into `draft`, the record as it stands now, and the key that gives the draft up."""

    def __init__(self, draft: FormDraft | ResultDraft) -> None:
        super().__init__(lambda records, _who, t: _sheet(records, draft, t))
        self._draft = draft
        self._sure = False

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of a sheet, and the one that gives the draft up."""
        return [("F8", self.t("Give the draft up")), *super().keys()]

    def on_key(self, event: events.Key) -> None:
        """Give the draft up at the second press."""
        if event.key != _KEY:
            super().on_key(event)
            return
        event.stop().prevent_default()
        if self._sure:
            self.run_worker(self._drop(), group="acting", exclusive=True)
        else:
            self._sure = True
            self.tell(self.t("Press F8 once more to give the draft up: what was typed is then gone."))

    async def _drop(self) -> None:
        def work(unit: Desk) -> bool:
            if isinstance(self._draft, ResultDraft):
                drop_draft(unit, self._draft.id)
            else:
                drop_form(unit, self._draft)
            return True

        who = self.desk.signed_in
        if await self.attempt(lambda: self.desk.office.act(who, work), self._refused) and self.is_open:
            self.desk.leave(self)
            self.desk.tell_here(self.t("Given up; nothing was recorded."))


def about_draft(records: Records, draft: FormDraft | ResultDraft, t: Translator) -> str:
    """Return what a draft is about: its record, else the first words of what it makes."""
    if draft.subject:
        try:
            return title_of(records, draft.subject, t)
        except NotFound:
            return ""
    if isinstance(draft, ResultDraft):
        return ""
    return next((draft.answers[name] for name in ("name", "matter", "title") if draft.answers.get(name)), "")


def is_overtaken(records: Records, draft: FormDraft, who: Actor, t: Translator) -> bool:
    """Tell whether the record of a draft is gone, or has moved on so that its sheet offers the step no more.

    Of a form that stands on no such sheet nothing is told: whether it can be done shows when it is done.
    """
    from kiosk.desk.rooms import stated_forms  # noqa: PLC0415 - the rooms behind it are many

    if not draft.subject:
        return False
    try:
        records.lookup(draft.subject)
        if draft.form not in stated_forms(draft.form):
            return False
        screen = screen_for(draft.subject)
        offered = screen.sheet_for(records, who, t).steps if isinstance(screen, SheetScreen) else ()
    except NotFound:
        return True
    return draft.form not in {step.name for step in offered}


def _sheet(records: Records, draft: FormDraft | ResultDraft, t: Translator) -> Sheet:
    about = about_draft(records, draft, t)
    form = form_of(draft.form) if isinstance(draft, FormDraft) else None
    title = t(form.title) if form is not None else t("The result")
    stands = Step("record", N_("How it stands now"), lambda: screen_for(draft.subject))
    return Sheet(
        t("{form}: {about}", form=title, about=about) if about else title,
        tuple(_said(records, draft, t)),
        (stands,) if about else (),
    )


def _said(records: Records, draft: FormDraft | ResultDraft, t: Translator) -> Iterator[Paragraph]:
    yield t("This step is no longer possible. What was typed can still be read here."), "strong"
    yield t("Kept last on {when}.", when=draft.kept_at), "soft"
    typed = _of_form(records, draft, t) if isinstance(draft, FormDraft) else _of_result(draft, t)
    for label, text in typed:
        yield "", "ink"
        yield label, "accent"
        yield from ((line, "ink") for line in text.splitlines())


def _of_form(records: Records, draft: FormDraft, t: Translator) -> Iterator[tuple[str, str]]:
    form = form_of(draft.form)
    fields = {field.name: t(field.label) for field in form.fields} if form is not None else {}
    options = options_of(form, records, t) if form is not None else {}
    for name in sorted(draft.answers, key=[*fields, *draft.answers].index):
        text = draft.answers[name]
        chosen = {one.value: one.words for one in options.get(name, ())}
        yield fields.get(name, name), chosen.get(text, text)


def _of_result(draft: ResultDraft, t: Translator) -> Iterator[tuple[str, str]]:
    for answer in draft.answers:
        chosen = CHOICE.get(answer.question, {})
        yield t(QUESTION[answer.question]), t(chosen[answer.text]) if answer.text in chosen else answer.text
    spoken = (*draft.speeches, *((draft.speech,) if draft.speech is not None else ()))
    yield from ((t("What was said"), one.content) for one in spoken if one.content)
