"""Forms that one began and did not finish."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.overtaken import OvertakenScreen, about_draft, is_overtaken
from kiosk.desk.rooms import resumed
from kiosk.desk.todo.model import Group, Task
from village_board.forms.service import drafts_by

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def form_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield one's begun forms, the one written last first; of a step that is no longer possible the words alone."""
    for draft in drafts_by(records, who.id):
        if (found := resumed(draft, t)) is None:
            continue
        title, opens = found
        about = about_draft(records, draft, t)
        words = t("{form}: {about}", form=title, about=about) if about else title
        if is_overtaken(records, draft, who, t):
            yield Task(draft.id, Group.MINE, words, t("no longer possible"), partial(OvertakenScreen, draft))
        else:
            yield Task(draft.id, Group.MINE, words, t("begun, not finished"), opens)
