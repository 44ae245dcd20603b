"""Applications for information: how to apply, and the counts of a year; never who applied, or for what."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.voices import slip_entry
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.applications.model import ApplicantKind
from village_board.applications.report import HANDLED, TOTAL, result_rows
from village_board.applications.reporting import Counts, counts_of
from village_board.applications.words import ANALOGY
from village_board.base.message import N_
from village_board.limits.service import limits_of

#: the parts of Table III, in words.
GROUPS: dict[str, str] = {
    "granted": N_("opened"),
    "partly_granted": N_("opened in part"),
    "refused": N_("not opened"),
    "unable": N_("could not be given"),
    "not_handled": N_("not handled"),
    "other": N_("ended otherwise"),
}


@dataclass(frozen=True, slots=True)
class ApplicationsPage(Page):
    """How to apply, and what became of the applications of `year`; 0: of this year."""

    year: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the steps, then the counts."""
        t = shelf.t
        year = self.year or shelf.today.year
        counts = counts_of(shelf.records, year)
        before = counts_of(shelf.records, year - 1)
        parts: list[Part] = [
            Words(t(ANALOGY), "soft"),
            Heading(t("How to apply")),
            *(Words(step) for step in _steps(shelf)),
            slip_entry(shelf),
            Heading(t("Applications of {year}", year=str(year))),
        ]
        if counts.received or counts.handled or counts.waiting:
            parts += _counted(shelf, counts)
        else:
            parts.append(Words(t("Nobody has applied for information in this year.")))
        if before.received or before.handled:
            parts.append(Entry(t("Applications of {year}", year=str(year - 1)), ApplicationsPage(year - 1)))
        return Sheet(t("Applications for information"), tuple(parts))


def applications_entry(shelf: Shelf) -> Entry:
    """Return the row that leads to the applications."""
    t = shelf.t
    return Entry(
        t("Applications for information"),
        ApplicationsPage(),
        note=t("What does not hang here can be asked for"),
    )


def _steps(shelf: Shelf) -> tuple[str, ...]:
    t, limits = shelf.t, limits_of(shelf.records)
    days, more = limits.days("application.answer_days"), limits.days("application.extension_days")
    return (
        t("1. Come to the village office, or write: who you are, and where the answer goes."),
        t("2. Say which information you want: its name, its number, or what it is about."),
        t("3. Writing is hard? Tell the clerk, who writes it down for you."),
        t("4. You get a slip with a number, and the last day for the answer."),
        t(
            "5. The answer comes within {n} working days, once at most {more} later, with the reason.",
            n=days,
            more=more,
        ),
    )


def _counted(shelf: Shelf, counts: Counts) -> list[Part]:
    t, table = shelf.t, counts.table
    ways = tuple((t(way), str(n)) for way, n in counts.by_way if n)
    facts = (
        (t("Received"), str(counts.received)),
        (t("Handled"), str(counts.handled)),
        (t("Still waiting"), str(counts.waiting) if counts.waiting else ""),
        (t("Answered late"), str(counts.late) if counts.late else ""),
    )
    groups = dict.fromkeys(row.partition(".")[0] for row in result_rows(table.form))
    sums = {
        group: sum(table.at(row, TOTAL) for row in result_rows(table.form) if row.partition(".")[0] == group)
        for group in groups
    }
    results = [(t(GROUPS[group]), str(n)) for group, n in sums.items() if n]
    persons = table.at(HANDLED, ApplicantKind.NATURAL_PERSON.value)
    who = ((t("From persons"), str(persons)), (t("From organisations"), str(counts.handled - persons)))
    return [
        Facts((*facts, *ways, *who)),
        Table(("", t("applications")), (*results, (t("Together"), str(counts.handled))), total=True),
    ]
