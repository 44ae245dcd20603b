"""Forms that one began and did not finish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kiosk.desk.rooms import resumed
from kiosk.desk.said import title_of
from kiosk.desk.todo.model import Group, Task
from village_board.base.errors import NotFound
from village_board.forms.service import drafts_by

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def form_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield one's begun forms, the one written last first; of a record that is gone none."""
    for draft in drafts_by(records, who.id):
        if (found := resumed(draft, t)) is None:
            continue
        title, opens = found
        try:
            about = title_of(records, draft.subject, t) if draft.subject else _first_words(draft.answers)
        except NotFound:
            continue
        words = t("{form}: {about}", form=title, about=about) if about else title
        yield Task(draft.id, Group.MINE, words, t("begun, not finished"), opens)


def _first_words(answers: Mapping[str, str]) -> str:
    return next((answers[name] for name in ("name", "matter", "title") if answers.get(name)), "")
