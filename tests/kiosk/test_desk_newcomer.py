"""A newcomer records a hearing with its speeches without a manual: the keys are counted, in a window of 80x24 (P19)."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.screen import Screen
from textual.widget import Widget

from kiosk.desk.blank.beside import Beside
from kiosk.desk.blank.picking import PickScreen
from kiosk.desk.blank.screen import BlankScreen
from kiosk.desk.fields import LINE_LIMIT, TEXT_LIMIT, LinesField
from kiosk.desk.rooms import contract_forms, reports, services
from tests.kiosk.desk_hall import Desk, desk, office
from village_board.hearings.model import Hearing, HearingConclusion, HearingStatus
from village_board.reports.model import ReportKind

#: keys beside what is typed: one for each count, two to four for each speech. Measured: 24.
MOST_KEYS = 26
#: signs and keys in all. Measured: 96, of which 66 are hanzi.
MOST_SIGNS = 100
#: The five minutes are an estimate and no clocked person. Assumed is a slow typist, in seconds: forty hanzi a minute
#: through an input method, every other key found one by one, each field read when it is first come to, each screen
#: looked over when it opens: 243 seconds, 144 of them at the keys. Left out is what nobody can assume: a telephone
#: that rings, a name that must be asked for.
A_HANZI, A_KEY, A_NEW_FIELD, A_NEW_SCREEN = 60 / 40, 1.5, 3.0, 5.0
FIVE_MINUTES = 300.0
COUNTS = ("18", "１５", "2", "1")
SPEECHES = (
    ("1", "2", "我家门口路窄拓宽要占菜地怎么补请写进方案里", "张三"),
    ("4", "3", "建议先修桥头一段雨天积水老人和孩子上学不好走", ""),
    ("2", "1", "赞成早修早好", "李四"),
)


class Newcomer:
    """Somebody at the desk who types; every sign and key is counted, every field and screen that they have not seen."""

    def __init__(self, at: Desk) -> None:
        self._at = at
        self.hanzi = self.other = 0
        self._screens = set[Screen[object]]()
        self._fields = set[Widget]()
        self._look()

    async def type(self, text: str) -> None:
        """Type as an input method commits it: sign by sign."""
        hanzi = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
        self.hanzi += hanzi
        self.other += len(text) - hanzi
        await self._at.type(text)
        self._look()

    async def press(self, *keys: str) -> None:
        """Press keys that the screen names."""
        for key in keys:
            self.other += 1
            await self._at.press(key)
            self._look()

    @property
    def signs(self) -> int:
        """All that was typed and pressed."""
        return self.hanzi + self.other

    @property
    def seconds(self) -> float:
        """How long it takes by the assumptions above."""
        read = A_NEW_FIELD * len(self._fields) + A_NEW_SCREEN * len(self._screens)
        return A_HANZI * self.hanzi + A_KEY * self.other + read

    def _look(self) -> None:
        screen = self._at.app.screen
        self._screens.add(screen)
        if screen.focused is not None:
            self._fields.add(screen.focused)


async def test_p19_a_newcomer_records_a_hearing_with_its_speeches_in_few_keys(tmp_path: Path) -> None:
    """P19: counts, a change, three speeches: 26 keys beside the words, by estimate under five minutes."""
    # Guard: kiosk/desk/speech.py:_keep_speech - each speech would cost the way back to the form and in again
    with office(tmp_path) as village:
        async with desk(village.board) as at:
            await at.enter(village.staff.clerk)
            at.keys = 0
            someone = Newcomer(at)
            await someone.press("2")  # the digit that stands before it on the first screen
            for count in COUNTS:
                await someone.type(count)
                await someone.press("enter")
            await someone.press("2")  # passed with changes: the cursor is in the field for what was changed
            await someone.type("路面改为四米五两侧留排水沟")
            await someone.press("f3")
            for number, (standing, stance, words, name) in enumerate(SPEECHES, start=1):
                await someone.press(standing, stance)
                await someone.type(words)
                if name:
                    await someone.press("tab")
                    await someone.type(name)
                    await someone.press("enter", "2")
                await someone.press("f3" if number < len(SPEECHES) else "f2")
            await someone.press("f2")
            assert "15" in at.text  # full-width digits are shown as what they are read as
            await someone.press("enter")
            assert "已登记" in at.text
            assert at.keys <= MOST_KEYS
            assert someone.signs <= MOST_SIGNS
            assert someone.seconds < FIVE_MINUTES, someone.seconds
        hearing = next(village.board.records().all(Hearing))
    assert hearing.status is HearingStatus.RECORDED
    assert (hearing.conclusion, hearing.in_favour) == (HearingConclusion.PASSED_WITH_CHANGES, 15)
    assert [(one.content, one.speaker) for one in hearing.statements] == [(words, name) for *_, words, name in SPEECHES]


async def test_what_a_field_has_no_room_for_is_said(tmp_path: Path) -> None:
    """3,000 signs pasted: as many stand there as the field takes, and that the others do not is said."""
    # Guard: kiosk/desk/fields.py:edit - the end of a pasted speech would be gone without a word
    with office(tmp_path) as village:
        async with desk(village.board) as at:
            await at.enter(village.staff.clerk)
            await at.press("2", "f3", "1", "1")
            at.app.post_message(events.Paste("路" * 3000))
            await at.settle()
            field = at.app.screen.query_one("#f-content")
            assert field.text == "路" * TEXT_LIMIT  # type: ignore[attr-defined]
            assert f"{TEXT_LIMIT}" in at.text
            await at.press("tab")
            at.app.post_message(events.Paste("\u202e名\x1b[2J" * LINE_LIMIT))
            await at.settle()
            name = at.app.screen.query_one("#f-speaker")
            assert len(name.value) == name.max_length  # type: ignore[attr-defined]
            assert "\u202e" not in name.value  # type: ignore[attr-defined]
            assert f"{name.max_length}" in at.text  # type: ignore[attr-defined]


async def test_a_form_leads_whoever_does_not_know_it(tmp_path: Path) -> None:
    """Words find a line of a list, a field that is hidden appears where it is lacking, and the next step is offered."""
    # Guard: kiosk/desk/blank/screen.py:_may_show - the refusal would name a field that is nowhere to be seen
    with office(tmp_path) as village:
        async with desk(village.board) as at:
            await at.enter(village.staff.clerk)
            at.app.push_screen(BlankScreen(services.RECEIVE))
            await at.settle()
            await at.press("tab")
            await at.type("017")
            await at.press("enter")  # one line alone has these words: it is taken, and one goes on
            assert at.app.screen.query_one(f"#f-{services.RECEIVE.fields[1].name}").value == "2017"  # type: ignore[attr-defined]
            assert at.app.focused is at.app.screen.query_one(f"#f-{services.RECEIVE.fields[2].name}")
            await at.press("shift+tab")
            await at.type("表2")
            await at.press("enter")  # several have them: the list opens, narrowed
            assert isinstance(at.app.screen, PickScreen)
            assert "代表29" in at.text
            assert "代表31" not in at.text
            await at.press("escape", "escape")
            assert "草稿已存" in at.text
            at.app.push_screen(BlankScreen(contract_forms.REGISTER))
            await at.settle()
            assert not at.app.screen.query_one("#box-platform_number").display
            at.fill(number="HT-1", name="晒谷场租赁合同", type="租赁", party_b="某公司", due_each_year="1.2万元")
            at.fill(starts_on="2026-12-1", ends_on="2027年11月30日", rhythm="yearly", in_advance="yes")
            await at.press("f2")
            assert at.app.focused is at.app.screen.query_one("#f-platform_number")
            await at.type("JY1")
            await at.press("f2")
            assert "晒谷场租赁合同" in at.text
            await at.press("1", "f2")  # its first step is the plan that it lacks
            assert "12,000.00" in at.text


async def test_a_long_text_has_the_room_that_is_left_and_the_keys_of_an_office_program(tmp_path: Path) -> None:
    """The text of a report: its field grows as far as there is room, F8 reads on at the side, ctrl+A takes all."""
    # Guard: kiosk/desk/blank/body.py:fit - sixty lines would be written through a slit of six
    # Guard: kiosk/desk/blank/beside.py:read_on - without a mouse nobody reads the figures below the first screen
    with office(tmp_path) as village:
        async with desk(village.board, size=(110, 36)) as at:
            await at.enter(village.staff.clerk)
            at.app.push_screen(BlankScreen(reports.text_form(ReportKind.ANNUAL)))
            await at.settle()
            text = at.app.screen.query_one("#f-text", LinesField)
            assert text.size.height >= 20
            assert "F8" in at.text
            await at.press("f8")
            assert at.app.screen.query_one(Beside).scroll_y > 0
            await at.press("ctrl+end")
            await at.type("末")
            await at.press("ctrl+home")
            await at.type("首")
            assert (text.text[0], text.text[-1]) == ("首", "末")
            await at.press("ctrl+a")
            await at.type("全")
            assert text.text == "全"
