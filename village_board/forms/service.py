"""Opening, keeping, doing and dropping a form. What a form does is done by the service that does it anyway."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.forms.model import FormDraft, Typed
from village_board.people.model import Person
from village_board.text.clean import clean

#: characters of one field: those of the longest text that a service takes.
FIELD_LIMIT = 20_000

T = TypeVar("T")


class FormOutdated(Refused):
    """The record was changed after the form was opened (A17)."""

    sentence = N_(
        "{title} was changed by {person} at {when} after you began. Nothing was done. Look it through and do it again: "
        "what you wrote is kept."
    )

    def __init__(self, title: str, person: str, when: datetime) -> None:
        super().__init__(title=title, person=person, when=when)


class FormElsewhere(Refused):
    """The same form was filled in on another screen in the meantime."""

    sentence = N_("This form was filled in on another screen meanwhile. It is shown as it stands now.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True)
class OpenedForm:
    """A form to go on with.

    Attributes:
        draft: what was typed; its rev is 0 where nothing was kept yet.
        changed: what was changed meanwhile in the record that it is about; None: nothing.
    """

    draft: FormDraft
    changed: FormOutdated | None = None


def open_form(desk: Desk, form: str, subject: str = "") -> OpenedForm:
    """Return one's own draft of `form` about `subject`; a new one is not kept before something is typed.

    Raises:
        NotFound: the subject is gone.
    """
    rev = desk.lookup(subject).rev if subject else 0
    mine = draft_for(desk, desk.who.id, form, subject)
    if mine is None:
        made = FormDraft(
            person=desk.who.id, form=form, subject=subject, subject_rev=rev, begun_at=desk.now, kept_at=desk.now
        )
        return OpenedForm(made)
    if mine.subject_rev == rev:
        return OpenedForm(mine)
    return OpenedForm(desk.put(replace(mine, subject_rev=rev)), _outdated(desk, subject))


def keep_form(desk: Desk, draft: FormDraft, typed: Mapping[str, str]) -> FormDraft:
    """Keep what was typed so far; nothing of it is judged.

    Raises:
        FormElsewhere: it was filled in, done or given up on another screen meanwhile.
    """
    stored = draft_for(desk, draft.person, draft.form, draft.subject)
    if (stored.rev if stored is not None else 0) != draft.rev or draft.person != desk.who.id:
        raise FormElsewhere
    fields = tuple(
        Typed(name, cleaned)
        for name, text in sorted(typed.items())
        if (cleaned := clean(text, limit=FIELD_LIMIT, multiline=True))
    )
    if stored is not None and stored.typed == fields:
        return stored
    return desk.put(replace(draft, typed=fields, kept_at=desk.now))


def do_form(desk: Desk, draft: FormDraft, do: Callable[[Desk], T]) -> T:
    """Do what a form says, and let its draft go, in one unit of work.

    Args:
        desk: the unit of work.
        draft: the draft as it was opened or kept last.
        do: the service's own act, with everything that it refuses.

    Raises:
        FormOutdated: the record was changed after the form was opened.
        Refused: what the act refuses; the draft then stays.
    """
    if draft.subject and desk.lookup(draft.subject).rev != draft.subject_rev:
        raise _outdated(desk, draft.subject)
    done = do(desk)
    drop_form(desk, draft)
    return done


def drop_form(desk: Desk, draft: FormDraft) -> None:
    """Give a draft up; where nothing was kept there is nothing to drop."""
    stored = draft_for(desk, draft.person, draft.form, draft.subject)
    if stored is not None:
        desk.remove(stored)


def draft_for(records: Records, person: str, form: str, subject: str = "") -> FormDraft | None:
    """Return the draft of `person` of `form` about `subject`, or None."""
    mine = (where("person") == person) & (where("form") == form) & (where("subject") == subject)
    return records.one(FormDraft, mine)


def drafts_by(records: Records, person: str) -> list[FormDraft]:
    """Return the drafts of `person`, the one written last first."""
    found = records.find(FormDraft, where("person") == person)
    return sorted(found, key=lambda one: one.kept_at, reverse=True)


def _outdated(records: Records, subject: str) -> FormOutdated:
    record = records.lookup(subject)
    change = record.change
    if change is None:
        return FormOutdated(record.title, "", records.now)
    try:
        by = records.get(Person, change.by).name
    except NotFound:
        by = change.by
    return FormOutdated(record.title, by, change.at)
