"""Forms that one began and did not finish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.rooms import form_of
from kiosk.desk.todo.model import Group, Task
from village_board.base.errors import NotFound
from village_board.forms.service import drafts_by

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def form_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield one's begun forms, the one written last first; of a record that is gone none."""
    for draft in drafts_by(records, who.id):
        form = form_of(draft.form)
        if form is None:
            continue
        try:
            about = records.lookup(draft.subject).title if draft.subject else _first_words(draft.answers)
        except NotFound:
            continue
        words = t("{form}: {about}", form=t(form.title), about=about) if about else t(form.title)
        yield Task(draft.id, Group.MINE, words, t("begun, not finished"), _opening(form, draft.subject))


def _first_words(answers: object) -> str:
    assert isinstance(answers, dict)
    return next((str(answers[name]) for name in ("name", "matter", "title") if answers.get(name)), "")


def _opening(form: Form, subject: str) -> Callable[[], DeskScreen]:
    from kiosk.desk.blank.screen import BlankScreen  # noqa: PLC0415 - when it is wanted

    return partial(BlankScreen, form, subject)
