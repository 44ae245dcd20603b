"""The fields of a form on the screen: labels as wide as they ask, and air between them where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from kiosk.desk.blank.box import Box
from kiosk.desk.blank.shape import Answers, Form, Option
from kiosk.desk.fields import LinesField
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.painted import Target, label
from village_board.text.lines import cells

if TYPE_CHECKING:
    from village_board.i18n import Translator

#: cells of the labels at most, on a narrow screen and on a wide one.
_LABELS, _LABELS_WIDE = 22, 34
#: lines of a field for several, in a low window and in a tall one: kiosk/styles/desk.tcss.
_TEXT, _TEXT_TALL = 4, 6
#: lines of a form that are no fields: the sentence above and the buttons below.
_BESIDE_FIELDS = 7


class Fields(VerticalScroll):
    """The fields of `form`, with the sentence above them and the buttons below."""

    def __init__(self, form: Form, t: Translator) -> None:
        super().__init__(id="form", can_focus=False)
        self.form = form
        self._t = t

    def compose(self) -> ComposeResult:
        """Return the sentence above; the fields come when their draft is open."""
        yield Paper(self._said_above, id="about")

    async def build(self, answers: Answers, options: Mapping[str, Sequence[Option]]) -> None:
        """Make the fields anew, with what stands in them."""
        t = self._t
        await self.query("Box, .button").remove()
        boxes = [Box(one, answers.get(one.name, ""), options.get(one.name, ()), t) for one in self.form.fields]
        buttons = [
            Target(label("F2", t(self.form.button)), id="do", key="f2", classes="button"),
            Target(label("", t("Give this draft up")), id="drop", classes="button"),
        ]
        await self.mount(*boxes, *buttons)
        self.fit_labels()
        self.show_asked(answers)

    def box(self, name: str) -> Box:
        """Return the box of the field `name`."""
        return self.query_one(f"#box-{name}", Box)

    def box_of(self, widget: object) -> Box | None:
        """Return the box in which `widget` stands; None where it is none of a field."""
        name = str(getattr(widget, "id", "") or "")
        return self.box_of_name(name[2:]) if name.startswith("f-") else None

    def box_of_name(self, name: str) -> Box | None:
        """Return the box of the field `name`; None where there is none."""
        return next(iter(self.query(f"#box-{name}").results(Box)), None) if name else None

    def after(self, box: Box | None) -> Box | None:
        """Return the next box that is seen; None after the last one."""
        if box is None:
            return None
        seen = [one for one in self.query(Box) if one.display or one is box]
        return next(iter(seen[seen.index(box) + 1 :]), None)

    def show_asked(self, answers: Answers) -> None:
        """Show the fields that are asked, by the answers so far."""
        asked = {field.name for field in self.form.asked(answers)}
        for box in self.query(Box):
            box.display = box.field.name in asked
        self.call_after_refresh(self.fit)

    def to_first_empty(self, answers: Answers, *, begun: bool) -> None:
        """Put the cursor where something is to be filled in; at the top where what stands there is to be changed."""
        asked = self.form.asked(answers)
        empty = [one for one in asked if not answers.get(one.name)]
        if not begun and 2 * len(empty) < len(asked):
            empty = list(asked)
        elif begun:
            empty = [one for one in empty if one.required] or empty
        first = next(iter(empty or asked), None)
        (self.box(first.name).widget if first is not None else self.query_one("#do")).focus()

    def fit_labels(self) -> None:
        """Give all labels the width that the longest one asks, as far as the screen has it."""
        most = _LABELS_WIDE if self.screen.has_class("-wide") else _LABELS
        longest = max((cells(self._t(one.label)) + 2 * one.required for one in self.form.fields), default=0)
        for box in self.query(Box):
            box.fit_label(min(longest + 2, most))

    def fit(self) -> None:
        """Put air between the fields where all of them are seen even so; what room is left then goes to long texts."""
        boxes = [box for box in self.query(Box) if box.display]
        texts = [one for box in boxes for one in box.query(LinesField) if one.size.height]  # none before it is mounted
        least = _TEXT_TALL if self.screen.has_class("-tall") else _TEXT
        lines = sum(box.size.height for box in boxes) - sum(one.size.height - least for one in texts)
        airy = lines + len(boxes) + _BESIDE_FIELDS <= self.size.height
        self.set_class(airy, "-airy")
        left = max(self.size.height - lines - _BESIDE_FIELDS - len(boxes) * airy, 0)
        for text in texts:
            more = min(max(text.wrapped_document.height + 1 - least, 0), left)
            text.styles.height = least + more
            left -= more

    def on_resize(self) -> None:
        """Fit labels and air to the size."""
        self.fit_labels()
        self.call_after_refresh(self.fit)

    def _said_above(self) -> list[Paragraph]:
        about = self._t(self.form.about) if self.form.about else ""
        required = any(one.required for one in self.form.fields)
        said = " ".join(filter(None, (about, self._t("What is marked * must be filled in.") if required else "")))
        return [(said, "soft")] if said else []
