"""The rooms of the desk: what can be looked up and done beside what waits. One module a room, opened when wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from village_board.base.ids import prefix_of
from village_board.base.message import N_
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from kiosk.desk.browse.listing import Listing
    from village_board.forms.model import FormDraft
    from village_board.i18n import Translator
    from village_board.people.model import Actor


@dataclass(frozen=True)
class Room:
    """One room.

    Attributes:
        words: its name, marked with `N_`; short enough for the column of the rooms at 80 columns in every language.
        module: the module that has its first screen: a function ``first_screen()``; and, so that a begun form can be
            gone on with from the home, ``form_of(name)``, which returns the form whose drafts bear that name; a
            screen that is no form has ``screen_of_draft(draft)``, which returns what it is about and what opens it.
            ``STATED`` holds the names of the forms that a record's sheet offers only while they have their place.
            Its list is named ``LISTING``; where it has several, all of them ``LISTINGS``: they are found in by words.
        kinds: prefixes of the ids of the records that it shows: its module then has ``record_screen(id)``.
        prefix: with which the names of its forms begin, up to the first dot.
        acts: whoever may do one of these is shown it; none: everybody who signed in.
    """

    words: str
    module: str
    prefix: str = ""
    acts: tuple[Act, ...] = ()
    kinds: tuple[str, ...] = ()

    def is_for(self, who: Actor) -> bool:
        """Tell whether `who` has anything to do here."""
        return not self.acts or any(who.roles & PERMITTED[act] for act in self.acts)

    def open(self) -> DeskScreen:
        """Return its first screen."""
        screen: DeskScreen = import_module(self.module).first_screen()
        return screen

    def listings(self) -> Sequence[Listing]:
        """Return its lists; none where it shows no records."""
        module = import_module(self.module)
        several: Sequence[Listing] = getattr(module, "LISTINGS", ())
        one: Listing | None = getattr(module, "LISTING", None)
        return several or ((one,) if one is not None else ())


ROOMS: tuple[Room, ...] = (
    Room(
        N_("Matters and decisions"),
        "kiosk.desk.rooms.cases",
        "case",
        (Act.REGISTER_CASE, Act.MOVE_CASE, Act.APPROVE_CASE, Act.GIVE_OVERSIGHT_OPINION),
        ("dc", "h", "d"),
    ),
    Room(
        N_("Carrying out decisions"),
        "kiosk.desk.rooms.works",
        "work",
        (Act.MOVE_CASE, Act.START_EXECUTION, Act.RECORD_DEFECT),
        ("ex",),
    ),
    Room(
        N_("Items on the board"),
        "kiosk.desk.rooms.items",
        "item",
        (Act.DRAFT_ITEM, Act.REVIEW_ITEM, Act.SIGN_ITEM),
        ("i",),
    ),
    Room(N_("Alarms (not public)"), "kiosk.desk.rooms.alarms", "alarm", (Act.SEE_FINDINGS,), ("al",)),
    Room(
        N_("Audits (not public)"), "kiosk.desk.rooms.audits", "audit", (Act.SEE_EVALUATION, Act.RECORD_AUDIT), ("au",)
    ),
    Room(N_("Opinion polls"), "kiosk.desk.rooms.polls", "poll", (Act.OPEN_POLL, Act.HAND_OUT_POLL_SLIPS), ("po",)),
    Room(
        N_("Enquiries"), "kiosk.desk.rooms.enquiries", "enquiry", (Act.SUBMIT_ENQUIRY, Act.REPLY_ENQUIRY), ("en", "iq")
    ),
    Room(
        N_("Information applications"),
        "kiosk.desk.rooms.applications",
        "application",
        (Act.RECEIVE_APPLICATION, Act.MOVE_APPLICATION),
        ("ap", "cg"),
    ),
    Room(N_("Arranged for villagers"), "kiosk.desk.rooms.services", "service", (Act.RECEIVE_SERVICE,), ("sv",)),
    Room(N_("Contracts and rents"), "kiosk.desk.rooms.contracts", "contract", (Act.REGISTER_CONTRACT,), ("c",)),
    Room(
        N_("Assets and subsidies"),
        "kiosk.desk.rooms.registers",
        "register",
        (Act.CHANGE_ASSET, Act.CONFIRM_STOCKTAKE),
        ("a", "st", "sb"),
    ),
    Room(
        N_("Books and accounts"),
        "kiosk.desk.rooms.books",
        "book",
        (Act.RECONCILE, Act.APPROVE_VOUCHER, Act.STAMP_VOUCHER),
        ("v", "fs", "bk", "ac", "ba", "b", "m"),
    ),
    Room(
        N_("Notices and their reach"),
        "kiosk.desk.rooms.notices",
        "notice",
        (Act.MAKE_DOOR_LIST, Act.TICK_DOOR, Act.READ_OUT),
        ("n", "x", "pg", "dl", "ch"),
    ),
    Room(
        N_("Guides and clarifications"),
        "kiosk.desk.rooms.guides",
        "guide",
        (Act.ADD_GUIDE, Act.DRAFT_CLARIFICATION),
        ("gd", "ct", "cl", "xp"),
    ),
    Room(
        N_("People, offices, chats"),
        "kiosk.desk.rooms.people",
        "people",
        (Act.ISSUE_BINDING, Act.CONFIRM_BINDING, Act.REVOKE_BINDING),
        ("p",),
    ),
    Room(
        N_("Evaluation (not public)"),
        "kiosk.desk.rooms.evaluation",
        "evaluation",
        (Act.SEE_EVALUATION,),
        ("ya",),
    ),
    Room(N_("Texts of the reports"), "kiosk.desk.rooms.reports", "report", (Act.EDIT_REPORT_TEXT,)),
    Room(N_("Take in a table"), "kiosk.desk.rooms.imports", "import", (Act.IMPORT,)),
    Room(
        N_("Files"),
        "kiosk.desk.rooms.files",
        "file",
        (Act.ATTACH, Act.PASS_ATTACHMENT, Act.WITHDRAW_ATTACHMENT),
        ("at",),
    ),
    Room(N_("The catalogue"), "kiosk.desk.rooms.catalogue", "catalogue", (Act.CHANGE_ENTRY, Act.RECORD_EVENT), ("e",)),
    Room(N_("Limits"), "kiosk.desk.rooms.limits", "limit", (Act.CHANGE_LIMIT,)),
    Room(N_("The year at a glance"), "kiosk.desk.rooms.year", "year"),
)


def resumed(draft: FormDraft, t: Translator) -> tuple[str, Callable[[], DeskScreen]] | None:
    """Return what a draft is about, in the reader's words, and what opens it; None where no room knows it any more."""
    room = next((one for one in ROOMS if one.prefix and one.prefix == draft.form.partition(".")[0]), None)
    find = getattr(import_module(room.module), "screen_of_draft", None) if room is not None else None
    found: tuple[str, Callable[[], DeskScreen]] | None = find(draft) if find is not None else None
    if found is not None:
        return found
    if (form := form_of(draft.form)) is None:
        return None

    def opens() -> DeskScreen:
        from kiosk.desk.blank.screen import BlankScreen  # noqa: PLC0415 - when it is wanted

        return BlankScreen(form, draft.subject)

    return t(form.title), opens


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name; None where no room knows it any more."""
    room = next((one for one in ROOMS if one.prefix and one.prefix == name.partition(".")[0]), None)
    find = getattr(import_module(room.module), "form_of", None) if room is not None else None
    return find(name) if find is not None else None


def stated_forms(name: str) -> Collection[str]:
    """Return the forms that the sheet of a record offers only while they have their place, in the room of this form."""
    room = next((one for one in ROOMS if one.prefix and one.prefix == name.partition(".")[0]), None)
    return getattr(import_module(room.module), "STATED", ()) if room is not None else ()


def screen_for(id: str) -> DeskScreen:  # noqa: A002 - the field's own name
    """Return the screen of a record, in the room that shows its kind; one that no room shows has a plain sheet."""
    room = next((one for one in ROOMS if prefix_of(id) in one.kinds), None)
    module = import_module(room.module if room is not None else "kiosk.desk.rooms.plain")
    screen: DeskScreen = module.record_screen(id)
    return screen
