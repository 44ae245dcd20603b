"""Doing what a form says: what takes time before the unit of work, the service within it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from village_board.forms.service import do_form

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.blank.pad import BlankPad
    from kiosk.desk.blank.shape import Form


async def done(pad: BlankPad, form: Form, filled: Filled) -> tuple[Any]:
    """Return what the form did, in a tuple: nothing is a result too."""
    prepare = form.prepare
    if prepare is not None:
        prepared = await pad.office.read(lambda records: prepare(records, filled))
        filled = replace(filled, prepared=prepared)
    return (await pad.office.act(pad.who, lambda unit: do_form(unit, pad.draft, lambda desk: form.do(desk, filled))),)
