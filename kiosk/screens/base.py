"""What every screen has: a head, the demo's banner, keys, the reading of the board, and a word when it is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen

from kiosk.scale import SCALE_WORDS, Scale, Spacing, is_vast, spacing_at
from kiosk.widgets.ink import Line, clipped, safe
from kiosk.widgets.painted import Band, Painted, Target, label
from village_board.base.errors import BoardError
from village_board.base.message import N_
from village_board.text.lines import break_lines, cells

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget
    from textual.worker import WorkType

    from kiosk.app import KioskApp
    from kiosk.sheet import Shelf
    from village_board.i18n import Translator

T = TypeVar("T")

MIN_WIDTH, MIN_HEIGHT = 50, 20
NARROW, WIDE, SHORT, TALL, HIGH = 72, 100, 24, 30, 38
#: columns of a page with its code beside it: a wider terminal has margins on both sides.
PAGE_WIDTH = 142
HEAD_ROWS = 3
NEXT_KEYS = frozenset({"tab", "down", "right"})
PREVIOUS_KEYS = frozenset({"shift+tab", "up", "left"})
CHOOSE_KEYS = frozenset({"enter", "space"})
#: the key that goes from one size to the next: a number pad has it.
SIZE_KEY = "/"
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class SizeTarget(Target):
    """Chooses a size, on whatever screen it stands (K15)."""

    PREFIX = "size-"

    def __init__(self, scale: Scale) -> None:
        super().__init__(id=f"{self.PREFIX}{scale.value}", classes="size")
        self._scale = scale

    def choose(self) -> None:
        """Show everything at this size."""
        if isinstance(screen := self.screen, HallScreen):
            screen.hall.grow(self._scale)


class HallScreen(Screen[None], Generic[T], inherit_bindings=False):
    """A screen that shows a reading of type `T`, and reads again whenever the board changes."""

    AUTO_FOCUS = ""
    BLANK = True
    #: whether the head offers the sizes of what is read (K15).
    HAS_SIZES = True

    def __init__(self) -> None:
        super().__init__()
        #: whether its widgets are there.
        self.stands = False
        self._reading = self._again = False
        self._sizes: tuple[str, Scale] | None = None
        self._styled: tuple[str, int] | None = None
        self.shown: T | None = None

    @property
    def hall(self) -> KioskApp:
        """The app, by its own type."""
        from kiosk.app import KioskApp  # noqa: PLC0415 - the app imports its screens

        assert isinstance(self.app, KioskApp)
        return self.app

    @property
    def t(self) -> Translator:
        """The translator of the visitor's language."""
        return self.hall.t

    @property
    def spacing(self) -> Spacing:
        """How pages are composed at the size that the visitor chose."""
        return spacing_at(self.hall.scale, *self.app.size)

    @property
    def is_open(self) -> bool:
        """Whether a visitor may see it: a screen that was left, or whose app ends, may hear of what it asked for."""
        return self.is_running and self.is_attached and self in self.hall.screen_stack

    @property
    def focus_chain(self) -> list[Widget]:
        """The targets in the order of Tab: those of the page first, the sizes of the head after them."""
        chain = super().focus_chain
        return [one for one in chain if not isinstance(one, SizeTarget)] + [
            one for one in chain if isinstance(one, SizeTarget)
        ]

    def compose(self) -> ComposeResult:
        """Return body, head, and the word that stands alone where the terminal is too small.

        The head is docked to the top and comes last, so that Tab leads to the page before it leads to the sizes.
        """
        yield from self.body()
        with Band(id="top"):
            yield Painted(self._head, id="head")
            if self.HAS_SIZES:
                for scale in Scale:
                    yield SizeTarget(scale)
        yield Painted(self._too_small, id="too-small")

    def body(self) -> ComposeResult:
        """Return what stands below the head."""
        raise NotImplementedError

    def read(self, shelf: Shelf) -> T:
        """Return what the screen shows; runs in the reading thread."""
        raise NotImplementedError

    def show(self, reading: T) -> None:
        """Paint `reading`, keeping the visitor's place."""
        raise NotImplementedError

    def fail(self, sentence: str) -> T:
        """Return what to show where the board cannot be read."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what was read already, or read it."""
        self.stands = True
        self._styled = self._styles
        self.set_class(not self.HAS_SIZES, "-bare")
        self.fit()
        if (ready := self.ready()) is not None:
            self.shown = ready
            self.show(ready)
        else:
            self.reload()

    @property
    def _styles(self) -> tuple[str, int]:
        """What its styles come from: a theme, and style sheets."""
        return self.app.theme, len(self.app.stylesheet.source)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take the styles as they are, unless something has changed them since: styling all is half of a tap."""
        event.refresh_styles = self._styled != self._styles
        self._styled = self._styles

    def ready(self) -> T | None:
        """Return a reading that was made before the screen, None where there is none."""
        return None

    def reload(self) -> None:
        """Read again; a wish that comes while reading is granted after it, one before the mount by the mount."""
        if not self.stands:
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        work: WorkType[None] = self._read_and_show  # begun only when its turn comes
        self.run_worker(work, group="reading")

    async def _read_and_show(self) -> None:
        while self._reading:
            self._again = False
            language = self.t.language
            try:
                reading = await self.hall.reader.read(self.read, self.t)
            except BoardError as error:
                reading = self.fail(self.t.say(error.message))
            self._reading = self._again or language != self.t.language
            if not self._reading and reading != self.shown and self.is_open:
                self.shown = reading
                self.show(reading)
                self._paint_sizes()
                self.painted()

    def painted(self) -> None:
        """Hear that a new reading is in the widgets."""

    def grow(self) -> None:
        """Show what was read at the size that the visitor has chosen now."""
        self.fit()
        if self.shown is not None:
            self.show(self.shown)

    def fit(self) -> None:
        """Set the classes of the size that the visitor chose."""
        for scale in (Scale.LARGE, Scale.EXTRA):
            self.set_class(self.hall.scale is scale, f"-{scale.value}")
        self._paint_sizes()

    def _paint_sizes(self) -> None:
        chosen = self.hall.scale
        if self._sizes == (self.t.language, chosen) or not self.HAS_SIZES:
            return
        for scale in Scale:
            mark = "✓" if scale is chosen else (SIZE_KEY if scale is chosen.next else "")
            # A key may come before the screen has its parts: then there is nothing to paint yet.
            for target in self.query(f"#{SizeTarget.PREFIX}{scale.value}").results(Target):
                target.show(label(mark, self.t(SCALE_WORDS[scale])))
                self._sizes = (self.t.language, chosen)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the layout to the size; the commonest, 80 x 24, needs no class and so no second styling."""
        width, height = event.size
        self.update_classes(
            {
                "-too-small": width < MIN_WIDTH or height < MIN_HEIGHT,
                "-narrow": width < NARROW,
                "-short": height < SHORT,
                "-tall": height >= TALL,
                "-high": height >= HIGH,
                "-wide": width >= WIDE,
                "-vast": is_vast(width, height),
            }
        )
        margin = max((width - PAGE_WIDTH) // 2, 0) if is_vast(width, height) else 0
        if margin != self.styles.padding.left:
            self.styles.padding = (0, margin)

    def on_key(self, event: events.Key) -> None:
        """Move, choose, or do what the screen has for this key; one that waited until another screen came is lost."""
        event.stop()
        if not self.is_active:
            return
        key = event.key
        if key in NEXT_KEYS:
            self.focus_next(Target)
        elif key in PREVIOUS_KEYS:
            self.focus_previous(Target)
        elif key in CHOOSE_KEYS:
            focused = self.focused if isinstance(self.focused, Target) else None
            # With nothing to choose, Enter is a key like any other: a number pad has no more of them.
            chosen = focused or (self._target_of(event) if self.hall.debounce.is_calm else None)
            if chosen is not None and self.hall.debounce.key(key):
                chosen.choose()
        elif self.typed(event):
            return
        elif event.character == SIZE_KEY and self.HAS_SIZES:
            if self.hall.debounce.key(key) and self.hall.resizing.key(key):
                self.hall.grow(self.hall.scale.next)
                self.hall.resizing.over()
        elif (target := self._target_of(event)) and self.hall.debounce.key(key):
            target.choose()

    def on_target_chosen(self, event: Target.Chosen) -> None:
        """Follow the target, unless another screen has come meanwhile: nothing opens above what is being read."""
        event.stop()
        if self.is_active:
            self.follow(event.target)

    def follow(self, target: Target) -> None:
        """Do what `target` was chosen for."""

    def typed(self, event: events.Key) -> bool:
        """Take a key as text; tell whether it was taken."""
        del event
        return False

    def aliases(self) -> dict[str, str]:
        """Return further keys of targets: each with the key that it stands for."""
        return {}

    def _target_of(self, event: events.Key) -> Target | None:
        keys = {event.key, event.character or "", self.aliases().get(event.key, "")} - {""}
        for target in self.walk_children(Target):
            if target.key in keys and target.display and not target.disabled:
                return target
        return None

    def _head(self, width: int, height: int) -> list[Line]:
        """Return name, day, and what is to be known of the board; in one line where there is one row."""
        t, today = self.t, self.hall.board.clock.today()
        day = f"{t.date(today)} {t(_WEEKDAYS[today.weekday()])}"
        name = t("{name}: village affairs in public", name=self.hall.board.settings.name)
        told = self._notice_line(width)
        if height >= HEAD_ROWS:
            most = HEAD_ROWS - 1 - bool(told)
            whole = break_lines(safe(name), width)
            names = whole if len(whole) <= most else [*whole[: most - 1], clipped("".join(whole[most - 1 :]), width)]
            return [*(((line, "strong"),) for line in names), ((clipped(day, width), "soft"),), told]
        name = clipped(name, max(width - cells(day) - 2, 1))
        gap = " " * max(width - cells(name) - cells(day), 0)
        return [((name, "strong"), (gap, "ink"), (day, "soft")), told][: max(height, 1)]

    def _notice_line(self, width: int) -> Line:
        """Return what a visitor should know of what is read: a warning, or that all of it is invented."""
        if (warning := self.hall.warnings.standing) is not None:
            return ((clipped(self.t("Emergency: {name}", name=warning.title), width), "accent"),)
        if (told := self.hall.board.banner) is not None:
            return ((clipped(self.t.say(told), width), "accent"),)
        if not self.hall.is_demo:
            return ()
        words: Line = ((self.t("Demo: all invented"), "accent"),)
        # Who came by a browser leaves as one leaves any page, and a telephone has no such key.
        return (*words, ("  ", "ink"), (self.t("Leave: ctrl+q"), "soft")) if self.hall.has_staff else words

    def _too_small(self, width: int, _height: int) -> list[Line]:
        words = self.t("This window is too small: {columns} x {rows} at least.", columns=MIN_WIDTH, rows=MIN_HEIGHT)
        return [((line, "ink"),) for line in break_lines(words, width)]
