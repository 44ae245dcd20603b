"""A form on the screen: filled in, kept while it is typed, done by the core; refusals stand at their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, TextArea

from kiosk.desk.blank.beside import Beside
from kiosk.desk.blank.body import Fields
from kiosk.desk.blank.box import LISTED, Box
from kiosk.desk.blank.doing import done
from kiosk.desk.blank.filled import Filled
from kiosk.desk.blank.lists import line_of
from kiosk.desk.blank.options import options_of
from kiosk.desk.blank.pad import BlankPad
from kiosk.desk.blank.placing import place_of
from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind
from kiosk.desk.fields import Choice
from kiosk.desk.home import HomeScreen
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import screen_for
from kiosk.desk.said import title_of
from kiosk.desk.writing import WritingScreen
from kiosk.widgets.ink import Line, clipped
from kiosk.widgets.painted import Painted, Target
from village_board.base.errors import BoardError
from village_board.forms.service import FormElsewhere, FormOutdated, OpenedForm, drop_form, open_form
from village_board.text.lines import cells

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from kiosk.desk.blank.shape import Option, Said
    from village_board.desk import Desk, Records

Opening = tuple[OpenedForm, Mapping[str, str], Mapping[str, "tuple[Option, ...]"], str]


class BlankScreen(WritingScreen):
    """A form about the record `subject` (an id), or one that makes a new record."""

    pad: BlankPad | None = None

    def __init__(self, form: Form, subject: str = "") -> None:
        super().__init__()
        self.form = form
        self.subject = subject
        self._options: Mapping[str, tuple[Option, ...]] = {}
        self._sure = ""
        self._doing = False
        self._about = ""
        self._refused_at = ""

    # What is seen

    def title_words(self) -> str:
        """Say what the form does, and to which record."""
        title = self.t(self.form.title)
        return self.t("{form}: {about}", form=title, about=self._about) if self._about else title

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the form."""
        t, listed = self.t, []
        if (box := self.fields.box_of(self.focused)) is not None and box.field.kind in LISTED:
            listed = [("F4", t("Choose"))]
        if self.query_one(Beside).overflows:
            listed.append(("F8", t("Read on at the side")))
        return [("Tab", t("Next")), *listed, ("F2", t(self.form.button)), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the form, and what is said beside it."""
        with Horizontal(id="form-body"):
            yield Fields(self.form, self.t)
            yield Beside(seen=self.form.beside is not None)

    def _title(self, width: int, _height: int) -> list[Line]:
        t, kept = self.t, ""
        if self.pad is not None and not self.pad.is_kept:
            kept = t("Being typed …")
        elif self.pad is not None and self.pad.is_begun:
            kept = t("Draft kept")
        words = clipped(self.title_words(), max(width - cells(kept) - 2, 1))
        gap = " " * max(width - cells(words) - cells(kept), 0)
        return [((words, "accent"), (gap, "ink"), (kept, "soft"))]

    def _renew(self) -> None:
        for one in self.query("#drop"):
            one.display = self.pad is not None and self.pad.is_begun
        self.query_one("#desk-title", Painted).refresh()
        self.query_one("#desk-keys", Painted).refresh()

    # Opening

    def on_mount(self) -> None:
        """Open the draft."""
        self.run_worker(self._open(), group="opening")

    async def _open(self) -> None:
        desk, form, subject = self.desk, self.form, self.subject
        t, who = self.t, desk.signed_in

        def begin(unit: Desk) -> Opening:
            if form.act is not None:
                unit.require(form.act)
            opened = open_form(unit, form.name, subject)
            first = form.start(unit, subject) if form.start is not None and not opened.draft.rev else {}
            about = title_of(unit, subject, t) if subject else ""
            return opened, {**first, **opened.draft.answers}, options_of(form, unit, t), about

        found = await self.attempt(lambda: desk.office.act(who, begin), self._cannot_open)
        if found is None or not self.is_open:
            return
        opened, answers, self._options, self._about = found
        secret = [field.name for field in form.fields if field.kind is Kind.SECRET]
        self.pad = BlankPad(desk.office, who, opened.draft, answers, secret, desk.seconds)
        await self._build()
        if opened.changed is not None:
            self.tell_message(opened.changed.message)
        self.begin_looking()

    async def _build(self) -> None:
        assert self.pad is not None
        fields = self.fields
        await fields.build(self.pad.answers, self._options)
        self._renew()
        fields.to_first_empty(self.pad.answers, begun=self.pad.is_begun)

    @property
    def fields(self) -> Fields:
        """The fields."""
        return self.query_one(Fields)

    def box(self, name: str) -> Box:
        """Return the box of the field `name`."""
        return self.fields.box(name)

    def go_on(self) -> None:
        """Go to the next field, one that was shown this moment too; after the last one to the button."""
        box = self.fields.after(self.fields.box_of(self.focused))
        self.set_focus(box.widget if box is not None else self.query_one("#do"))

    # Typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        widget = event.input if isinstance(event, Input.Changed) else event.text_area
        if (box := self.fields.box_of(widget)) is not None:
            self._write(box)

    @on(Choice.Chosen)
    def _chose(self, event: Choice.Chosen) -> None:
        if (box := self.fields.box_of(event.choice)) is not None:
            self._write(box)
            if event.on:
                self.go_on()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        """Go on; from a field with a list only with a line of it: what was typed of one finds it."""
        box = self.fields.box_of(event.input)
        if box is not None and box.field.kind in LISTED and not box.finds_line():
            self._open_list(box)
        else:
            self.go_on()

    def _write(self, box: Box) -> None:
        if self.pad is None or not self.pad.write(box.field.name, box.value):
            return
        self._sure = ""
        box.say(self._wrong(box.field))
        box.show_meaning()
        self.fields.show_asked(self.pad.answers)
        self._renew()

    def _wrong(self, field: Field) -> str:
        if field.kind is Kind.PICK or field.kind is Kind.FILE:
            return ""  # half a code, half a path: judged when it is done
        try:
            self.filled().check_field(field)
        except FieldRefused as error:
            return self.t.say(error.message)
        return ""

    def filled(self) -> Filled:
        """Return the form as it stands."""
        assert self.pad is not None
        board, answers = self.desk.board, dict(self.pad.answers)
        today, own = board.clock.today(), board.settings
        options, files = self._options, board.attachments
        return Filled(self.form, answers, self.subject, today, files, options, own.name, settings=own)

    def say_cut(self, field: Widget, words: str) -> None:
        """Say at the field that it did not take all."""
        if (box := self.fields.box_of(field)) is not None:
            box.say(words)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say what the field takes."""
        box = self.fields.box_of(event.widget)
        if box is not None and box.field.hint and not box.wrong:
            self.tell(self.t(box.field.hint))
        self.query_one("#desk-keys", Painted).refresh()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what was typed when a field is left."""
        box = self.fields.box_of(event.widget)
        if box is not None and box.field.hint and self._told == self.t(box.field.hint):
            self.tell("")
        if self.pad is not None and not self.pad.is_kept:
            self.keep_soon()

    def kept(self) -> None:
        """Look at what was kept, and say that it is."""
        self._renew()
        self.begin_looking()

    async def unkept(self, error: BoardError) -> None:
        """Say why it is not kept; a form that was filled in elsewhere is shown as it stands."""
        if isinstance(error, FormElsewhere):
            await self._open()
        self.tell_refusal(error)

    # Beside

    def begin_looking(self) -> None:
        """Begin to look at what was typed."""
        if (say := self.form.beside) is not None and self.is_open:
            self.run_worker(self._look(say), group="looking", exclusive=True)

    async def _look(self, say: Said) -> None:
        filled, t = self.filled(), self.t

        def ask(records: Records) -> Sequence[Paragraph]:
            return say(records, filled, t)

        found = await self.attempt(lambda: self.desk.office.read(ask), self.refused)
        if found is not None and self.is_open:
            self.query_one(Beside).say(found)
            self.call_after_refresh(self.query_one("#desk-keys", Painted).refresh)

    # Doing

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        name = str(event.target.id)
        if self.pad is None:
            return
        if name == "do":
            self.press()
        elif name == "drop":
            self.run_worker(self._drop(), group="acting")
        elif name.startswith("list-"):
            self._open_list(self.box(name.removeprefix("list-")))

    def press(self) -> None:
        """Do what the form says; where it cannot be undone, at the second press."""
        if self._doing or self.pad is None:
            return
        self._unsay()
        try:
            self.filled().check()
        except FieldRefused as error:
            self.refused(error)
            return
        if self.form.sure and self._sure != "do":
            self._sure = "do"
            self.tell(self.t("{question} Press F2 once more.", question=self.t(self.form.sure)))
            return
        self._doing = True
        self.run_worker(self._do(), group="acting")

    async def _do(self) -> None:
        assert self.pad is not None
        pad, form, filled = self.pad, self.form, self.filled()
        try:
            if not await self.keep():
                return
            made = await self.attempt(lambda: done(pad, form, filled), self.refused)
        finally:
            self._doing = False
            self._sure = ""
        if made is not None and self.is_open:
            self._leave_done(made[0])

    def _leave_done(self, result: Any) -> None:
        told = self.form.told(self.t, result)
        desk, after = self.desk, self.form.after
        desk.leave(self)
        screen = after(result) if after is not None else None
        if screen is None and self.subject and isinstance(desk.screen, HomeScreen):
            screen = screen_for(self.subject)  # begun there, so nothing shows yet what comes next
        if screen is not None:
            desk.push_screen(screen)
            desk.call_after_refresh(screen.tell, told)
        else:
            desk.tell_here(told)

    async def _drop(self) -> None:
        """Give the draft up at the second press; one press may be a slip of the finger."""
        assert self.pad is not None
        if self._sure != "drop":
            self._sure = "drop"
            self.tell(self.t("Press once more to give the draft up: what was typed is then gone."))
            return
        pad = self.pad
        if not await self.keep():
            return

        def work(unit: Desk) -> bool:
            drop_form(unit, pad.draft)
            return True

        if await self.attempt(lambda: pad.office.act(pad.who, work), self.refused):
            self.desk.leave(self)
            self.desk.tell_here(self.t("Given up; nothing was recorded."))

    # Refusals

    def refused(self, error: BoardError) -> None:
        """Say why nothing was done, at the field where it can be mended."""
        name, words = place_of(error, self.filled(), self.t)
        self._refused_at = name
        box = self.fields.box_of_name(name)
        if box is not None and self._may_show(box):
            self.tell("")
            box.display = True
            box.say(words)
            box.widget.focus()
            self.call_after_refresh(box.scroll_visible)
        else:
            self.tell(words)
        if isinstance(error, FormOutdated | FormElsewhere):
            self.run_worker(self._open_anew(words), group="opening")

    def _unsay(self) -> None:
        """Take back what was refused before: it may be mended at another field, and is judged anew."""
        if (box := self.fields.box_of_name(self._refused_at)) is not None:
            box.say(self._wrong(box.field))
        self._refused_at = ""

    def _may_show(self, box: Box) -> bool:
        """Tell whether what is typed into it counts, be it hidden for as long as nothing stands in it."""
        assert self.pad is not None
        answers, asked = self.pad.answers, box.field.asked
        return asked is None or asked({**answers, box.field.name: answers.get(box.field.name) or "?"})

    async def _open_anew(self, words: str) -> None:
        await self._open()
        self.tell(words)

    def _cannot_open(self, error: BoardError) -> None:
        self.desk.leave(self)
        self.desk.tell_here(self.t.say(error.message))

    # Lists and keys

    def _open_list(self, box: Box) -> None:
        def put(value: str) -> None:
            box.put(value)
            self._write(box)  # at once: fields that are asked because of it come next
            self.set_focus(box.widget)
            self.go_on()

        if box.field.kind is Kind.FILE:
            from kiosk.desk.blank.filing import FilesScreen  # noqa: PLC0415 - when it is wanted

            self.desk.push_screen(FilesScreen(self.t(box.field.label), box.value, put))
        else:
            from kiosk.desk.blank.picking import PickScreen  # noqa: PLC0415

            typed = "" if line_of(box.options, box.value) is not None else box.value.strip()
            self.desk.push_screen(PickScreen(self.t(box.field.label), box.options, put, typed))

    def on_key(self, event: events.Key) -> None:
        """Open the list of a field with F4, go back with Escape; the draft is kept."""
        box = self.fields.box_of(self.focused)
        if event.key == "f4" and box is not None and box.field.kind in LISTED:
            event.stop().prevent_default()
            self._open_list(box)
        elif event.key == "f8" and self.query_one(Beside).read_on():
            event.stop().prevent_default()
        elif event.key == "escape":
            event.stop().prevent_default()
            self.run_worker(self._back(), group="acting")
        else:
            super().on_key(event)

    async def _back(self) -> None:
        if await self.keep():
            self.desk.leave(self)
            if self.pad is not None and self.pad.is_begun:
                self.desk.tell_here(self.t("Kept as a draft: it waits on the first screen."))
