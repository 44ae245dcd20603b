"""Forms of the desk without a screen: opened, filled in, done or refused, as the screen does it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.desk.blank.filled import Filled
from kiosk.desk.blank.options import options_of
from kiosk.desk.blank.placing import place_of
from kiosk.desk.blank.shape import Form
from kiosk.desk.said import AT_THE_DESK
from village_board.base.errors import BoardError
from village_board.board import Board
from village_board.forms.service import do_form, open_form
from village_board.i18n import Translator, translator
from village_board.people.model import Actor

ENGLISH: Translator = translator("en", "kiosk").saying(AT_THE_DESK)


def filled(board: Board, who: Actor, form: Form, subject: str = "", **answers: str) -> Filled:
    """Return the form as it stands once `answers` were typed above what stood in it first."""
    with board.desk(who) as desk:
        if form.act is not None:
            desk.require(form.act)
        first = form.start(desk, subject) if form.start is not None else {}
        options = options_of(form, desk, ENGLISH)
        known = {field.name for field in form.fields}
        assert set(first) <= known, (form.name, set(first) - known)
        assert set(answers) <= known, (form.name, set(answers) - known)
    own = board.settings
    return Filled(
        form, {**first, **answers}, subject, board.clock.today(), board.attachments, options, own.name, settings=own
    )


def done(board: Board, who: Actor, form: Form, subject: str = "", **answers: str) -> Any:
    """Fill a form in and do it, in the one unit of work of the screen; say what would be told, too."""
    typed = filled(board, who, form, subject, **answers)
    typed.check()
    if form.beside is not None:
        with board.reading() as records:
            form.beside(records, typed, ENGLISH)
    if form.prepare is not None:
        with board.reading() as records:
            typed = replace(typed, prepared=form.prepare(records, typed))
    with board.desk(who) as desk:
        draft = open_form(desk, form.name, subject).draft
        made = do_form(desk, draft, lambda unit: form.do(unit, typed))
    assert form.told(ENGLISH, made) or form.name == "import"
    return made


def refused(board: Board, who: Actor, form: Form, subject: str = "", **answers: str) -> tuple[str, str]:
    """Return at which field a form is refused, and in which words; nothing is written then."""
    before = board.records().log_head()
    try:
        done(board, who, form, subject, **answers)
    except BoardError as error:
        assert board.records().log_head() == before, "half written"
        return place_of(error, filled(board, who, form, subject, **answers), ENGLISH)
    raise AssertionError(f"{form.name} was done")
