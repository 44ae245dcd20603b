"""One field of a form on the screen: label, what is typed into, what it means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.desk.blank.lists import line_of, lines_with
from kiosk.desk.blank.shape import NO, YES, Field, Kind, Option
from kiosk.desk.fields import LINE_LIMIT, Choice, LineField, LinesField
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.painted import Target, label
from village_board.i18n import Translator

#: kinds with a list behind them.
LISTED = frozenset({Kind.PICK, Kind.PERSON, Kind.FILE})
#: of these no more is typed: their field is as short, so that the eye sees what it takes.
_SHORT = {Kind.AMOUNT: 24, Kind.AREA: 16, Kind.COUNT: 16, Kind.DAY: 24, Kind.TIME: 24, Kind.MONTH: 16, Kind.PERIOD: 16}
_PIN_LENGTH = 12


class Box(Vertical):
    """A field of a form; its widget has the id ``f-NAME``."""

    def __init__(self, field: Field, value: str, options: Sequence[Option], t: Translator) -> None:
        super().__init__(id=f"box-{field.name}", classes="box lines" if field.kind is Kind.LINES else "box")
        self.field = field
        self.options = tuple(options)
        self.wrong = ""
        self._value = value
        self._t = t

    def compose(self) -> ComposeResult:
        """Return label, widget, and the words below."""
        with Horizontal(classes="field"):
            yield Paper(self._named, classes="label")
            yield self._widget()
            if self.field.kind in LISTED:
                to_list = Target(label("F4", self._t("Choose")), id=f"list-{self.field.name}", classes="to-list")
                to_list.can_focus = False  # by keys it is F4 in the field itself
                yield to_list
        yield Paper(self._meant, classes="meant")
        yield Paper(lambda: [(self.wrong, "accent")] if self.wrong else [], classes="wrong")

    @property
    def widget(self) -> LineField | LinesField | Choice:
        """What is typed into."""
        found = self.query_one(f"#f-{self.field.name}")
        assert isinstance(found, LineField | LinesField | Choice)
        return found

    @property
    def value(self) -> str:
        """What stands there now; of a line of the list its value, whatever of it is shown."""
        widget = self.widget
        text = widget.text if isinstance(widget, LinesField) else widget.value
        line = line_of(self.options, text) if self.field.kind is Kind.PICK else None
        return line.value if line is not None else text

    def put(self, value: str) -> None:
        """Write `value` into it."""
        widget, value = self.widget, self._shown(value)
        if isinstance(widget, LinesField):
            widget.load_text(value)
        elif isinstance(widget, Choice):
            widget.choose(next((at for at, (one, _) in enumerate(widget.options) if one == value), -1), on=False)
        else:
            widget.value = value
            widget.cursor_position = len(value)

    def finds_line(self) -> bool:
        """Tell whether one may go on from a field with a list: what was typed is a line of it, or finds one alone."""
        field, typed = self.field, self.value.strip()
        if not typed:
            return not field.required
        if field.kind is Kind.FILE or not self.options or line_of(self.options, typed) is not None:
            return True
        found = lines_with(self.options, typed)
        if len(found) == 1:
            self.put(found[0].value)
        return len(found) == 1 or field.free

    def _shown(self, value: str) -> str:
        line = line_of(self.options, value) if self.field.kind is Kind.PICK else None
        return line.shown if line is not None else value

    def say(self, wrong: str) -> None:
        """Say what is wrong; nothing where it is right."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.set_class(bool(wrong), "-wrong")
            self.query_one(".wrong", Paper).renew()

    def fit_label(self, width: int) -> None:
        """Give the label `width` cells, and what stands below the field as much room before it."""
        self.query_one(".label").styles.width = width
        for one in self.query(".meant, .wrong"):
            one.styles.padding = (0, 0, 0, width)

    def show_meaning(self) -> None:
        """Say again what the value means."""
        self._value = self.value
        meant = self.query_one(".meant", Paper)
        meant.display = bool(self._meant())
        meant.renew()

    def on_mount(self) -> None:
        """Say what the first value means."""
        self.show_meaning()

    def _named(self) -> list[Paragraph]:
        name = self._t(self.field.label)
        return [(f"{name} *" if self.field.required else name, "ink")]

    def _meant(self) -> list[Paragraph]:
        if self.field.kind not in LISTED or self.field.kind is Kind.FILE:
            return []
        found = line_of(self.options, self._value)
        if found is None:
            return []
        words = found.words if self._shown(found.value) != found.words else ""
        said = " ".join(filter(None, (words, found.more)))
        return [(said, "soft")] if said else []

    def _widget(self) -> LineField | LinesField | Choice:
        name, kind = f"f-{self.field.name}", self.field.kind
        if kind is Kind.CHOICE:
            return Choice([(one.value, one.words) for one in self.options], self._value, id=name)
        if kind is Kind.YES_NO:
            return Choice([(YES, self._t("yes")), (NO, self._t("no"))], self._value, id=name)
        if kind is Kind.LINES:
            return LinesField(self._value, id=name, limit=self.field.limit)
        secret = kind is Kind.SECRET
        limit = self.field.limit or _SHORT.get(kind, _PIN_LENGTH if secret else LINE_LIMIT)
        line = LineField(self._shown(self._value), id=name, secret=secret, limit=limit)
        if kind in _SHORT or secret:
            line.styles.max_width = limit + 2
        return line
