"""Notices at the desk: whom each reached, its door lists, what is unknown, what is to be read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import channels
from kiosk.desk.rooms import notice_forms as forms
from kiosk.desk.rooms.paper_forms import paper_form
from kiosk.dwelling import dwelling
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.notices.channels import Channel
from village_board.notices.doors import doors_of
from village_board.notices.loudspeaker import text_to_read_out, to_read_out
from village_board.notices.model import Delivery, Notice
from village_board.notices.outbox import unknown
from village_board.notices.posting import Posting, unknown_posts
from village_board.notices.reach_model import DoorList
from village_board.notices.reach_service import lists_of, reach_of
from village_board.notices.words import DOOR_HOW, NOTICE_KIND, PLACE
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.notices.reach import Counts
    from village_board.people.model import Actor
    from village_board.settings import Settings

_NEWEST = 200
PRINT_DOORS = paper_form("notice.print_doors", N_("Print the door list"), Act.MAKE_DOOR_LIST, "doors")


def first_screen() -> ListScreen:
    """Return the list of notices."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    if name.startswith("notice.tick.") and name.rpartition(".")[2].isdigit():
        return forms.tick_form(int(name.rpartition(".")[2]))
    mine = next((one for one in (*forms.FORMS, PRINT_DOORS) if one.name == name), None)
    return mine or channels.form_named(name)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    waiting = to_read_out(records)
    if waiting:
        rows.append(Row("", t("To be read out")))
        rows += [Row(one.posting.id, t.say(one.notice.message), marked=one.posting.emergency) for one in waiting]
    lost: list[Delivery | Posting] = [*unknown(records), *unknown_posts(records)]
    if lost:
        rows.append(Row("", t("Nobody knows whether it arrived")))
        for each in lost:
            words = t.say(records.get(Notice, each.notice).message) if each.notice else t("a test")
            rows.append(Row(each.id, words, each.reason, marked=True))
    rows.append(Row("", t("Notices, the newest first")))
    for one in records.page(Notice, order_by="made_at", descending=True, limit=_NEWEST).rows:
        rows.append(Row(one.id, t.say(one.message), t.moment(one.made_at)))
    return rows


def record_screen(id: str) -> DeskScreen:  # noqa: A002 - the field's own name
    """Return the screen of a notice, a delivery, a post or a door list."""
    if prefix_of(id) == DoorList.KIND.prefix:
        return doors_screen(id)
    if prefix_of(id) == Channel.KIND.prefix:
        return channels.channel_screen(id)

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        return _sheet(records, t, id, screen.desk.board.settings)

    screen = SheetScreen(read)
    return screen


def _sheet(records: Records, t: Translator, id: str, settings: Settings) -> Sheet:  # noqa: A002
    one = records.lookup(id)
    if isinstance(one, Delivery):
        said = t.say(records.get(Notice, one.notice).message)
        return Sheet(t("Sent to one chat"), ((said, "ink"), (one.reason, "soft")), (form_step(forms.RESEND, id),))
    if isinstance(one, Posting):
        return _post(records, one, t, settings)
    if isinstance(one, Notice):
        return Sheet(
            t("Notice ({kind}): {words}", kind=t(NOTICE_KIND[one.kind]), words=t.say(one.message)),
            tuple(_said(records, one, t)),
            tuple(_steps(records, one)),
        )
    raise NotFound(Notice.KIND.label, id)


def _post(records: Records, one: Posting, t: Translator, settings: Settings) -> Sheet:
    channel = records.get(Channel, one.channel)
    if any(each.posting.id == one.id for each in to_read_out(records)):
        text = text_to_read_out(records, settings, one)
        lines = tuple((line, "ink") for line in text.splitlines())
        return Sheet(channel.name, lines, (form_step(forms.READ_OUT, one.id),))
    said = t.say(records.get(Notice, one.notice).message) if one.notice else t("a test")
    return Sheet(channel.name, ((said, "ink"), (one.reason, "soft")), (form_step(forms.REPOST, one.id),))


def _said(records: Records, one: Notice, t: Translator) -> Iterator[Paragraph]:
    yield t.say(one.message), "strong"
    yield t.moment(one.made_at), "soft"
    reach = reach_of(records, one.id)
    yield t("By person"), "accent"
    yield from _counted(reach.persons, t)
    if reach.at_doors:
        yield t.n("{n} of them was told at the door", "{n} of them were told at the door", reach.at_doors), "ink"
    yield t("By chat"), "accent"
    yield from _counted(reach.chats, t)
    if reach.unlinked:
        yield t.n("{n} chat belongs to nobody known", "{n} chats belong to nobody known", reach.unlinked), "soft"


def _counted(counts: Counts, t: Translator) -> Iterator[Paragraph]:
    """Yield how many were due, and where they stand: only places where somebody is."""
    yield t("due: {n}", n=counts.due), "ink"
    for name, number in counts.places().items():
        if number:
            yield f"  {t('{label}: {value}', label=t(PLACE[name]), value=number)}", "ink"


def _steps(records: Records, one: Notice) -> Iterator[Step]:
    for made in lists_of(records, one.id):
        yield Step(f"list-{made.id}", N_("The door list"), partial(doors_screen, made.id))
    if not one.retired:
        yield form_step(forms.MAKE_DOORS, one.id)


def doors_screen(id: str) -> ListScreen:  # noqa: A002
    """Return the doors of one list."""

    def rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
        made = records.get(DoorList, id)
        found: list[Row] = []
        for door in doors_of(records, made):
            line = door.line
            how = t(DOOR_HOW[line.how]) if line.how else t("open")
            where = dwelling(line.group, line.household, t)
            words = f"{line.number}  {t.listed(door.names)}  {where}"
            found.append(Row(str(line.number), words, how, marked=not line.told))
        return found

    def tick(number: str) -> DeskScreen:
        from kiosk.desk.blank.screen import BlankScreen  # noqa: PLC0415 - when it is wanted

        return BlankScreen(forms.tick_form(int(number)), id)

    return ListScreen(Listing(title=N_("Doors"), read=rows, open=tick, steps=(form_step(PRINT_DOORS, id, key="f3"),)))


LISTING = Listing(
    title=N_("Notices and whom they reached"), read=_rows, open=record_screen, steps=channels.channel_steps()
)
