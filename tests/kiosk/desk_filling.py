"""Filling in forms at the desk: opened, filled, refused, mended, done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from kiosk.desk.blank.box import Box
from kiosk.desk.blank.screen import BlankScreen
from kiosk.desk.blank.shape import Form, Kind
from kiosk.desk.fields import Choice
from kiosk.desk.rest import RESTED
from tests.kiosk.desk_hall import HELD_ON, Desk, Office, desk, office
from village_board.people.model import Actor

#: of a meeting in twelve days, by the clock of the desk's village.
LATER = {"meeting_on": HELD_ON + timedelta(days=12)}


@asynccontextmanager
async def at_the_desk(
    tmp_path: Path, who: str = "clerk", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Office, Desk]]:
    with office(tmp_path) as village:
        async with desk(village.board, size) as there:
            await there.enter(getattr(village.staff, who))
            yield village, there


async def fill(there: Desk, form: Form, subject: str = "", **answers: str) -> BlankScreen:
    """Open a form, fill it in and press F2; twice where it asks."""
    there.app.push_screen(BlankScreen(form, subject))
    await there.settle()
    screen = there.app.screen
    assert isinstance(screen, BlankScreen), there.text
    await again(there, screen, **answers)
    return screen


async def again(there: Desk, screen: BlankScreen, **answers: str) -> None:
    """Mend what was refused, and press F2 once more."""
    for name, text in answers.items():
        there.fill(**{name: text})
        await there.pilot.pause()  # a field that is asked because of another one appears
    await there.press("f2")
    if screen.form.sure and screen._sure == "do":
        await there.press("f2")


def wrong(screen: BlankScreen, field: str) -> str:
    """Return what is said to be wrong with a field."""
    assert screen.is_open, "it was done"
    return screen.box(field).wrong


def done(there: Desk, screen: BlankScreen) -> None:
    """The form was left, since it was done."""
    assert not screen.is_open, there.text


async def as_(there: Desk, who: Actor) -> None:
    """Let somebody else sit down."""
    await there.app.lock()
    await there.enter(who)


async def type_into(there: Desk, form: Form, subject: str) -> dict[str, str]:
    """Open `form`, type into its first field by keys and into all others, and let the draft's own time pass.

    Returns what stands on the screen, by field; nothing of a field that is never kept. The form stays open.
    """
    there.app.push_screen(BlankScreen(form, subject))
    await there.settle()
    screen = there.app.screen
    assert isinstance(screen, BlankScreen), there.text
    boxes = [one for one in screen.query(Box) if one.display and one.field.kind is not Kind.SECRET]
    for number, box in enumerate(boxes):
        widget = box.widget
        if isinstance(widget, Choice):
            taken = [value for value, _ in widget.options]
            wanted = next((at for at, value in enumerate(taken, 1) if value != widget.value), 0)
            assert wanted, f"{form.name}: {box.field.name} offers no other choice than the one that stands"
            widget.focus()
            await there.pilot.press(str(wanted))
        elif number == 0:
            widget.focus()
            await there.pilot.press("ctrl+a", "k", "7")
        else:
            box.put(f"旧话 {number}")
        await there.pilot.pause()
    there.wait(RESTED)
    await there.app.look()
    await there.settle()
    return on_screen(screen)


def on_screen(screen: BlankScreen) -> dict[str, str]:
    """Return what stands in the fields that are seen, by name."""
    seen = (box for box in screen.query(Box) if box.display and box.field.kind is not Kind.SECRET)
    return {box.field.name: box.value for box in seen}
