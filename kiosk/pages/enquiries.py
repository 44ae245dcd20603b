"""Ask the village: the answers that are shown to everybody, and how one asks (facts 5; P15, P20, P21)."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.imprint import told
from kiosk.pages.listing import Listing, window
from kiosk.pages.voices import slip_entry
from kiosk.pages.wording import day
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.base.errors import NotFound
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.enquiries.model import Enquiry
from village_board.enquiries.words import ENQUIRY_KIND
from village_board.limits.service import limits_of

_PUBLIC = where("published_on") >= "0001-01-01"


@dataclass(frozen=True, slots=True)
class EnquiriesPage(Page):
    """Every answer that is public, the newest first; above them how one asks."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        t = shelf.t
        return window(
            shelf,
            Listing(Enquiry, "published_on", _PUBLIC, descending=True),
            self.offset,
            lambda one: enquiry_entry(shelf, one),
            EnquiriesPage,
            title=t("Asked and answered"),
            head=(how_entry(shelf),),
            empty=Words(t("No answer is shown to everybody yet.")),
        )


def how_entry(shelf: Shelf) -> Entry:
    """Return the row that tells how one asks."""
    t = shelf.t
    return Entry(t("How to ask"), HowToAskPage(), note=t("Where, by when it is answered, and what is not taken here"))


@dataclass(frozen=True, slots=True)
class EnquiryPage(Page):
    """One question with its answer, as they were published."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return question and answer, by slip and without a name.

        Raises:
            NotFound: it is not public.
        """
        one = shelf.records.get(Enquiry, self.id)
        if not one.public:
            raise NotFound(Enquiry.KIND.label, self.id)
        t = shelf.t
        facts = (
            (t("What it is"), t(ENQUIRY_KIND[one.kind])),
            (t("Handed in on"), day(t, one.submitted_on)),
            (t("Answered on"), day(t, one.replied_on)),
            (t("Late"), t.n("{n} day", "{n} days", one.late_days) if one.late_days else ""),
            (t("Slip number"), one.number),
            (t("Published on"), day(t, one.published_on)),
            (t("Published by"), t("Village committee")),
            (t("Short code"), one.id),
        )
        parts: list[Part] = [Heading(t("What was asked")), Words(one.public_question)]
        parts += [Heading(t("Answer")), Words(one.public_reply), *told(shelf, facts)]
        parts += [Heading(t("What you can do")), how_entry(shelf)]
        return Sheet(one.title, tuple(parts), subject=one.id)


@dataclass(frozen=True, slots=True)
class HowToAskPage(Page):
    """How one asks, what is promised, and who takes what is not taken here."""

    LEADS_ON = True

    def read(self, shelf: Shelf) -> Sheet:
        """Return the words."""
        t, limits = shelf.t, limits_of(shelf.records)
        township = shelf.settings.township
        promised = (
            (t("A question"), _days(shelf, "enquiry.consult_known_days", "enquiry.consult_looked_up_days")),
            (t("A request for help"), _days(shelf, "enquiry.help_days")),
            (t("A suggestion"), _days(shelf, "enquiry.suggest_days")),
            (t("A complaint"), _days(shelf, "enquiry.complain_days", "enquiry.complain_hard_days")),
        )
        parts: list[Part] = [
            Words(t("Tell the clerk at the village office; you get a slip with a number.")),
            *([Words(t("With a phone: the village's bot, 'Ask the village'."))] if shelf.has_bot else []),
            Words(t("An answer is shown here only when you agree, and without your name.")),
            Heading(t("By when it is answered")),
            Facts(promised),
            Words(t("After the answer you say whether it is solved. If not, it is opened once more.")),
            Heading(t("Not taken here")),
            *(Words(t.say(who_takes(what, township, limits))) for what in Elsewhere),
            slip_entry(shelf),
        ]
        return Sheet(t("How to ask"), tuple(parts))


def enquiry_entry(shelf: Shelf, one: Enquiry) -> Entry:
    """Return the row of a published answer."""
    t = shelf.t
    return Entry(one.title, EnquiryPage(one.id), note=t(ENQUIRY_KIND[one.kind]), right=day(t, one.replied_on))


def enquiries_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to questions and answers."""
    t, count = shelf.t, shelf.records.count(Enquiry, _PUBLIC)
    note = t("What others asked, what the village answered, and how to ask")
    return Entry(t("Asked and answered"), EnquiriesPage(), note=note, right=t.n("{n} answer", "{n} answers", count))


def _days(shelf: Shelf, *keys: str) -> str:
    t, limits = shelf.t, limits_of(shelf.records)
    shortest, *longer = (limits.days(key) for key in keys)
    days = t.n("{n} working day", "{n} working days", shortest)
    if longer:
        return t("{days}; {more} where it is hard to find out", days=days, more=longer[0])
    return days
