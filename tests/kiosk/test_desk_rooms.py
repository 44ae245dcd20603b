"""Every room of the desk opens for who has a part in it; its forms are found again by the names of their drafts."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from kiosk.desk.blank.shape import Form, Kind
from kiosk.desk.rooms import ROOMS, form_of
from tests.kiosk.desk_hall import desk, office
from village_board.enquiries.templates import reply_templates
from village_board.hearings.cases import DIRECT

FORM_MODULES = (
    "application_forms", "book_forms", "case_forms", "case_periods", "contract_forms", "enquiry_forms", "guide_forms",
    "meeting_forms", "notice_forms", "people_forms", "register_forms", "services", "work_forms",
)  # fmt: skip


def _forms() -> list[Form]:
    found: list[Form] = []
    for name in FORM_MODULES:
        module = import_module(f"kiosk.desk.rooms.{name}")
        found += [value for value in vars(module).values() if isinstance(value, Form)]
    names = ("people.end.文书", "people.revoke.jx", "people.confirm.jx", "notice.tick.3", "contract.undo.rmx",
             "case.places", "enquiry.reply", "case.correct", *(f"case.{event.value}" for event in DIRECT))  # fmt: skip
    return found + [form for name in names if (form := form_of(name)) is not None]


def test_a_begun_form_is_found_again_by_its_name() -> None:
    """A draft that survived a crash is gone on with: each form is known by its name, and its room by the prefix."""
    # Guard: kiosk/desk/rooms/__init__.py:form_of - without it a begun form could not be opened again.
    forms = _forms()
    assert len({form.name for form in forms}) > 90
    for form in forms:
        found = form_of(form.name)
        assert found is not None, form.name
        assert [field.name for field in found.fields] == [field.name for field in form.fields], form.name


def test_each_form_is_well_declared() -> None:
    """Names of fields are unique, what is chosen has options, and every form says whose act it is."""
    for form in _forms():
        names = [field.name for field in form.fields]
        assert len(names) == len(set(names)), form.name
        assert form.act is not None, form.name
        for field in form.fields:
            if field.kind is not Kind.PERSON:  # everybody, unless its form names some
                assert (field.kind in (Kind.CHOICE, Kind.PICK)) == (field.options is not None), (form.name, field.name)


def test_every_place_of_a_template_has_its_field() -> None:
    """A place that somebody adds to the data is asked for by the form of a reply."""
    form = form_of("enquiry.reply")
    assert form is not None
    wanted = {f"fact-{name}" for one in reply_templates().values() for name in one.places}
    assert wanted <= {field.name for field in form.fields}
    assert all(" " in field.label or field.label.istitle() for field in form.fields if field.name in wanted)


@pytest.mark.long
async def test_every_room_opens(tmp_path: Path) -> None:
    """Each room opens for clerk, director and overseer, in a village that has next to nothing; Escape leads back."""
    with office(tmp_path) as village:
        for who in (village.staff.clerk, village.staff.director, village.staff.overseer):
            async with desk(village.board) as there:
                await there.enter(who)
                home = there.app.screen
                for room in ROOMS:
                    if room.is_for(who):
                        there.app.push_screen(room.open())
                        await there.settle()
                        assert there.app.screen.title_words(), room.module
                        await there.press("escape")
                        assert there.app.screen is home, room.module
