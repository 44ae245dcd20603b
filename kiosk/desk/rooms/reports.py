"""Reports at the desk: the text around the figures, of which every version stays; and a report as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import YES, Answers, Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from village_board.accounts.months import last_day
from village_board.base.errors import BoardError
from village_board.base.message import N_
from village_board.hearings.drafts_reading import name_of
from village_board.i18n import DEFAULT
from village_board.people.acts import Act
from village_board.reports.filling import BracketsUnfit, NoSuchFigure, TextEmpty
from village_board.reports.model import ReportKind
from village_board.reports.texts import ReportText, change_text, text_of, versions_of
from village_board.reports.typed import NumbersTyped, typed_numbers

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor
    from village_board.reports.model import Gathered

_TEXT = "report.text."
_LIMIT = 15_000
_DECEMBER = 31, 12
KINDS: dict[str, str] = {
    "annual": N_("The village's yearly report to its assembly"),
    "bulletin": N_("The bulletin of a month"),
    "hearings": N_("The report on hearings and decisions"),
    "regulation": N_("The six-section report of the regulation"),
}
_TITLES = {
    ReportKind.ANNUAL: N_("The text of the yearly report"),
    ReportKind.BULLETIN: N_("The text of the monthly bulletin"),
    ReportKind.HEARINGS: N_("The text of the report on hearings"),
    ReportKind.REGULATION: N_("The text of the six-section report"),
}


def kind_words(kind: ReportKind) -> str:
    """Return the name of a report, in English; one that is new has that of its key."""
    return KINDS.get(kind.value, kind.value)


def gathered_now(records: Records, kind: ReportKind, today: date) -> Gathered:
    """Return what the text of a report can name, by the figures of the month or year of today.

    Raises:
        ReportContradicts: the tables of the regulation do not balance.
    """
    if kind is not ReportKind.REGULATION:
        from village_board.reports.gathering import of_village  # noqa: PLC0415 - it reads much

        if kind is ReportKind.BULLETIN:
            return of_village(records, kind, today.replace(day=1), last_day(f"{today:%Y-%m}"))
        day, month = _DECEMBER
        return of_village(records, kind, date(today.year, 1, 1), date(today.year, month, day))
    from village_board.applications.model import Application  # noqa: PLC0415 - beside its only use
    from village_board.applications.reporting import report_of  # noqa: PLC0415
    from village_board.reports.regulation import of_tables  # noqa: PLC0415

    made = report_of(records, today.year)
    return of_tables([(made.three, made.four)], [one.id for one in records.all(Application)])[0]


def text_form(kind: ReportKind) -> Form:
    """Return the form that writes a new version of the text of a report."""

    def beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
        from village_board.reports.filling import check_text  # noqa: PLC0415 - beside its only use

        known = gathered_now(records, kind, records.today)
        said: list[Paragraph] = []
        try:
            if text := filled.text("text"):
                check_text(text, known)
                if found := [*typed_numbers(text)]:
                    raise NumbersTyped(found)
        except BoardError as error:
            said.append((t.say(error.message), "accent"))
        said.append((t("Figures that the text can name:"), "accent"))
        said += [(f"{{{{{name}}}}}  {t.say(one.label)}", "soft") for name, one in known.figures.items()]
        return said

    def do(desk: Desk, filled: Filled) -> ReportText:
        known = gathered_now(desk, kind, desk.today)
        return change_text(desk, kind, filled.text("text"), known, sure=filled.text("sure") == YES)

    return Form(
        name=f"{_TEXT}{kind.value}",
        title=_TITLES[kind],
        act=Act.EDIT_REPORT_TEXT,
        about=N_("Only the words: figures come from the records, by the names at the side. Empty: the program's text."),
        fields=(
            Field("text", N_("Text"), Kind.LINES, limit=_LIMIT),
            Field(
                "sure",
                N_("Are the typed numbers meant"),
                Kind.YES_NO,
                asked=_has_numbers,
                hint=N_("Yes: you counted them yourself. They stand at the end of the report as not counted."),
            ),
        ),
        start=lambda records, _subject: _start(records, kind),
        beside=beside,
        places=(
            Place(NoSuchFigure, "text"),
            Place(BracketsUnfit, "text"),
            Place(TextEmpty, "text"),
            Place(NumbersTyped, "sure"),
        ),
        button=N_("Keep it"),
        told=lambda t, made: t("The text is kept as version {n}.", n=made.version),
        do=do,
    )


def _has_numbers(answers: Answers) -> bool:
    return any(typed_numbers(answers.get("text", "")))


def _start(records: Records, kind: ReportKind) -> Answers:
    return {"text": text_of(records, kind, DEFAULT)}


def form_of(name: str) -> Form | None:
    """Return the form of a text whose drafts bear this name."""
    key = name.removeprefix(_TEXT)
    return text_form(ReportKind(key)) if name.startswith(_TEXT) and key in {one.value for one in ReportKind} else None


def first_screen() -> ListScreen:
    """Return the reports with the versions of their texts."""
    return ListScreen(LISTING)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows = []
    for kind in ReportKind:
        found = versions_of(records, kind)
        own = t("version {n}", n=found[0].version) if found and found[0].text else t("the program's text")
        rows.append(Row(kind.value, t(kind_words(kind)), own))
    return rows


def _sheet(key: str) -> SheetScreen:
    kind = ReportKind(key)

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        said: list[Paragraph] = [(line, "ink") for line in text_of(records, kind, t.language).splitlines()]
        for one in versions_of(records, kind):
            who = name_of(records, one.written_by)
            said.append((t("Version {n} of {day}, by {who}", n=one.version, day=one.written_at, who=who), "soft"))
        step = form_step(text_form(kind), words=N_("Write the text of the report"))
        return Sheet(t(kind_words(kind)), tuple(said), (step,))

    return SheetScreen(read)


LISTING = Listing(title=N_("Texts of the reports"), read=_rows, open=_sheet)
