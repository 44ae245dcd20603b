"""One field of a form on the screen: label, what is typed into, what it means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.desk.blank.shape import NO, YES, Field, Kind, Option
from kiosk.desk.fields import LINE_LIMIT, Choice, LineField, LinesField
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.painted import Target, label
from village_board.i18n import Translator

#: kinds with a list behind them.
LISTED = frozenset({Kind.PICK, Kind.PERSON, Kind.FILE})
_SHORT = {Kind.AMOUNT: 24, Kind.AREA: 16, Kind.COUNT: 16, Kind.DAY: 24, Kind.TIME: 24}
_PIN_LENGTH = 12


class Box(Vertical):
    """A field of a form; its widget has the id ``f-NAME``."""

    def __init__(self, field: Field, value: str, options: Sequence[Option], t: Translator) -> None:
        super().__init__(id=f"box-{field.name}", classes="box")
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
        """What stands there now."""
        widget = self.widget
        return widget.text if isinstance(widget, LinesField) else widget.value

    def put(self, value: str) -> None:
        """Write `value` into it."""
        widget = self.widget
        if isinstance(widget, LinesField):
            widget.load_text(value)
        elif isinstance(widget, Choice):
            widget.choose(next((at for at, (one, _) in enumerate(widget.options) if one == value), -1), on=False)
        else:
            widget.value = value
            widget.cursor_position = len(value)

    def say(self, wrong: str) -> None:
        """Say what is wrong; nothing where it is right."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.set_class(bool(wrong), "-wrong")
            self.query_one(".wrong", Paper).renew()

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
        value = self._value.strip()
        found = next((one for one in self.options if one.value == value), None)
        return [(" ".join(filter(None, (found.words, found.more))), "soft")] if found else []

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
        return LineField(self._value, id=name, secret=secret, limit=limit)
