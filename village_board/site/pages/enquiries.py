"""Ask the village: the door, the answers that are shown to everybody, how one asks, applications (P15, P20)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.applications.model import ApplicantKind
from village_board.applications.report import HANDLED, TOTAL, result_rows
from village_board.applications.reporting import Counts, counts_of
from village_board.applications.words import ANALOGY
from village_board.base.message import N_, Message, say
from village_board.disclosure.beside import Clarification
from village_board.enquiries.elsewhere import Elsewhere, who_takes
from village_board.enquiries.model import Enquiry
from village_board.enquiries.words import ENQUIRY_KIND
from village_board.guides.model import Contact, Guide
from village_board.guides.service import holding
from village_board.polls.model import Poll
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.clarifications import CLARIFICATIONS
from village_board.site.pages.guides import CONTACTS, GUIDES
from village_board.site.pages.lists import Listing, listed
from village_board.site.pages.polls import POLLS
from village_board.site.pages.powers import POWERS
from village_board.site.said import Many, Said
from village_board.site.stock import Stock

SECTION = "ask"
ASK, ENQUIRIES, HOW, APPLICATIONS = "ask/", "enquiries/", "ask/how/", "applications/"
#: years of applications that have a page.
_YEARS = 5
#: the parts of Table III, in words.
_GROUPS: dict[str, str] = {
    "granted": N_("opened"),
    "partly_granted": N_("opened in part"),
    "refused": N_("not opened"),
    "unable": N_("could not be given"),
    "not_handled": N_("not handled"),
    "other": N_("ended otherwise"),
}


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the door, the answers by year, how one asks, the applications, and a page for each answer."""
    yield _door(stock)
    yield _how(stock)
    yield _applications(stock)
    title, nothing = say("Asked and answered"), say("No answer is shown to everybody yet.")
    yield from listed(stock, Listing(ENQUIRIES, title, SECTION, enquiry_row, nothing), stock.all(Enquiry))
    for one in stock.all(Enquiry):
        yield _page(stock, one)


def enquiry_row(stock: Stock, one: Enquiry) -> Row:
    """Return the row of a published answer."""
    return Row(one.title, stock.address(one), Message(ENQUIRY_KIND[one.kind]), one.replied_on)


def _door(stock: Stock) -> Page:
    asked, told = len(stock.all(Enquiry)), len(stock.all(Clarification))
    guides, contacts = len(holding(stock.records, Guide)), len(holding(stock.records, Contact))
    rows = (
        Row(
            say("Service guides"),
            GUIDES,
            say("Steps, papers, fee, time"),
            Many.n("{n} guide", "{n} guides", guides),
        ),
        Row(
            say("Telephone numbers"),
            CONTACTS,
            say("Offices and what they help with"),
            Many.n("{n} number", "{n} numbers", contacts),
        ),
        Row(say("How to ask"), HOW, say("Where, by when it is answered, and what is not taken here")),
        Row(
            say("Asked and answered"),
            ENQUIRIES,
            say("What others asked, what the village answered"),
            Many.n("{n} answer", "{n} answers", asked),
        ),
        Row(say("Applications for information"), APPLICATIONS, say("What does not hang here can be asked for")),
        Row(
            say("Clarifications"),
            CLARIFICATIONS,
            say("What goes round, and what is so"),
            Many.n("{n} clarification", "{n} clarifications", told),
        ),
        Row(
            say("Opinion polls"),
            POLLS,
            say("What was asked, and what came of it"),
            Many.n("{n} poll", "{n} polls", len(stock.all(Poll))),
        ),
        Row(say("Minor powers"), POWERS, say("Who may do what, by which steps, and what ran through it")),
    )
    return Page(ASK, say("Ask the village"), (Rows(rows),), SECTION)


def _how(stock: Stock) -> Page:
    promised = (
        (say("A question"), _days(stock, "enquiry.consult_known_days", "enquiry.consult_looked_up_days")),
        (say("A request for help"), _days(stock, "enquiry.help_days")),
        (say("A suggestion"), _days(stock, "enquiry.suggest_days")),
        (say("A complaint"), _days(stock, "enquiry.complain_days", "enquiry.complain_hard_days")),
    )
    parts: list[Part] = [
        Words(say("Tell the clerk at the village office; you get a slip with a number.")),
        Words(say("An answer is shown here only when you agree, and without your name.")),
    ]
    if stock.settings.telephone:
        parts.append(Facts(((say("Telephone of the village office"), stock.settings.telephone),)))
    parts += [
        Heading(say("By when it is answered")),
        Facts(promised),
        Words(say("After the answer you say whether it is solved. If not, it is opened once more.")),
        Heading(say("Not taken here")),
        *(Words(who_takes(what, stock.settings.township, stock.limits)) for what in Elsewhere),
    ]
    return Page(HOW, say("How to ask"), tuple(parts), SECTION)


def _page(stock: Stock, one: Enquiry) -> Page:
    """Return question and answer, by slip and without a name."""
    late = Many.n("{n} day", "{n} days", one.late_days) if one.late_days else None
    facts = (
        (say("What it is"), Message(ENQUIRY_KIND[one.kind])),
        (say("Handed in on"), one.submitted_on),
        (say("Answered on"), one.replied_on),
        (say("Late"), late),
        (say("Slip number"), one.number),
        (say("Short code"), one.id),
    )
    parts: tuple[Part, ...] = (
        Heading(say("What is asked")),
        Words(one.public_question),
        Heading(say("Answer")),
        Words(one.public_reply),
        Facts(facts),
    )
    return Page(stock.address(one), one.title, parts, SECTION, one.id, Enquiry.KIND.label, one.replied_on)


def _days(stock: Stock, *keys: str) -> Said:
    shortest, *longer = (stock.limits.days(key) for key in keys)
    if longer:
        return say("{n} working days; {more} where it is hard to find out", n=shortest, more=longer[0])
    return Many.n("{n} working day", "{n} working days", shortest)


def _applications(stock: Stock) -> Page:
    days = stock.limits.days("application.answer_days")
    more = stock.limits.days("application.extension_days")
    steps = (
        say("1. Come to the village office, or write: who you are, and where the answer goes."),
        say("2. Say which information you want: its name, its number, or what it is about."),
        say("3. Writing is hard? Tell the clerk, who writes it down for you."),
        say("4. You get a slip with a number, and the last day for the answer."),
        say(
            "5. The answer comes within {n} working days, once at most {more} later, with the reason.",
            n=days,
            more=more,
        ),
    )
    parts: list[Part] = [Words(Message(ANALOGY), "soft"), Heading(say("How to apply")), *map(Words, steps)]
    for year in range(stock.today.year, stock.today.year - _YEARS, -1):
        counts = counts_of(stock.records, year)
        told = counts.received or counts.handled or counts.waiting
        if told or year == stock.today.year:
            parts.append(Heading(say("Applications of {year}", year=str(year))))
            nothing = Words(say("Nobody has applied for information in this year."))
            parts += _counted(counts) if told else [nothing]
    return Page(APPLICATIONS, say("Applications for information"), tuple(parts), SECTION)


def _counted(counts: Counts) -> list[Part]:
    table = counts.table
    ways = tuple((Message(way), str(n)) for way, n in counts.by_way if n)
    facts = (
        (say("Received"), str(counts.received)),
        (say("Handled"), str(counts.handled)),
        (say("Still waiting"), counts.waiting or None),
        (say("Answered late"), counts.late or None),
    )
    groups = dict.fromkeys(row.partition(".")[0] for row in result_rows(table.form))
    sums = {
        group: sum(table.at(row, TOTAL) for row in result_rows(table.form) if row.partition(".")[0] == group)
        for group in groups
    }
    results: list[tuple[Said, ...]] = [(Message(_GROUPS[group]), str(n)) for group, n in sums.items() if n]
    persons = table.at(HANDLED, ApplicantKind.NATURAL_PERSON.value)
    who = ((say("From persons"), str(persons)), (say("From organisations"), str(counts.handled - persons)))
    heads = (say("What became of them"), say("how many"))
    rows = (*results, (say("Together"), str(counts.handled)))
    return [Facts((*facts, *ways, *who)), Table(heads, rows, say("What became of them"), total=True)]
