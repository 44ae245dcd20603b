"""What comes from elsewhere: tables of district or township, and the notice that says which days are off in a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from village_board.applications.recounting import recount_applications
from village_board.base.errors import NotFound, NumberTaken
from village_board.base.message import N_, Message, say
from village_board.calendar.service import YearLoaded, load_year
from village_board.catalogue.model import Entry
from village_board.disclosure.receiving import Received, ReceivedAhead, TableEmpty, TableTooLong, Taken, receive_table
from village_board.disclosure.refusals import ReasonMissing
from village_board.enquiries.recounting import recount_enquiries, recount_services
from village_board.interchange.tables import UnreadableFile
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

_FILE = Field(
    "file", N_("File"), Kind.FILE, required=True, hint=N_("F4 shows the files of this machine; a path can be pasted.")
)


def _entries(records: Records, _t: Translator) -> Sequence[Option]:
    return [Option(one.code, f"{one.code} {one.name}") for one in sorted(records.all(Entry), key=lambda one: one.code)]


def _rows(_records: Records, filled: Filled) -> list[tuple[str, ...]]:
    from village_board.interchange.cells.shown import plain_text  # noqa: PLC0415 - only where a file is given
    from village_board.interchange.tables import UNCALCULATED, open_tables  # noqa: PLC0415

    with open_tables(filled.path("file")) as sheets:
        return [
            tuple("" if cell is None or cell is UNCALCULATED else plain_text(cell) for cell in cells)
            for sheet in sheets
            for _, cells in sheet.rows
        ]


def _receive(desk: Desk, filled: Filled) -> Taken:
    return receive_table(
        desk,
        Received(
            filled.text("name"),
            filled.text("source"),
            filled.prepared,
            filled.picked("catalogue"),
            filled.day_or_none("on"),
            filled.text("number"),
        ),
    )


def _taken(t: Translator, taken: Taken) -> str:
    if not taken.new:
        return t("The same table is here already; nothing was written.")
    if taken.found:
        first = taken.found[0]
        where = t("{place}: {reason}", place=first.place.words, reason=first.reason)
        return t("It waits as a draft, for something in it must not be public: {where}", where=where)
    return t("It is public.")


def _to_item(taken: Taken) -> DeskScreen:
    from kiosk.desk.rooms.items import item_screen  # noqa: PLC0415 - the items know this form

    return item_screen(taken.item.id)


RECEIVE = Form(
    name="item.receive",
    title=N_("Take in a table of district or township"),
    act=Act.IMPORT,
    about=N_("Permits, prices, outages, bus times: shown as they came, with the body they came from."),
    fields=(
        _FILE,
        Field("name", N_("Name of the item"), required=True),
        Field("source", N_("From which body"), required=True),
        Field("catalogue", N_("Entry of the catalogue"), Kind.PICK, options=_entries),
        Field("on", N_("Day on which it came"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),
        Field("number", N_("Number"), hint=N_("Empty: one is made.")),
    ),
    prepare=_rows,
    places=(
        Place(UnreadableFile, "file"),
        Place(TableEmpty, "file", N_("{name} holds no table: no row has two cells.")),
        Place(TableTooLong, "file"),
        Place(ReceivedAhead, "on"),
        Place(NumberTaken, "number"),
        Place(NotFound, "catalogue"),
        Place(ReasonMissing, "source"),
    ),
    button=N_("Take it in"),
    told=_taken,
    do=_receive,
    after=_to_item,
)


class NoticeUnfit(FieldRefused):
    """The file holds no notice that can be used."""

    sentence = N_("{problem}; {n} problems in all, nothing was written.")

    def __init__(self, field: str, problem: Message, n: int) -> None:
        super().__init__(field, problem=problem, n=n)


@dataclass(frozen=True)
class NoticeTaken:
    """A notice that holds, and how many promised days moved with it."""

    loaded: YearLoaded
    moved: int


#: how a reader of a notice says at which of its items something is wrong.
_ITEM = re.compile(r"holiday (\d+)")


def _load(desk: Desk, filled: Filled) -> NoticeTaken:
    done = load_year(desk, filled.path("file"))
    if done.year is None:
        first = done.findings[0]
        item = _ITEM.match(first.column)
        where: str | Message = say("item {n} of the notice", n=int(item[1])) if item else first.file
        problem = say("{place}: {problem}", place=where, problem=first.message) if where else first.message
        raise NoticeUnfit("file", problem, len(done.findings))
    moved = [
        *recount_enquiries(desk, done.changed),
        *recount_applications(desk, done.changed),
        *recount_services(desk, done.changed),
    ]
    return NoticeTaken(done, len(moved))


def _loaded(t: Translator, taken: NoticeTaken) -> str:
    year = taken.loaded.year
    assert year is not None
    held = t("The notice for {year} holds: {notice}", year=str(year.year), notice=year.title)
    return f"{held} " + t.n("{n} promised day moved.", "{n} promised days moved.", taken.moved)


DAYS_OFF = Form(
    name="year.days_off",
    title=N_("Take in the notice of days off"),
    act=Act.IMPORT,
    about=N_("Save the words of the State Council's notice as a text file. Deadlines are counted by it from then on."),
    fields=(_FILE,),
    button=N_("Take it in"),
    told=_loaded,
    do=_load,
)
