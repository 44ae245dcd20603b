"""The pilot of these tests waits until all is done, and no longer."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from textual import events, work
from textual.app import App, ComposeResult
from textual.widgets import Static


class Told(Static):
    """Says a word more at a new size."""

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width == 100:
            self.update(f"{self.content}three ")


class Slow(App[None]):
    """Says a word that a thread has found, and another after the next frame."""

    def compose(self) -> ComposeResult:
        yield Told()

    def on_key(self) -> None:
        self.begin()

    @work
    async def begin(self) -> None:
        with ThreadPoolExecutor(1) as pool:
            word = await self._loop.run_in_executor(pool, self.slowly)  # type: ignore[union-attr]
        self.say(word)
        self.call_after_refresh(self.say, "two")

    def slowly(self) -> str:
        end = time.monotonic() + 0.06
        while time.monotonic() < end:
            pass
        return "one"

    def say(self, word: str) -> None:
        static = self.query_one(Static)
        static.update(f"{static.content}{word} ")


async def test_what_a_thread_a_frame_and_a_new_size_bring_is_waited_for() -> None:
    """A key is done when the thread that it began has answered and the answer is painted; so is a new size."""
    # Guard: tests/support/stillness.py:_known, _paints, still - a test looks at a screen that is not painted yet.
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.press("a")
        assert painted(app) == ["one", "two"]
        await pilot.resize_terminal(100, 24)
        assert painted(app) == ["one", "two", "three"]


def painted(app: Slow) -> list[str]:
    """Return the words on the screen."""
    strips = app.screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip).split()
