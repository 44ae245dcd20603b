"""What every screen of the desk has: a head, what is to be known, its body, the keys; and the way to the office."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, TextArea

from kiosk.desk.fields import Cut
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target
from village_board.base.errors import BoardError
from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from kiosk.desk.app import DeskApp
    from village_board.base.message import Message
    from village_board.i18n import Translator

T = TypeVar("T")

MIN_WIDTH, MIN_HEIGHT, WIDE, TALL, SPACIOUS = 60, 20, 100, 36, 52
_BETWEEN_KEYS, _CLOSER = "   ", "  "


class DeskScreen(Screen[None]):
    """A screen for one who has signed in, or is about to."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._told = ""
        self._cut_told = ""

    @property
    def desk(self) -> DeskApp:
        """The app, by its own type."""
        from kiosk.desk.app import DeskApp  # noqa: PLC0415 - the app imports its screens

        assert isinstance(self.app, DeskApp)
        return self.app

    @property
    def t(self) -> Translator:
        """The reader's translator."""
        return self.desk.t

    @property
    def is_open(self) -> bool:
        """Whether it can still be seen: a screen that was left may hear of what it asked for."""
        return self.is_running and self in self.desk.screen_stack

    def compose(self) -> ComposeResult:
        """Return head, title, body, what is to be known, keys."""
        yield Painted(self._head, id="desk-head")
        yield Painted(self._title, id="desk-title")
        with Vertical(id="desk-body"):
            yield from self.body()
        yield Paper(self._telling, id="desk-told")
        yield Painted(self._keys, id="desk-keys")
        yield Painted(self._too_small, id="too-small")

    def title_words(self) -> str:
        """Return what the screen is about."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Return what stands below the title."""
        raise NotImplementedError

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys that do something here, each with what it does."""
        return ()

    def tell(self, words: str) -> None:
        """Say `words` at the foot, in place of what stood there."""
        self._told = words
        if self.is_running:
            told = self.query_one("#desk-told", Paper)
            told.set_class(bool(words), "-said")
            told.renew()

    def tell_message(self, message: Message) -> None:
        """Say `message` at the foot."""
        self.tell(self.t.say(message))

    def tell_refusal(self, error: BoardError) -> None:
        """Say at the foot why something was refused."""
        self.tell(self.t.say(error.message))

    async def attempt(self, work: Callable[[], Awaitable[T]], refused: Callable[[BoardError], None]) -> T | None:
        """Return what `work` comes to; where it is refused, hand the error on and return None."""
        try:
            return await work()
        except BoardError as error:
            if self.is_open:
                refused(error)
            return None

    def on_resize(self, event: events.Resize) -> None:
        """Fit the layout to the size."""
        width, height = event.size
        self.set_class(width < MIN_WIDTH or height < MIN_HEIGHT, "-too-small")
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height >= TALL, "-tall")
        self.set_class(height >= SPACIOUS, "-spacious")

    def cut_words(self, limit: int) -> str:
        """Return what is said where more was typed or pasted than a field takes."""
        return self.t("This field takes {n} characters: what came after is not in it.", n=limit)

    @on(Cut)
    def _cut(self, event: Cut) -> None:
        self.say_cut(event.widget, self.cut_words(event.limit))

    def say_cut(self, field: Widget, words: str) -> None:
        """Say that `field` did not take all: at the field where the screen has a place for it."""
        del field
        self.tell(words)
        self._cut_told = words

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _no_more_cut(self) -> None:
        """Say no more that something was cut, once what stands there was changed."""
        if self._cut_told and self._told == self._cut_told:
            self.tell("")
        self._cut_told = ""

    def go_on(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def target_for(self, key: str) -> Target | None:
        """Return what `key` chooses."""
        return next((one for one in self.query(Target) if one.key == key and one.display and not one.disabled), None)

    def on_key(self, event: events.Key) -> None:
        """Choose what has the focus, or what has this key."""
        event.prevent_default()  # Textual would call this once more for a screen whose own `on_key` calls it
        if event.key in ("enter", "space") and isinstance(self.focused, Target):
            event.stop()
            if self.desk.debounce.key(event.key):
                self.focused.choose()
        elif event.key in ("down", "up") and (self.focused is None or isinstance(self.focused, Target)):
            event.stop()
            self.focus_next(Target) if event.key == "down" else self.focus_previous(Target)
        elif (target := self.target_for(event.key)) is not None:
            event.stop()
            if self.desk.debounce.key(event.key):
                target.choose()

    def _head(self, width: int, _height: int) -> list[Line]:
        t, desk = self.t, self.desk
        who = desk.who.name if desk.who else t("nobody is signed in")
        if desk.is_demo:
            who = t("{who} · demo village, invented", who=who)
        name = clipped(t("{name}: the committee's desk", name=desk.board.settings.name), max(width - cells(who) - 2, 1))
        gap = " " * max(width - cells(name) - cells(who), 0)
        return [((name, "strong"), (gap, "ink"), (who, "soft"))]

    def _title(self, width: int, _height: int) -> list[Line]:
        return [((clipped(self.title_words(), width), "accent"),)]

    def _telling(self) -> list[Paragraph]:
        return [(self._told, "accent")] if self._told else []

    def _keys(self, width: int, _height: int) -> list[Line]:
        shown = [f"{key} {words}" for key, words in self.keys()]
        if cells(_BETWEEN_KEYS.join(shown)) > width:  # closer together rather than cut off
            return [((clipped(_CLOSER.join(shown), width), "soft"),)]
        for key, words in reversed(self.desk.keys()):  # those of the desk as far as there is room, whole
            one = f"{key} {words}"
            if cells(_BETWEEN_KEYS.join([*shown, one])) <= width:
                shown.insert(len(self.keys()), one)
        return [((clipped(_BETWEEN_KEYS.join(shown), width), "soft"),)]

    def _too_small(self, width: int, _height: int) -> list[Line]:
        words = self.t("This window is too small: {columns} x {rows} at least.", columns=MIN_WIDTH, rows=MIN_HEIGHT)
        return [((line, "ink"),) for line in break_lines(words, width)]
