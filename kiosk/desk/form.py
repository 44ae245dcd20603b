"""The form of a result: fields in the order of the paper minutes, the reckoning beside them, speeches that grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, TextArea

from kiosk.desk.asked import FieldBox, fields_of
from kiosk.desk.fields import Choice
from kiosk.desk.pad import Pad
from kiosk.desk.paper import Paper, Paragraph
from kiosk.desk.reckoning import label_of, reckoning, speech_line
from kiosk.desk.rooms.guarded import more_votes_than_people
from kiosk.desk.writing import WritingScreen
from kiosk.widgets.ink import clipped
from kiosk.widgets.painted import Painted, Painter, Target, label
from village_board.base.errors import BoardError, Refused
from village_board.hearings.answers import AnswerMissing, NumberUnfit, TimeUnfit, read_number, read_time
from village_board.hearings.draft_words import CHOICE
from village_board.hearings.drafts_service import DraftElsewhere, DraftOutdated, Opened, drop_draft, open_draft
from village_board.hearings.model import HearingConclusion
from village_board.hearings.result_draft import (
    CHOICES,
    NO_QUORUM,
    SHAPES,
    VOTES,
    Question,
    ResultDraft,
    Shape,
)
from village_board.hearings.rules import (
    BeforeNotice,
    ConclusionMissing,
    CountsWrong,
    HouseholdsMissing,
    HouseholdsWrong,
    MostDisagree,
    NobodyDue,
    NotYetHeld,
    QuorumMissed,
)

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

#: beside which field a refusal is said; the first that fits.
BESIDE: tuple[tuple[type[Refused], Question], ...] = (
    (TimeUnfit, Question.HELD),
    (NotYetHeld, Question.HELD),
    (BeforeNotice, Question.HELD),
    (NobodyDue, Question.DUE),
    (HouseholdsMissing, Question.HOUSEHOLDS_DUE),
    (HouseholdsWrong, Question.HOUSEHOLDS_DUE),
    (CountsWrong, Question.PRESENT),
    (QuorumMissed, Question.CONCLUSION),
    (ConclusionMissing, Question.CONCLUSION),
    (MostDisagree, Question.CONCLUSION),
)


class FormScreen(WritingScreen):
    """Recording the result of `subject` (an id)."""

    pad: Pad | None = None

    def __init__(self, subject: str) -> None:
        super().__init__()
        self._subject = subject
        self._sure = False

    def title_words(self) -> str:
        """Say what is recorded."""
        if self.pad is None:
            return ""
        frame = self.pad.frame
        if frame.is_hearing:
            return self.t("Result of the hearing '{matter}'", matter=frame.subject.matter)
        return self.t("Result of the vote on '{matter}'", matter=frame.subject.matter)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the form."""
        t, hearing = self.t, self.pad is not None and self.pad.frame.is_hearing
        further = "Tab" if isinstance(self.focused, TextArea) else "Enter"  # there Enter is a new line
        speech = [("F3", t("Add a speech"))] if hearing else []
        return [(further, t("Next")), *speech, ("F2", t("Look through")), ("Esc", t("Back"))]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say which key goes on from here."""
        del event
        self.query_one("#desk-keys", Painted).refresh()

    def body(self) -> ComposeResult:
        """Return the form, and the reckoning beside it."""
        with Horizontal(id="form-body"):
            yield VerticalScroll(id="form", can_focus=False)
            with VerticalScroll(id="beside", can_focus=False):
                yield Paper(self._beside, id="reckoning")

    def on_mount(self) -> None:
        """Open the draft."""
        self.run_worker(self._open(), group="opening")

    async def _open(self) -> None:
        desk = self.desk
        who = desk.signed_in
        opened = await self.attempt(
            lambda: desk.office.act(who, lambda unit: open_draft(unit, self._subject)), self._cannot_open
        )
        if opened is None or not self.is_open:
            return
        self.pad = Pad(desk.office, who, opened, desk.seconds)
        await self._build(opened)

    async def _build(self, opened: Opened) -> None:
        """Make the fields anew for a draft that was opened."""
        form = self.query_one("#form", VerticalScroll)
        await form.remove_children()
        t, draft, frame = self.t, opened.draft, opened.frame
        if opened.changed is not None:
            self.tell_message(opened.changed.message)
        boxes: list[FieldBox | Target | Vertical] = [
            FieldBox(question, draft.answer(question), self._words(question), t(label_of(question, frame)))
            for question in fields_of(frame)
        ]
        if not frame.is_hearing:
            words = t("The roll: tick who came") if frame.rolled is None else t("The roll: go on ticking")
            boxes.insert(1, Target(label("", words), id="to-roll", classes="button"))
        boxes.append(Target(label("F2", t("Look through and record")), id="to-review", key="f2", classes="button"))
        if frame.is_hearing:
            boxes.append(Target(label("F3", t("Add a speech")), id="add-speech", key="f3", classes="button"))
            boxes.append(Vertical(id="speeches"))
        boxes.append(Target(label("", t("Give this draft up")), id="drop", classes="button"))
        if not self.is_open:
            return  # locked meanwhile
        await form.mount(*boxes)
        if not self.is_open:
            return
        self._show_changes()
        await self._show_speeches()
        if self.is_open:
            self.query_one("#desk-title", Painted).refresh()
            self._renew()
            self._to_first_empty()

    def _words(self, question: Question) -> dict[str, str]:
        values = [*CHOICES.get(question, ()), *([NO_QUORUM] if question is Question.CONCLUSION else [])]
        return {value: self.t(CHOICE[question][value]) for value in values}

    def _to_first_empty(self) -> None:
        assert self.pad is not None
        fields = fields_of(self.pad.frame)
        first = next((one for one in fields if not self.pad.draft.answer(one)), fields[0])
        self.query_one(f"#f-{first.value}").focus()

    # Typing

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        widget = event.input if isinstance(event, Input.Changed) else event.text_area
        text = widget.value if isinstance(widget, Input) else widget.text
        if widget.id and widget.id.startswith("f-"):
            self._answer(Question(widget.id[2:]), text.strip())

    @on(Choice.Chosen)
    def _chose(self, event: Choice.Chosen) -> None:
        self._answer(Question(str(event.choice.id)[2:]), event.choice.value)
        self._show_changes()
        if event.on and event.choice.value == HearingConclusion.PASSED_WITH_CHANGES:
            self.query_one(f"#f-{Question.CHANGES.value}").focus()  # shown only now, and so not in the chain yet
        elif event.on:
            self.go_on()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.go_on()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Keep what was typed when a field is left."""
        del event
        if self.pad is not None and not self.pad.is_kept:
            self.keep_soon()

    def _answer(self, question: Question, text: str) -> None:
        if self.pad is None:
            return
        self.pad.write(self.pad.draft.with_answer(question, text))
        self._judge(question, text)
        self._renew()

    def say_cut(self, field: Widget, words: str) -> None:
        """Say at the field that it did not take all."""
        for box in self.query(FieldBox):
            if field.id == f"f-{box.question.value}":
                box.say(words)

    def _judge(self, question: Question, text: str) -> None:
        box = self.query_one(f"#box-{question.value}", FieldBox)
        try:
            if SHAPES[question] is Shape.NUMBER:
                read_number(text)
            elif SHAPES[question] is Shape.TIME:
                read_time(text)
        except Refused as error:
            box.say(self.t.say(error.message))
        else:
            box.say("")

    def _show_changes(self) -> None:
        assert self.pad is not None
        for box in self.query(f"#box-{Question.CHANGES.value}"):
            box.display = self.pad.draft.answer(Question.CONCLUSION) == HearingConclusion.PASSED_WITH_CHANGES

    def _renew(self) -> None:
        for paper in self.query("#reckoning").results(Paper):  # gone, where the desk was left while a draft was kept
            paper.renew()

    def _beside(self) -> list[Paragraph]:
        if self.pad is None:
            return []
        t, pad = self.t, self.pad
        found = reckoning(pad.draft, pad.frame, t)
        if pad.frame.rolled is not None:
            found.insert(0, (t("Due and present are those of the roll."), "soft"))
        when = t("Draft kept at {when}", when=pad.draft.kept_at) if pad.is_kept else t("Being typed …")
        return [*found, ("", "ink"), (when, "soft")]

    def kept(self) -> None:
        """Say that the draft is kept."""
        self._renew()

    async def unkept(self, error: BoardError) -> None:
        """Say why it is not kept; a draft that was written elsewhere is shown as it stands."""
        self.tell_refusal(error)
        if isinstance(error, DraftElsewhere | DraftOutdated):
            await self._open()
            self.tell_refusal(error)

    # Speeches and roll

    async def _show_speeches(self) -> None:
        box = next(iter(self.query("#speeches")), None)
        if box is None or self.pad is None:
            return
        await box.remove_children()
        draft = self.pad.draft
        rows = [
            Target(_left(speech_line(self.t, number, speech)), id=f"speech-{number}", classes="speech")
            for number, speech in enumerate(draft.speeches, start=1)
        ]
        if draft.speech is not None:
            words = self.t("Begun: {line}", line=speech_line(self.t, len(rows) + 1, draft.speech))
            rows.append(Target(_left(words), id="speech-0", classes="speech"))
        if rows:
            await box.mount(*rows)

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        if self.pad is None:
            return
        name = str(event.target.id)
        self._sure = self._sure and name == "drop"
        if name == "to-review":
            self.run_worker(self._review(), group="opening")
        elif name == "to-roll":
            from kiosk.desk.roll import RollScreen  # noqa: PLC0415 - when it is wanted

            self.desk.push_screen(RollScreen(self.pad))
        elif name == "drop":
            self.run_worker(self._drop(), group="opening")
        elif name == "add-speech" or name.startswith("speech-"):
            from kiosk.desk.speech import SpeechScreen  # noqa: PLC0415

            at = int(name.rpartition("-")[2]) if name.startswith("speech-") else 0
            self.desk.push_screen(SpeechScreen(self.pad, at))

    def on_screen_resume(self) -> None:
        """Show what was written on another screen of the same draft."""
        if self.pad is not None:
            self.run_worker(self._resume(self.pad), group="opening")

    async def _resume(self, pad: Pad) -> None:
        rolled = bool(list(self.query(f"#box-{Question.PRESENT.value}"))) == (pad.frame.rolled is None)
        if not rolled:
            await self._build(Opened(pad.draft, pad.frame))
        if self.is_open:
            await self._show_speeches()
        if self.is_open:
            self._renew()

    async def _review(self) -> None:
        from kiosk.desk.review import ReviewScreen  # noqa: PLC0415 - when it is wanted

        if self.pad is not None and await self.keep():
            self.tell("")
            self.desk.push_screen(ReviewScreen(self.pad, self))

    async def _drop(self) -> None:
        """Give the draft up at the second press; one press may be a slip of the finger."""
        assert self.pad is not None
        if not self._sure:
            self._sure = True
            self.tell(self.t("Press once more to give the draft up: what was typed is then gone."))
            return
        pad = self.pad
        await self.keep()
        done = await self.attempt(
            lambda: pad.office.act(pad.who, lambda unit: drop_draft(unit, pad.draft.id)), self.refused
        )
        if done is not None:
            self.desk.go_to_list(self.t("Given up; nothing was recorded."))

    # Refusals

    def refused(self, error: BoardError) -> None:
        """Say why nothing was recorded, beside the field where it can be mended."""
        question = self._place(error)
        box = next(iter(self.query(f"#box-{question.value}")), None) if question else None
        if isinstance(box, FieldBox):
            box.say(self.t.say(error.message))
            box.query_one(f"#f-{box.question.value}").focus()
            box.scroll_visible()
        else:
            self.tell_refusal(error)
        if isinstance(error, DraftOutdated):
            self.run_worker(self._open(), group="opening")

    def _place(self, error: BoardError) -> Question | None:
        if isinstance(error, AnswerMissing | NumberUnfit):
            assert self.pad is not None
            return next((one for one in fields_of(self.pad.frame) if _unfit(self.pad.draft, one)), None)
        if type(error) is CountsWrong and more_votes_than_people(error):
            return Question.IN_FAVOUR
        return next((question for kind, question in BESIDE if isinstance(error, kind)), None)

    def _cannot_open(self, error: BoardError) -> None:
        self.desk.go_to_list(self.t.say(error.message))

    def on_key(self, event: events.Key) -> None:
        """Go back with Escape; the draft is kept."""
        if event.key == "escape":
            event.stop()
            self.run_worker(self._back(), group="opening")
        else:
            super().on_key(event)

    async def _back(self) -> None:
        if await self.keep():
            self.desk.leave(self)


def _unfit(draft: ResultDraft, question: Question) -> bool:
    text = draft.answer(question)
    if SHAPES[question] is not Shape.NUMBER:
        return False
    try:
        return read_number(text) is None and question not in VOTES
    except NumberUnfit:
        return True


def _left(words: str) -> Painter:
    return lambda width, _height: [((clipped(words, width), "ink"),)]
