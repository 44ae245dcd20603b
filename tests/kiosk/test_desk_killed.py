"""P19: kill -9 while somebody types, in every form of the desk: the same words are there again on the next start."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

import kiosk.desk
from kiosk.desk.blank.screen import BlankScreen
from kiosk.desk.blank.shape import Form, Kind
from kiosk.desk.confirming import ConfirmScreen
from kiosk.desk.fields import LineField
from kiosk.desk.overtaken import OvertakenScreen
from kiosk.desk.rest import RESTED
from kiosk.desk.rooms import form_of
from kiosk.desk.todo.forms import form_tasks
from tests.kiosk.desk_filling import at_the_desk, on_screen
from tests.kiosk.desk_filling import type_into as type_into  # noqa: PLC0414 - the killed process reads it from here
from tests.kiosk.desk_hall import Desk, desk
from tests.kiosk.desk_rooms import die_while_typing
from tests.kiosk.every_form import SERIES, every_name, makers, subject_for, whoever_may
from tests.support.builders import hearing_result
from tests.support.clocks import GivenClock
from tests.support.demo_village import DEMO_DAY
from village_board.board import Board, open_board
from village_board.forms.service import draft_for
from village_board.hearings.model import Hearing
from village_board.hearings.service import record_hearing_result
from village_board.people.model import Actor, Person

#: forms of one maker that differ in nothing but their words: one of them is typed into.
_ALIKE = 20
_KILLED = 12


@dataclass(frozen=True)
class Begun:
    """A form that was being filled in."""

    form: Form
    who: Actor
    subject: str


@pytest.fixture
def village(demo: Board, tmp_path: Path) -> Iterable[Board]:
    """A demo village of one's own."""
    shutil.copytree(demo.home, tmp_path / "home")
    board = open_board(tmp_path / "home", clock=GivenClock(DEMO_DAY))
    yield board
    board.close()


def to_type_into(board: Board) -> list[Begun]:
    """Return every form with a field that is kept, each with one who may do it and a record."""
    records, found = board.records(), dict[str, Begun]()
    for maker, names in every_name(records).items():
        for name in names[:1] if maker and len(names) > _ALIKE else names:
            form = form_of(name)
            assert form is not None, name
            if any(field.kind is not Kind.SECRET for field in form.fields):
                who = whoever_may(records, form)
                found[name] = Begun(form, who, subject_for(board, who, form))
    return list(found.values())


def test_every_form_is_found_by_its_name(demo: Board) -> None:
    """P19: no form is left out below: whatever makes forms stands in the table, and each name finds its form."""
    # Guard: kiosk/desk/rooms/__init__.py:form_of - the draft of a form that is not found waits nowhere
    assert makers() == SERIES.keys()
    names = [name for some in every_name(demo.records()).values() for name in some]
    assert len(names) > 500
    assert [name for name in names if (form := form_of(name)) is None or form.name != name] == []


#: where something is typed, and how it outlives a kill; what is not kept is lost without harm, and says why.
TYPED_IN = {
    "asked": "the draft of a result: form.py keeps it",
    "blank.box": "the draft of a form, below",
    "blank.filing": "words that find a file",
    "blank.picking": "words that find a line",
    "browse.listing": "words that find a record",
    "confirming": "a draft of its own, below",
    "find": "words that find a record",
    "pin": "a PIN is never kept",
    "signin": "nobody has signed in yet, and a PIN is never kept",
    "speech": "the draft of a result: form.py keeps it",
    "tables.screen": "one cell, which Enter keeps as a draft",
}


def test_nothing_is_typed_anywhere_else() -> None:
    """P19: whoever builds another screen to type in says in the table above how its words outlive a kill."""
    folder, found = Path(kiosk.desk.__file__).parent, set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
            if {getattr(one, "id", "") for one in named} & {"LineField", "LinesField"}:
                found.add(".".join(path.relative_to(folder).with_suffix("").parts))
    assert found == TYPED_IN.keys()


async def test_p19_why_a_result_is_sent_back_outlives_a_kill(tmp_path: Path) -> None:
    """P19: the second person's words are kept as well; what is longer than its field shows how it begins."""
    # Guard: kiosk/desk/confirming.py:ConfirmScreen - the one sentence that is written there was lost
    why = "反对的人数不对，" * 12
    async with at_the_desk(tmp_path, "director") as (village, there):
        (hearing,) = village.board.records().all(Hearing)
        assert hearing.held_at is not None
        with village.board.desk(village.staff.clerk) as unit:
            subject = record_hearing_result(unit, hearing.id, hearing_result(hearing.held_at)).id
        there.app.push_screen(ConfirmScreen(subject))
        await there.settle()
        there.app.screen.query_one("#why").focus()
        await there.type("x")
        there.app.screen.query_one("#why", LineField).value = why
        await there.settle()
        there.wait(RESTED)
        await there.app.look()
        await there.settle()
        there.app.screen.query_one("#confirm").focus()
        await there.settle()
        assert why[:10] in there.text
        there.app.pop_screen()
        there.app.push_screen(ConfirmScreen(subject))
        await there.settle()
        assert there.app.screen.query_one("#why", LineField).value == why
        with village.board.reading() as records:
            assert draft_for(records, village.staff.director.id, "confirm", subject) is not None
            assert list(form_tasks(records, village.staff.director, there.app.t)) == []  # it waits as what it is


@pytest.mark.long
async def test_p19_what_was_typed_into_any_form_is_there_after_a_kill(village: Board, tmp_path: Path) -> None:
    """P19: a second after the last key the store holds every word of every form; a fresh start shows them again."""
    # Guard: kiosk/desk/blank/pad.py:keep - a crash would take what was typed
    begun, typed = to_type_into(village), dict[str, dict[str, str]]()
    assert len(begun) > 170
    async with desk(village) as there:
        for one in begun:
            there.app.who = one.who
            typed[one.form.name] = await type_into(there, one.form, one.subject)
            words = {name: text for name, text in typed[one.form.name].items() if text}
            assert words, one.form.name
            assert words.items() <= stored(village, one).items(), one.form.name
            there.app.pop_screen()
        shutil.copytree(village.home, tmp_path / "after")  # as a kill leaves it: the first has closed nothing yet
    assert len(typed) == len(begun)
    await found_again(tmp_path / "after", begun, typed)


@pytest.mark.long
async def test_p19_a_killed_process_takes_nothing(village: Board) -> None:
    """P19: the same, with a process that is truly killed, for a form of twelve rooms."""
    # Guard: village_board/forms/service.py:keep_form - what is in memory only goes with the process
    records, draw = village.records(), Random(19)
    of_room: dict[str, list[Begun]] = {}
    for one in to_type_into(village):
        of_room.setdefault(one.form.name.partition(".")[0], []).append(one)
    sample = [draw.choice(of_room[room]) for room in draw.sample(sorted(of_room), _KILLED)]
    numbers = {one.who.id: records.get(Person, one.who.id).number for one in sample}
    village.close()
    for one in sample:
        script = (
            "from tests.kiosk.test_desk_killed import form_of, type_into\n"
            f"form = form_of({one.form.name!r})\n"
            f"await type_into(at, form, {one.subject!r})\n"
        )
        die_while_typing(village.home, numbers[one.who.id], script, DEMO_DAY)
    typed = {}
    board = open_board(village.home, clock=GivenClock(DEMO_DAY))
    for one in sample:
        typed[one.form.name] = stored(board, one)
        assert "k7" in typed[one.form.name].values() or any(f.kind is Kind.CHOICE for f in one.form.fields), one
    board.close()
    await found_again(village.home, sample, typed)


def stored(board: Board, one: Begun) -> dict[str, str]:
    """Return what the store holds of a form, read as another process reads it."""
    with board.reading() as records:
        draft = draft_for(records, one.who.id, one.form.name, one.subject)
    assert draft is not None, f"{one.form.name} keeps no draft"
    return dict(draft.answers)


async def found_again(home: Path, begun: Iterable[Begun], typed: dict[str, dict[str, str]]) -> None:
    """Start anew on `home`: every form waits on the home of whoever began it, and opens with the same words."""
    board = open_board(home, clock=GivenClock(DEMO_DAY))
    try:
        async with desk(board) as there:
            for one in begun:
                await opened_again(there, board, one, typed[one.form.name])
    finally:
        board.close()


async def opened_again(there: Desk, board: Board, one: Begun, words: dict[str, str]) -> None:
    there.app.who = one.who
    with board.reading() as records:
        draft = draft_for(records, one.who.id, one.form.name, one.subject)
        assert draft is not None, one.form.name
        tasks = {task.key: task for task in form_tasks(records, one.who, there.app.t)}
    assert draft.id in tasks, f"{one.form.name} waits nowhere"
    there.app.push_screen(tasks[draft.id].opens())
    await there.settle()
    screen = there.app.screen
    if isinstance(screen, OvertakenScreen):  # the record has moved on: its words are read, and typed no more
        said = "\n".join(line for line, _ in screen.sheet.paragraphs)
        free = [field.name for field in one.form.fields if field.kind in (Kind.TEXT, Kind.LINES) and not field.options]
        assert {text for name in free for text in words.get(name, "").splitlines() if text not in said} == set()
    else:
        assert isinstance(screen, BlankScreen), (one.form.name, there.text)
        again = on_screen(screen)
        assert {name: text for name, text in words.items() if again.get(name) != text} == {}, one.form.name
    there.app.pop_screen()
    await there.settle()
