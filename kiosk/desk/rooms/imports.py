"""Taking in a clerk's file: choose it, mend it in place, take it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.desk.blank.screen import BlankScreen
from kiosk.desk.blank.shape import Field, Form, Kind, Option
from kiosk.desk.tables.screen import TableScreen
from village_board.base.message import N_
from village_board.interchange.kinds import kinds
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.forms.model import FormDraft
    from village_board.i18n import Translator

_Chosen = tuple[Path, str]


def _kinds(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(name, t.say(kind.label)) for name, kind in kinds().items()]


def _choose(desk: Desk, filled: Filled) -> _Chosen:
    desk.require(Act.IMPORT)
    return filled.path("file").absolute(), filled.picked("kind")


FORM = Form(
    name="import",
    title=N_("Take in a table"),
    act=Act.IMPORT,
    about=N_("A table (.xlsx or .csv) is read and judged; nothing is written before you take it in."),
    fields=(
        Field(
            "file",
            N_("File"),
            Kind.FILE,
            required=True,
            hint=N_("F4 shows the files of this machine; a path can be pasted."),
        ),
        Field("kind", N_("What it holds"), Kind.PICK, options=_kinds, hint=N_("Empty: its headers tell.")),
    ),
    button=N_("Read it"),
    do=_choose,
    told=lambda _t, _chosen: "",
    after=lambda chosen: TableScreen(*chosen),
)


def first_screen() -> BlankScreen:
    """Return the form that asks for the file."""
    return BlankScreen(FORM)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return FORM if name == FORM.name else None


def screen_of_draft(draft: FormDraft) -> tuple[str, Callable[[], DeskScreen]] | None:
    """Return the name of a file that is being mended, and what opens it; None for another draft."""
    path = draft.answers.get("path", "")
    if not path:
        return None
    return Path(path).name, partial(TableScreen, Path(path), draft.answers.get("kind", ""))
