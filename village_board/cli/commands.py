"""Every command of ``village-board``, by name: its module is imported when it runs, or when its own help is asked.

No command waits for the rooms of the others. A new command gets a row here, in the order of the help text; a test
compares the rows with what the commands say of themselves. A module that only adds to the group of another one stands
behind that one's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import click

from village_board.base.message import N_
from village_board.cli.words import Group

#: Its name, its module below `village_board.cli` and those that add to it, what it is for.
ROWS: tuple[tuple[str, str, str], ...] = (
    ("init", "office", N_("Make a board in an empty folder; with --demo, the demo village.")),
    ("import", "office", N_("Read the office's files: all of them, or nothing.")),
    ("export", "office", N_("Write tables that can be imported again, or a public standard.")),
    ("template", "office", N_("Write an empty table of a kind, to be filled in.")),
    ("list", "reading", N_("List all records of a kind.")),
    ("show", "reading", N_("Show one record by its short code or number, or how far a slip is.")),
    ("search", "reading", N_("Find records by words, the newest first.")),
    ("case", "case", N_("Register a matter and follow it, from the proposal to its published result.")),
    ("hearing", "hearing say", N_("Announce hearings and record what they came to.")),
    ("resolution", "meeting say", N_("Convene meetings, record what they decided, follow it to its end.")),
    ("draft", "draft", N_("Your unfinished records of hearings and votes.")),
    ("minutes", "minutes", N_("Write the minutes of a hearing or a vote as a sheet for signatures.")),
    ("signed-minutes", "minutes", N_("Tick who signed the minutes that came back as an attachment.")),
    ("correction", "minutes", N_("Correct a confirmed result; a second member confirms it.")),
    ("execution", "execution", N_("Carry decisions out: offers, contract, progress, acceptance, result.")),
    ("body", "body", N_("Which body decides a matter, and what the villagers' assembly delegated.")),
    ("roll", "roll", N_("Keep the roll of a meeting: who is due, came, left and voted.")),
    ("levy", "levy", N_("Plan case-by-case levies of money and labour.")),
    ("questioning", "questioning", N_("Written questioning of the committee by those entitled.")),
    ("slip", "questioning", N_("Say how far the matter is whose slip has this number.")),
    ("item", "item", N_("Draft, review, sign and correct disclosure items: three people.")),
    ("catalogue", "catalogue", N_("What must be disclosed, how often, by whom; and what is due when.")),
    (
        "enquiry",
        "enquiries enquiry_lists",
        N_("Questions, requests, suggestions, complaints: from the slip to the answer."),
    ),
    ("service", "service_cases", N_("What villagers asked the village to arrange: papers, where it lies, result.")),
    ("guide", "guides", N_("Service guides: steps, papers, fee, time promised.")),
    ("contact", "guides", N_("Contacts: an office, what for, its telephone.")),
    ("explain", "guides", N_("Explain an item in plain words: questions and answers.")),
    ("contract", "contracts", N_("Register contracts, their plans and receipts, and see what is owed.")),
    ("asset", "registers", N_("Change assets, see their depreciation, count them once a year.")),
    ("subsidy", "registers", N_("Record batches of subsidies and relief that were paid.")),
    ("pin", "people", N_("Set somebody's PIN; they type it twice. Changing it needs the old one.")),
    ("bind", "people", N_("Make a one-time code that binds a member's chat.")),
    ("binding", "bindings", N_("The chats through which members act.")),
    ("notice", "notice", N_("Notices: how many were told, and which sends nobody knows of.")),
    ("visits", "visits", N_("How often the hall's screen was visited, by hour and topic.")),
    ("channel", "channel", N_("Channels beside chats: groups, robots, mail, hall, loudspeaker.")),
    ("books", "bookkeeping", N_("How the books are kept: post, approve, stamp, reverse, close, reconcile.")),
    ("check-books", "findings", N_("Show what is wrong in money, assets, resources and contracts.")),
    ("report", "report village_report", N_("Sheets of the books and other reports.")),
    ("sheet", "sheet", N_("The finance sheet: prepare, review, publish, show, export.")),
    ("print", "printing village_report powers", N_("Paper as PDF: notices, minutes, finance sheets, door lists.")),
    ("follow", "follow", N_("Follow the money of a voucher, contract, decision, hearing or case.")),
    ("attach", "attach", N_("Files that belong to a record; public only when someone looked.")),
    (
        "application",
        "application",
        N_(
            "Applications for information: receipt, clock, answer, yearly tables. "
            "The Regulation binds township and district; the village does it by analogy."
        ),
    ),
    ("check-privacy", "privacy", N_("Look for personal data in a paper; exit 1 where it must not be published.")),
    ("proofread", "proofread", N_("Look for contradictions and damage in a paper; nothing is stopped.")),
    ("deadline", "deadline", N_("Tell until when a period runs, and how the date comes about.")),
    ("calendar", "deadline", N_("The notices that say which days are off in a year.")),
    (
        "check",
        "supervise",
        N_("Let every monitoring point look at everything; the list needs --as of a member."),
    ),
    ("alarm", "supervise", N_("Alarms: take up, explain, verify, send back, assign, close.")),
    ("point", "points", N_("Monitoring points: what is watched, by which limit, and changing it.")),
    ("evaluation", "evaluation audits", N_("Score of a half-year, ratings by sealed slips, the yearly appraisal.")),
    ("poll", "poll", N_("Opinion polls: open, slips, answer, close, withdraw; and their numbers.")),
    ("power", "powers", N_("Minor powers: who may do what, by which steps; and what ran through each.")),
    ("limit", "limit", N_("Limits of law and custom, with their source; and the village's own.")),
    ("statistics", "statistics", N_("Figures of what was heard and decided; they add up over many villages.")),
    ("rollup", "rollup", N_("Add up a year of many villages: hearings, duties, rates, alarms.")),
    ("verify", "keeping", N_("Check every record against the log and name the first that is off.")),
    ("backup", "keeping", N_("Write the whole board into one file, while others work.")),
    ("restore", "keeping", N_("Make a board from a backup, in a place where none is.")),
    ("move", "moving", N_("Carry the records to another store: a file or a database.")),
    ("nightly", "nightly", N_("Do what is to be done every night; once a day is enough.")),
    ("hall", "hall", N_("The machine in the hall: set it up. Look at it: doctor --hall.")),
    ("doctor", "doctor", N_("Look at machine, files and records, and tell how to mend what is off.")),
)


@cache
def _command(name: str, modules: str) -> click.Command:
    first, *_ = [import_module(f"village_board.cli.{module}") for module in modules.split()]
    command: click.Command = next(command for command in first.COMMANDS if command.name == name)
    return command


class Commands(Mapping[str, click.Command]):
    """The commands by name, in the order of the table; one is imported when it is asked for."""

    def __init__(self) -> None:
        self._modules = {name: modules for name, modules, _ in ROWS}

    def __getitem__(self, name: str) -> click.Command:
        """Return the command; importing it if need be."""
        return _command(name, self._modules[name])

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        """Yield the names; nothing is imported."""
        return iter(self._modules)

    def __len__(self) -> int:
        """Return how many commands there are."""
        return len(self._modules)


class Program(Group):
    """The outermost group: it knows its commands by the table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands = Commands()  # type: ignore[assignment]  # nothing is ever added

    def told(self) -> list[tuple[str, str]]:
        """Return name and help of each command; nothing is imported."""
        return [(name, told) for name, _, told in ROWS]
