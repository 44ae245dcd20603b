"""The screen of pages that is used again: as fast as that is, nobody finds in it what another has read (K9, K27)."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from textual.events import Key
from textual.strip import Strip
from textual.widget import Widget

from kiosk.kept import PAUSE, tidy_when_due
from kiosk.pages.doors import door
from kiosk.screens.home import HomeScreen
from kiosk.screens.sheet import Place, SheetScreen
from kiosk.sheet import Nowhere
from kiosk.widgets.ink import Line
from kiosk.widgets.leaf import LeafBody, Row
from kiosk.widgets.painted import Painted, Target
from tests.kiosk.hall import Hall, hall
from village_board.board import Board

LINES: list[Line] = [
    (("1  ", "accent"), ("四组到七组村道硬化，还剩3天", "strong"), (" ", "ink"), ("soft", "soft")),
    (),
    (("长" * 60, "ink"), ("tail", "accent")),
    (("\x1b[2J\u202e𠮷田", "ink"),),
]


def sheet(there: Hall) -> SheetScreen:
    screen = there.app.screen
    assert isinstance(screen, SheetScreen)
    return screen


def cells(strips: list[Strip]) -> Iterator[tuple[object, ...]]:
    """Return each character with its colours and weight; a space has no more than its paper."""
    for strip in strips:
        for text, style, _ in strip:
            for char in text:
                assert style is not None
                yield (char, style.bgcolor) if char == " " else (char, style.bgcolor, style.color, bool(style.bold))


async def test_lines_are_painted_as_textual_would(board: Board) -> None:
    """Each character, colour and weight is that of Textual's own way, with and without padding, focus and themes."""
    # Guard: kiosk/widgets/ink.py:drawn - a tone without its paper has another contrast than was proved (K1).
    async with hall(board) as there:
        for key in ("", "d"):
            if key:
                await there.press(key)
            for name in ("#answers", "#head", "#newest", "#door-1"):
                painted = there.app.screen.query_one(name, Painted)
                painted.show(lambda _width, height: LINES[:height])
                for crop in (painted.outer_size.region, painted.outer_size.region.shrink((0, 2, 0, 1))):
                    ours = painted.render_lines(crop)
                    painted.refresh()
                    theirs = Widget.render_lines(painted, crop)
                    assert [strip.cell_length for strip in ours] == [crop.width] * crop.height
                    assert list(cells(ours)) == list(cells(theirs))
                    painted.refresh()


async def test_k27_a_page_after_another_makes_no_widgets_and_back_leads_back(board: Board) -> None:
    """K27: the second page, and the next visit to one, fill the widgets of the first; "back" shows what was before."""
    # Guard: kiosk/widgets/leaf.py:LeafBody - making widgets is four fifths of the time from tap to text.
    async with hall(board) as there:
        await there.press("2")
        screen, first = sheet(there), there.text
        screen.prepare()
        await there.settle()
        widgets = set(screen.walk_children())
        await there.press("1")
        assert there.text != first
        await there.press("escape")
        assert there.text == first
        await there.press("home", "1")
        assert sheet(there) is screen
        assert screen.place.page == door(1)
        assert set(screen.walk_children()) == widgets
        shown = [row for row in screen.query(Row) if row.display]
        assert [row.entry.title for row in screen.query(Row) if not row.display] == [""] * (9 - len(shown))


async def test_k9_who_leaves_a_page_leaves_nothing_in_its_screen(board: Board) -> None:
    """K9: no page, no way back, no entry, no painted line stays in the screen that is kept."""
    # Guard: kiosk/screens/sheet.py:SheetScreen.clear
    async with hall(board) as there:
        await there.press("2", "1", "1")
        screen = sheet(there)
        assert screen._past
        await there.press("home")
        assert isinstance(there.app.screen, HomeScreen)
        assert (screen.place, list(screen._past), screen.shown) == (Place(Nowhere()), [], None)
        assert [leaf.blocks for leaf in screen._leaves] == [()]
        assert all(row.entry.title == "" for row in screen.query(Row))
        kept = [painted for painted in screen.query_one(LeafBody).query(Painted) if painted._painter or painted._strips]
        assert kept == []
        assert screen.query_one("#title", Painted)._strips == []


async def test_k9_the_next_visitor_has_another_screen(board: Board) -> None:
    """K9: after idleness the screen is thrown away; another one is made while nobody stands there, and is empty."""
    # Guard: kiosk/kept.py:KeptSheet.begin_anew
    async with hall(board) as there:
        await there.press("2", "1")
        screen = sheet(there)
        there.app.begin_anew()
        there.app._sheet.prepare()
        await there.pilot.pause()
        await there.settle()
        assert not screen.is_running
        other = there.app._sheet._screen
        assert other is not None
        assert other is not screen
        assert other.place == Place(Nowhere())
        await there.press("5")
        await there.press("2")
        assert sheet(there) is other
        assert "记账" in there.text or "凭证" in there.text or "账" in there.text


async def test_a_page_above_a_page_is_another_screen(board: Board) -> None:
    """A warning's notice is opened above what was read; back from it leads to that."""
    # Guard: kiosk/kept.py:KeptSheet.take - one screen cannot stand twice on the stack.
    async with hall(board) as there:
        await there.press("2")
        first = sheet(there)
        await there.open(door(1))
        assert sheet(there) is not first
        await there.press("escape")
        assert sheet(there) is first
        assert first.place.page == door(2)


def test_k12_a_screen_without_its_parts_is_not_prepared() -> None:
    """K12: the moment after the first page comes while the kiosk ends: the screen has no parts, and nothing happens."""
    # Guard: kiosk/screens/sheet.py:SheetScreen.prepare - who stops the kiosk in its first second is told of a fault.
    SheetScreen(Nowhere()).prepare()


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.me = self


def ring_is_left(made: int, silent_for: float) -> bool:
    """Tell whether garbage is still there after `made` objects more and so many seconds without a touch."""
    gc.collect()
    garbage = weakref.ref(Ring())
    kept = [[] for _ in range(made)]
    tidy_when_due(silent_for)
    del kept
    return garbage() is not None


def test_k10_a_long_visit_is_tidied_in_its_pauses_and_hammering_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """K10: some hundred screens that were left fill 100 MB: they go when the visitor reads, and at last in any case."""
    # Guard: kiosk/kept.py:tidy_when_due - keys that are drummed on for a minute grow the kiosk to 250 MB.
    monkeypatch.setattr("kiosk.kept.DUE", 2_000)
    monkeypatch.setattr("kiosk.kept.OVERDUE", 6_000)
    threshold = gc.get_threshold()
    gc.set_threshold(10_000_000)  # else the collector itself may clear it, young as it is
    try:
        assert ring_is_left(100, PAUSE)
        assert ring_is_left(3_000, PAUSE - 0.1)
        assert not ring_is_left(3_000, PAUSE)
        assert not ring_is_left(7_000, 0)
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()


async def test_k10_the_app_asks_for_it_with_the_seconds_since_the_last_touch(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K10: whether there is a pause is told by the clock of touches."""
    # Guard: kiosk/app.py:_tidy - nothing is tidied before a visitor leaves.
    asked: list[float] = []
    monkeypatch.setattr("kiosk.app._TICK", 0.005)
    monkeypatch.setattr("kiosk.app.tidy_when_due", asked.append)
    async with hall(board) as there:
        await there.press("1")
        there.wait(7)
        for _ in range(400):
            if 7 in asked:
                break
            await there.pilot.pause(0.005)
    assert {0, 7} <= set(asked)


async def test_k5_k10_a_key_that_waited_opens_nothing_above_the_page_that_came_meanwhile(board: Board) -> None:
    """K5, K10: of two keys or two taps on the home, typed before it has followed the first, one page is opened."""
    # Guard: kiosk/screens/base.py:on_target_chosen - whoever drums on the keys has ten pages above each other.
    async with hall(board) as there:
        home = there.app.screen
        for number in (1, 2, 3):
            home.query_one(f"#door-{number}", Target).choose()
        await there.settle()
        assert [type(screen) for screen in there.app.screen_stack] == [HomeScreen, SheetScreen]
        assert sheet(there).place.page == door(1)
        there.wait(1)
        light = there.app.theme
        home.post_message(Key("d", "d"))
        await there.settle()
        assert there.app.theme == light


async def test_k11_a_new_size_styles_a_screen_once(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """K11: a window that is dragged larger changes six of a screen's classes, and costs no more than one of them."""
    # Guard: kiosk/screens/base.py:on_resize - each class styles every widget anew, on every screen.
    async with hall(board) as there:
        styled: list[object] = []
        update = there.app.update_styles
        monkeypatch.setattr(
            there.app, "update_styles", lambda node, **more: (styled.append(node), update(node, **more))
        )
        await there.pilot.resize_terminal(240, 67)
        await there.settle()
        assert there.app.screen.has_class("-wide", "-tall", "-high")
        assert styled.count(there.app.screen) == 1
